"""How Spanish says that something will be done, and by whom; folded: without accents."""

from __future__ import annotations

import re

from tickets.rules.promised.tongue import Deeds, words

_DAYS = "lunes|martes|miercoles|jueves|viernes|sabados?|domingos?"

DEEDS = Deeds(
    splits=re.compile(
        r"[;:]\s|,\s+(?=(?:y|pero|asi que|o|entonces|si|cuando|que|por favor|una vez|en cuanto)\b)|\s-\s|\s–\s"
        r"|\s+(?=(?:pero|si|cuando|una vez|porque|aunque|mientras|por favor|en cuanto|siempre que)\b)"
    ),
    ours=words(
        r"\w+(?:aremos|eremos|iremos|dremos|bremos|rremos)|(?:\w*(?:respond|contest|llam|envi|"
        "escrib|avis|confirm|inform|devolv|abon|reembols|remit|mand|revis|comprob|gestion|d|volv|"
        "ha|solucion|resolv|complet|repar|cambi|entreg|comunic|actualiz|consult|intent|tramit|"
        "atend|visit))(?:are|ere|ire|re)|(?:le|les|te|os|se|me|nos|lo|la|los|las|se lo|"
        r"se la) (?:\w+(?:ara|aran|era|eran|ira|iran|dra|dran)|respondo|respondemos|contesto|"
        "contestamos|llamo|llamamos|envio|enviamos|escribo|escribimos|mando|mandamos|devolvemos|"
        "aviso|avisamos|confirmo|confirmamos|informo|informamos|damos|doy|digo|cuento|contamos|"
        "comento|hago|hacemos|decimos|abonamos|reembolsamos|remito|remitimos|pongo|ponemos|"
        r"vuelvo a|volvemos a)|(?:vamos|voy|va|van) a \w+|tengo previsto|tenemos previsto|"
        "nos comprometemos|me comprometo|(?:recibira|recibiras|tendra|tendras|tendran|llegara|"
        "llegaran|estara|estaran|sera|seran|vera|sabra|quedara|quedaran|saldra|saldran|dispondra|"
        "obtendra|habra|pasara|pasaran|vendra|ira|empezara|terminara|hara|visitara|contactara|"
        "llamara)|(?:esperamos|espero|confiamos en|confio en|calculamos|calculo|"
        r"prevemos) (?:tener|poder|dar|que|resolver|una|su|enviar|responder|recibir)\w*|(?:recibe|"
        "llega|llegan|sale|salen|tiene) (?:su|el|la|los|las|una|un|hoy|manana|respuesta)|(?:su|"
        r"el|la) \w+ (?:llega|sale|estara|quedara)|llega|sale|tardara|tardaran|tardaremos|tarda|"
        "tardamos|(?:estamos|estoy) (?:enviando|preparando|tramitando|gestionando)|"
        "queda programad[oa]|esta previst[oa]|esta programad[oa]|haremos|hare|quedamos en|"
        "puede contar con|cuente con|cuenta con|permitame|deme"
    ),
    not_ours=words(
        r"no (?!mas tarde|dud|se preocup|obstante|solo|te preocup)\w+|(?:debe|debera|deberia|"
        r"debes|deberas|tiene que|tendra que|tendras que|hay que)\w*|(?:necesito|necesitamos|"
        "necesitariamos|rogamos|ruego|pedimos) (?:que|nos|me|su|el|la)|(?:podra|podras|puede|"
        r"puedes|pueden) (?!contar)\w+|necesitaremos|podria|podrian|(?:nos|me) (?:envie|mande|"
        "diga|confirme|indique|responda|conteste|comunique|devuelva|llame|envia|manda|facilite|"
        "remita)|(?:envienos|envieme|mandenos|diganos|digame|confirmenos|indiquenos|respondanos|"
        "avisenos|llamenos|devuelvanos|recuerde|aproveche)|hasta|a partir|desde|caduca|caducara|"
        "vence|vencera|finaliza|finalizara|termina el|cierra|cierran|cerramos|cerrad[oa]s?|"
        "cerraremos|abrimos|abre|abriremos|abiert[oa]s?|horario|atendemos|festivo|vacaciones|"
        "oferta|rebajas|promocion|valid[oa]|cada|todos los|todas las|los (?:lunes|martes|"
        "miercoles|jueves|viernes|sabados|domingos)|normalmente|habitualmente|quiza|quizas|"
        "tal vez|puede que|a lo mejor|fue|era|estuvo|ayer|habia|dijo|dijiste|comento|pidio|"
        "compro|pago|recibio|realizo|fuera de la oficina|de baja|salvo|excepto|en lugar|"
        "vencimiento|renovara|renueva|(?:usted|tu) (?:enviara|pagara|mandara|traera)|si usted"
    ),
    conditions=words(
        "si|siempre que|en cuanto|una vez|cuando|en caso|salvo que|a menos que|tras|despues de|"
        "desde que"
    ),
    bare=words(
        "respuesta|reembolso|entrega|llamada|envio|reparacion|solucion|noticias|devolucion|"
        "visita|recogida|cita|plazo|abono|previsto|prevista|llegada|cambio|novedades"
    ),
    not_a_date_after=words("del?|desde|cada|ultimo|hasta|pasado|entre|al?|que|los|todos"),
    not_a_number_after=words("factura|pedido|numero|n|num|version|pagina|articulo|apartado"),
    ranges=words(rf"(?:{_DAYS}),? (?:a|al|hasta el|-|–) (?:{_DAYS})"),
)
