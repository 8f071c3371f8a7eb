"""The words of signatures: greetings at the end, contact data, and notices of confidentiality."""

from mailbridge.inbound.vocabulary import either, phrases

GREETINGS = phrases(
    """
    un saludo | saludos | saludos cordiales | un cordial saludo | cordialmente | atentamente
    muy atentamente | un abrazo | reciba un | gracias y saludos | gracias y un saludo
    best regards | kind regards | regards | warm regards | best | sincerely | yours sincerely
    yours faithfully | yours truly | cheers | many thanks | thanks | thank you | gracias
    cordialement | bien cordialement | salutations | bien à vous | sincères salutations
    mit freundlichen grüßen | mit freundlichem gruß | freundliche grüße | viele grüße
    beste grüße | liebe grüße | mfg | cordiali saluti | distinti saluti | saluti
    un cordiale saluto | atenciosamente | cumprimentos | com os melhores cumprimentos | abraços
    met vriendelijke groet | vriendelijke groet | groeten | mvg | med venlig hilsen
    venlig hilsen | mvh | med vänlig hälsning | vänliga hälsningar | hälsningar
    med vennlig hilsen | vennlig hilsen | ystävällisin terveisin | terveisin | z poważaniem
    pozdrawiam | s pozdravem | s pozdravom | üdvözlettel | cu stimă | cu respect
    lep pozdrav | srdačan pozdrav | s poštovanjem | поздрави | с уважением | з повагою
    с уважение | με εκτίμηση | φιλικά | saygılarımla | iyi çalışmalar | salutacions
    salutacions cordials | atentament | un saúdo | agur bero bat | lugupidamisega | pagarbiai
    ar cieņu | بتحية | مع التحية | تحياتي | בברכה | با احترام | सादर | trân trọng
    salam hormat | hormat saya | よろしくお願いします | 敬具 | 此致 | 谢谢 | 감사합니다
    """
)

CONTACT = either(
    r"""
    [^\s@]{1,64}@[^\s@]{2,190}\.\w{2,}|\bwww\.|https?://
    \b(?:t[eé]l[eé]?(?:f|fono?|fone|phone)?|tlf|tfno?|portable|phone|mob(?:ile?)?|m[óo]vil|cel(?:l|ular)|handy|gsm|fax|[tmfp])\s?[.:]{0,2}\s{0,3}\+?\(?\d[\d\s().\-/]{6,}
    ^\+\d[\d\s().\-/]{7,}$
    """
)
PLACE = either(
    r"""
    ^(?:c/|calle|avda?\b|avenida|plaza|pza|paseo|rua|rue|via|viale|straße|ul\.|polígono|pol\. ind)
    (?:straße|strasse|street|road|avenue|laan|straat|vägen|gatan)\b
    ^(?:[a-z]{1,2}-)?\d{4,5}(?:-\d{3})?\s+\D{3,40}$
    """
)

THIS_MESSAGE = either(
    r"""
    (?:este|esta|el presente|la presente)\s+(?:mensaje|correo|e-?mail|comunicación|mensagem|transmisión)
    this\s+(?:e-?mail|message|communication|transmission)|diese[rs]?\s+(?:e-?mail|nachricht|mail)
    (?:ce|cet|le présent)\s+(?:message|courriel|e-?mail|mail)|(?:questo|questa|il presente)\s+(?:messaggio|e-?mail)
    (?:dit|deze)\s+(?:bericht|e-?mail)|denne\s+(?:e-?mail|e-?post|mail|melding)|detta\s+(?:e-?post|meddelande|mail)
    aquest\s+(?:missatge|correu)|ta wiadomość|niniejsza wiadomość|tento\s+e-?mail|tato zpráva|настоящее сообщение
    данное сообщение|это сообщение|bu (?:e-?posta|mesaj)|tämä (?:viesti|sähköposti)|ez az (?:e-?mail|üzenet)
    acest (?:mesaj|e-?mail)|本メール|本邮件|此邮件|本郵件
    """
)
CONFIDENTIAL = either(
    r"""
    confiden[tc]|vertraulich|riservat|vertrouwelijk|fortrolig|konfiden[tc]|poufn|důvěrn|dôvern
    bizalmas|luottamuksel|privileg|конфиденц|gizli|機密|保密|机密
    """
)
MEANT_FOR = either(
    r"""
    destinatari|destinatár|recipient|addressee|empfänger|adressat|destinataire|geadresseerde|ontvanger
    modtager|mottaker|mottagare|adresat|příjemce|címzett|vastaanottaja|получател|адресат|alıcı
    por error|in error|by mistake|irrtümlich|par erreur|per errore|por engano|宛先|收件人
    """
)
# Lines that programs add below a mail.
NOTICE = either(
    r"""
    (?:libre de|sin) virus|virus-?free|virenfrei|garanti sans virus|privo di virus|senza virus|livre de vírus
    (?:este|this|diese|cet|questa)\b.{0,60}\b(?:avast|avg|antivirus|mcafee)\b
    (?:antes de imprimir|please consider the (?:environment|planet)|pense[zr]? à l'environnement)
    (?:prima di stampare|bitte (?:prüfen|denken) sie.{0,40}(?:umwelt|drucken)|think before you print)
    por favor,? (?:piense|considere).{0,60}(?:imprim|medio ambiente)|n'imprimez ce (?:mail|message)
    """
)
