"""How Apple Mail, Thunderbird, Yahoo, Proton and phones quote and sign, in many languages."""

import pytest

from mailbridge.inbound.quoting.quotes import split_text

W = "Soporte <support@desk.example>"
ATTRIBUTIONS = {
    "fr apple": f"Le 3 mars 2025 à 09:15, {W} a écrit :",
    "de apple": f"Am 03.03.2025 um 09:15 schrieb {W}:",
    "it apple": f"Il giorno 3 mar 2025, alle ore 09:15, {W} ha scritto:",
    "nl apple": f"Op 3 mrt 2025, om 09:15 heeft {W} het volgende geschreven:",
    "da apple": f"Den 3. mar. 2025 kl. 09.15 skrev {W}:",
    "sv apple": f"3 mars 2025 kl. 09:15 skrev {W}:",
    "fi apple": f"{W} kirjoitti 3.3.2025 kello 9.15:",
    "pl apple": f"Wiadomość napisana przez {W} w dniu 3 mar 2025, o godz. 09:15:",
    "cs apple": f"3. 3. 2025 v 9:15, {W}:",
    "sk apple": f"Dňa 3. 3. 2025 o 9:15 užívateľ {W} napísal:",
    "hu apple": f"2025. márc. 3. dátummal, 9:15 időpontban {W} írta:",
    "ro apple": f"Pe 3 mar. 2025, la 09:15, {W} a scris:",
    "hr apple": f"Dana 03.03.2025. u 09:15, {W} napisao je:",
    "el apple": f"Στις 3 Μαρ 2025, στις 09:15, ο/η {W} έγραψε:",
    "tr apple": f"{W} şunları yazdı (3 Mar 2025 09:15):",
    "ru apple": f"3 марта 2025 г., в 09:15, {W} написал(а):",
    "uk apple": f"3 бер. 2025 р. о 09:15 {W} написав(-ла):",
    "ar apple": f"في ٣ مارس ٢٠٢٥، الساعة ٩:١٥ ص، كتب/كتبت {W}:",
    "he apple": f"\u202bב-3 במרץ 2025, בשעה 9:15,\u200f {W} כתב/ה:\u202c",
    "fa gmail": f"در تاریخ دوشنبه ۳ مارس ۲۰۲۵،\u200f ۹:۱۵ {W} نوشت:",
    "th apple": f"เมื่อ 3 มี.ค. 2568 เวลา 09:15 {W} เขียนว่า:",
    "vi apple": f"Vào 09:15, 3 thg 3, 2025, {W} đã viết:",
    "id apple": f"Pada 3 Mar 2025, pukul 09.15, {W} menulis:",
    "ms apple": f"Pada 3 Mac 2025, pada 9:15, {W} menulis:",
    "ja apple": f"2025/03/03 9:15、{W}のメール:",
    "ko apple": f"2025. 3. 3. 오전 9:15, {W} 작성:",
    "zh apple": f"2025年3月3日 09:15，{W} 写道：",
    "tw apple": f"{W} 於 2025年3月3日 上午9:15 寫道：",
    "ca apple": f"El 3 març 2025, a les 9:15, {W} va escriure:",
    "fr thunderbird": "Le 03/03/2025 à 09:15, Soporte a écrit :",
    "de thunderbird": "Am 03.03.25 um 09:15 schrieb Soporte:",
    "it thunderbird": "Il 03/03/2025 09:15, Soporte ha scritto:",
    "br thunderbird": "Em 03/03/2025 09:15, Soporte escreveu:",
    "pt thunderbird": "Às 09:15 de 03/03/2025, Soporte escreveu:",
    "nl thunderbird": "Op 03-03-2025 om 09:15 schreef Soporte:",
    "sv thunderbird": "Den 2025-03-03 kl. 09:15, skrev Soporte:",
    "fi thunderbird": "Soporte kirjoitti 3.3.2025 klo 9.15:",
    "pl thunderbird": "W dniu 3.03.2025 o 09:15, Soporte pisze:",
    "cs thunderbird": "Dne 03. 03. 25 v 9:15 Soporte napsal(a):",
    "sk thunderbird": "Dňa 3. 3. 2025 o 9:15 Soporte napísal(a):",
    "hu thunderbird": "2025. 03. 03. 9:15 keltezéssel, Soporte írta:",
    "ru thunderbird": "03.03.2025 09:15, Soporte пишет:",
    "uk thunderbird": "03.03.25 09:15, Soporte пише:",
    "el thunderbird": "Στις 3/3/25 09:15, ο/η Soporte έγραψε:",
    "tr thunderbird": "3.03.2025 09:15 tarihinde Soporte yazdı:",
    "zh thunderbird": "在 2025/3/3 9:15, Soporte 写道:",
    "ko thunderbird": "25. 3. 3. 09:15에 Soporte 이(가) 쓴 글:",
    "he thunderbird": "בתאריך 3.3.2025 09:15, Soporte כתב:",
    "eu thunderbird": "2025/03/03 09:15(e)an, Soporte igorleak idatzi zuen:",
    "sl thunderbird": "Dne 3. 03. 2025 ob 09:15 je Soporte napisal(a):",
    "et thunderbird": "Kirjutas Soporte kuupäeval 3.03.2025 9:15:",
    "lt thunderbird": "2025-03-03 09:15, Soporte rašė:",
    "bg thunderbird": "На 3.03.2025 г. в 9:15 ч., Soporte написа:",
    "fr yahoo": f"Le lundi 3 mars 2025 à 09:15:00 UTC+1, {W} a écrit :",
    "de yahoo": f"Am Montag, 3. März 2025 um 09:15:00 MEZ hat {W} Folgendes geschrieben:",
    "it yahoo": f"Il lunedì 3 marzo 2025 alle ore 09:15:00 CET, {W} ha scritto:",
    "pt yahoo": f"Em segunda-feira, 3 de março de 2025 às 09:15:00 BRT, {W} escreveu:",
    "nl yahoo": f"Op maandag 3 maart 2025 om 09:15:00 CET schreef {W}:",
    "sv yahoo": f"Den måndag 3 mars 2025 09:15:00 CET, {W} skrev:",
    "da yahoo": f"Den mandag 3. marts 2025 09.15.00 CET skrev {W}:",
    "nb yahoo": f"mandag 3. mars 2025 kl. 09:15:00 CET skrev {W}:",
    "fi yahoo": f"maanantai 3. maaliskuuta 2025 klo 09.15.00 {W} kirjoitti:",
    "pl yahoo": f"W dniu poniedziałek, 3 marca 2025 09:15:00 CET użytkownik {W} napisał:",
    "ro yahoo": f"luni, 3 martie 2025 la 09:15:00 EET, {W} a scris:",
    "el yahoo": f"Τη Δευτέρα 3 Μαρτίου 2025 στις 09:15:00 π.μ. EET, ο χρήστης {W} έγραψε:",
    "tr yahoo": f"3 Mart 2025 Pazartesi 09:15:00 GMT+3 tarihinde, {W} şunları yazdı:",
    "hu yahoo": f"2025. március 3., hétfő 9:15:00 CET időpontban {W} ezt írta:",
    "vi yahoo": f"Vào 09:15:00 GMT+7 Thứ Hai, 3 tháng 3, 2025, {W} đã viết:",
    "id yahoo": f"Pada Senin, 3 Maret 2025 09.15.00 WIB, {W} menulis:",
    "tw yahoo": f"{W} 在 2025年3月3日 星期一 上午09:15:00 [GMT+8] 寫道：",
    "en proton": f"On Monday, March 3rd, 2025 at 9:15 AM, {W} wrote:",
    "es proton": f"El lunes, 3 de marzo de 2025 a las 9:15, {W} escribió:",
    "en yahoo": f"On Monday, March 3, 2025 at 09:15:00 AM GMT+1, {W} wrote:",
    "es latam": f"El lun., 3 de mar. de 2025 9:15 a. m., {W} escribió:",
    "es outlook": f"El lun, 3 mar 2025 9:15 AM, {W} escribió:",
    "is apple": f"3. mar. 2025 kl. 09:15 skrifaði {W}:",
    "ga": f"Ar 3 Márta 2025 ag 09:15, scríobh {W}:",
    "hi yahoo": f"सोमवार, 3 मार्च 2025 को 09:15:00 am IST बजे, {W} ने लिखा:",
    "mk": f"На 3 март 2025 г. во 9:15 {W} напиша:",
    "tl": f"Noong Lun, Mar 3, 2025 nang 9:15 AM, sinulat ni {W}:",
    "sw": f"Mnamo 3 Machi 2025 saa 9:15, {W} aliandika:",
    "af": f"Op Ma. 3 Mrt. 2025 om 09:15 het {W} geskryf:",
    "ka": f"ორშ, 3 მარ. 2025, 09:15 {W} დაწერა:",
    "sq": f"Më hën, 3 mar 2025 në 9:15 {W} shkroi:",
}  # fmt: skip
DEVICES = """
Gesendet von Outlook für iOS
Von meinem Samsung Galaxy Smartphone gesendet.
Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.
Télécharger Outlook pour Android
Envoyé depuis mon appareil Galaxy
Envoyé à partir de Outlook pour Android
Inviato dal mio Galaxy
Inviato da Outlook per Android
Enviado desde mi Galaxy
Enviado desde Outlook para Android
Enviado desde Yahoo Mail con Android
Enviado con el correo seguro de Proton Mail.
Enviado do meu Galaxy
Enviado do Outlook para Android
Verzonden vanaf Outlook voor Android
Verstuurd vanaf mijn Galaxy
Sendt fra Outlook for Android
Sendt fra min Galaxy
Skickat från Outlook för Android
Skickat från min Galaxy
Lähetetty Outlook for Androidista
Lähetetty Galaxy-älypuhelimesta
Wysłano z urządzenia Galaxy
Pobierz aplikację Outlook dla systemu iOS
Odesláno ze zařízení Galaxy
Získat Outlook pro Android
Odoslané z Galaxy
Odoslané z iPhonu
Elküldve Samsung Galaxy készülékemről
Az iPhone-omról küldve
Trimis de pe dispozitivul meu Galaxy
Obțineți Outlook pentru Android
Изпратено от моя Galaxy
Изпратено от iPhone
Poslano s mog Galaxy uređaja
Poslano iz mojega iPhona
Poslato sa mog iPhone uređaja
Послато са iPhone-а
Στάλθηκε από τη συσκευή μου Galaxy
Λήψη του Outlook για Android
Galaxy cihazımdan gönderildi
Samsung cihazımdan gönderildi
iPhone’umdan gönderildi
Android için Outlook'u edinin
Отправлено из мобильной Яндекс.Почты
Отправлено с моего Galaxy
Отправлено из Mail.ru для Android
Надіслано з мого Galaxy
تم الإرسال من هاتف Galaxy الخاص بي
أُرسلت من الـ iPhone
נשלח מה-Galaxy שלי
נשלח מ-Outlook עבור Android
ارسال شده از آیفون من
मेरे iPhone से भेजा गया
ส่งจาก iPhone ของฉัน
ส่งจาก Outlook สำหรับ Android
Đã gửi từ iPhone của tôi
Gửi từ iPhone của tôi
Được gửi từ Yahoo Mail dành cho iPhone
Dikirim dari Galaxy saya
Dihantar dari iPhone saya
Galaxyから送信
iPhoneから送信
Outlook for Androidを入手
从我的 Galaxy 发送
发自我的 iPad
从我的iPhone发送
從我的 iPhone 傳送
我從 Galaxy 傳送
获取 Outlook for Android
내 Galaxy에서 보냄
Galaxy에서 보냄
나의 iPad에서 보냄
Android용 Outlook 다운로드
Enviat des del meu Galaxy
Enviat des de l'Outlook per a Android
Enviado dende o meu iPhone
Nire Galaxytik bidalia
Saadetud minu iPhone'ist
Saadetud iPhone'ist
Išsiųsta iš mano iPhone
Nosūtīts no mana iPhone
Sent from my Huawei phone
Sent from my Galaxy
Sent from Proton Mail for iOS
Sent with Proton Mail secure email.
Get Outlook for Android<https://aka.example/x>
Sent from Mail for Windows
Sent from Mailspring
Sent from Yahoo Mail on Android
Sent using Zoho Mail
Sent from my Xiaomi
Sent from Outlook for Mac
Sent from Samsung tablet
Sent from my Verizon, Samsung Galaxy smartphone
Sent from my mobile device
Sent via BlackBerry
Enviado desde mi teléfono móvil
Enviado desde mi dispositivo Huawei
Enviado desde Correo de Windows
Envoyé de mon téléphone
Sent from Yahoo Mail. Get the app
Sent from Front
""".strip().split("\n")
NEW = "Palabras nuevas.\n\nSegunda línea."


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_only_the_quotation_is_folded_below_two_paragraphs(name: str) -> None:
    line = ATTRIBUTIONS[name]
    assert split_text(f"{NEW}\n\n{line}\n\n> Antiguas.\n> Más.\n").reply == NEW
    assert split_text(f"{NEW}\n{line}\n> Antiguas.\n").reply == NEW


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_an_unmarked_quotation_leaves_the_line_above_it(name: str) -> None:
    line = ATTRIBUTIONS[name]
    assert split_text(f"{NEW}\n\n{line}\n\nAntiguas.\nMás.\n").reply == NEW
    assert split_text(f"{NEW}\n{line}\nAntiguas.\nMás.\n").reply == NEW


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_a_wrapped_attribution_leaves_the_line_above_it(name: str) -> None:
    line = ATTRIBUTIONS[name]
    cut = line.rfind(" ", 0, len(line) * 2 // 3)
    wrapped = f"{NEW}\n\n{line[:cut]}\n{line[cut + 1 :]}"
    assert split_text(f"{wrapped}\n> Antiguas.\n").reply == NEW
    assert split_text(f"{wrapped}\n\nAntiguas.\n").reply == NEW


@pytest.mark.parametrize("line", DEVICES)
def test_a_boast_goes_where_it_ends_the_new_words(line: str) -> None:
    assert split_text(f"{NEW}\n\n{line}\n").reply == NEW
    quoted = f"{NEW}\n\n{line}\n\nOn 3 Mar 2025, at 9:15, {W} wrote:\n\n> Antiguas.\n"
    assert split_text(quoted).reply == NEW
