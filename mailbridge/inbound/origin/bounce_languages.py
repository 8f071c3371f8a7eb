"""The words of bounces in other languages than English: lines for `vocabulary.either`.

They are beginnings of words more often than words, since most of these languages bend their endings.
"""

# What the subject says: always of a mail, since parcels are not delivered either.
SUBJECT = r"""
    (?:messaggio|e-?mail|posta) non (?:consegnat|recapitat)|(?:mensagem|e-?mail) não (?:entreg|foi entreg)
    (?:bericht|e-?mail) (?:is )?niet (?:bezorgd|afgeleverd)|(?:meddelande|meddelelse|melding).{0,20}(?:inte|ikke)
    (?:olevere|ulever)\w{0,9} (?:meddela|meddelel|melding|e-?post)|(?:viesti|posti).{0,20}(?:ei |toimittama|perille)
    (?:üzenet|levél).{0,20}(?:nem |kézbesítetlen)|(?:zpráv|správ|e-?mail).{0,20}(?:nebyl|nedoruč|nelze)
    nedoručen\w{0,9} (?:zpráv|správ|e-?mail|pošt)|mesaj\w{0,9}.{0,20}(?:nelivrat|nu a )|(?:ileti|e-?posta).{0,20}edileme
    (?:повідомлення|лист) не |(?:сообщение|письмо|почт\w{0,9}) не |μήνυμα.{0,20}δεν |missatge no lliurat
"""

# That it did not arrive.
PHRASE = r"""
    impossibile (?:recapitare|consegnare)|mancata consegna|non (?:è stato )?(?:consegnat|recapitat)
    falha (?:na|de|ao) entreg|não (?:foi|pôde ser|pode ser) (?:possível )?entreg|no se entregó
    no (?:fue|ha sido) entregado|fallo (?:en la|de) entrega|échec de (?:la )?(?:remise|livraison|distribution)
    impossible de (?:remettre|délivrer|livrer)
    (?:kunde|kan|kunne|kunna) (?:inte|ikke) (?:levereras|leveres|afleveres|skickas|bli levert|sendes)
    inte levererats|(?:ei|eivät) (?:voitu|voida|ole) .{0,20}(?:toimitta|perille)|teslim edilemedi|iletilemedi
    teslim edilemiyor|(?:nebylo|není|nelze|nemohla?) .{0,30}doručit|nepodařilo .{0,30}doručit|nedoručen
    nepodarilo .{0,30}doručiť|nem (?:kézbesíthető|sikerült .{0,40}kézbesít|lehetett .{0,40}kézbesít)
    nu a (?:putut fi|fost) livrat|δεν (?:ήταν δυνατ|παραδόθηκε|μπόρεσε)|no s'ha pogut lliurar
    не удалось доставить|не може бути доставлен|لم يتم تسليم|تعذر تسليم|לא ניתן היה למסור|לא נמסר
    (?:kan|kon) niet (?:worden )?(?:bezorgd|afgeleverd|geleverd)
    nicht (?:zugestellt|ausgeliefert|übermittelt) werden
    zustellung .{0,40}(?:fehlgeschlagen|nicht möglich|gescheitert)|(?:mogła|można|została) .{0,20}dostarcz
    nie dostarczono
"""

# That there is no room in the mailbox (5.2.2).
FULL = r"""
    (?:postvak|mailbox|brievenbus).{0,40}vol\b
    skrzynka.{0,40}(?:pełna|przepełniona)|brevlåda.{0,20}full|postkasse.{0,20}(?:fuld|full)|kutusu.{0,10}dolu
    kotası.{0,10}(?:dol|aş)|schránka.{0,20}pln|postafiók.{0,20}(?:megtelt|tele)|postilaatikko.{0,20}täynnä
    (?:cutia|căsuța).{0,20}plină|γραμματοκιβώτιο.{0,20}(?:γεμάτο|πλήρ)|bústia.{0,20}plena
    скринька.{0,30}переповнен|квот\w{0,9} .{0,20}превышен|speicherplatz.{0,30}(?:erschöpft|überschritten|voll)
    quota .{0,20}(?:superata|dépassé|überschritten)|espaço.{0,20}insuficiente|メールボックス.{0,20}(?:いっぱい|満杯|超)
    메일함.{0,20}(?:초과|가득|용량)|용량.{0,10}초과|已满|超过.{0,10}容量
"""

# That nobody has this address (5.1.1).
UNKNOWN = r"""
    (?:unbekannte[rs]?|ungültige[rs]?) (?:benutzer|empfänger|adresse|e-?mail)
    (?:kein|nicht) (?:benutzer|vorhanden|bekannt)|onbekende? (?:gebruiker|ontvanger|adres)
    (?:gebruiker|adres|ontvanger|postvak).{0,30}(?:onbekend|bestaat niet|niet gevonden)
    nieznany (?:użytkownik|odbiorca|adres)
    (?:użytkownik|adres|odbiorca|konto|skrzynka).{0,30}(?:nieznan|nie istnieje|nie znalezion)
    (?:okänd|ukjent|ukendt) (?:användare|mottagare|bruker|mottaker|bruger|modtager|adress)
    (?:finns|findes|finnes) (?:inte|ikke)|(?:tuntematon|olematon) (?:käyttäjä|vastaanottaja)
    (?:käyttäjää|osoitetta|vastaanottajaa) ei (?:ole|löydy)
    (?:kullanıcı|alıcı|adres).{0,20}(?:bulunamadı|mevcut değil|bilinmiyor|yok)|bilinmeyen (?:kullanıcı|alıcı)
    neznámý (?:uživatel|příjemce)|neznáma? (?:používateľ|adresa)|(?:uživatel|adresa|schránka).{0,20}neexistuje
    ismeretlen (?:felhasználó|címzett)|(?:felhasználó|címzett|cím) nem (?:létezik|található)
    (?:utilizator|destinatar).{0,20}(?:necunoscut|inexistent|nu există)|άγνωστος (?:χρήστης|παραλήπτης)
    (?:χρήστης|διεύθυνση).{0,20}δεν (?:υπάρχει|βρέθηκε)|usuari (?:desconegut|inexistent)|no existeix
    невідомий (?:користувач|отримувач)|неизвест\w{0,9} (?:пользовател|получател|адрес)|не існує|не знайден
    المستخدم غير|غير موجود|לא קיים|אינו קיים|(?:utente|indirizzo|casella).{0,40}non (?:trovat|valid|disponibil)
    (?:usuário|destinatário|endereço) (?:não encontrad|inválid)|(?:inconnue?|introuvable|invalide)\b
    inexistante?|desconocid[oa]s?\b|no (?:se )?(?:encontró|encuentra)|없는 (?:사용자|계정|이메일|메일)
    无效.{0,6}(?:地址|收件人|用户)|ユーザー?が(?:存在|見つ)|宛先が(?:存在|不明)
"""

# That the mailbox was closed (5.2.1).
CLOSED = r"""
    (?:cuenta|buzón).{0,30}(?:desactivad|suspendid|bloquead|cancelad|cerrad|inactiv|deshabilitad)
    (?:compte|boîte).{0,40}(?:désactivé|suspendu|bloqué|fermé|clôturé)
    (?:konto|postfach).{0,30}(?:deaktiviert|gesperrt|geschlossen|inaktiv)
    (?:conta|caixa).{0,30}(?:desativad|suspens|bloquead|inativ)|(?:casella|account).{0,30}(?:disattivat|sospes|bloccat)
    (?:account|postvak).{0,30}(?:uitgeschakeld|geblokkeerd|opgeheven)|konto.{0,30}(?:zablokowan|nieaktywn|zawieszon|wyłączon)
    (?:ящик|учетная запись|аккаунт).{0,30}(?:заблокирован|отключ[её]н|неактив)|kontot.{0,20}(?:avstäng|spärra)
    帐[号户].{0,10}(?:停用|冻结|禁用)|アカウントが.{0,10}(?:停止|無効)|계정.{0,10}(?:정지|휴면)
"""

# That a rule or a filter forbade it (5.7.1).
FORBIDDEN = r"""
    rechazado por (?:la |las )?política|correo (?:basura|no deseado)|(?:courrier|message) indésirable|unerwünscht
    posta indesiderata|indesejad|ongewenste (?:mail|post|e-?mail)|спам|垃圾邮件|迷惑メール|스팸
"""
