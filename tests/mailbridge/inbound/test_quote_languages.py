"""The lines that mail programs write around a quotation, language by language."""

import pytest

from mailbridge.inbound.origin.robots import is_absence_subject
from mailbridge.inbound.quoting.quotes import split_text

WHO = "Soporte <support@desk.example>"
ATTRIBUTIONS = {
    "es gmail": f"El lun, 3 mar 2025 a las 9:15, {WHO} escribió:",
    "es apple": f"El 3 mar 2025, a las 9:15, {WHO} escribió:",
    "es thunderbird": "El 3/3/25 a las 9:15, Soporte escribió:",
    "es yahoo": f"El lunes, 3 de marzo de 2025, 9:15:00 CET, {WHO} escribió:",
    "en gmail": f"On Mon, Mar 3, 2025 at 9:15 AM {WHO} wrote:",
    "en apple": f"On 3 Mar 2025, at 9:15, {WHO} wrote:",
    "en thunderbird": "On 3/3/25 9:15, Soporte wrote:",
    "ca": f"El dl., 3 de març 2025, 9:15, {WHO} va escriure:",
    "gl": f"O luns, 3 mar 2025 ás 9:15, {WHO} escribiu:",
    "eu": "Soporte (<support@desk.example>) igorleak hau idatzi du (2025 mar. 3, al. (9:15)):",
    "pt": f"{WHO} escreveu no dia segunda, 3/03/2025 à(s) 09:15:",
    "pt apple": f"No dia 3 de mar. de 2025, às 09:15, {WHO} escreveu:",
    "fr": f"Le lun. 3 mars 2025 à 09:15, {WHO} a écrit :",
    "it": f"Il giorno lun 3 mar 2025 alle ore 09:15 {WHO} ha scritto:",
    "de": f"Am Mo., 3. März 2025 um 09:15 Uhr schrieb {WHO}:",
    "nl": f"Op ma 3 mrt 2025 om 09:15 schreef {WHO}:",
    "da": f"Den man. 3. mar. 2025 kl. 09.15 skrev {WHO}:",
    "nb": f"man. 3. mars 2025 kl. 09:15 skrev {WHO}:",
    "sv": f"Den mån 3 mars 2025 kl 09:15 skrev {WHO}:",
    "fi": f"{WHO} kirjoitti ma 3.3.2025 klo 9.15:",
    "is": f"Þann mán., 3. mar. 2025 kl. 09:15 skrifaði {WHO}:",
    "pl": f"pon., 3 mar 2025 o 09:15 {WHO} napisał(a):",
    "cs": f"po 3. 3. 2025 v 9:15 odesílatel {WHO} napsal:",
    "sk": f"po 3. 3. 2025 o 9:15 {WHO} napísal(a):",
    "sl": f"V V pon., 3. mar. 2025 ob 09:15 je oseba {WHO} napisala:",
    "hr": f"pon, 3. ožu 2025. u 09:15 {WHO} napisao je:",
    "sr": f"пон, 3. мар 2025. у 09:15 {WHO} је написао/ла:",
    "bg": f"На пн, 3.03.2025 г. в 9:15 {WHO} написа:",
    "ru": f"пн, 3 мар. 2025 г. в 09:15, {WHO}:",
    "ru mail": "Понедельник, 3 марта 2025, 9:15 +03:00 от Soporte <support@desk.example>:",
    "uk": f"пн, 3 бер. 2025 р. о 09:15 {WHO} пише:",
    "ro": f"lun., 3 mar. 2025 la 09:15, {WHO} a scris:",
    "hu": f"{WHO} ezt írta (időpont: 2025. márc. 3., H, 9:15):",
    "el": f"Στις Δευ 3 Μαρ 2025 στις 9:15 π.μ., ο χρήστης {WHO} έγραψε:",
    "tr": f"{WHO}, 3 Mar 2025 Pzt, 09:15 tarihinde şunu yazdı:",
    "et": f"{WHO} kirjutas kuupäeval E, 3. märts 2025 kell 09:15:",
    "lt": f"2025-03-03, pr, 09:15 {WHO} rašė:",
    "lv": f"pirmd., 2025. g. 3. marts, plkst. 09:15 {WHO} rakstīja:",
    "ar": f"في الاثنين، 3 مارس 2025 في 9:15 ص تمت كتابة ما يلي بواسطة {WHO}:",
    "he": f"\u202bבתאריך יום ב׳, 3 במרץ 2025 ב-9:15 מאת \u202a{WHO}\u202c\u200f>:\u202c",
    "hi": f"सोम, 3 मार्च 2025 को 9:15 am बजे को {WHO} ने लिखा:",
    "th": f"ในวันที่ จ. 3 มี.ค. 2025 เวลา 09:15 {WHO} เขียนว่า:",
    "vi": f"Vào Th 2, 3 thg 3, 2025 vào lúc 09:15 {WHO} đã viết:",
    "id": f"Pada tanggal Sen, 3 Mar 2025 pukul 09.15 {WHO} menulis:",
    "ja": f"2025年3月3日(月) 9:15 {WHO}:",
    "zh": f"{WHO} 于2025年3月3日周一 09:15写道：",
    "ko": f"2025년 3월 3일 (월) 오전 9:15, {WHO}님이 작성:",
}  # fmt: skip
RULES = {
    "en": "-----Original Message-----", "es": "-----Mensaje original-----",
    "fr": "-----Message d'origine-----", "de": "-----Ursprüngliche Nachricht-----",
    "it": "-----Messaggio originale-----", "pt": "-----Mensagem original-----",
    "nl": "-----Oorspronkelijk bericht-----", "da": "-----Oprindelig meddelelse-----",
    "sv": "-----Ursprungligt meddelande-----", "nb": "-----Opprinnelig melding-----",
    "fi": "-----Alkuperäinen viesti-----", "pl": "-----Oryginalna wiadomość-----",
    "cs": "-----Původní zpráva-----", "sk": "-----Pôvodná správa-----",
    "hu": "-----Eredeti üzenet-----", "ro": "-----Mesaj original-----",
    "ru": "-----Исходное сообщение-----", "uk": "-----Вихідне повідомлення-----",
    "el": "-----Αρχικό μήνυμα-----", "tr": "-----Özgün İleti-----",
    "ja": "-----元のメッセージ-----", "zh": "-----原始邮件-----", "ko": "-----원본 메시지-----",
    "he": "-----הודעה מקורית-----", "ar": "-----الرسالة الأصلية-----", "ca": "-----Missatge original-----",
    "hr": "-----Izvorna poruka-----", "bg": "-----Оригинално съобщение-----",
    "th": "-----ข้อความต้นฉบับ-----", "vi": "-----Thư gốc-----", "samsung": "-------- Mensaje original --------",
}  # fmt: skip
HEADERS = {
    "en": "From Sent To Subject", "es": "De Enviado Para Asunto", "fr": "De Envoyé À Objet",
    "de": "Von Gesendet An Betreff", "it": "Da Inviato A Oggetto", "pt": "De Enviado Para Assunto",
    "nl": "Van Verzonden Aan Onderwerp", "da": "Fra Sendt Til Emne", "sv": "Från Skickat Till Ämne",
    "fi": "Lähettäjä Lähetetty Vastaanottaja Aihe", "pl": "Od Wysłane Do Temat",
    "cs": "Od Odesláno Komu Předmět", "sk": "Od Odoslané Komu Predmet", "hu": "Feladó Elküldve Címzett Tárgy",
    "ro": "De+la Trimis Către Subiect", "ru": "От Отправлено Кому Тема", "uk": "Від Надіслано Кому Тема",
    "el": "Από Στάλθηκε Προς Θέμα", "tr": "Kimden Gönderildi Kime Konu", "ja": "差出人 送信日時 宛先 件名",
    "zh": "发件人 发送时间 收件人 主题", "tw": "寄件者 寄件日期 收件者 主旨",
    "ko": "보낸+사람 보낸+날짜 받는+사람 제목",
    "he": "מאת נשלח אל נושא", "ar": "من تم+الإرسال إلى الموضوع", "ca": "De Enviat Per+a Assumpte",
    "bg": "От Изпратено До Относно", "hr": "Šalje Poslano Prima Predmet", "sl": "Od Poslano Za Zadeva",
    "et": "Saatja Saadetud Adressaat Teema", "lt": "Nuo Išsiųsta Kam Tema", "lv": "No Nosūtīts Kam Temats",
    "vi": "Từ Đã+gửi Đến Chủ+đề", "th": "จาก ส่ง ถึง เรื่อง", "id": "Dari Dikirim Kepada Subjek",
    "gl": "De Enviado Para Asunto", "eu": "Nork Bidalia Nori Gaia", "nb": "Fra Sendt Til Emne",
}  # fmt: skip
DEVICES = [
    "Enviado desde mi iPhone", "Enviado desde mi Samsung Mobile de Claro", "Sent from my iPad",
    "Sent from Yahoo Mail for iPhone", "Get Outlook for iOS<https://aka.example/o>",
    "Obtener Outlook para Android", "Von meinem iPhone gesendet", "Gesendet mit der Mail App",
    "Envoyé de mon iPhone", "Inviato da iPhone", "Enviado do meu iPhone", "Verstuurd vanaf mijn iPhone",
    "Sendt fra min iPhone", "Skickat från min iPhone", "Lähetetty iPhonesta", "Wysłane z iPhone'a",
    "Odesláno z iPhonu", "Отправлено с iPhone", "iPhoneから送信", "发自我的iPhone", "나의 iPhone에서 보냄",
    "iPhone'umdan gönderildi", "Στάλθηκε από το iPhone μου", "Trimis de pe iPhone", "Enviat des del meu iPhone",
    "נשלח מה-iPhone שלי", "Надіслано з iPhone", "Küldve az iPhone-omról", "Dikirim dari iPhone saya",
]  # fmt: skip


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_an_attribution_goes_with_its_quotation(name: str) -> None:
    split = split_text(f"Palabras nuevas.\n\n{ATTRIBUTIONS[name]}\n\n> Antiguas.\n> Más.\n")
    assert split.reply == "Palabras nuevas."
    assert "Antiguas" in split.quoted


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_a_wrapped_attribution_goes_as_a_whole(name: str) -> None:
    line = ATTRIBUTIONS[name]
    cut = line.rfind(" ", 0, len(line) * 2 // 3)
    split = split_text(f"Palabras nuevas.\n\n{line[:cut]}\n{line[cut + 1 :]}\n> Antiguas.\n")
    assert split.reply == "Palabras nuevas."


@pytest.mark.parametrize("name", sorted(set(ATTRIBUTIONS) - {"he", "ar"}))
def test_an_attribution_above_a_quotation_without_marks_is_enough(name: str) -> None:
    split = split_text(f"Palabras nuevas.\n\n{ATTRIBUTIONS[name]}\n\nAntiguas.\nMás.\n")
    assert split.reply == "Palabras nuevas."


@pytest.mark.parametrize("name", RULES)
def test_everything_below_an_original_message_rule_is_quoted(name: str) -> None:
    split = split_text(f"Palabras nuevas.\n\n{RULES[name]}\nX: y\n\nAntiguas.\n")
    assert split.reply == "Palabras nuevas."
    assert "Antiguas" in split.quoted


@pytest.mark.parametrize("name", HEADERS)
def test_everything_below_a_header_block_is_quoted(name: str) -> None:
    sender, sent, to, subject = (label.replace("+", " ") for label in HEADERS[name].split())
    block = f"{sender}: {WHO}\n{sent}: 3/3/2025 9:15\n{to}: Ana\n{subject}: Re: Consulta"
    split = split_text(f"Palabras nuevas.\n\n{block}\n\nAntiguas.\n")
    assert split.reply == "Palabras nuevas."
    bold = "\n".join(f"*{line.replace(':', ':*', 1)}" for line in block.split("\n"))
    assert split_text(f"Palabras nuevas.\n\n{bold}\n\nAntiguas.\n").reply == "Palabras nuevas."


@pytest.mark.parametrize("line", DEVICES)
def test_a_phones_boast_is_no_part_of_the_answer(line: str) -> None:
    assert split_text(f"Palabras nuevas.\n\n{line}\n").reply == "Palabras nuevas."


KEPT = [
    "Envié el paquete el 3/3/2025 a las 9:15 y pregunto:\n¿ha llegado?",
    "De: Madrid\nPara: Barcelona\nGracias",
    "Les escribo de nuevo.\n\nAsunto: devolución\nPedido: 5\n\nUn saludo",
    "El día 3 de marzo de 2025 a las 9:15 el técnico me escribió:\n\n«Mañana voy»\n\nY no vino.",
    "Enviado desde mi oficina ayer por la tarde, el paquete pesa 3 kg.\nDíganme algo.",
    "Envoyé demain, ce serait parfait.",
    "a > b\ny b < c",
    "Precio: 5 €\n--------\nTotal: 10 €\nGracias",
    "Original message was lost, please send again.",
    "On 3/3/25 9:15 I paid. Then nothing:\nno mail, no call.",
    "Forwarded message follows tomorrow.",
    "Hola -- no funciona -- gracias",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_customers_own_words_are_never_cut(text: str) -> None:
    assert split_text(text).reply == text
    assert split_text(text).quoted == ""


@pytest.mark.parametrize(
    "subject",
    [
        "Pregunta sobre la respuesta automática",
        "Out of office hours: who answers?",
        "On vacation in May",
        "Abwesenheit",
    ],
)
def test_a_persons_subject_is_not_an_absence_notice(subject: str) -> None:
    assert not is_absence_subject(subject)
