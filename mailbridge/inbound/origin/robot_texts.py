"""How a program without any field of RFC 3834 says in its first words that nobody wrote them.

A person's words must never be taken for a program's, so two signs are asked for: below nothing but
a greeting a sentence begins "this is an automatic message", and somewhere the mail confirms a
receipt or wants no answer. Who speaks of herself is a person; so is who asks anything, for which
`robots.said` looks before.
"""

import re

from mailbridge.inbound.origin.machine_words import RECEIVED
from mailbridge.inbound.quoting.signature_words import PERSONAL
from mailbridge.inbound.text.vocabulary import either

_LONGEST = 3_000
_FIRST_LINES = 3
_SENTENCE_END = re.compile(r"(?<=[.!])\s+|。")
SAYS_AUTOMATIC = either(
    r"""
    this is an automat(?:ic|ed|ically generated) (?:reply|response|answer)
    this is an automat(?:ic|ed|ically generated) (?:message|e-?mail|confirmation|acknowledge?ment)
    this (?:message|e-?mail|reply) (?:was|is|has been) (?:sent |generated |created )?automatically
    (?:this is )?the only notification you will receive|(?:diese ist )?die einzige benachrichtigung, die sie
    la seule notification que vous|la única notificación que recib|l'unica notifica che si
    this is a system[- ]generated|(?:dies ist|das ist) eine (?:systemgenerierte|automat)|generad[oa] automáticamente
    est[ea] es una? (?:mensaje|correo|respuesta|e-?mail|aviso|notificación) (?:generad[oa] )?(?:automátic|automatic)
    est[ea] (?:mensaje|correo) (?:se )?ha(?: sido)? (?:generado|enviado) (?:de forma )?automática
    (?:dies|das|hierbei) (?:ist|handelt es sich um) eine(?:r)? (?:automatisch|automatisiert)
    diese (?:e-?mail|nachricht) (?:wurde|ist) automatisch
    (?:ceci|il s'agit|c'est) (?:est )?(?:d')?une? (?:message|e-?mail|réponse|courriel) (?:\w+ )?automatique
    ce (?:message|courriel|mail) (?:a été|est) (?:envoyé|généré) automatiquement
    quest[oa] è un[oa]? (?:messaggio|e-?mail|risposta|mail) (?:generat[oa] |inviat[oa] )?(?:in )?automatic
    est[ea] é uma? (?:mensagem|e-?mail|resposta) (?:gerad[oa] )?automátic
    dit is een automatisch|deze e-?mail is automatisch
    to jest automatyczn|ta wiadomość została wygenerowana automatycznie
    toto je automatick|tato zpráva byla (?:vygenerována|odeslána) automaticky|ez egy automatikus
    (?:det här|detta|dette) (?:är|er) (?:et|ett|en) auto|tämä on automaatti
    это автоматическ|данное (?:письмо|сообщение) (?:создано|отправлено) автоматически
    bu (?:otomatik|e-?posta otomatik|bir otomatik)|acesta este un (?:mesaj|răspuns) automat
    aquest és un missatge automàtic|(?:この|本)(?:メール|返信)は.{0,12}自動
    이 (?:메일|메시지)(?:은|는) 자동|(?:这|此|本)(?:是|邮件|郵件|封邮件).{0,8}(?:自动|自動|系統自動)
    """
)
_CONFIRMS = either(
    r"""
    (?:do not|don't) (?:reply|respond)|replies (?:to this (?:address|e-?mail|message) )?are not|unmonitored
    (?:we|our team) (?:have |has )?(?:successfully )?received your|has been (?:received|created|registered)
    (?:confirm|acknowledge)\w* (?:the |that |we |have ){0,4}recei
    no (?:responda|conteste|responder)|hemos recibido su|acuse de recibo
    su (?:solicitud|consulta|mensaje) ha sido
    nicht (?:auf diese|antworten)|antworten sie (?:bitte )?nicht|(?:ist|sind) bei uns eingegangen
    haben ihre .{1,30} erhalten|ne pas (?:y )?répondre|(?:avons|a) bien (?:été )?reçu
    non rispondere|abbiamo ricevuto|è stat[oa] (?:ricevut|registrat)|não responda|recebemos (?:a )?su
    niet (?:te )?(?:antwoorden|beantwoorden|reageren)|hebben (?:uw|je) .{1,30} ontvangen
    nie odpowiad|otrzymaliśmy|neodpov|přijali jsme|obdrželi jsme|ne válaszoljon|megkaptuk
    svara inte|har mottagit|ikke svar|har modtaget|har mottatt|älä vastaa|olemme vastaanottaneet
    не отвечайте|получили ваш|yanıtlamayın|cevaplamayınız|nu răspunde|am primit
    no respongueu|hem rebut|返信(?:しない|でき|いただ|され)|受け付け|회신하지|접수되
    请勿(?:直接)?回复|請勿(?:直接)?回覆|已收到
    """
)
# What may stand in the lines above it; a person who repeats such words announces them.
GREETS = either(
    r"""
    (?:dear|hello|hi|thank|good (?:morning|afternoon))\b|(?:estimad[oa]s?|hola|buen[oa]s|gracias)\b
    (?:bonjour|madame|chère?|cher|merci)\b|(?:sehr geehrte|guten|hallo|lieber?|vielen dank|danke)
    (?:gentile|buongiorno|salve|grazie)\b|(?:prezad[oa]|olá|car[oa]s?|obrigad[oa])\b|(?:beste|geachte|bedankt)\b
    szanown|dzień dobry|dziękuj|vážen|dobrý|děkuj|tisztelt|kedves|köszönjük|stimat|bună|mulțumim
    (?:hej|kära|tack|kære|tak|hei|kjære|takk|hyvä|kiitos)\b|уважаем|здравствуйте|добрый|спасибо|шановн
    (?:boa tarde|bom dia|boas|tere|labdien|sveik|laba diena)\b
    (?:poštovani|spoštovan|zdravo|góðan|bon dia|bos días|egun on|kaixo)\b
    доброго|здравейте|поштован|καλημέρα|αγαπητ|γεια|שלום|السلام|مرحبا|عزيزي|با سلام|سلام|เรียน|สวัสดี|kính gửi
    xin chào|chào|yth|selamat|halo\b|大家|各位
    sayın|merhaba|teşekkür|benvolgu|gràcies|お客様|この度|안녕|고객|尊敬|您好|亲爱|親愛
    """
)


def greets(line: str) -> bool:
    """Whether a line only opens a letter: "Dear customer", "Sam,"."""
    return bool(GREETS.match(line)) or (line.endswith((",", "，", "、")) and len(line.split()) < 5)


def says_automatic(words: str) -> bool:
    """Whether the new words of a mail say at once that a program wrote them."""
    if not words or len(words) > _LONGEST or not _begins_automatic(words):
        return False
    return not PERSONAL.search(words) and bool(_CONFIRMS.search(words) or RECEIVED.search(words))


def _begins_automatic(words: str) -> bool:
    for line in [line.strip() for line in words.split("\n") if line.strip()][:_FIRST_LINES]:
        if any(map(SAYS_AUTOMATIC.match, _SENTENCE_END.split(line[:600]))):
            return True
        if not greets(line):
            break
    return False
