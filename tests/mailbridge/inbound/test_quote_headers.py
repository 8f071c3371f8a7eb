"""The header blocks above quotations, and the HTML of mail programs, in the words of many languages."""

import pytest

from mailbridge.inbound.parse import parse_mail
from mailbridge.inbound.quoting.quotes import split_text

SOPORTE = "Soporte <support@desk.example>"
NEW = "Palabras nuevas.\n\nSegunda línea."
LABELS = """
en: From|Sent|To|Subject
en: From|Date|To|Subject
en: From|Date|To|Cc|Subject
en: From|Sent|To|Cc|Subject
es: De|Enviado|Para|Asunto
es: De|Enviado el|Para|CC|Asunto
es: De|Fecha|Para|Asunto
es: De|Para|Enviado|Asunto
es: Remitente|Fecha|Destinatario|Asunto
fr: De|Envoyé|À|Objet
fr: De|Envoyé le|À|Cc|Objet
fr: De|Date|À|Objet
fr: Expéditeur|Date|Destinataire|Objet
fr: De|Date|A|Objet
de: Von|Gesendet|An|Betreff
de: Von|Datum|An|Betreff
de: Von|Gesendet|An|Cc|Betreff
it: Da|Inviato|A|Oggetto
it: Da|Data|A|Oggetto
it: Da|Inviato il|A|Cc|Oggetto
it: Mittente|Data|Destinatario|Oggetto
pt: De|Enviado|Para|Assunto
pt: De|Enviada em|Para|Assunto
pt: De|Data|Para|Assunto
pt: De|Enviado em|Para|Cc|Assunto
nl: Van|Verzonden|Aan|Onderwerp
nl: Van|Datum|Aan|Onderwerp
da: Fra|Sendt|Til|Emne
da: Fra|Dato|Til|Emne
sv: Från|Skickat|Till|Ämne
sv: Från|Datum|Till|Ämne
nb: Fra|Sendt|Til|Emne
nb: Fra|Dato|Til|Emne
fi: Lähettäjä|Lähetetty|Vastaanottaja|Aihe
fi: Lähettäjä|Päiväys|Vastaanottaja|Aihe
fi: Lähettäjä|Päivämäärä|Vastaanottaja|Kopio|Aihe
pl: Od|Wysłano|Do|Temat
pl: Od|Data|Do|Temat
pl: Od|Wysłane|Do|DW|Temat
pl: Nadawca|Data|Adresat|Temat
cs: Od|Odesláno|Komu|Předmět
cs: Od|Datum|Komu|Předmět
cs: Od|Odesláno|Pro|Předmět
sk: Od|Odoslané|Komu|Predmet
sk: Od|Dátum|Komu|Predmet
hu: Feladó|Elküldve|Címzett|Tárgy
hu: Feladó|Dátum|Címzett|Tárgy
hu: Feladó|Küldve|Címzett|Másolatot kap|Tárgy
ro: De la|Trimis|Către|Subiect
ro: De la|Data|Către|Subiect
ro: Expeditor|Trimis|Destinatar|Subiect
ro: De la|Trimis|Catre|Subiect
bg: От|Изпратено|До|Относно
bg: От|Дата|До|Тема
hr: Šalje|Poslano|Prima|Predmet
hr: Od|Datum|Za|Predmet
hr: Od|Poslano|Za|Predmet
sr: Од|Послато|За|Тема
sr: Od|Poslato|Za|Tema
sr: Шаље|Послато|Прима|Предмет
sl: Od|Poslano|Za|Zadeva
sl: Od|Datum|Za|Zadeva
el: Από|Στάλθηκε|Προς|Θέμα
el: Από|Ημερομηνία|Προς|Θέμα
tr: Kimden|Gönderildi|Kime|Konu
tr: Gönderen|Tarih|Alıcı|Konu
tr: Kimden|Gönderme Tarihi|Kime|Konu
ru: От|Отправлено|Кому|Тема
ru: От|Дата|Кому|Тема
ru: Отправитель|Дата|Получатель|Тема
ru: От кого|Дата|Кому|Тема
uk: Від|Надіслано|Кому|Тема
uk: Від|Дата|Кому|Тема
uk: Від|Відправлено|Кому|Тема
he: מאת|נשלח|אל|נושא
he: מאת|תאריך|אל|נושא
ar: من|تم الإرسال|إلى|الموضوع
ar: من|التاريخ|إلى|الموضوع
ar: من|مُرسَل|إلى|الموضوع
ar: من|أُرسلت|إلى|الموضوع
fa: از|تاریخ|به|موضوع
fa: از|ارسال شده|به|موضوع
hi: प्रेषक|भेजा गया|प्रति|विषय
hi: से|दिनांक|को|विषय
th: จาก|ส่ง|ถึง|เรื่อง
th: จาก|วันที่|ถึง|หัวเรื่อง
th: จาก|ส่งเมื่อ|ถึง|ชื่อเรื่อง
vi: Từ|Đã gửi|Đến|Chủ đề
vi: Từ|Ngày|Tới|Chủ đề
vi: Từ|Gửi|Đến|Tiêu đề
id: Dari|Dikirim|Kepada|Subjek
id: Dari|Tanggal|Kepada|Subjek
id: Dari|Terkirim|Ke|Perihal
ms: Daripada|Dihantar|Kepada|Subjek
ms: Dari|Tarikh|Kepada|Subjek
ja: 差出人|送信日時|宛先|件名
ja: 差出人|日時|宛先|件名
ja: 送信元|日付|宛先|件名
ja: From|日付|To|件名
zh: 发件人|发送时间|收件人|主题
zh: 发件人|日期|收件人|主题
zh: 发件人|发送日期|收件人|抄送|主题
tw: 寄件者|寄件日期|收件者|主旨
tw: 寄件人|日期|收件人|主旨
tw: 從|傳送時間|至|主旨
tw: 寄件者|已傳送|收件者|主旨
ko: 보낸 사람|보낸 날짜|받는 사람|제목
ko: 발신|날짜|수신|제목
ko: 보낸사람|날짜|받는사람|제목
ko: From|날짜|To|제목
ca: De|Enviat|Per a|Assumpte
ca: De|Data|Per a|Assumpte
ca: De|Enviat el|A|Assumpte
gl: De|Data|Para|Asunto
eu: Nork|Bidalia|Nori|Gaia
eu: Igorlea|Data|Hartzailea|Gaia
et: Saatja|Saadetud|Adressaat|Teema
et: Saatja|Kuupäev|Saaja|Teema
et: Kellelt|Kuupäev|Kellele|Teema
lt: Nuo|Išsiųsta|Kam|Tema
lt: Siuntėjas|Data|Gavėjas|Tema
lt: Nuo|Data|Iki|Tema
lv: No|Nosūtīts|Kam|Temats
lv: No|Datums|Kam|Tēma
is: Frá|Sent|Til|Efni
is: Frá|Dagsetning|Til|Efni
""".strip().split("\n")
MAILS = {
    "es": "Hola:\n\nNo me llega el pedido.\n\nSaludos,\nAna",
    "en": "Hi,\n\nMy order has not arrived.\n\nBest regards,\nAnn",
    "fr": "Bonjour,\n\nJe n'ai rien reçu.\n\nCordialement,\nAnne",
    "de": "Guten Tag,\n\nich habe nichts erhalten.\n\nMit freundlichen Grüßen\nAnna",
    "ja": "お世話になっております。\n\n注文が届きません。\n\nよろしくお願いします。\n田中",
    "ru": "Здравствуйте!\n\nЗаказ не пришёл.\n\nС уважением,\nАнна",
    "ar": "مرحبا\n\nلم يصل طلبي.\n\nمع التحية\nليلى",
    "zh": "您好：\n\n订单还没到。\n\n谢谢\n小明",
    "pl": "Dzień dobry,\n\nZamówienie nie dotarło.\n\nPozdrawiam\nAnna",
    "tr": "Merhaba,\n\nSiparişim gelmedi.\n\nSaygılarımla\nAyşe",
    "he": "שלום,\n\nההזמנה לא הגיעה.\n\nבברכה\nנועה",
    "ko": "안녕하세요.\n\n주문이 오지 않았습니다.\n\n감사합니다\n민지",
    "nl": "Hallo,\n\nMijn bestelling is er niet.\n\nMet vriendelijke groet\nAnna",
    "el": "Καλημέρα,\n\nΔεν ήρθε η παραγγελία.\n\nΜε εκτίμηση\nΆννα",
    "hu": "Jó napot!\n\nNem jött meg a rendelés.\n\nÜdvözlettel\nAnna",
}
ATTRIBUTION = "El lun, 3 mar 2025 a las 9:15, Soporte escribió:"
PROGRAMS = {
    "gmail": (
        '<div dir="ltr">NEW</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">ATTR'
        '<br></div><blockquote class="gmail_quote">Antiguas</blockquote></div>'
    ),
    "apple": (
        'NEW<div><br><blockquote type="cite"><div>ATTR</div><br class="Apple-interchange-newline">'
        "<div>Antiguas</div></blockquote></div>"
    ),
    "yahoo": (
        '<div class="yahoo-style-wrap">NEW</div><div id="x1yahoo_quoted_1" class="x1yahoo_quoted">'
        "<div>ATTR</div><div>Antiguas</div></div>"
    ),
    "thunderbird": (
        '<p>NEW</p><div class="moz-cite-prefix">ATTR<br></div><blockquote type="cite"><p>Antiguas'
        '</p></blockquote><div class="moz-signature">-- <br>Ana</div>'
    ),
    "proton": (
        '<div>NEW</div><div class="protonmail_signature_block">Sent with Proton Mail.</div>'
        '<div class="protonmail_quote">ATTR<blockquote type="cite">Antiguas</blockquote></div>'
    ),
    "outlook": (
        '<div>NEW</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> S<br>'
        "<b>Sent:</b> Monday<br><b>To:</b> a<br><b>Subject:</b> x</div><div>Antiguas</div>"
    ),
}


def block(row: str) -> list[tuple[str, str]]:
    labels = row.partition(": ")[2].split("|")
    values = {"Para": "Ana", labels[0]: SOPORTE, labels[-1]: "Re: Consulta"}
    return [
        (label, values.get(label, "3/3/2025 9:15" if place == 1 else "Ana <ana@acme.example>"))
        for place, label in enumerate(labels)
    ]


@pytest.mark.parametrize("row", LABELS)
def test_a_header_block_opens_the_quotation(row: str) -> None:
    for shape in ("{}: {}", "*{}:* {}", "{} : {}"):
        header = "\n".join(shape.format(*pair) for pair in block(row))
        assert split_text(f"{NEW}\n\n{header}\n\nAntiguas.\n").reply == NEW
        ruled = f"{NEW}\n\n________________________________\n{header}\n\nAntiguas.\n"
        assert split_text(ruled).reply == NEW


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("language", MAILS)
def test_a_mail_programs_html_leaves_the_new_words(program: str, language: str) -> None:
    words = MAILS[language]
    lines = "".join(f"<div>{line or '<br>'}</div>" for line in words.split("\n"))
    html = PROGRAMS[program].replace("NEW", lines).replace("ATTR", ATTRIBUTION)
    head = "From: a@acme.example\nSubject: Re: x\nContent-Type: text/html; charset=utf-8\n\n"
    mail = parse_mail((head + html).encode())
    assert mail.reply_text.split() == words.split()
    assert "Antiguas" in mail.quoted_text


LISTS = """
De: Lyon | À: Paris | Date: 12 mai 2025 10:30
From: Deal | To: Ashford | Date: 12 May 2025 10:30 | Return: 14 May 2025
Von: Lindenstraße 4 | Datum: 12.05.2025 10:30 | An: Ihr Lager
Od: Gdańsk | Do: Kraków | Data: 12.05.2025 10:30
发件人：王强 | 收件人：李华 | 日期：2025年5月12日 10:30
""".strip().split("\n")
BELOW = (
    "",
    "\nGracias.",
    f"\n{ATTRIBUTION}\n\n> Antiguas.",
    "\nDe: Soporte\nEnviado: 3 mar 2025 9:15\nPara: Ana\nAsunto: Re: A\n\nHola",
)


@pytest.mark.parametrize("row", LISTS)
@pytest.mark.parametrize("below", BELOW)
def test_a_list_of_fields_with_a_time_is_the_customers_own(row: str, below: str) -> None:
    own = f"{NEW}\n\n" + "\n".join(row.split(" | "))
    assert split_text(f"{own}\n{below}\n").reply.startswith(own)
