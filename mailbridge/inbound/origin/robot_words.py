"""How the subjects of absence notices are worded, in the languages of mail programs."""

from mailbridge.inbound.text.vocabulary import phrases

# What begins such a subject, and no person's.
NOTICES = phrases(
    """
    automatic reply | auto reply | auto-reply | autoreply | auto response | auto-response
    autoresponse | automatic response | automated reply | automated response | out of office
    out of the office | out-of-office | vacation reply | away from my mail | on vacation
    respuesta automática | respuesta automatica | respuesta de vacaciones
    contestación automática | fuera de la oficina | fuera de oficina | ausente de la oficina
    ausencia de la oficina | autorrespuesta | auto-respuesta | resposta automàtica
    resposta automática | resposta automatica | fora de l'oficina | fora do escritório
    ausência do escritório | ausência temporária | erantzun automatikoa
    réponse automatique | reponse automatique | réponse auto | absence du bureau
    absent du bureau | message d'absence | automatische antwort | abwesenheitsnotiz
    abwesenheitsnachricht | abwesenheitsmeldung | abwesend | autoantwort | auto-antwort
    automatisch antwoord | afwezigheidsmelding | afwezigheidsbericht | afwezig
    automatische reactie | automatisch bericht | risposta automatica | fuori sede
    fuori ufficio | risposta automatica | assente dall'ufficio | automatisk svar | autosvar
    automatiskt svar | frånvaro | frånvaromeddelande | ikke på kontoret | fraværende
    ikke til stede | fraværsmelding | automaattinen vastaus | poissaolo | poissa toimistosta
    autovastaus | sjálfvirkt svar | automatyczna odpowiedź | odpowiedź automatyczna
    poza biurem | nieobecność | automatická odpověď | automatická odpoveď | mimo kancelář
    mimo kanceláriu | nepřítomnost | samodejni odgovor | automatski odgovor
    automatski odziv | аутоматски одговор | автоматический ответ | автоответ
    автоматична відповідь | автовідповідь | автоматичен отговор | răspuns automat
    raspuns automat | automatikus válasz | házon kívül | αυτόματη απάντηση | εκτός γραφείου
    otomatik yanıt | otomatik cevap | ofis dışında | automatinis atsakymas
    automātiska atbilde | automātiskā atbilde | automaatvastus | الرد التلقائي | رد تلقائي
    خارج المكتب | תשובה אוטומטית | מענה אוטומטי | מחוץ למשרד | پاسخ خودکار | स्वचालित उत्तर
    ตอบกลับอัตโนมัติ | การตอบกลับอัตโนมัติ | trả lời tự động | thư trả lời tự động
    balasan otomatis | balasan automatik | jawaban otomatis | 自動返信 | 自動応答 | 自动回复 | 自動回覆
    自動回复 | 不在通知 | 不在のため | 자동 회신 | 자동회신 | 자동 응답 | 부재중
    i am out of office | i am out of the office | i'm out of office | i'm out of the office
    out of office autoreply | out of office: autoreply | away from the office
    mensaje automático | mensaje automatico | notificación de ausencia | aviso de ausencia
    absence assistant | abwesenheitsassistent | abwesenheitsassistenz | nicht im büro
    außer haus | nicht am platz | assenza dall'ufficio | non in ufficio | messaggio automatico
    mensagem automática | message automatique | automatische nachricht | automatische e-mail
    afwezigheidsassistent | niet op kantoor | buiten kantoor | ej på kontoret
    inte på kontoret | ikke på kontor | ikke til stede på kontoret | poissa toimistolta
    autoodpowiedź | odpowiedz automatyczna | automatyczna odpowiedz | neprítomnosť
    absent din birou | în afara biroului | нет на месте | нет в офисе | вне офиса
    не в офисе | автоматическое уведомление об отсутствии | поза офісом | відсутність на роботі
    извън офиса | извън офис | izvan ureda | van kancelarije | odsotnost | odsoten iz pisarne
    απουσία από το γραφείο | ofis dışındayım | ofiste değilim | iş yerinde değilim
    自动答复 | 外出自动回复 | 休假自动回复 | 休假自動回覆 | 自動回復 | 自动应答 | 自動応答メール | 不在のお知らせ
    不在連絡 | 不在の連絡 | 자동응답 | 자동 답장 | 자동 응답 메일 | 부재중 자동 응답 | 부재중 자동응답
    부재중 알림 | رد آلي | الرد الآلي | رد تلقائى | هشدار عدم حضور | ไม่อยู่ที่สำนักงาน | vắng mặt
    không có mặt tại văn phòng | di luar kantor | di luar pejabat | tidak di kantor
    bulegotik kanpo | bulegotik kanpo nago | kontorist väljas | ne biure | nav birojā
    स्वचालित प्रतिक्रिया | 自動答覆 | poissaoloviesti | mimo kancelárie | нет на рабочем месте
    autoresponder | vacation response | out of office alert | out of office notification
    autom. antwort | répondeur automatique | risponditore automatico | автоответчик | 自動返信メール
    majordomo results | távolléti üzenet | távolléti értesítés | fraværsmeddelelse
    fóra da oficina | немає на робочому місці | 不在辦公室 | 不在办公室 | frånvarande
    yahoo! auto response | mensaje automático de vacaciones | mensaje automático de ausencia
    mensagem automática de férias | mensagem automática de ausência | risposta automatica di assenza
    réponse automatique d'absence | automatische abwesenheitsnotiz | automatische abwesenheitsmeldung
    """
)
# What else a subject calls an absence; its words decide whether a program wrote it.
LEAVES = phrases(
    """
    leave | maternity | afwezigheid | poissaolo | odsutnost | not available | nicht verfügbar | part-time
    auto | autoreply | automatic | vacation response | ooo | out of office alert | abwesenheitsnotiz
    répondeur | távolléti | távollét | betriebsferien | closed | geschlossen | fermé | cerrado | returning
    """
)
# Words that are a notice's only where the subject that is answered follows: "Urlaub: Re: Anfrage".
ABSENCES = phrases(
    """
    auto | automatic | ooo | away | absent | absent(e) | absence | vacation | on vacation | on leave
    annual leave | holiday | on holiday | out | ausente | ausencia | vacaciones | de vacaciones
    estoy de vacaciones | absente | congés | en congé | en vacances | abwesenheit | abwesend
    urlaub | im urlaub | assente | assenza | ferie | in ferie | férias | de férias | em férias
    ausência | vakantie | met vakantie | op vakantie | afwezig | frånvarande | semester
    fravær | på ferie | loma | lomalla | poissa | urlop | na urlopie | dovolená | dovolenka
    szabadság | szabadságon | concediu | în concediu | отпуск | в отпуске | отсутствую
    відпустка | у відпустці | відсутність | отпуска | godišnji odmor | dopust | απουσία | άδεια
    izindeyim | izinde | i̇zindeyim | yıllık izin | 休假 | 外出 | 出差 | 不在 | 休暇 | 부재중 | 휴가
    إجازة | חופשה | בחופשה | cuti | sedang cuti | nghỉ phép | ลาพักร้อน | vacances
    puhkus | puhkusel | atostogos | atvaļinājums | ich bin im urlaub | bin im urlaub
    ich bin abwesend | i am away | i'm away | i am on vacation | i am on leave | estoy fuera
    estoy de baja | je suis absent | je suis absente | je suis en congés | sono in ferie
    sono assente | estou de férias | ik ben afwezig | ik ben op vakantie
    """
)
