"""The words of bounces in other languages than English: lines for `vocabulary.either`.

They are beginnings of words more often than words, since most of these languages bend their endings.
"""

# What the subject says: always of a mail, since parcels are not delivered either.
SUBJECT = r"""
    (?:messaggio|e-?mail|posta) non (?:consegnat|recapitat)
    (?:mensagem|e-?mail) não (?:entreg|foi entreg)
    (?:bericht|e-?mail) (?:is )?niet (?:bezorgd|afgeleverd)
    (?:meddelande|meddelelse|melding).{0,20}(?:inte|ikke)
    (?:olevere|ulever)\w{0,9} (?:meddela|meddelel|melding|e-?post)
    (?:viesti|posti).{0,20}(?:ei |toimittama|perille)
    (?:üzenet|levél).{0,20}(?:nem |kézbesítetlen)
    (?:zpráv|správ|e-?mail).{0,20}(?:nebyl|nedoruč|nelze)
    nedoručen\w{0,9} (?:zpráv|správ|e-?mail|pošt)|mesaj\w{0,9}.{0,20}(?:nelivrat|nu a )
    (?:ileti|e-?posta).{0,20}edileme
    (?:повідомлення|лист) не |(?:сообщение|письмо|почт\w{0,9}) не |μήνυμα.{0,20}δεν
    missatge no lliurat
    mensaxe non entreg|mezua ezin|съобщени\w{0,3} не |(?:poruka|sporočilo) ni|(?:thư|email) không
    ไม่สามารถ(?:จัด|นำ)?ส่ง|(?:pesan|e-?mail|surel)(?: anda)? tidak|(?:پیام|ایمیل).{0,20}نشد
    संदेश .{0,20}नहीं
    메일 ?(?:발송 ?)?(?:실패|반송)|발송 ?실패|laiškas ne|vēstule n|kirja ei|mensaje no entregado
    correo no entregado
"""

# That it did not arrive.
PHRASE = r"""
    impossibile (?:recapitare|consegnare)|mancata consegna|non (?:è stato )?(?:consegnat|recapitat)
    falha (?:na|de|ao) entreg|não (?:foi|pôde ser|pode ser) (?:possível )?entreg|no se entregó
    no (?:fue|ha sido) entregado|fallo (?:en la|de) entrega
    échec de (?:la )?(?:remise|livraison|distribution)
    impossible de (?:remettre|délivrer|livrer)
    (?:kunde|kan|kunne|kunna) (?:inte|ikke) (?:levereras|leveres|afleveres|skickas|bli levert|sendes)
    inte levererats|(?:ei|eivät) (?:voitu|voida|ole) .{0,20}(?:toimitta|perille)|teslim edilemedi
    iletilemedi
    teslim edilemiyor|(?:nebylo|není|nelze|nemohla?) .{0,30}doručit|nepodařilo .{0,30}doručit
    nedoručen
    nepodarilo .{0,30}doručiť|nem (?:kézbesíthető|sikerült .{0,40}kézbesít|lehetett .{0,40}kézbesít)
    nu a (?:putut fi|fost) livrat|δεν (?:ήταν δυνατ|παραδόθηκε|μπόρεσε)|no s'ha pogut lliurar
    не удалось доставить|не може бути доставлен|لم يتم تسليم|تعذر تسليم|לא ניתן היה למסור|לא נמסר
    (?:kan|kon) niet (?:worden )?(?:bezorgd|afgeleverd|geleverd)
    nicht (?:zugestellt|ausgeliefert|übermittelt) werden
    zustellung .{0,40}(?:fehlgeschlagen|nicht möglich|gescheitert)
    (?:mogła|można|została) .{0,20}dostarcz
    nie dostarczono
    no ha sido posible (?:la )?entreg|no (?:hemos|se han?|han) podido entregar
    no (?:se )?ha(?:n)? (?:sido )?entregado
    imposible entregar|não (?:conseguimos|foi possível) entregar|non se puido entregar
    non (?:foi|puido ser) entregad
    ezin izan da|не (?:може да бъде|беше|е) доставен|nije (?:isporučen|dostavljen|moguće)
    ni bilo mogoče dostaviti
    није (?:испоручен|достављен)|không (?:thể )?(?:gửi|chuyển|phát)|ไม่สามารถ(?:จัด|นำ)?ส่ง
    tidak (?:dapat|bisa|berhasil) (?:di)?(?:kirim|sampaikan|terkirim|hantar)|tidak terkirim
    تحویل (?:داده )?نشد|वितरित नहीं|डिलीवर नहीं|nepavyko pristatyti|nebuvo pristatyt
    (?:nevarēja|netika) piegādāt
    ei (?:saanud|õnnestunud|olnud võimalik) .{0,30}(?:toimeta|edasta)|投递失败|发送失败|未能送达
    投遞失敗|傳送失敗|無法(?:傳送|遞送)
    届け(?:ること)?(?:が|は)?でき|お届けでき|配送できません|送達できません
    (?:발송|전송|전달|배달)(?:되지|하지 못|에 실패| ?실패)
"""

# That there is no room in the mailbox (5.2.2).
FULL = r"""
    (?:mailbox|inbox|box).{0,40}überfüllt
    (?:postvak|mailbox|brievenbus).{0,40}vol\b
    skrzynka.{0,40}(?:pełna|przepełniona)|brevlåda.{0,20}full|postkasse.{0,20}(?:fuld|full)
    kutusu.{0,10}dolu
    kotası.{0,10}(?:dol|aş)|schránka.{0,20}pln|postafiók.{0,20}(?:megtelt|tele)
    postilaatikko.{0,20}täynnä
    (?:cutia|căsuța).{0,20}plină|γραμματοκιβώτιο.{0,20}(?:γεμάτο|πλήρ)|bústia.{0,20}plena
    скринька.{0,30}переповнен|квот\w{0,9} .{0,20}превышен
    speicherplatz.{0,30}(?:erschöpft|überschritten|voll)
    quota .{0,20}(?:superata|dépassé|überschritten)|espaço.{0,20}insuficiente
    メールボックス.{0,20}(?:いっぱい|満杯|超)
    메일함.{0,20}(?:초과|가득|용량)|용량.{0,10}초과|已满|超过.{0,10}容量
    boîte .{0,60}(?:pleine|saturée)|speicherlimit|caixa .{0,30}chea
    postontzi.{0,20}(?:bete|gainezka)
    (?:кути|ящик).{0,20}(?:пълн|препълн)|(?:sandučić|pretinac|predal).{0,20}(?:pre)?pun
    hộp thư.{0,20}đầy
    กล่อง.{0,20}เต็ม
    kotak (?:surat|masuk|pesan).{0,20}penuh|صندوق.{0,30}(?:پر|ممتلئ|مليء)|תיב.{0,20}מלא
    (?:मेलबॉक्स|इनबॉक्स).{0,20}भर
    가득 (?:찼|차)|容量オーバー|(?:pašto|pastkast|postkast).{0,30}(?:pilna|perpild|täis)
"""

# That nobody has this address (5.1.1).
UNKNOWN = r"""
    \bkeine?n? (?:postfach|konto|benutzer|empfänger|adresse|mailbox)
    (?:unbekannte[rs]?|ungültige[rs]?) (?:benutzer|empfänger|adresse|e-?mail)
    (?:kein|nicht) (?:benutzer|vorhanden|bekannt)|onbekende? (?:gebruiker|ontvanger|adres)
    (?:gebruiker|adres|ontvanger|postvak).{0,30}(?:onbekend|bestaat niet|niet gevonden)
    nieznany (?:użytkownik|odbiorca|adres)
    (?:użytkownik|adres|odbiorca|konto|skrzynka).{0,30}(?:nieznan|nie istnieje|nie znalezion)
    (?:okänd|ukjent|ukendt) (?:användare|mottagare|bruker|mottaker|bruger|modtager|adress)
    (?:finns|findes|finnes) (?:inte|ikke)|(?:tuntematon|olematon) (?:käyttäjä|vastaanottaja)
    (?:käyttäjää|osoitetta|vastaanottajaa) ei (?:ole|löydy)
    (?:kullanıcı|alıcı|adres).{0,20}(?:bulunamadı|mevcut değil|bilinmiyor|yok)
    bilinmeyen (?:kullanıcı|alıcı)
    neznámý (?:uživatel|příjemce)|neznáma? (?:používateľ|adresa)
    (?:uživatel|adresa|schránka).{0,20}neexistuje
    ismeretlen (?:felhasználó|címzett)|(?:felhasználó|címzett|cím) nem (?:létezik|található)
    (?:utilizator|destinatar).{0,20}(?:necunoscut|inexistent|nu există)
    άγνωστος (?:χρήστης|παραλήπτης)
    (?:χρήστης|διεύθυνση).{0,20}δεν (?:υπάρχει|βρέθηκε)|usuari (?:desconegut|inexistent)|no existeix
    невідомий (?:користувач|отримувач)|неизвест\w{0,9} (?:пользовател|получател|адрес)|не існує
    не знайден
    المستخدم غير|غير موجود|לא קיים|אינו קיים
    (?:utente|indirizzo|casella).{0,40}non (?:trovat|valid|disponibil)
    (?:usuário|destinatário|endereço) (?:não encontrad|inválid)|(?:inconnue?|introuvable|invalide)\b
    inexistante?|desconocid[oa]s?\b|no (?:se )?(?:encontró|encuentra)
    없는 (?:사용자|계정|이메일|메일)
    无效.{0,6}(?:地址|收件人|用户)|ユーザー?が(?:存在|見つ)|宛先が(?:存在|不明)
    nicht .{0,40}(?:aufgeführt|gelistet|verzeichnet)|登録されてい(?:ません|ない)|no figura en
    non figura|ne figure pas
    non existe\b|ez da existitzen|няма такъв|не съществува|непознат|ne postoji|nepoznat|ne obstaja
    không tồn tại
    ไม่พบ(?:ผู้|ที่|กล่อง)|ไม่มีอยู่|tidak (?:ada|ditemukan|dikenal|wujud)|وجود ندارد|یافت نشد
    मौजूद नहीं
    नहीं मिला
    neegzistuoja|neeksistē|ei eksisteeri
    (?:dirección|cuenta) .{0,30}(?:incorrecta|no válida|errónea)
    mal escrita
    (?:indirizzo|adresse|endereço).{0,30}(?:errat|erroné|incorret|falsch)
"""

# That the mailbox was closed (5.2.1).
CLOSED = r"""
    (?:cuenta|buzón).{0,30}(?:desactivad|suspendid|bloquead|cancelad|cerrad|inactiv|deshabilitad)
    (?:compte|boîte).{0,40}(?:désactivé|suspendu|bloqué|fermé|clôturé)
    (?:konto|postfach).{0,30}(?:deaktiviert|gesperrt|geschlossen|inaktiv)
    (?:conta|caixa).{0,30}(?:desativad|suspens|bloquead|inativ)
    (?:casella|account).{0,30}(?:disattivat|sospes|bloccat)
    (?:account|postvak).{0,30}(?:uitgeschakeld|geblokkeerd|opgeheven)
    konto.{0,30}(?:zablokowan|nieaktywn|zawieszon|wyłączon)
    (?:ящик|учетная запись|аккаунт).{0,30}(?:заблокирован|отключ[её]н|неактив)
    kontot.{0,20}(?:avstäng|spärra)
    帐[号户].{0,10}(?:停用|冻结|禁用)|アカウントが.{0,10}(?:停止|無効)|계정.{0,10}(?:정지|휴면)
    (?:conto|casella|utenza).{0,30}(?:chius|disabilitat)
    (?:účet|schránka).{0,30}(?:zablokov|zrušen|deaktiv)
    (?:hesap|hesabı).{0,20}(?:kapal|devre dışı|askıya)
"""

# That a rule or a filter forbade it (5.7.1).
FORBIDDEN = r"""
    rechazado por (?:la |las )?política|correo (?:basura|no deseado)
    (?:courrier|message) indésirable
    unerwünscht
    posta indesiderata|indesejad|ongewenste (?:mail|post|e-?mail)|спам|垃圾邮件|迷惑メール|스팸
    lista negra|liste noire|schwarze liste|zwarte lijst|ch?arna lista|черн\w{0,3} спис
    (?:bloque|rechaz)ado por
    política de (?:seguridad|correo|uso)|(?:rejet|refus|bloqu)é par|blockiert|bloccato da
    respinto da
    geweigerd door
    заблокирован|受信拒否|拒否|拒收|拒绝|拒絕|黑名单|黑名單|反垃圾|수신 ?거부|차단|연결 거부
"""

# That the domain is unknown (5.1.2).
DOMAIN = r"""
    \bdom(?:inio|ínio|aine|äne|ain|ein|ena|éna|eniul|än\w{0,2})(?: \S{1,100})? n\w{1,4} (?:exist|esist|istniej|postoji)
    \bdom(?:inio|ínio|äne|ain|ein)(?: \S{1,100})? n\w{1,4} (?:se )?(?:ha )?(?:enc[uo]|trovat|gefunden|gevonden)
    \bdom(?:inio|ínio|aine|äne|ain|ein|ena|éna|eniul|än\w{0,2})(?: \S{1,100})? (?:inexist|inesist|neexist|n'exist)
    \bdom(?:äne|ain|ein|än\w{0,2})(?: \S{1,100})? (?:existiert nicht|bestaat niet|finns inte|unbekannt)
    \bdom(?:inio|ínio|aine|ena|éna)(?: \S{1,100})? (?:inconnu|introuvable|desco|desconhec|sconosciut|neznám|nieznan)
    \bдомен\w?(?: \S{1,100})? не (?:найден|существ)
    no (?:existe|se (?:encuentra|encontró|ha encontrado)) el dominio|não existe o domínio
    unbekannte domain
    ドメイン.{0,10}(?:見つか|存在し|不明)
    (?:域名|网域|網域).{0,10}(?:不存在|找不到|无法解析|無法解析)|도메인.{0,10}(?:없|찾을)
"""

# That the mail is too large (5.3.4).
LARGE = r"""
    supera .{0,20}tamaño|tamaño .{0,30}(?:supera|excede|máximo)
    excede .{0,20}(?:tamaño|tamanho|dimension)
    tamanho .{0,30}(?:excede|máximo|limite)|(?:nachricht|größe|groesse).{0,30}überschreit
    überschreitet .{0,20}größe
    taille .{0,30}(?:dépass|maxim|limite)|dépasse .{0,20}taille
    dimension\w .{0,30}(?:superan|eccede|massim)
    supera .{0,20}dimension|demasiado grande|grande demais|troppo grande|te groot|za duż|för stor
    for stor
    příliš velk
    слишком больш|размер .{0,20}превыша|サイズ.{0,12}(?:超|大き)|大小.{0,10}超|邮件过大|郵件過大
    크기.{0,10}초과
"""

# That the time for trying ran out (5.4.7).
EXPIRED = r"""
    después de \d{1,3} (?:días|horas)|no se (?:harán|realizarán) más intentos|agotó el tiempo|tiempo .{0,20}agotad
    caducad
    nach \d{1,3} (?:tagen|stunden)|zeitüberschreitung|zeitlimit|après \d{1,3} (?:jours|heures)
    délai .{0,20}(?:dépassé|expiré)
    tempo (?:scaduto|esgotado)|dopo \d{1,3} (?:giorni|ore)|após \d{1,3} (?:dias|horas)|expirou
    na \d{1,3} dagen
    истек|в течение \d{1,3} (?:дн|час)|有効期限|タイムアウト|超时|逾時|시간 ?초과
"""

# That it has not arrived yet, and will be tried again.
DELAYED = r"""
    (?:todavía|aún) no (?:se )?(?:ha|han|pudo)|se (?:seguirá|continuará) intentando
    se volverá a intentar
    (?:entrega|envío) (?:\w{1,12} )?(?:retrasad|demorad|aplazad|diferid)|retraso en la entrega
    ainda não foi|(?:entrega|envio) (?:atrasad|adiad)|atraso na entrega
    (?:continuará|voltará) a tentar
    n'a pas encore|(?:remise|livraison|distribution) .{0,20}(?:retardée|différée)
    retard (?:de|dans la) (?:remise|livraison)
    (?:bisher|noch|bislang) nicht (?:zugestellt|ausgeliefert|übermittelt)
    zustellung .{0,40}verz(?:ö|oe)gert
    weitere (?:zustell)?versuche|verzögerte zustellung|non è ancora
    (?:consegna|recapito) .{0,20}(?:ritard|differit)
    riproverà|continuerà a (?:tentare|provare)|nog niet (?:bezorgd|afgeleverd)
    bezorging .{0,60}vertraagd
    vertraagde
    jeszcze nie |opóźni|ponowi|ещ[её] не доставлен|пока не (?:удалось|доставлен)
    доставка .{0,30}(?:отложена|задерж)
    повторн\w{1,4} попыт|ännu inte|fördröj|försena|endnu ikke|ennå ikke|forsinke|viivästy|zpožděn
    dosud nebyl
    encara no s'ha|gecik|henüz teslim|késik|késleltet|întârzi|încă nu a|καθυστέρ|تأخ|עיכוב|暂时未能
    暫時無法|延迟|延遲
    (?:继续|繼續|再次)(?:尝试|嘗試|投)|稍后重试|遅延|遅れて|再送|再試行|지연|다시 시도
"""

# That it did arrive.
DELIVERED = r"""
    entregad[oa]s? (?:correctamente|con éxito)|entrega correcta|entregue com (?:sucesso|êxito)
    avvenuta consegna
    (?:remis|livré|distribué|délivré)e?s? avec succès|consegnat[oa] (?:correttamente|con successo)
    erfolgreich (?:zugestellt|ausgeliefert|übermittelt)
    (?:met succes|succesvol) (?:bezorgd|afgeleverd)
    успешно доставлен|pomyślnie dostarcz|成功(?:投递|送达|發送|发送)|正常に(?:配信|配送|送信)
    성공적으로 (?:전송|발송|배달)
"""
