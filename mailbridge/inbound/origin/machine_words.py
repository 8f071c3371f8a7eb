"""How programs that are no absence notice word their mail: help desks, receipts, challenges, lists."""

from mailbridge.inbound.text.vocabulary import either

# That a request came in. Only these nouns: "we have received your lid" is a person's sentence.
RECEIVED = either(
    r"""
    (?:opened|created|logged|registered) (?:a )?(?:case|ticket|request)\b.{0,20}\bfor you
    (?:got|have) your (?:message|e-?mail|request)
    (?:hemos|ha sido) registrad\w .{0,6}(?:consulta|solicitud|petición|incidencia)|bonne réception de (?:votre|vos)
    (?:ihre|ihrer) (?:nachricht|anfrage|e-?mail)\b.{0,60}(?:übermittelt|zugestellt|zugeordnet)
    \bticket #?\S{0,20} wurde (?:\w+ )?(?:angelegt|erstellt|eröffnet)|potvrzujeme přijetí|potvrdzujeme prijatie
    potwierdzamy (?:otrzymanie|przyjęcie)|подтверждаем получение|confirmiamo (?:la ricezione|di aver ricevuto)
    (?:wij|we) bevestigen (?:de ontvangst|dat)|confirmamos (?:o recebimento|a receção)|bekræfter modtagelsen
    bekräftar att
    (?:received|logged) your (?:\w+ )?(?:request|message|e-?mail|enquir\w+|inquir\w+)
    registered your (?:\w+ )?(?:request|message|e-?mail|enquir\w+|inquir\w+)
    (?:acknowledg|confirm)\w* (?:the )?receipt of your (?:\w+ )?(?:request|message|e-?mail|enquir\w+|inquir\w+)
    (?:received|logged) your (?:\w+ )?(?:query|ticket|case|question|support)
    registered your (?:\w+ )?(?:query|ticket|case|question|support)
    (?:acknowledg|confirm)\w* (?:the )?receipt of your (?:\w+ )?(?:query|ticket|case|question|support)
    your (?:\w+ ){0,2}(?:request|message|e-?mail|enquiry|inquiry)\b.{0,30}\b(?:received|logged|created)
    your (?:\w+ ){0,2}(?:request|message|e-?mail|enquiry|inquiry)\b.{0,30}\b(?:registered|opened|delivered|assigned)
    your (?:\w+ ){0,2}(?:query|ticket|case|incident|issue)\b.{0,30}\b(?:received|logged|created)
    your (?:\w+ ){0,2}(?:query|ticket|case|incident|issue)\b.{0,30}\b(?:registered|opened|delivered|assigned)
    (?:ticket|case)\b.{0,40}\b(?:has|have) been (?:opened|created|logged|registered|received)
    (?:incident|request for support|request)\b.{0,40}\b(?:has|have) been (?:opened|created)
    (?:incident|request for support|request)\b.{0,40}\b(?:has|have) been (?:logged|registered|received)
    hemos recibido (?:tu|su) (?:\w+ )?(?:solicitud|consulta|mensaje|correo|petición|incidencia)
    (?:confirmamos|acusamos) (?:la recepción|el recibo|recibo) de (?:tu|su) (?:\w+ )?(?:solicitud|consulta|mensaje)
    (?:confirmamos|acusamos) (?:la recepción|el recibo|recibo) de (?:tu|su) (?:\w+ )?(?:correo|petición|incidencia)
    (?:su|tu) (?:solicitud|consulta|mensaje|petición|incidencia|ticket) (?:n\S+ )?.{0,20}(?:recibid|registrad|cread)
    (?:nous (?:avons bien reçu|accusons réception de)) votre (?:demande|message|e-?mail|courriel|requête)
    votre (?:demande|message|requête|ticket)\b.{0,20}(?:enregistré|transmis|reçu|prise? en compte)
    (?:ihre|die) (?:anfrage|nachricht|e-?mail|meldung|mitteilung)\b.{0,40}(?:erhalten|eingegangen)
    (?:ihre|die) (?:anfrage|nachricht|e-?mail|meldung|mitteilung)\b.{0,40}(?:erfasst|registriert|weitergeleitet)
    (?:bestätigen|eingang) (?:wir )?(?:hiermit )?(?:den (?:eingang|erhalt) )?ihrer (?:\w+ )?anfrage
    (?:bestätigen|eingang) (?:wir )?(?:hiermit )?(?:den (?:eingang|erhalt) )?ihrer (?:\w+ )?(?:e-?mail|nachricht)
    (?:bestätigen|eingang) (?:wir )?(?:hiermit )?(?:den (?:eingang|erhalt) )?ihrer (?:\w+ )?meldung
    (?:bestätigen|eingang) (?:wir )?(?:hiermit )?(?:den (?:eingang|erhalt) )?ihrer (?:\w+ )?(?:unterlagen|bewerbung)
    wir haben sie unter|(?:ihr anliegen|vorgang)\b.{0,20}(?:erfasst|geführt|registriert)
    abbiamo ricevuto (?:la sua|il suo|la tua|il tuo|la vostra)
    (?:sua|tua|vostra) richiesta\b.{0,20}(?:ricevuta|presa in carico|registrata)
    recebemos (?:o seu|a sua|seu|sua) (?:pedido|mensagem|solicitação|contato|e-?mail)
    (?:receção|recebimento) d[oa] (?:seu|sua)
    (?:seu|sua) (?:chamado|pedido|solicitação|mensagem)\b.{0,20}(?:registrad|recebid|abert)
    (?:uw|je) (?:\w+ )?(?:melding|vraag|bericht|verzoek|e-?mail)\b.{0,20}(?:ontvangen|geregistreerd)
    (?:twoje|państwa) (?:zgłoszenie|zapytanie|wiadomość)\b.{0,20}(?:przyjęt|zarejestrowan|otrzym)
    otrzymaliśmy (?:twoje|państwa)
    ваше? (?:обращение|письмо|заявка|сообщение|запрос)\b.{0,20}(?:принят|зарегистрирован|получен)
    (?:ваше? звернення|ваш запит)\b.{0,20}(?:прийнят|зареєстрован|отриман)
    (?:váš|vaš[ie]) (?:požadavek|dotaz|požiadavk\w+)\b.{0,30}(?:přija|přijali|zaevidov|prija)
    bejelentésé\w+ .{0,20}(?:rögzítettük|megkaptuk)|talebiniz .{0,40}(?:alın|kayıt)
    ditt ärende\b.{0,20}(?:registrer|mottag)|(?:tagit|har) (?:emot|mottagit) ditt|(?:modtaget|mottatt) (?:din|ditt)
    (?:din sag|saken din) er (?:oprettet|opprettet)|pyyntösi\b.{0,20}(?:kirjattu|vastaanotettu)
    お問い合わせ(?:を|内容を)(?:受け付け|受付|承り)|문의.{0,10}접수되|접수되었습니다
    (?:您的)?(?:问题|邮件|来信|工单|請求|问题单).{0,8}(?:已收到|我们已收到|已受理|已收悉)|已收到您的
    """
)
# What else such a confirmation says, and no person who writes of her own matter.
CONFIRMS = either(
    r"""
    (?:under|with) (?:the )?(?:number|reference|no\.?) \S*\d|process it as soon|nuestros agentes|un mitarbeiter meldet
    (?:view|track|follow|check) .{0,20}(?:ticket|request|case|status)|additional comments|login to your account
    be in touch|\b(?:reply|respond|answer|contact|back)\b.{0,30}\bwithin\b|system[- ]?generated|systemgeneriert
    (?:case|ticket) \S{0,4}\d{4,}
    ticketnummer lautet|(?:con la referencia|máximo de) \S+|dans les plus brefs|neodpovídejte|no reply is necessary
    (?:ticket|case|request) ?(?:id|number|no\.?|#)\W{0,5}(?:is )?[\[#]?[a-z]{0,6}-?\d
    (?:incident|reference|query) ?(?:id|number|no\.?|#)\W{0,5}(?:is )?[\[#]?[a-z]{0,6}-?\d
    \[?(?:ticket|case) ?#
    assigned (?:it )?(?:the )?(?:number|#|an id)|#\d{4,}|\b(?:id|ref)\b.{0,5}\d{4,}
    type your reply above|reply above this line|(?:do not|don't|no need to) (?:reply|respond)|not monitored
    (?:personal|human) (?:response|asap)|this (?:email|e-mail|message) (?:is|was) .{0,20}automatic|auto-?generated
    \b(?:agents?|representatives?|our team|support team)\b.{0,60}\b(?:will|review|contact|get)
    \b(?:team member|member of|support staff|advisor)\b.{0,60}\b(?:will|review|contact|get)
    (?:respond|get back|reply|answer|update you)\b.{0,40}(?:as soon as|shortly|within (?:\w+|\d+) )
    (?:monitored|hours are) monday
    número \d{3,}|n\.?º \d{3,}|(?:un agente|nuestro equipo|le contestaremos|atenderemos|responderemos).{0,40}
    no (?:es necesario|conteste|responda)|numéro \d{3,}|un conseiller|dans les (?:meilleurs|plus brefs) délais
    sous \d+ heures|merci de ne pas
    (?:nummer|vorgangsnummer|ticketnummer)\W{0,3}\d{3,}|schnellstmöglich|in kürze|baldmöglichst
    so schnell wie möglich|nicht auf diese|automatisch
    numero \d{3,}|operatore|al più presto|quanto prima|maior brevidade|em breve|analista
    zo (?:spoedig|snel) mogelijk|automatisch gegenereerd|numer \d{3,}|najszybciej|(?:номером|номер) \d{3,}
    в ближайшее время|найближчим часом|číslem \d{3,}|co nejdříve|čo najskôr
    \d{3,} számon|hamarosan|en kısa sürede|så snart|snarast|hurtigst muligt|snarest|mahdollisimman pian
    numerolla \d{3,}|受付番号|担当者より|営業日|자동|빠른 시일|工单编号|尽快|盡快|自动发送|請勿|请勿
    """
)
# Sentences that only a program begins.
MACHINES = either(
    r"""
    your (?:e-?mail|message)\b.{0,80}(?:has been|is|was) (?:quarantined|blocked|held|waitlisted)
    your message was successfully delivered|your message has been (?:successfully )?delivered to
    this message was created automatically by|the message you sent requires that you verify
    your message .{0,40}(?:is being held|was waitlisted|has been waitlisted)
    your mail to '.{1,100}' with the subject
    i'm protecting myself from receiving junk|i apologize for this automatic reply|to control spam, i now allow
    (?:to release|deliver) your message .{0,60}(?:click|send an empty)|antispam \w+ » tira-teima
    para que sua mensagem seja encaminhada
    the results of your email command|\W*command '.{1,40}' not recognized|\W*no valid commands found
    you are not (?:authorized|allowed) to (?:send|post)|this is the ezmlm program|to confirm that you would like
    votre message pour la liste .{1,100} en attente
    this is a return receipt for|your document:.{0,300}was received by:|confirmation of reading: your message
    dies ist eine empfangsbestätigung|questa è una ricevuta di ritorno|ceci est un accusé de réception
    este es un acuse de recibo para
    this is a demo text which is send to every inquiry
    (?:this message has been|the following (?:message|ticket) (?:was|has been)) automatically generated
    这是来自qq邮箱的|这是一封自动|此邮件由系统自动
    \W{0,4}(?:auto|automatic|automated)[ -]?(?:message|reply|response|answer|antwort)\s?[\]:*)]
    \W{0,4}(?:auto|automatic|automated)[ -]?(?:nachricht|svar|antwoord|bericht|viesti|vastaus)\s?[\]:*)]
    \W{0,4}(?:automatische?|automatisiert[er])[ -]?(?:message|reply|response|answer|antwort)\s?[\]:*)]
    \W{0,4}(?:automatisk[t]?|automaattinen)[ -]?(?:message|reply|response|answer|antwort)\s?[\]:*)]
    \W{0,4}(?:automatische?|automatisiert[er])[ -]?(?:nachricht|svar|antwoord|bericht|viesti|vastaus)\s?[\]:*)]
    \W{0,4}(?:automatisk[t]?|automaattinen)[ -]?(?:nachricht|svar|antwoord|bericht|viesti|vastaus)\s?[\]:*)]
    \W{0,4}(?:respuesta|mensaje|réponse|message|risposta|messaggio) ?\w{0,2}automa\w+\s?[\]:*)]
    \W{0,4}(?:resposta|mensagem|odpowiedź|odpověď|odpoveď|ответ) ?\w{0,2}automa\w+\s?[\]:*)]
    \W{0,4}(?:автоответ|自动回复|自動返信|自動回覆|自動応答|자동 ?회신|자동 ?응답)\s?[\]:：*)】]
    your meeting (?:request was|was forwarded)|ihre besprechung wurde weitergeleitet
    """
)
# Outlook's receipt: the heading of the mail, then that it was read, or deleted unread.
READ = either(
    r"""
    \bwas (?:read|deleted without being read|displayed) (?:on|at)?\b|fue (?:leído|eliminado)
    wurde (?:am )?.{0,60}(?:gelesen|gelöscht)|a été (?:lu|supprimé)|è stato (?:letto|eliminato)
    foi (?:lida|eliminada|excluída)|is (?:gelezen|verwijderd)|została? (?:przeczytan|usunięt)|прочитано|удалено
    прочитане|byla přečtena|bola prečítaná|elolvas|a fost citit|прочетено|pročitana|prebrano|διαβάστηκε|okundu
    lästes|blev læst|ble lest|on luettu|loeti|ir izlasīts|buvo perskaityt|נקראה|تمت قراءة|已.{0,40}(?:阅读|讀取)
    開封されました|읽었습니다
    """
)
