"""The words of signatures: greetings at the end, contact data, and notices of confidentiality."""

import re

from mailbridge.inbound.text.vocabulary import either, phrases

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

# What a name may hold in small letters.
PARTICLES = frozenset(
    phrases(
        """
        de | del | de | la | las | los | da | das | do | dos | di | e | y | i | van | von | vom | der
        den | ten | ter | zu | zur | und | et | and | af | av | al | el | bin | ben | le | du | des | og | och
        """
    )
)

CONTACT = either(
    r"""
    [^\s@]{1,64}@[^\s@]{2,190}\.\w{2,}|\bwww\.|https?://
    \b(?:t[eé]l[eé]?(?:f|fono?|fone|phone)?|tlf|tfno?|portable|phone|mob(?:ile?)?|m[óo]vil|cel(?:l|ular)|handy|gsm|fax|[tmfp])\s?[.:]?\s?[.:]?\s{0,3}\+?\(?\d[\d\s().\-/]{6,}
    ^\+\d[\d\s().\-/]{7,}$
    ^[^\W\d_]{2,15}\s?[.:]?\s?\+\d[\d\s().\-/]{6,}$|^☎|^[^\w\s]\s?\+\d[\d\s().\-/]{6,}$
    """
)
PLACE = either(
    r"""
    ^(?:c/|calle|avda?\b|avenida|plaza|pza|paseo|rua|rue|via|viale|straße|ul\.|polígono|pol\. ind)
    (?:straße|strasse|street|road|avenue|laan|straat|vägen|gatan)\b|str\.\s\d|〒\s?\d
    ^\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.|bd|boulevard|chemin|quai|place|impasse|allée|route|cours)\s
    ^\d{1,5}[a-z]?,?\s[\w .'’-]{2,40}\s(?:st|rd|lane|ln|drive|dr|square|sq|close|court|way|place)\b\.?
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
# The same for what the law on data has firms say below their mails.
DATA_LAW = either(
    r"""
    protección de datos|rgpd|gdpr|dsgvo|\b2016/679|ley orgánica 3/2018|lopd|data protection|protection des données
    protezione dei dati|proteção de dados|gegevensbescherming|ochron\w+ danych|datenschutz-?grundverordnung
    """
)
INFORMING = either(
    r"""
    \bles? informa|se le informa|we inform you|you are informed|vous informons|informieren wir|la informiamo
    si informa|informamos|wij informeren|informujemy
    """
)
DATA_USE = either(
    r"""
    fichero|tratamiento|tratados|responsable|derechos de acceso|supresión|processed|processing|controller|traité
    traitement|verarbeit|trattament|trattati|tratados|tratamento|verwerk|przetwarza
    """
)
YOUR_DATA = either(
    r"""
    \b(?:sus datos|datos (?:de carácter )?personal\w{0,3} que nos|your (?:personal )?(?:data|information)|vos données)
    \b(?:ihre (?:personenbezogenen )?daten|(?:suoi|vostri) dati|seus dados|uw (?:persoons)?gegevens)|państwa dan
    """
)
# What a customer says above an address that is no signature.
ANNOUNCING = either(
    r"""
    [:：]$|\b(?:direc|address|adres|anschrift|liefer|indirizz|endereç|morada|datos|details|coord|adatai|cím)|адрес|данные|住所|宛先|送付|届け|次の|以下|地址|寄到|주소
    """
)
# A notice speaks of nobody's own affairs.
PERSONAL = re.compile(r"\bI\b|\b(?:my|I'm|mein\w{0,2}|ich|yo|minha|meu)\b")
# What lists and programs say below a mail: where it came from, and how to be rid of it.
UNSUBSCRIBE = either(
    r"""
    unsubscribe|unsub\b|cancelar la suscripción|darse de baja|dar de baja|désabonn|désinscri|abmelde|abbestell
    annulla\w* l['’]iscrizione|disiscri|cancelar (?:a )?(?:inscrição|subscrição|assinatura)|afmelden|uitschrijven
    wypis|zrezygnow|отписа|відписа|avprenumerer|avregistrer|afmeld|avmeld|peruuta|odhlás|leiratkoz|dezabon
    abonelikten|απεγγραφ|配信停止|退订|取消订阅|수신거부|/mailman/|groups\.\w
    """
)
MESSAGE_OF_LIST = either(
    r"""
    you (?:are|were|have been)? ?(?:currently )?(?:subscribed|receiv)|you received this|groups? links|directly, view it
    suscri[pt]|abonnés? à|vous (?:recevez|avez reçu)|sie (?:erhalten|haben diese)|hai ricevuto|ricevi questo
    (?:você|voce) (?:recebeu|está recebendo)|u ontvangt|otrzymujesz|вы получили|ви отримали|du (?:får|modtager|mottar)
    mailing.?list|dostali jste|ezt az üzenetet|購読|订阅
    """
)
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
    antes de imprimir
    this mobile (?:text|picture|multimedia) message is brought to you by\b
    this message was sent (?:from|using) (?:a|an|your) .{2,40}\b(?:wireless|mobile) (?:phone|device)\.?$
    this (?:e-?mail|message) was (?:secured|encrypted) by\b.{2,40}$
    find out more about secure (?:e-?mail|mail)\.?$
    (?:l['’]absence de virus|cet? (?:e-?mail|message|courri\w+)) .{0,60}\b(?:avast|avg|antivirus)\b
    (?:www\.)?(?:avast|avg)\.\w{2,12}$
    (?:p\s|[^\w\s]{1,3}\s)?please consider the (?:environment|planet).{0,40}print
    (?:p\s|[^\w\s]{1,3}\s)?pense[zr]? à l'environnement.{0,40}imprim
    (?:prima di stampare|bitte (?:prüfen|denken) sie.{0,40}(?:umwelt|drucken)|think before you print)
    por favor,? (?:piense|considere).{0,60}(?:imprim|medio ambiente)|n'imprimez ce (?:mail|message)
    <?(?:https?://)?(?:www\.)?(?:avast|avg)\.com\S{0,200}$|<#[0-9a-f-]{30,40}>$
    """
)

# How a line begins that can be nothing but a program's …
BOASTS = phrases(
    """
    sent from yahoo | sent from outlook | sent from mail for | sent from proton | sent from gmail
    sent from samsung | securely sent with | sent with good | yahoo mail: | von mail für | mit tutanota gesendet
    provenance : courrier
    """
)
# "Get Outlook for iOS": how the offer of a phone's mail program begins, or ends.
OFFERS = phrases(
    """
    get | outlook | obtener | obtenga | obtén | obtenez | obtenir | obter | obtenha | obteniu
    descarga | descargar | descargue | descarregar | baixe | baixar | télécharger | téléchargez
    holen sie sich | hol dir | laden sie | scarica | ottieni | ottenere | download | pobierz
    uzyskaj | získat | získejte | stáhnout | stáhněte si | získať | získajte | stiahnuť
    töltse le | szerezze be | obțineți | obţineţi | descărcați | изтегляне на | изтеглете
    вземете | preuzmite | nabavite | преузмите | prenesite | pridobite | λήψη | αποκτήστε
    κατεβάστε | hämta | skaffa | hent | få | last ned | skaff deg | hanki | lataa | hankige
    laadige alla | sendi | iegūt | iegūstiet | lejupielādēt | gauti | gaukite | atsisiųsti
    הורד את | קבל את | השג את | قم بتنزيل | احصل على | الحصول على | تنزيل | دریافت
    รับ | ดาวน์โหลด | tải | lấy | nhận | dapatkan | unduh | 获取 | 下载 | 取得 | 下載
    aconsegueix l' | baixeu | lortu | eskuratu | отримати | завантажити | загрузить | скачать
    получить | загрузите | скачайте | sækja | fáðu
    """
)
OFFER_ENDS = phrases(
    """
    beziehen | herunterladen | downloaden | ophalen | beszerzése | letöltése | edinin | indirin
    alın | を入手 | を入手する | を取得 | ダウンロード | 다운로드 | 받기 | प्राप्त करें | डाउनलोड करें
    """
)
PROGRAMS = re.compile(r"outlook|bluemail|\baqua mail|\bspark\b|\bedison\b|typeapp")
PHONES = re.compile(r"\bios|android")
# … and how "Sent from my phone" begins, where a device or a program must be named besides.
SENT_FROM = phrases(
    """
    sent from | sent via | sent with | sent using
    enviado desde | enviado de mi | enviado a través de | enviado con | enviado com | enviado mediante
    enviado dende | enviat des | enviat amb
    gesendet von | gesendet mit | diese nachricht wurde von | envoyé de | envoyé depuis
    envoyé à partir | envoyé avec | inviato da | inviato dal | inviato con | enviado do | enviado pelo
    enviado da | enviado via | verstuurd vanaf | verzonden vanaf | verzonden vanuit | verzonden met
    verzonden via | sendt fra | sendt med | skickat från | skickades från | lähetetty | wysłane z
    wysłano z | wysłano za pomocą | wysłane za pomocą | odesláno pomocí | odesláno z
    odesláno ze | odoslané z | poslano z | poslano s | poslano iz
    poslato sa | poslato s | послато са | послато с | küldve | elküldve | отправлено с
    отправлено из | надіслано з | надіслано із | изпратено от | испратено од | trimis de | trimis din
    στάλθηκε από | στάλθηκε με | εστάλη από | από το iphone | 发自我的 | 发自 | 发送自
    來自我的 | 来自我的 | 我從 | 從我的 | 从我的
    傳送自 | נשלח מ | أرسل من | أرسلت من | أُرسلت من | مرسل من | تم الإرسال من | ارسال شده از | فرستاده شده از
    dikirim dari | dihantar dari | dihantar daripada | được gửi từ | đã gửi từ | gửi từ | ส่งจาก
    saadetud | išsiųsta iš | nosūtīts no | nire iphone | sent úr | gestuur vanaf | ipinadala mula
    imetumwa kutoka | dërguar nga
    """
)
# The same without the word "sent": then nothing else may stand there, or "gesendet" behind it.
FROM_MY = phrases(
    """
    from my | von outlook | von meinem | von meiner | von meinem/meiner | mit | מהאייפון
    """
)
SENT_BEHIND = ("gesendet", "geschickt", "verschickt", "geschrieben")
# What may belong to the name of a device or a program.
MODELS = frozenset(
    phrases(
        "mail | email | e-mail | pro | max | plus | ultra | mini | note | lite | edge | se | air"
    )
)
BOAST_ENDS = phrases(
    """
    から送信 | 에서 보냄 | 에서 보냈습니다 | gönderildi | küldve | bidalia | 에서 발송 | 에서 전송 | を入手
    を入手する | edinin | 다운로드 | 받기 | 发送 | 傳送 | से भेजा गया | गया | 보냈음 | 발송됨
    iphone 的邮件 | iphone 的郵件
    """
)
DEVICES = either(
    r"""
    iphon|ipad|آیفون|אייפון|айфон|ipod|galaxy|samsung|android|huawei|xiaomi|redmi|oneplus|motorola|xperia|fairphone|pixel
    \b(?:ios|htc|nokia|lg|sony|oppo|honor|realme|droid|blackberry|bb|cell|mac|pc|ti-\d+|laptop|computer)\b
    스마트폰|휴대폰|スマートフォン|携帯|手机|手機|هاتف|הנייד|телефон|мобильн|мобілн|мобільн|смартфон|планшет|κινητό
    phone|mobi[el]|móvil|móbil|\bmòbil|celular|tel[eé]f|téléph|smartphone|tablet|handy|gerät|device
    dispositivo|készülék|uređaj|пристро|устройств
    outlook|yahoo|gmail|hotmail|mail\.ru|yandex|яндекс|邮箱|메일앱|メールアプリ|アプリ|windows|proton|tuta|zoho
    \b(?:spark|nine|front|airmail|edison|canary|aol|k-9|libero mail|mail orange|mail (?:for|für|per|pour|para|voor))\b
    bluemail|aqua mail|superhuman|shortwave|thunderbird|mailbox|mailspring|mailbird|em client|seznam|gmx|app\b
    """
)
