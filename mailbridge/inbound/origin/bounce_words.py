"""The words of bounces: how mail systems have said for forty years that a mail did not arrive."""

from mailbridge.inbound.origin import bounce_languages as others
from mailbridge.inbound.text.vocabulary import either

DAEMON_NAME = either(
    r"""
    mail(?:er)?[ -]?(?:delivery|daemon|deliver)|delivery (?:subsystem|system)|postmaster
    mail administrator|content-?filter|spam firewall|mail gateway|mail server
    system administrator|administrador del sistema|mail system
    internet mail delivery
    """
)
SUBJECT = either(
    r"""
    undeliver
    delivery (?:status|failure|report|has failed|notification|problem|failed|delayed|error)
    returned (?:mail|to sender)|return(?:ed)?:? (?:mail|message)|failure (?:notice|delivery)
    mail (?:delivery|failure|could not|undeliver|error|system error)
    message (?:delivery|could not|not deliver)|non[- ]?deliver|unzustellbar|nicht zustellbar
    no se (?:puede|pudo) entregar|no se puede entregar|devuelto|error de entrega
    fallo (?:en la|de) entrega|non remis|non distribu|échec de (?:la )?remise|mancato recapito
    não (?:foi )?entreg|onbestelbaar|kan niet worden bezorgd|ikke leveres|olevererbart
    trouble delivering|cannot be delivered|could not be delivered|unable to deliver
    rejected (?:mail|message)|undelivered
    warning: (?:message|could not)|nondeliverable|non recapitabil|não é possível entregar|impossible de remettre
    mail delivery status|user unknown|mail rejected|не доставлен
    недоставлен|unsolicited bulk e?-?mail|message you sent (?:was )?blocked|blocked by our|returning to sender
    mail failed|message undeliverable|failed to deliver|couldn't deliver|could not deliver
    (?:entrega|envío) (?:fallida|fallido|ha fallado|no realizada)|mensaje (?:devuelto|rechazado)
    zustell(?:fehler|ung fehlgeschlagen)|retour (?:de mail|à l'expéditeur)|mail non distribu
    wiadomość nie|niedostarczon|nedoručiteln|nelze doručit|nem kézbesíthető|kézbesítetlen
    toimittamatta|kunne ikke lever|kan inte leverer|iletilemedi|teslim edilemedi|недоставк
    ошибка доставки|配信|送信できません|配送|不達|エラー|退信|退回|系统退信|投递失败|반송|전송 실패|delivery$|bounce
    """
    + others.SUBJECT
)
PHRASE = either(
    r"""
    could not be delivered|couldn't be delivered|could not deliver|unable to deliver
    was not delivered|wasn't delivered|not able to deliver|wasn't able to deliver
    has not been delivered
    delivery (?:has |to the following (?:recipient|address)(?:es|s)? |attempt )?(?:failed|failure)
    delivery to the following recipients? |undeliverable|did not reach|returned to sender
    permanent fatal errors|the following address(?:es)? (?:had|failed)|transient non-fatal
    failure reasons|user unknown|unknown user|no such user
    mailbox (?:unavailable|full|not found|is full)|over quota|recipient rejected
    message (?:has been )?rejected|message was (?:undeliverable|not accepted|blocked)
    delivery problem|returning (?:your|the) (?:mail|message)|mail delivery failed
    your message cannot be delivered|no se (?:pudo|ha podido|puede) entregar
    no ha podido ser entregado|konnte nicht zugestellt|n'a pas pu être|non è stato possibile
    não pôde ser entregue|送信できませんでした
    配信できません|届きません|お届けできません|無法投遞|无法投递|无法送达|delay(?:ed)?
    account is disabled|not yet been delivered|rejected by a remote mail server
    delivery of the (?:e-?mail|mail|message) was (?:stopped|blocked)|blocked by (?:our|the)
    has been (?:blocked|rejected)|could not be (?:sent|reached)|failed to send
    (?:addresses|recipients?) had (?:delivery|permanent|transient)|error delivering
    an error (?:has )?occurred while (?:attempting|trying) to deliver|did not receive this
    group you tried to contact|failed addresses?|被退回|無法送達|无法送达|送信が失敗|送信に失敗
    nicht zugestellt werden|nicht übermittelt|n'a pas (?:pu être|été) (?:remis|distribu|délivr)
    non è stato (?:consegnato|recapitato)|kon niet worden (?:bezorgd|afgeleverd)|не (?:был[оа]? )?доставлен
    nie (?:mogła|można|została) .{0,20}dostarcz|전송되지|전달되지|nie można dostarczyć
    """
    + others.PHRASE
)
DELAYED = either(
    r"""
    has not yet been delivered|not (?:yet )?been delivered after|delivery (?:is |has been )?delayed|delivery delayed
    will be retried|will (?:continue|keep) (?:to try|trying|attempting)
    you do not need to resend|do not resend|warning message only|this is a warning|still trying
    transient non-fatal|delivery temporarily
    """
)
# What the words of a refusal mean as an enhanced status code (RFC 3463), most telling first.
REASONS = (
    (
        "5.1.10",
        either(
            r"""
            null ?mx|does not accept (?:any )?(?:e-?)?mail\b
            """
        ),
    ),
    (
        "5.2.2",
        either(
            r"""
            mailbox (?:is )?full|over ?quota|quota (?:exceed|is full)|exceeded.{0,30}quota
            storage limit|mailbox size|insufficient.{0,20}storage|buzón lleno|inbox is full
            too much mail data|いっぱい|(?:messages|mailbox).{0,60}exceeded|(?:box|folder) (?:is )?full
            out of (?:disk )?(?:space|storage)|not enough (?:disk )?(?:space|storage|room)
            no (?:more )?space (?:left|available)|over (?:the|its|his|her) (?:quota|limit|allowed)
            (?:disk|mail|mailbox|user|account|space|storage)[- ]?(?:quota|limit).{0,30}(?:exceed|reach|full|over)
            postfach.{0,20}voll|boîte .{0,30}(?:pleine|saturée)|casella .{0,20}piena|caixa .{0,20}cheia
            buzón.{0,30}(?:lleno|completo)|cuota.{0,20}(?:excedida|superada)|(?:ящик|почтов).{0,30}переполнен
            (?:mailbox|account|inbox)(?:es)? (?:is |are )?(?:over)?full|mailbox.{0,40}exceeds|exceeds.{0,20}quota
            exceed.{0,30}allocation|zu ?viele (?:e-?)?mails|too many (?:messages|mails) in
            mailbox_?full|邮箱已满|信箱已滿|空间不足|容量不足|容量を超え
            """
            + others.FULL
        ),
    ),
    (
        "5.1.1",
        either(
            r"""
            user unknown|unknown user|no such (?:user|address|recipient|mailbox)|does ?n[o']t exist
            user not found|unknown (?:recipient|address|mailbox)
            invalid (?:recipient|mailbox|user|address)|not listed in|recipient (?:not found|unknown)
            mailbox (?:not found|unavailable)|not a valid|no mailbox here|address rejected
            user (?:doesn't|does not) have an?|doesn't have a .{1,60}account|no account (?:by|with|here)
            no valid recipients?|(?:group|list) you tried to contact
            (?:recipient|user|address|account|mailbox) (?:name )?(?:is )?(?:not recogni[sz]ed|invalid|unknown|not exist)
            not (?:a )?(?:known|local|existing) (?:user|address|mailbox)|no (?:such|existing) (?:person|account|email)
            unknown (?:local|virtual|to address)|bad (?:address|recipient|destination mailbox)|no user (?:here|by|found)
            unable to find (?:the )?(?:alias|user|recipient|mailbox|account)
            (?:recipient|address|mailbox) (?:does not|doesn't) (?:exist|match)|there is no one at
            is not (?:a )?(?:valid|registered|one of our)|usuario (?:desconocido|no existe|inexistente)
            (?:buzón|dirección|cuenta|destinatario).{0,40}(?:no existe|inexistente|desconocid|no (?:se )?encontrad)
            (?:empfänger|benutzer|adresse|postfach).{0,30}(?:unbekannt|existiert nicht|nicht gefunden)
            (?:adresse|destinataire|utilisateur).{0,40}(?:inconnu|n'existe pas|introuvable)
            (?:utente|destinatario|casella|indirizzo).{0,40}(?:sconosciut|inesistente|non esiste)
            (?:usuário|endereço|destinatário|caixa).{0,40}(?:não existe|desconhecid|inexistente)
            (?:пользовател|ящик|адрес).{0,30}не (?:найден|существует)|не существует|не найден
            不存在|无此用户|用户不存在|找不到|存在しません|존재하지 않|recipnotfound|recipientnotfound
            could not be found|wasn't found|couldn't be found|not known at this|宛先不明|存在しない|見つかりません
            """
            + others.UNKNOWN
        ),
    ),
    (
        "5.1.2",
        either(
            r"""
            host (?:or domain )?(?:name )?(?:not found|unknown)|unknown host
            domain.{0,30}(?:not found|does not exist|couldn't be found)|name service error
            couldn't find any host|could not (?:find|resolve) (?:the )?host
            (?:host|domain|dns).{0,30}(?:not (?:resolve|exist|valid)|lookup fail)
            no (?:such )?(?:domain|host)|unable to resolve|illegal host|invalid domain|no route to host by that name
            unrouteable|unroutable|no mx|nxdomain|bad destination (?!mailbox)
            """
        ),
    ),
    (
        "5.1.3",
        either(
            r"""
            (?:malformed|syntactically|illegal) (?:recipient|address|alias)|(?:address|recipient).{0,20}syntax
            """
        ),
    ),
    (
        "5.3.1",
        either(
            r"""
            (?:disk|system|server|file ?system) (?:is )?full
            """
        ),
    ),
    (
        "5.3.4",
        either(
            r"""
            too (?:large|big|long)|demasiado grande|zu groß|trop (?:gros|volumineux|grand)|maximum (?:message )?size
            size (?:limit|exceed)|exceeds.{0,30}(?:size|limit)|message length
            """
        ),
    ),
    (
        "5.2.1",
        either(
            r"""
            (?:account|mailbox|user).{0,30}(?:disabled|suspended|inactive|deactivated|locked|closed|expired|discontinued|blocked)
            no longer (?:accepts?|in use|active|available|valid|here|works|employed|exists|on server)
            (?:account|address|mailbox|user) .{0,20}not active
            not accepting (?:mail|messages)|refus(?:es|ed) to accept|account .{0,20}(?:terminated|cancell?ed)
            """
            + others.CLOSED
        ),
    ),
    (
        "5.7.1",
        either(
            r"""
            spam|unsolicited|bulk (?:e-?)?mail|black ?list|dmarc|spf |dkim|reputation|grey-?list|gray-?list
            access denied|sender (?:address )?(?:rejected|denied|not allowed)|banned|suspicious
            spam|blacklist|blocklist|blocked|block list|policy|denied|relay|not permitted
            not allowed|content filter|filtered|authentication (?:is )?(?:required|failed)|unauthenticated
            (?:tls|encryption|starttls) (?:is )?(?:required|needed)|must issue a starttls
            (?:ptr|reverse dns) .{0,30}(?:exist|fail|found)
            not authori[sz]ed|prohibit|content rejected|virus
            """
            + others.FORBIDDEN
        ),
    ),
    (
        "5.4.7",
        either(
            r"""
            expired|timed? ?out|too long in the queue|retry time|delivery time|giving up(?! on)
            """
        ),
    ),
    (
        "5.4.6",
        either(
            r"""
            mail loop|too many hops|loops? back|loop detected
            """
        ),
    ),
    (
        "5.4.1",
        either(
            r"""
            connection refused|connection (?:was )?(?:lost|reset|closed)|no route|unreachable
            could not connect|no answer
            """
        ),
    ),
)
