"""Stems of many languages by what they name: two of them near each other make a meaning.

No list of sentences ends; what a mailbox is called, and what "full" is, each language says in few words.
"""

from mailbridge.inbound.text.vocabulary import near

_MAILBOX = r"""
    buzón|bandeja|posteingang|posta in arrivo|caixa|boîte|postfach|casella|postvak|brievenbus|skrzynk|ящик
    скриньк|brevlåd|inkorg|postboks|postkass|postilaatik|sähköpostilaatik|schránk|postafiók|postaláda|căsuț
    cutia|kutusu|γραμματοκιβ|bústia|sandučić|predal|メールボックス|受信箱|邮箱|信箱|郵箱|메일함|편지함|صندوق
    תיב|quota|cuota|kvot|kontingent|hộp thư|kotak
"""
_FULL = r"""
    llen[oa]\b|complet[oa]\b|lotad|cheia|chea\b|plein|saturé|\bvoll\b|überfüllt|pien[oa]\b|\bvol\b|pełn
    przepełn|переполн|заполн|\bfull\b|\bfuld|täynnä|\bpln|přepln|prepln|megtelt|\btele\b|plină|\bdolu|dolmuş
    γεμάτ|πλήρ|plena|いっぱい|一杯|満杯|超|满|滿|초과|가득|ممتلئ|مليء|מלא|exced|superad|superat|dépass
    überschr|erschöpft|превыш|penuh|đầy
"""
_ROOM = r"capacidad|capacité|kapazität|capacità|capacidade|espacio|espaço|speicher|límite|limite|pojemność|容量|용량"
_SPENT = r"superad|excedid|agotad|dépass|attein|überschr|erreicht|erschöpft|superat|esaurit|esgotad|超|一杯|초과"
_ADDRESSEE = r"""
    usuario|usuári|utilizador|utilisateur|utente|benutzer|gebruiker|użytkownik|пользовател|користувач
    användare|bruker|bruger|käyttäj|uživatel|používateľ|felhasználó|utilizator|kullanıcı|χρήστη|usuari
    ユーザ|用户|用戶|사용자|destinat[aá]ri|destinataire|empfänger|ontvanger|odbiorc|адресат|получател
    отримувач|mottagare|mottaker|modtager|vastaanottaj|příjemc|príjemc|címzett|alıcı|παραλήπτη|宛先|受信者
    收件人|수신자|받는 ?사람|המשתמש|הנמען|المستخدم|المستلم|cuenta|conta\b|compte|\bkonto|\bcont\b|hesap
    buzón|postfach|casella|skrzynk|ящик|schránk|계정|帐户|账户|帐号|账号|dirección|endereço|adres|indirizzo
    адрес|osoit|\bcím\b|adreça|διεύθυνσ|アドレス|地址|주소|العنوان|כתובת
"""
_MISSING = r"""
    見つから|見つかりま|hittades (?:inte|ej)|ble ikke funnet|blev ikke fundet|找不到|찾을 수 없|no existe
    não existe|n'existe|existiert nicht|non esiste|bestaat niet|nie istnieje|не существует|не існує
    finns (?:inte|ej)|findes ikke|finnes ikke|ei ole olemassa|ei löyty|neexist|nincs|nem létez|nu există
    \byok\b|bulunamadı|δεν υπάρχει|δεν βρέθηκε|登録されてい(?:ません|ない)|存在しま|存在しな|不存在|错误
    錯誤|없습니다|없는|לא נמצא|לא קיים|غير موجود|no (?:se )?(?:encontr|encuentr|h[ae]n? encontrad)
    não (?:foi )?encontrad|introuvable|nicht (?:gefunden|bekannt|vorhanden)|unbekannt
    non (?:è stat[oa] )?trovat|niet gevonden|onbekend|nie znalezion|nieznan|не найден|не знайден|неизвест
    okänd|ukjent|ukendt|tuntematon|neznám|ismeretlen|necunoscut|inexist|inesist|άγνωστ|descon[oe]cid
    desconhecid|sconosciut|inconnu|ninguna .{0,12}(?:con|de) ese nombre|(?:kein|hier) .{0,12}mit diesem
"""
# What every word for delivering begins with: enough where only a mail system can be speaking.
DELIVERY = r"""
    entreg|deliver|distrib|remis|remett|délivr|zugestellt|zustell|consegn|recapit|bezorg|aflever|besteld
    dostarcz|доставл|доставк|lever|toimit|doruč|kézbesít|livr|lliur|teslim|παράδο|παραδ|配信|配送|送信|届
    投递|投遞|送达|送達|退回|退信|전송|전달|발송|배달|반송|تسليم|מסיר|נמסר|isporuč|dostav|пристат|gửi|kirim
    pristat|piegād|retornad|devuelto|发送|傳遞|傳送|จัดส่ง|นำส่ง|ส่งถึง|отклон|возвра
"""

FULL = f"{near(_MAILBOX, _FULL, within=60)}\n{near(_ROOM, _SPENT, within=40)}"
UNKNOWN = near(_ADDRESSEE, _MISSING, within=50)
DELAYED = r"""
    retras(?:o|a|ad)|tardando más|seguiremos intentando|atrasad|demorad|novas tentativas|différé
    d'autres tentatives|verzöger|verzoeger|ritard|altri tentativi|vertrag|blijven .{0,12}proberen|opóźnion
    ponawia|задерж|затримк|попыт\w{1,4} .{0,12}(?:продолж|повтор)|försenad|fördröj|forsink|viivästy|zpožd
    omeška|késik|késleltet|întârzi|gecik|καθυστέρ|retard (?:de|dans)|遅れ|遅延|引き続き|延迟|延遲|지연
"""
