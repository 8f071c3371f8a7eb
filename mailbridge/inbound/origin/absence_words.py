"""What absence notices say, in the languages of customers; see `absence_texts.py`."""

from mailbridge.inbound.text.vocabulary import either, pairs

# That the writer is not there, or that nobody reads this address.
ABSENT = either(
    pairs(
        r"""
        i am\b|i'm\b|i will be\b|i'll be\b|we are\b|we will be\b|(?:our|the) offices? (?:is|are|will be)\b
            \b(?:out of (?:the )?office|ooo|away|on (?:\w+ ){0,2}(?:leave|vacation|holidays?|business trip))\b
            \btime off\b|\b(?:maternity|paternity|parental|sick) leave\b
            \b(?:at|attending) .{0,20}(?:conference|training|event|fair)\b
            \b(?:travell?ing|closed|unavailable|not available|absent|not in|out until|back on|back in)\b
        estoy\b|estar[ée]\b|estaremos\b|me encuentr[oe]\b|me encontraré\b|nos encontramos\b|permanecer
            \b(?:fuera|ausente|vacaciones|de baja|de viaje|cerrad|descans|permiso)|días de descanso
        ya no (?:está|se|trabaja)\b
            operativ|activ|utiliz|atiend|aquí|con nosotros|\ben\b
        je suis\b|je serai\b|nous sommes\b|nous serons\b|bureaux? (?:est|sont|seront|sera)\b
            absent|en congé|en vacances|en déplacement|en arrêt|en formation|hors du bureau|fermé
        ich\b|bin\b|wir\b|büro\b|haus\b|kanzlei\b|praxis\b|betrieb\b|firma\b|geschäft\b
            \b(?:mutterschutz|mutterschaftsurlaub|krankgeschrieben|auf fortbildung|auf (?:einer )?messe)\b
            \b(?:nicht (?:da\b|verfügbar|im büro|im haus|am platz|erreichbar)|abwesend|im urlaub|außer haus)\b
            \b(?:dienstreise|elternzeit|verreist|wieder (?:da|im büro)|geschlossen|betriebsferien)\b
        sono\b|sarò\b|siamo\b|saremo\b|uffici\w? (?:è|sono|sarà|saranno|rester\w+|rimarr\w+)
            fuori|assente|in ferie|in vacanza|in congedo|in malattia|in maternità|chius
        estou\b|estarei\b|estaremos\b|encontro-me\b|escritório (?:está|estará)\b
            ausente|de baixa|de atestado|fora d|férias|de licença|em viagem|fechado|encerrado
        geniet ik\b|ben ik\b|ik ben\b|wij zijn\b|we zijn\b|kantoor is\b
            afwezig|vakantie|\bziek\b|\bvrij\b|ouderschapsverlof|zwangerschapsverlof|niet (?:aanwezig|op kantoor)
            met verlof|gesloten
        przebywam\b|jestem\b|będę\b|biuro\b
            na urlopie|poza biurem|nieobecn|nieczynn|zamknięt|w delegacji|na zwolnieniu
        я\b|нахожусь\b|буду\b|меня\b|офис\b
            в отпуске|отсутств|в командировке|нет на (?:месте|рабочем)|на больничном|не работает|закрыт
        я\b|перебуваю\b|буду\b|мене\b
            у відпустці|відсутн|у відрядженні|немає на
        čerpám\b|jsem\b|budu\b|mám\b|som\b|budem\b
            dovolen|mimo kancelá|nepřítom|neprítom|mimo pracovisk|služební cest|služobnej cest
        sunt\b|voi fi\b|mă aflu\b
            concediu|absent|plecat|afara biroului
        съм\b|ще бъда\b|отсъствам\b
            в отпуск|извън офиса|отсъств
        sam\b|bit ću\b|biću\b|сам\b|бићу\b|sem\b|bom\b
            godišnj|odmor|odsut|odsot|izvan ureda|годишњ|одмор|одсут|na dopustu
        είμαι\b|βρίσκομαι\b|θα είμαι\b
            άδεια|εκτός γραφείου|διακοπές
        jag (?:är|har)\b|kontoret (?:är|har)\b
            ledig|semester|frånvarande|tjänsteresa|inte på kontoret|stängt
        jeg\b|kontoret\b
            ferie|ikke (?:på kontoret|til stede)|fravær|lukket|stengt|barsel|permisjon
        olen\b|olemme\b|toimisto\b|viibin\b
            lomalla|poissa|vapaalla|virkamatkalla|kiinni|suljettu|puhkusel|eemal|kontorist|lähetuses
        esmu\b|būšu\b|esu\b
            atvaļinājum|prombūtn|komandējum|atostog|komandiruot
        אני|הנני|אהיה
            בחופשה|מחוץ למשרד|בחופש
        أنا|سأكون|أكون
            خارج المكتب|إجازة
        sedang\b|saat ini\b
            cuti|di luar|bercuti|tidak berada
        soc\b|estic\b|seré\b|estaré\b|estou\b|estarei\b|atópome\b
            fora\b|fóra\b|vacances|vacacións|absent|ausente
        oporretan\b|kanpoan\b|kanpo\b
            nago|egongo
        ég (?:er|verð)\b
            í fríi|í orlofi|ekki við|fjarverandi
        """,
        gap=60,
    )
    + r"""
    \b(?:i|we) (?:only )?(?:work part[ -]time|do not work on|don't work on|work from \w+day)
    arbeite (?:nur )?in teilzeit
    (?-i:\b[A-ZÀ-Þ]\w+) is (?:currently |now )?(?:away|out of (?:the )?office)\b
    (?-i:\b[A-ZÀ-Þ]\w+) is (?:currently |now )?(?:on (?:\w+ )?leave|on vacation|on holiday)\b
    no estar[ée] disponible|\babsente? (?:du|jusqu|pour|de mon)|我出差|出差至|在外出差|育休|産休|육아휴직|産假|产假
    \b(?:no longer|not) (?:being )?(?:monitored|in use|active|works?\b|working|employed|with (?:the )?company)
    have left \w+|n'est plus (?:consult|utilis|relev|activ)|ne travaille plus|ich kehre .{0,20}zurück
    (?:wird|werden) nicht mehr (?:abgerufen|gelesen)|nicht mehr (?:gültig|aktiv|im unternehmen|für uns)
    arbeitet nicht mehr|non è più (?:attiv|presidiat|utilizz)|non lavora più|já não (?:está|trabalha)
    não trabalha mais|niet meer (?:gelezen|gebruikt|in gebruik|werkzaam)|nie pracuje już
    szabadságon (?:vagyok|leszek)|(?:házon|irodán) kívül (?:vagyok|leszek)|nem tartózkodom
    отсъствам от|απουσιάζω|θα (?:λείπω|απουσιάσω)|\batostogauju
    \b(?:izinde|izinli|tatilde|ofis dışında|iş yerinde değil|seyahatte)
    (?:در|به) مرخصی|خارج از (?:دفتر|محل کار)|ลาพักร้อน|ลาหยุด|ลาป่วย|ลาคลอด|ไม่อยู่ที่(?:สำนักงาน|ทำงาน)
    nghỉ phép|vắng mặt|đi công tác|休暇を(?:いただ|頂|取得)|休暇中|不在に(?:して|いた)|不在とな|出張中|休業
    휴가 ?중|부재 ?중|출장 ?중|자리를 비|휴무|正在休假|休假中|不在办公室|不在辦公室|出差中|外出中|假期中
    """
)
# That the mail waits unread, and is answered after the return.
UNREAD = either(
    pairs(
        r"""
        (?:no|limited|without|sporadic|intermittent|any|little) access to\b
            mail
        (?:respond|reply|answer|get back|attend)
            \b(?:on|upon|after|when|once|as soon as|then)\b
        responder|contestar|atender
            vuelta|regres|cuando|a partir
        accès|consult
            messagerie|mails|courriels
        répond|trait
            retour|dès que
        beantwort|antwort|melde
            rückkehr|zurück|danach|anschließend
        danach|anschließend
            beantwort|bearbeit
        risponder
            rientro|ritorno|riapertura|appena
        responder|respondida
            regress|retorn|quando|volta
        beantwoord|behandeld|reageer
            na |wanneer|zodra
        odpowie
            po powrocie
        отвечу|ответим
            возвращени|выйду|когда|смогу|позже
        odpovím|odpoviem
            návrat
        voi răspunde|răspund
            întoarcere|revin
        vastaan\b|vastan\b
            palattuani|naastes|tagasi
        """,
        gap=60,
    )
    + r"""
    (?:\bnot|n't) (?:be |been )?(?:read|check|checked|checking|monitored|forwarded|reading|respond|return)
    \bvolver[ée] el|regreso el|lo antes posible|next working day|(?:get back|reply|respond) to you as soon|re-?open
    no (?:revis|consult|le)\w+ (?:el |mi )?correo|prendrai connaissance|ne consulte pas|verranno lett|al rientro
    nicht (?:automatisch )?(?:weitergeleitet|bearbeitet|beantwortet)|dan beantwoord|nie zostanie przek|ограничен
    不能及时|无法及时|無法及時|没有办法及时
    when i(?:'m| am)? (?:return|back|get back)|\breturning\b|will return
    acceso .{0,15}(?:al correo|a mi correo|al e-?mail)|no ha sido reenviado|me reincorpor|orden de llegada
    n'a pas été transféré|n'est pas transféré|(?:keinen|nur .{0,20}) zugriff auf (?:meine? )?(?:e-?mail|mail|post)
    nicht (?:weitergeleitet|gelesen|abgerufen)|nach meiner rückkehr|(?:wieder|erneut) (?:für sie )?(?:da|erreichbar)
    accesso .{0,20}(?:posta|e-?mail)|alla riapertura|al mio rientro|sem acesso|(?:acesso|aceder) a.{0,12}e-?mail
    \bretorno (?:no|em|dia)|(?:lees|lezen) .{0,20}(?:e-?mail|mail)|niet (?:doorgestuurd|gelezen)
    na (?:mijn|onze) (?:terugkeer|vakantie)|dostępu do (?:poczty|maila|e-?maili)|powrocie
    доступа? к (?:своей )?(?:электронной )?почте|доступу до (?:електронної )?пошти|відповім .{0,20}повернення
    (?:přístup|prístup) k e-?mail|(?:leveleimet|e-?mailjeimet) .{0,10}nem olvasom|visszatérésem után
    acces la e-?mail|достъп до .{0,25}поща|ще отговоря|pristup\w? (?:e-?pošti|e-?mail)|odgovorit ću
    odgovoriću|одговорићу|приступ .{0,15}пошти|dostop\w? do e-?pošt|odgovoril\w? bom|πρόσβαση στ|θα απαντήσω
    erişimim|dönüşümde|döndüğümde|läser inte|svarar när|återkommer när|læser ikke|svarer,? når
    vender tilbage,? når|leser ikke|en(?:kä)? lue sähköposti|palaan|(?:ei|ega) loe|(?:e-pastu|pastu) nelasu
    atbildēšu|laiškų neskaitau|atsakysiu|אין לי גישה|אשיב|(?:سأرد|سوف أرد)|الاطلاع على|دسترسی ندارم|پاسخ خواهم داد
    ไม่สามารถตอบ|จะติดต่อกลับ|không truy cập được|sẽ trả lời|sẽ phản hồi|akses ke e-?mail|akan membalas
    メールの確認が|ご返信は|返信いたします|확인할 수 없|회신드리|답변드리|无法(?:查看|收发|亲自)|無法(?:收發|查看)
    (?:返回|回来|回來)[后後]?.{0,8}(?:回复|回覆)|尽快.{0,5}(?:回复|答复)|accés al correu|respondré
    ez dut .{0,25}irakurtzen|itzultzean|acceso ao correo|les ekki|svara þegar
    """
)
# Who helps meanwhile.
INSTEAD = either(
    pairs(
        r"""
        (?:urgen|emergenc|immediate|important|in my absence|(?:in the )?meantime|meanwhile)
            contact|call|write|e-?mail|reach|direct|@
        (?:contact|write|e-?mail|call|send|direct)\b
            instead|@|in (?:my|his|her) absence
        urgen|d'ici là
            contact|llam|escrib|diríj|póng|dirig|adress|appel|joindre|contatt|rivolg|chiam|scriv
        dringen|eilig|notf|spoed
            wenden|kontakt|erreich|\bruf|contact|bel|neem|wend|@
        urgên|urgènci|urxent
            contact|contat|ligue|fale|truc|chame
        piln
            kontakt|proszę
        срочн|термінов|спешн|хитн
            обращ|звон|пиш|связ|зверт|телеф|обър|свърж|обрат
        naléhav|súrn|sürgős|urgenț|hitn|nujn
            obra|obrá|kontakt|fordul|keres|hív|contact|rug
        επείγο
            επικοιν|απευθ
        acil
            iletişim|ulaş|ara
        brådsk|haste|akut|áríðandi
            kontakt|ring|samband|hring
        kiireel|kiireloom|steidzam|skub
            yhtey|soita|pöör|võt|sazin|vērs|kreip|skamb
        presazko|mendesak|khẩn cấp
            harreman|hubungi|liên hệ|gọi
        דחופ|العاجلة|للضرورة|عاجل|فوری|เร่งด่วน|กรณีเร่งด่วน
            לפנות|להתקשר|التواصل|الاتصال|تماس|ติดต่อ|โทร
        """,
        gap=90,
    )
    + r"""
    (?:for anything|for everything|for all|if it can't wait|in all matters).{0,80}(?:contact|call|touch|@|\d)
    is happy to help|(?:takes|took) over|my (?:deputy|substitute|stand-in)|meine vertretung|vertritt mich
    prend le relais
    en mon absence|in meiner abwesenheit|während meiner abwesenheit|durante mi ausencia|en mi ausencia
    in mia assenza|tijdens mijn afwezigheid|po(?:d|dczas) (?:mojej )?nieobecno
    по всем вопросам|紧急.{0,20}[请請]|緊急.{0,20}[请請]|ご用件は|ご連絡ください
    por favor, (?:diríjase|escriba|contacte)|merci d'adresser|bitte wenden sie sich
    si prega di (?:contattare|scrivere)|お急ぎ.{0,60}(?:連絡|電話)|급한.{0,60}(?:연락|전화)
    (?:急事|紧急|緊急).{0,40}(?:联系|聯絡|致电)
    """
)
# With what such a notice begins.
THANKS = either(
    r"""
    (?:many )?(?:thank you|thanks) for (?:your|the|contacting|writing|e-?mail)
    gracias por (?:su|tu|el|contactar|escribir)|agradeço o|agradezco su
    thanks for (?:getting in touch|reaching)|merci (?:pour|de) (?:votre|nous)
    (?:vielen dank|danke|besten dank) für (?:ihre|deine|die)|grazie per (?:il|la|aver|averci)
    obrigad[oa] (?:pel[oa]|por)|bedankt voor (?:uw|je)|(?:hartelijk )?dank (?:u )?voor|dziękuj\w+ za
    спасибо за|дякую за|děkuj\w+ za|ďakuj\w+ za|köszön\w+ (?:levelét|üzenetét|megkeresését)
    mulțumes\w+ pentru|благодаря за|hval\w+ (?:na|za)|zahvalju\w+ (?:na|za)|хвала на|ευχαριστ\w+ για|teşekkür
    tack för|tak for|takk for|kiitos|tänan|aitäh|paldies par|ačiū už|תודה על|شكرا|سپاسگزار|ขอบคุณ
    cảm ơn|terima kasih|ありがとう|감사합니다|感谢|感謝|谢谢|gràcies p|お世話になって|eskerrik asko
    grazas pol|takk fyrir
    """
)
# A house or a mailbox rather than a person: it need say less to be a notice's.
HOUSE = either(
    r"""
    \b(?:our|the) offices? (?:is|are|will)\b|mailbox|(?:this|e-?mail) (?:address|account)|oficinas|cuenta de correo
    nos bureaux|cette adresse|unser\w* (?:büro|haus|betrieb|geschäft|kanzlei|praxis|firma|laden)|postfach
    nostri uffici|casella
    ons kantoor|nosso escritório|nasze biuro|наш офис|kontoret|toimisto|irodánk
    """
)
