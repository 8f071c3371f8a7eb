"""What mail programs write around quoted mail, in the languages that customers write in.

Everything is lower case. The order is of no account.
"""

import re

from mailbridge.inbound.text.vocabulary import either, phrases

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
    wiadomość napisana przez | 쓴 글 | aliandika | geskryf | het geskryf | isinulat ni
    লিখেছেন | எழுதியது | نے لکھا | жазды | піша | लिहिले | ले लेख्नुभयो | వ్రాసారు | എഴുതി | បានសរសេរ
    бичсэн | ጽፏል | huet geschriwwen | geschriwwen | yozdi | sinulat ni | sumulat si | napisała(-a) | napisal(-a)
    wrote the following | escribió lo siguiente | schrieb folgendes | wrote as follows
    commented | added a comment | replied | responded | ha comentado | comentó | a commenté | kommentierte
    hat kommentiert | ha commentato | comentou
    skriver | schreibt | schrijft | kirjoittaa | píše | a scrie | írja | yazıyor
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
    reply separator | 元のメッセージ | オリジナルメッセージ | 原始邮件 | 原始郵件 | 原始訊息 | 原始信件
    邮件原件 | 原邮件 | 원본 메시지 | 원본 메일 | 원본메시지
    reply message | antwort nachricht | оригинална порака | оригинално писмо | mesazhi origjinal
    orihinal na mensahe | ujumbe asili | oorspronklike boodskap | 邮件原文 | bericht original
    mail original | courriel original | message précédent | poprzednia wiadomość
    original e-mail | original-e-mail | ursprüngliche e-mail | email originale | e-mail originale
    e-mail d'origine | correo electrónico original | e-mail original | oorspronkelijke e-mail
    oprindelig e-mail | opprinnelig e-post | ursprunglig e-post | alkuperäinen sähköposti
    oryginalny e-mail | eredeti e-mail | pôvodný e-mail | izvorni e-mail | αρχικό email
    orijinal e-posta | 원본 이메일 | 原始電子郵件 | 回复的原邮件 | ข้อความดั้งเดิม | email asli | email gốc
    """
)

# Between signs these too part an answer from what it answers: "=== Previous message ===".
EARLIER = phrases(
    """
    original | begin original message | begin original
    previous message | previous messages | earlier message | your message | your original message | message history
    conversation history | previous conversation | ticket history
    mensaje anterior | mensajes anteriores | su mensaje | su mensaje original | historial de la conversación
    vorherige nachricht | vorherige nachrichten | ihre nachricht | frühere nachricht | gesprächsverlauf
    nachrichtenverlauf | message précédent | messages précédents | votre message | historique de la conversation
    historique des échanges | messaggio precedente | messaggi precedenti | cronologia della conversazione
    mensagem anterior | mensagens anteriores | histórico da conversa | vorig bericht | vorige berichten
    eerder bericht | uw bericht | föregående meddelande | tidigare meddelande | tidligere besked | forrige besked
    forrige melding | tidligere melding | edellinen viesti | poprzednia wiadomość | historia rozmowy | předchozí zpráva
    предыдущее сообщение | история переписки | попереднє повідомлення | önceki mesaj | előző üzenet | mesajul anterior
    προηγούμενο μήνυμα | 以前のメッセージ | 之前的邮件 | 历史邮件 | 이전 메시지 | missatge anterior
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
    전달 메시지 | 전달된 | forward message | videresendt | weitergeleiteten | weitergeleitet von
    välitetty | przekazanej wiadomości | przeposílané zprávy | přeposílané zprávy | preposlanej správy
    переадресованного сообщения | пересилається | перенаправленное | ileti başlangıcı | 転送 | 轉寄郵件
    转发的消息 | proslijeđene poruke | redirecționat | továbbított levél | προωθημένου | προωθήθηκε
    המועברת | שהועברה | المعاد توجيهها | ที่ส่งต่อ | chuyển tiếp | diteruskan | reexpedit | reenviado
    reencaminhada | inoltrato | réexpédié | doorgestuurd | vidarebefordrat
    """
)

FROM = phrases(
    """
    from | author | de | von | da | van | fra | från | lähettäjä | od | feladó | от | від | от кого
    kimden | gönderen | από | expéditeur | remitente | absender | mittente | afzender
    avsender | afsender | avsändare | nadawca | odesílatel | odosielateľ | отправитель
    відправник | 差出人 | 送信者 | 发件人 | 寄件者 | 寄件人 | 보낸 사람 | 보낸사람 | من | מאת | จาก | từ
    người gửi | dari | saatja | no | nuo | pošiljatelj | šalje | frá | de la | expedient
    nork | igorlea | od kogo | kommer från | از | प्रेषक
    expeditor | од | шаље | से | daripada | 送信元 | 從 | 从 | 발신 | 발신자 | kellelt
    siuntėjas | sūtītājs | pengirim | від кого | mula kay | mula sa | kutoka | kutoka kwa | nga
    kimdən | ад | кімнен | ავტორი
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
    envoyée | enviada | verzonden op | wysłany | послано | ipinadala | imetumwa | ilitumwa | dërguar
    gestuur | göndərilib | 发件时间 | message du | enviados | испратено | жіберілді | адпраўлена
    """
)
TO = phrases(
    """
    to | para | an | à | a | aan | til | till | vastaanottaja | do | komu | za | címzett
    кому | до | kime | alıcı | προς | 宛先 | 收件人 | 收件者 | 받는 사람 | 받는사람 | per a | către | catre
    إلى | אל | ถึง | tới | đến | người nhận | kepada | saaja | kam | kam: | prima
    destinatario | destinatari | destinatário | empfänger | destinataire | nori | hartzailea
    به | प्रति | за | прима | прими | को | ke | 至 | 수신 | 수신자 | kellele | gavėjas | iki | destinatar
    получатель | одержувач | adresat | adressaat | saņēmējs | penerima | pro | kay | kwa | për
    kimə | кімге | каму | коме | прима
    """
)
SUBJECT = phrases(
    """
    subject | asunto | betreff | objet | oggetto | onderwerp | emne | ämne | aihe | temat
    předmět | predmet | tárgy | тема | относно | konu | θέμα | 件名 | 主题 | 主旨 | 標題 | 제목
    assunto | assumpte | asunto | subiect | الموضوع | נושא | เรื่อง | หัวเรื่อง | chủ đề
    tiêu đề | subjek | perihal | efni | teema | tema | dalykas | gaia | naslov | موضوع
    विषय | предмет | zadeva | tēma | temats | ชื่อเรื่อง | тема сообщения | betreft | angående
    paksa | mada | subjekti | mövzu | тақырып | тэма | ogg | oggetto | sujet | 主 题 | heading
    """
)

# "My colleague wrote to me": that is telling, not quoting.
TELLING = either(
    r"""
    \b(?:wrote|writes|schrieb|schreef|skrev|escribió|écrit|scritto|escreveu)\s+(?:to\s+)?(?:me|us|you|him|her|them)\b
    \b(?:schrieb|schreef|skrev|schrieben|schreven)\s+(?:ich|mir|uns|wir|ihnen|ik|mij|ons|wij|jag|mig|oss|jeg|meg)\b
    \b(?:i|we|they|he|she|me|nos|te|le|les|os|él|ella)\s+(?:wrote|escribió)
    \b(?:me|nos|te|le|les|os|mi|ci|vi|nous|vous|él|ella)\s+(?:ha scritto|a écrit|ha escrito)|\bm['’]a\s+écrit
    \b(?:ho|abbiamo|avevo)\s+scritto|\b(?:ai|avons)\s+écrit|\b(?:he|hemos)\s+escrito|\b(?:я|мы)\s.{0,20}\b(?:написал|писал)
    """
)
# The Bat says so above ">" lines; without them a person does.
ADDRESSED = either(
    r"""
    \byou\s+wrote|\bschrieben\s+sie|\bvous\s+avez\s+écrit|\b(?:usted|ustedes)\s+escribi
    """
)
# Whose words they are: a person says so, a mail program names the writer.
OWN = either(
    r"""
    \b(?:i|i've|yo|ich|ik|jag|jeg|я|io)\b
    \b(?:my|our|mein\w{0,2}|unser\w{0,2}|mijn|onze|nuestr[oa]|meu|minha|noss[oa]|notre|mój|moja|мой|моя|наш|наша)\b
    \bmis?\s[a-zà-ü]{3,}|\b(?:je\s(?:vous|lui|leur)|j['’]ai)\b
    \bmon\s(?:mari|épouse|ami|amie|collègue|fils|père|frère)\b
    """
)

# Our own mails say this above the text that they quote (RELIABILITY.md asks for a marker of our own).
MARKERS = (
    "please write your answer above this line",
    "escriba su respuesta por encima de esta línea",
)

ANSWER_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{0,60}\]\s*)?(?:re(?:\[\d+\])?|aw|antw|sv|vs|res|ref|rif|r|odp|atb|vá|ynt|yan|απ|σχετ|отв|ha|hl"
    r"|回复|回覆|答复|答覆|返信|회신|답장|רה|תגובה|رد|ตอบ|ตอบกลับ|trả lời|bls|balas|ats|vast|nl)\s*[:：]",
    re.IGNORECASE,
)

FORWARD_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{0,60}\]\s*)?(fwd?|fw|rv|reenv|tr|wg|i|enc|doorst|vb|vl|vs|pd|ilt|i̇lt|továbbítás|prd|"
    r"転送|转发|轉寄|전달|πρθ|fwd\d*)\s*[:：]",
    re.IGNORECASE,
)
