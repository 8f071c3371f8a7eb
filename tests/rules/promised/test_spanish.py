"""What an agent promises in Spanish, and what only looks like it. "Now" is Tuesday 24 November 2026, 10:00."""

import pytest

from tests.rules.promised.desk import found

PROMISES = (
    ("Le responderemos antes del viernes.", [("antes del viernes", "Thu 26 Nov 2026 18:00")]),
    (
        "Le responderemos el viernes como muy tarde.",
        [("el viernes como muy tarde", "Fri 27 Nov 2026 18:00")],
    ),
    ("Le llamaré mañana a las 10.", [("mañana a las 10", "Wed 25 Nov 2026 10:00")]),
    ("Tendrá una respuesta en 48 horas.", [("en 48 horas", "Thu 26 Nov 2026 10:00")]),
    (
        "Le devolveremos el dinero en 3 días hábiles.",
        [("en 3 días hábiles", "Fri 27 Nov 2026 18:00")],
    ),
    (
        "Recibirá su paquete el jueves 26 de noviembre.",
        [("el jueves 26 de noviembre", "Thu 26 Nov 2026 18:00")],
    ),
    (
        "Esperamos resolverlo antes de fin de semana.",
        [("antes de fin de semana", "Fri 27 Nov 2026 18:00")],
    ),
    ("Le contesto esta tarde.", [("esta tarde", "Tue 24 Nov 2026 18:00")]),
    ("Le respondo a lo largo del día.", [("a lo largo del día", "Tue 24 Nov 2026 18:00")]),
    (
        "Le enviaremos el recambio el lunes que viene.",
        [("el lunes que viene", "Mon 30 Nov 2026 18:00")],
    ),
    (
        "Le escribiremos a más tardar el 3 de diciembre a las 17:00.",
        [("a más tardar el 3 de diciembre a las 17:00", "Thu 03 Dec 2026 17:00")],
    ),
    (
        "El reembolso tardará hasta 5 días laborables.",
        [("tardará hasta 5 días laborables", "Tue 01 Dec 2026 18:00")],
    ),
    ("En media hora le llamo.", [("En media hora", "Tue 24 Nov 2026 10:30")]),
    ("Le llamaré a las 5 de la tarde.", [("a las 5 de la tarde", "Tue 24 Nov 2026 17:00")]),
    ("Saldrá mañana a primera hora.", [("mañana a primera hora", "Wed 25 Nov 2026 09:00")]),
    ("Mañana a las 10.", [("Mañana a las 10", "Wed 25 Nov 2026 10:00")]),
    ("Respuesta antes del viernes.", [("antes del viernes", "Thu 26 Nov 2026 18:00")]),
    (
        "Le confirmaremos el 3 de diciembre de 2026.",
        [("el 3 de diciembre de 2026", "Thu 03 Dec 2026 18:00")],
    ),
    ("Tendremos noticias el 1/12.", [("el 1/12", "Tue 01 Dec 2026 18:00")]),
    (
        "Vamos a llamarle pasado mañana antes del mediodía.",
        [("pasado mañana antes del mediodía", "Thu 26 Nov 2026 12:00")],
    ),
    (
        "Le avisaré antes de las 17 h del viernes.",
        [("antes de las 17 h del viernes", "Fri 27 Nov 2026 17:00")],
    ),
    ("Lo arreglaremos la semana que viene.", [("la semana que viene", "Fri 04 Dec 2026 18:00")]),
    (
        "Estará listo a finales del mes que viene.",
        [("a finales del mes que viene", "Thu 31 Dec 2026 18:00")],
    ),
    (
        "Le daremos una respuesta en un plazo máximo de 24 a 48 horas.",
        [("en un plazo máximo de 24 a 48 horas", "Thu 26 Nov 2026 10:00")],
    ),
    (
        "Le contestaremos el viernes de la semana que viene.",
        [("el viernes de la semana que viene", "Fri 04 Dec 2026 18:00")],
    ),
    ("Su tarjeta llegará en dos semanas.", [("en dos semanas", "Tue 08 Dec 2026 18:00")]),
    ("Le escribiré esta noche.", [("esta noche", "Tue 24 Nov 2026 21:00")]),
    ("Le llamaré el día 3.", [("el día 3", "Thu 03 Dec 2026 18:00")]),
    ("Le llamaremos mañana por la mañana.", [("mañana por la mañana", "Wed 25 Nov 2026 14:00")]),
    (
        "Le llamaré mañana a las diez y media.",
        [("mañana a las diez y media", "Wed 25 Nov 2026 10:30")],
    ),
    ("Hoy mismo le enviamos la etiqueta.", [("Hoy mismo", "Tue 24 Nov 2026 18:00")]),
    (
        "En las próximas 24 horas recibirá un correo.",
        [("En las próximas 24 horas", "Wed 25 Nov 2026 10:00")],
    ),
    ("Dentro de dos días le diremos algo.", [("Dentro de dos días", "Thu 26 Nov 2026 18:00")]),
    (
        "El viernes por la tarde tendrá su ordenador.",
        [("El viernes por la tarde", "Fri 27 Nov 2026 18:00")],
    ),
    (
        "Su pedido sale hoy y llega el jueves.",
        [("hoy", "Tue 24 Nov 2026 18:00"), ("el jueves", "Thu 26 Nov 2026 18:00")],
    ),
    (
        "Me pondré en contacto con usted antes de las 18:00.",
        [("antes de las 18:00", "Tue 24 Nov 2026 18:00")],
    ),
    ("Mañana mismo le devolvemos el importe.", [("Mañana mismo", "Wed 25 Nov 2026 18:00")]),
    ("Le mando la factura hoy.", [("hoy", "Tue 24 Nov 2026 18:00")]),
    (
        "Nos comprometemos a contestarle antes de las 12 del mediodía de mañana.",
        [("antes de las 12 del mediodía de mañana", "Wed 25 Nov 2026 12:00")],
    ),
    (
        "El técnico le visitará el lunes 30 de noviembre a las 9:30.",
        [("el lunes 30 de noviembre a las 9:30", "Mon 30 Nov 2026 09:30")],
    ),
    (
        "Le diré algo antes de mañana a las 18:00.",
        [("antes de mañana a las 18:00", "Wed 25 Nov 2026 18:00")],
    ),
    ("En un par de horas lo tendrá.", [("En un par de horas", "Tue 24 Nov 2026 12:00")]),
    ("En unos 20 minutos le vuelvo a llamar.", [("En unos 20 minutos", "Tue 24 Nov 2026 10:20")]),
    (
        "A lo largo de la mañana le confirmo la hora.",
        [("A lo largo de la mañana", "Tue 24 Nov 2026 14:00")],
    ),
    (
        "Antes de que acabe el día le escribo.",
        [("Antes de que acabe el día", "Tue 24 Nov 2026 18:00")],
    ),
    (
        "Le respondo como muy tarde el jueves por la mañana.",
        [("como muy tarde el jueves por la mañana", "Thu 26 Nov 2026 14:00")],
    ),
    (
        "A última hora de hoy le enviaremos el informe.",
        [("A última hora de hoy", "Tue 24 Nov 2026 18:00")],
    ),
    ("Estará resuelto esta semana.", [("esta semana", "Fri 27 Nov 2026 18:00")]),
    (
        "El paquete llega el miércoles 2 de diciembre.",
        [("el miércoles 2 de diciembre", "Wed 02 Dec 2026 18:00")],
    ),
    ("Voy a revisarlo y el viernes le cuento.", [("el viernes", "Fri 27 Nov 2026 18:00")]),
    (
        "Recibirá el abono en un plazo de 5 a 7 días laborables.",
        [("en un plazo de 5 a 7 días laborables", "Thu 03 Dec 2026 18:00")],
    ),
    ("Tardaremos como mucho 3 días.", [("Tardaremos como mucho 3 días", "Fri 27 Nov 2026 18:00")]),
    (
        "Su reparación quedará lista para el 4 de diciembre.",
        [("para el 4 de diciembre", "Fri 04 Dec 2026 18:00")],
    ),
    (
        "Le escribiré el viernes 27 a las 12 h.",
        [("el viernes 27 a las 12 h", "Fri 27 Nov 2026 12:00")],
    ),
    (
        "Podrá ver el cambio; se lo confirmaremos mañana por la tarde.",
        [("mañana por la tarde", "Wed 25 Nov 2026 18:00")],
    ),
    ("Reembolso en 48 h.", [("en 48 h", "Thu 26 Nov 2026 10:00")]),
    (
        "Me comprometo a darle una respuesta el próximo martes.",
        [("el próximo martes", "Tue 01 Dec 2026 18:00")],
    ),
    ("Permítame comprobarlo y hoy mismo le digo algo.", [("hoy mismo", "Tue 24 Nov 2026 18:00")]),
    (
        "Le contactará nuestra compañera a primera hora de mañana.",
        [("a primera hora de mañana", "Wed 25 Nov 2026 09:00")],
    ),
    (
        "Le confirmaremos la fecha a mediados... el día 15 de diciembre.",
        [("el día 15 de diciembre", "Tue 15 Dec 2026 18:00")],
    ),
    ("Le devolveremos la llamada sobre las 17:30.", [("sobre las 17:30", "Tue 24 Nov 2026 17:30")]),
    (
        "A más tardar mañana a mediodía sabrá el resultado.",
        [("A más tardar mañana a mediodía", "Wed 25 Nov 2026 12:00")],
    ),
    (
        "Enviaremos la pieza dentro de una semana.",
        [("dentro de una semana", "Tue 01 Dec 2026 18:00")],
    ),
)
NO_PROMISES = (
    "Su pedido 5512 ha salido.",
    "Si lo envía antes del viernes, se lo cambiaremos.",
    "Envíenos la foto antes del viernes, por favor.",
    "Le esperábamos el viernes.",
    "El 25 de diciembre estaremos cerrados.",
    "Tiene hasta el viernes para devolverlo.",
    "Abrimos de 9 a 18 h.",
    "Revisaremos la factura del 3 de diciembre.",
    "Le cobrarán 20 euros.",
    "Le devolveremos 48 euros.",
    "Recibimos su correo el lunes.",
    "> Le responderemos el viernes.",
    "No podremos contestar antes del viernes.",
    "¿Le llamamos mañana a las 10?",
    "Una vez recibamos la foto, le contestaremos en 48 horas.",
    "De lunes a viernes le atenderemos con gusto.",
    "Instalaremos la versión 10.12.",
    "La oferta termina mañana.",
    "Debe pagar antes del 3 de diciembre.",
    "La garantía es válida hasta el 3 de diciembre de 2027.",
    "Usted nos escribió el lunes.",
    "El pedido del 3 de diciembre se revisará.",
    "Tendrá que devolverlo en 14 días.",
    "Necesitamos que nos mande el formulario antes del lunes.",
    "Cuando el banco confirme, le abonaremos en 3 días.",
    "Ayer a las 10 le llamamos.",
    "Compró el aparato el 3 de octubre de 2025.",
    "Su contraseña caduca en 3 días.",
    "Su suscripción se renovará el 1 de enero.",
    "Puede devolverlo en 30 días.",
    "Puede llamarnos mañana a las 10.",
    "Nuestro horario es de lunes a viernes de 9:00 a 14:00.",
    "Normalmente contestamos en dos horas.",
    "Quizá lo tengamos mañana.",
    "El tren salió a las 10:30.",
    "Le cambiaremos las 3 piezas.",
    "Cada lunes publicaremos la lista.",
    "Leeremos el artículo 3.2 del contrato.",
    "El 18 nov 2026, a las 10:12, Lucía escribió:",
    "| Le responderemos el viernes.",
    "No lo enviaremos antes del lunes.",
    "Llámenos mañana.",
    "Conteste antes del martes, por favor.",
    "Si no llega el viernes, avísenos.",
    "Estaré de vacaciones hasta el lunes.",
    "Lo tuvimos listo en dos días.",
    "Le habíamos prometido el jueves.",
    "El importe será de 24 euros.",
    "Su número será el 27.",
    "A menos que nos diga lo contrario antes del lunes, nada cambia.",
    "La rebaja finaliza el viernes.",
    "Rogamos que lo confirme antes de mañana a las 12.",
    "¿Le vendría bien el viernes a las 10?",
    "Recuerde que el plazo vence el 3 de diciembre.",
    "Dijo que llamaría el lunes.",
    "Le atendemos todos los días a las 9.",
    "Miraremos la página 12.",
    "En caso de que vuelva a fallar en dos semanas, díganoslo.",
    "Desde el lunes no funciona.",
    "Le llamé a las 10.",
    "La batería dura 48 horas.",
    "Su vuelo salió el viernes a las 10:30.",
)


@pytest.mark.parametrize(("text", "dates"), PROMISES)
def test_a_promise_in_spanish_is_found(text: str, dates: list[tuple[str, str]]) -> None:
    assert found(text, "es") == dates


@pytest.mark.parametrize("text", NO_PROMISES)
def test_no_promise_in_spanish_is_left_alone(text: str) -> None:
    assert found(text, "es") == []
