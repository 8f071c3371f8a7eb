"""What mail programs write around quoted mail, in the languages that customers write in.

Everything is lower case. The order is of no account.
"""

import re

from mailbridge.inbound.vocabulary import phrases

# The end of "On Monday Ana wrote:". Scripts without blanks between words stand here as well.
WROTE = phrases(
    """
    wrote | writes | escribió | escribio | ha escrito | escribía | a écrit | a ecrit | écrit
    schrieb | hat geschrieben | geschrieben | ha scritto | scritto | scrive | escreveu
    escreve | va escriure | ha escrit | escrigué | escribiu | idatzi du | idatzi | idatzi zuen
    schreef | heeft geschreven | geschreven | skrev | skrifaði | kirjoitti | kirjutas
    napisał | napisała | napisał(a) | pisze | napsal | napsala | napsal(a) | napísal
    napísala | napísal(a) | napisal | napisala | napisao | napisao/la | napisao je | je napisal
    je napisao | написао | написала | написал | написал(а) | написа | напиша | писал
    писала | писал(а) | пишет | пише | написав | написав(ла) | писав | напісаў | a scris
    írta | írta/ | írt | έγραψε | έγραψες | yazdı | yazdi | şunları yazdı | rašė | parašė
    rakstīja | كتب | كتبت | כתב | כתבה | כתב/ה | نوشت | ने लिखा | लिखा | เขียนว่า | เขียน
    đã viết | viết | menulis | 書きました | 写道 | 寫道 | 写到
    のメール | のメッセージ | 作成 | 작성 | 씀 | 썼습니다
    님이 작성 | shkroi | գրել է | დაწერა | sumulat | scríobh | ysgrifennodd | ezt írta
    wiadomość napisana przez | 쓴 글 | aliandika | geskryf | het geskryf
    wrote the following | escribió lo siguiente | schrieb folgendes | wrote as follows
    """
)

ORIGINAL = phrases(
    """
    original message | original mail | original email | mensaje original | correo original
    mensaje anterior | ursprüngliche nachricht | originalnachricht | original-nachricht
    message d'origine | message d’origine | message original | message initial
    messaggio originale | messaggio originario | mensagem original | missatge original
    mensaxe orixinal | jatorrizko mezua | oorspronkelijk bericht | origineel bericht
    oprindelig meddelelse | original meddelelse | oprindelig besked
    ursprungligt meddelande | originalmeddelande | opprinnelig melding | alkuperäinen viesti
    upprunaleg skilaboð | oryginalna wiadomość | wiadomość oryginalna | wiadomość pierwotna
    původní zpráva | původní e-mail | pôvodná správa | izvirno sporočilo | izvorna poruka
    originalna poruka | оригинална порука | оригинално съобщение | исходное сообщение
    оригинальное сообщение | вихідне повідомлення | оригінальне повідомлення
    початкове повідомлення | mesaj original | mesajul original | eredeti üzenet
    αρχικό μήνυμα | özgün ileti | orijinal mesaj | orijinal ileti | originalus laiškas
    pradinis laiškas | sākotnējais ziņojums | oriģinālais ziņojums | algne kiri
    algne sõnum | الرسالة الأصلية | رسالة أصلية | הודעה מקורית | پیام اصلی | मूल संदेश
    ข้อความต้นฉบับ | ข้อความเดิม | thư gốc | tin nhắn gốc | pesan asli | mesej asal
    元のメッセージ | オリジナルメッセージ | 原始邮件 | 原始郵件 | 原始訊息 | 原始信件
    邮件原件 | 原邮件 | 원본 메시지 | 원본 메일 | 원본메시지
    reply message | antwort nachricht
    """
)

FORWARDED = phrases(
    """
    forwarded message | forwarded mail | forwarded email | forwarded by | mensaje reenviado
    correo reenviado | weitergeleitete nachricht | weitergeleitete mail | message transféré
    message transmis | message réexpédié | messaggio inoltrato | mensagem encaminhada
    mensagem reencaminhada | missatge reenviat | mensaxe reenviada | doorgestuurd bericht
    videresendt | vidarebefordrat | vidarebefordrade | välitetty viesti | edelleen lähetetty
    przekazana wiadomość | wiadomość przekazana | přeposlaná zpráva | preposlaná správa
    posredovano sporočilo | proslijeđena poruka | prosleđena poruka | пересылаемое сообщение
    пересланное сообщение | переслане повідомлення | препратено съобщение
    mesaj redirecționat | mesaj redirectionat | továbbított üzenet | προωθημένο μήνυμα
    iletilen mesaj | iletilmiş mesaj | yönlendirilen | persiųstas | pārsūtīts | edastatud
    رسالة معاد توجيهها | הודעה שהועברה | पेषित | ข้อความที่ส่งต่อ | thư được chuyển tiếp
    pesan terusan | pesan diteruskan | 転送メッセージ | 転送された
    转发的邮件 | 转发邮件 | 轉寄 | 전달된 메시지
    전달 메시지
    """
)

FROM = phrases(
    """
    from | de | von | da | van | fra | från | lähettäjä | od | feladó | от | від | от кого
    kimden | gönderen | από | expéditeur | remitente | absender | mittente | afzender
    avsender | afsender | avsändare | nadawca | odesílatel | odosielateľ | отправитель
    відправник | 差出人 | 送信者 | 发件人 | 寄件者 | 寄件人 | 보낸 사람 | 보낸사람 | من | מאת | จาก | từ
    người gửi | dari | saatja | no | nuo | pošiljatelj | šalje | frá | de la | expedient
    nork | igorlea | od kogo | kommer från | از | प्रेषक
    expeditor | од | шаље | से | daripada | 送信元 | 從 | 从 | 발신 | 발신자 | kellelt
    siuntėjas | sūtītājs | pengirim | від кого
    """
)
SENT = phrases(
    """
    sent | date | enviado | enviado el | enviado em | enviada em | fecha | data | gesendet
    gesendet am | datum | envoyé | envoyé le | inviato | inviato il | verzonden | sendt
    dato | skickat | lähetetty | päiväys | päivämäärä | wysłano | wysłane | odesláno
    odoslané | poslano | poslato | elküldve | küldve | dátum | отправлено | дата | надіслано
    изпратено | gönderildi | gönderme tarihi | gönderilme | tarih | στάλθηκε | εστάλη
    ημερομηνία | 送信日時 | 送信日 | 日付 | 日時 | 发送时间 | 发送日期 | 日期
    时间 | 寄件日期 | 傳送時間 | 보낸 날짜 | 보낸시간
    날짜 | enviat | enviat el | trimis | trimisă | التاريخ | تم الإرسال | تاريخ الإرسال | נשלח
    תאריך | ส่ง | ส่งเมื่อ | วันที่ | đã gửi | ngày | dikirim | tanggal | saadetud | kuupäev
    išsiųsta | nosūtīts | datums | sent at | bidalia | bidaltze-data | sendt den | تاریخ
    दिनांक | sent on | sent time | послато | भेजा गया | terkirim | dihantar | tarikh | 傳送日期
    已傳送 | відправлено | dagsetning | مُرسَل | أُرسلت | ارسال شده | gửi | 발송 시간
    envoyée | enviada | verzonden op | wysłany | послано
    """
)
TO = phrases(
    """
    to | para | an | à | a | aan | til | till | vastaanottaja | do | komu | za | címzett
    кому | до | kime | alıcı | προς | 宛先 | 收件人 | 收件者 | 받는 사람 | 받는사람 | per a | către | catre
    إلى | אל | ถึง | tới | đến | người nhận | kepada | saaja | kam | kam: | prima
    destinatario | destinatari | destinatário | empfänger | destinataire | nori | hartzailea
    به | प्रति | за | прима | прими | को | ke | 至 | 수신 | 수신자 | kellele | gavėjas | iki | destinatar
    получатель | одержувач | adresat | adressaat | saņēmējs | penerima | pro
    """
)
SUBJECT = phrases(
    """
    subject | asunto | betreff | objet | oggetto | onderwerp | emne | ämne | aihe | temat
    předmět | predmet | tárgy | тема | относно | konu | θέμα | 件名 | 主题 | 主旨 | 標題 | 제목
    assunto | assumpte | asunto | subiect | الموضوع | נושא | เรื่อง | หัวเรื่อง | chủ đề
    tiêu đề | subjek | perihal | efni | teema | tema | dalykas | gaia | naslov | موضوع
    विषय | предмет | zadeva | tēma | temats | ชื่อเรื่อง | тема сообщения | betreft | angående
    """
)

# "Sent from my phone" and its kin: how such a line begins, or ends.
DEVICE_START = phrases(
    """
    sent from | sent from my | sent from yahoo | sent from outlook | sent from mail for
    sent from proton | sent from samsung | sent from the | sent from gmail | sent via
    sent with | get outlook for | enviado desde | enviado de mi | enviado a través de
    enviado con | enviado mediante | enviat des | obtener outlook | obtenga outlook
    descarga outlook | descargar outlook | gesendet von | gesendet mit | von meinem
    von meiner | diese nachricht wurde von meinem | outlook für | outlook for | envoyé de
    envoyé depuis | envoyé à partir | envoyé avec | obtenez outlook | télécharger outlook
    inviato da | inviato dal | scarica outlook | ottieni outlook | enviado do | enviado pelo
    enviado da | enviado via | obter o outlook | obtenha o outlook | baixe o outlook
    verstuurd vanaf | verzonden vanaf | verzonden met | verzonden via | outlook voor
    sendt fra | sendt med | skickat från | skickades från | hent outlook | hämta outlook
    lähetetty | hanki outlook | wysłane z | wysłano z | pobierz outlook | odesláno z
    odesláno ze | odoslané z | získat outlook | poslano z | poslano s | küldve
    отправлено с | отправлено из | надіслано з | надіслано із | изпратено от | trimis de
    trimis din | στάλθηκε από | από το iphone | 发自我的 | 发自 | 发送自 | 從我的 | 傳送自 | iphoneから
    나의 iphone | 내 iphone | נשלח מ | أرسلت من | أُرسلت من | تم الإرسال من | dikirim dari
    được gửi từ | đã gửi từ | ส่งจาก | saadetud minu | išsiųsta iš | nosūtīts no
    iphone'umdan | iphonedan | nire iphone | sent by | sent using | pobierz aplikację outlook
    elküldve | obțineți outlook | obţineţi outlook | poslano iz | poslato sa | poslato s
    послато са | послато с | испратено од | λήψη του outlook | ارسال شده از | فرستاده شده از
    मेरे iphone | gửi từ | dihantar dari | 从我的 | 我從 | 获取 outlook | 取得 outlook | 下载 outlook
    enviado dende | saadetud | sendi outlook | outlook for ios | dapatkan outlook
    descarregar o outlook | aconsegueix l'outlook | obteniu l'outlook | ottenere outlook
    загрузить outlook | отримати outlook | изтегляне на outlook | preuzmite outlook
    download outlook | tải outlook | ดาวน์โหลด outlook | הורד את outlook | قم بتنزيل outlook
    """
)
DEVICE_END = phrases(
    """
    gesendet | から送信 | 에서 보냄 | 에서 보냈습니다 | gönderildi | küldve | bidalia | 에서 발송
    에서 전송 | を入手 | edinin | 다운로드 | 发送 | 傳送 | से भेजा गया | गया | 보냈음 | 발송됨
    """
)

# Our own mails say this above the text that they quote (RELIABILITY.md asks for a marker of our own).
MARKERS = (
    "please write your answer above this line",
    "escriba su respuesta por encima de esta línea",
)
# What other helpdesks write for the same purpose.
FOREIGN_MARKERS = re.compile(
    r"(?:reply|type|write|respond|answer)\b.{0,40}\babove this line"
    r"|(?:responda|escriba|conteste|responder|escribir|escribe)\b.{0,60}\b(?:encima|arriba) de esta l[ií]nea",
    re.IGNORECASE,
)

FORWARD_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{0,60}\]\s*)?(?:fwd?|fw|rv|reenv|tr|wg|i|enc|doorst|vb|vl|vs|pd|ilt|i̇lt|továbbítás|prd|"
    r"転送|转发|轉寄|전달|πρθ|fwd\d*)\s*[:：]",
    re.IGNORECASE,
)
