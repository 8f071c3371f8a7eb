"""The words of signatures: greetings at the end, contact data, and notices of confidentiality."""

import re

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
# A notice speaks of nobody's own affairs.
PERSONAL = re.compile(r"\bI\b|\b(?:my|I'm|mein\w{0,2}|ich|yo|minha|meu)\b")
LIST_FOOTER = either(
    r"""
    mailing list|lista de (?:correo|discussão|distribución)|mailingliste|liste de diffusion
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

# "Sent from my phone" and its kin: how such a line begins when it can be nothing else …
BOASTS = phrases(
    """
    sent from my | sent from yahoo | sent from outlook | sent from mail for | sent from proton
    sent from samsung | sent from gmail | get outlook for | get bluemail for | securely sent with
    enviado de mi | enviado desde mi | enviat des del meu | enviado dende o meu | enviado do meu
    obtener outlook | obtenga outlook | obtén outlook | descarga outlook | descargar outlook
    von meinem | von meinem/meiner | von meiner | von mail für | diese nachricht wurde von meinem | outlook für
    outlook for ios | outlook for android | holen sie sich outlook | mit tutanota gesendet
    envoyé de mon | envoyé depuis mon | obtenez outlook | obtenir outlook | télécharger outlook
    téléchargez outlook | provenance : courrier | inviato dal mio | scarica outlook | ottieni outlook
    ottenere outlook | obter o outlook | obtenha o outlook | baixe o outlook | outlook voor
    download outlook | verstuurd vanaf mijn | sendt fra min | hent outlook | få outlook
    last ned outlook | skickat från min | hämta outlook | skaffa outlook | hanki outlook
    pobierz outlook | pobierz program outlook | pobierz aplikację outlook | získat outlook
    získajte outlook | outlook pre ios | outlook pre android | töltse le az | obțineți outlook
    obţineţi outlook | descărcați outlook | λήψη του outlook | 获取 outlook | 取得 outlook
    下载 outlook | dapatkan outlook | sendi outlook | descarregar o outlook | aconsegueix l'outlook
    obteniu l'outlook | загрузить outlook | скачать outlook | завантажити outlook | отримати outlook
    изтегляне на outlook | preuzmite outlook | tải outlook | ดาวน์โหลด outlook | הורד את outlook
    قم بتنزيل outlook | ios 版 outlook | ios용 outlook | iphoneから | 나의 iphone | 내 iphone
    מהאייפון שלי | iphone'umdan | iphonedan | मेरे iphone
    """
)
# … and how it begins when a device or a program must be named besides.
SENT_FROM = phrases(
    """
    sent from | sent from the | sent via | sent with | sent by | sent using | from my
    enviado desde | enviado a través de | enviado con | enviado mediante | enviado dende | enviat des
    gesendet von | gesendet mit | mit | diese nachricht wurde von | envoyé de | envoyé depuis
    envoyé à partir | envoyé avec | inviato da | inviato dal | enviado do | enviado pelo
    enviado da | enviado via | verstuurd vanaf | verzonden vanaf | verzonden vanuit | verzonden met
    verzonden via | sendt fra | sendt med | skickat från | skickades från | lähetetty | wysłane z
    wysłano z | odesláno z | odesláno ze | odoslané z | poslano z | poslano s | poslano iz | poslano z
    poslato sa | poslato s | послато са | послато с | küldve | elküldve | отправлено с
    отправлено из | надіслано з | надіслано із | изпратено от | испратено од | trimis de | trimis din
    στάλθηκε από | από το iphone | 发自我的 | 发自 | 发送自 | 來自我的 | 来自我的 | 我從 | 從我的 | 从我的
    傳送自 | נשלח מ | أرسلت من | أُرسلت من | مرسل من | تم الإرسال من | ارسال شده از | فرستاده شده از
    dikirim dari | dihantar dari | dihantar daripada | được gửi từ | đã gửi từ | gửi từ | ส่งจาก
    saadetud | išsiųsta iš | nosūtīts no | nire iphone | sent úr | gestuur vanaf | ipinadala mula
    imetumwa kutoka | dërguar nga
    """
)
BOAST_ENDS = phrases(
    """
    から送信 | 에서 보냄 | 에서 보냈습니다 | gönderildi | küldve | bidalia | 에서 발송 | 에서 전송 | を入手
    を入手する | edinin | 다운로드 | 받기 | 发送 | 傳送 | से भेजा गया | गया | 보냈음 | 발송됨
    """
)
DEVICES = either(
    r"""
    iphon|ipad|آیفون|ipod|galaxy|samsung|android|huawei|xiaomi|redmi|oneplus|motorola|xperia|fairphone|pixel
    \b(?:htc|nokia|lg|sony|oppo|honor|realme|droid|blackberry|bb|cell|mac|pc|ti-\d+)\b
    스마트폰|휴대폰|スマートフォン|携帯|手机|手機|هاتف
    phone|mobi[el]|móvil|móbil|\bmòbil|celular|tel[eé]f|téléph|smartphone|tablet|handy|gerät|device|dispositivo|készülék|uređaj|пристро|устройств
    outlook|yahoo|mail|correo|courrier|posta\b|poczt|почт|邮件|郵件|邮箱|메일|メール|windows|proton|tuta|zoho|spark|\b(?:nine|front|airmail|edison|canary)\b
    bluemail|mailbox|em client|seznam|\baol\b|gmx|app\b
    """
)
