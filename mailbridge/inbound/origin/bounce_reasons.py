"""What the words of a refusal mean as an enhanced status code (RFC 3463), most telling first."""

from mailbridge.inbound.origin import bounce_languages as others
from mailbridge.inbound.origin import bounce_stems as stems
from mailbridge.inbound.text.vocabulary import either

_MEANINGS = (
    (
        "5.1.10",
        r"""
        null ?mx|does not accept (?:any )?(?:e-?)?mail\b(?! (?:from|by))
        """,
    ),
    (
        "5.7.25",
        r"""
        (?:\bptr\b|reverse dns|\brdns\b|reverse (?:lookup|name)).{0,60}(?:exist|fail|found|missing|match|valid|no )
        no (?:ptr|reverse)
        """,
    ),
    (
        "5.1.8",
        r"""
        domain of (?:the )?sender
        sender (?:address )?(?:rejected: )?(?:domain|verif\w{1,8}).{0,20}(?:not|fail)
        sender verify failed
        """,
    ),
    (
        "5.1.2",
        r"""
        (?:domain|host)(?: name)? (?:is |was )?(?:not found|unknown|unresolvable)
        unknown (?:host|domain)
        nxdomain|name service error
        (?:host|domain) \S{1,200} (?:was |is )?not found
        destination (?:computer|host|server|domain) (?:was )?not found
        no mail (?:servers?|exchangers?|hosts?)
        name or service not known|(?:non-?existent|no such) (?:host|domain)
        """
        + others.DOMAIN,
    ),
    (
        "5.2.2",
        r"""
        mailbox (?:is )?full|over ?quota|quota (?:exceed|is full)|exceeded.{0,30}quota
        storage limit|mailbox size|insufficient.{0,20}storage|buzón lleno|inbox is full
        too much mail data|いっぱい|(?:messages|mailbox).{0,60}exceeded|(?:box|folder) (?:is )?full
        out of (?:disk )?(?:space|storage)|not enough (?:disk )?(?:space|storage|room)
        no (?:more )?space (?:left|available)|over (?:the|its|his|her) (?:quota|limit|allowed)
        (?:disk|mail|mailbox|user|account|space|storage)[- ]?(?:quota|limit).{0,30}(?:exceed|reach|full|over)
        postfach.{0,20}voll|boîte .{0,30}(?:pleine|saturée)|casella .{0,20}piena|caixa .{0,20}cheia
        buzón.{0,30}(?:lleno|completo)|cuota.{0,20}(?:excedida|superada)
        (?:ящик|почтов).{0,30}переполнен
        (?:mailbox|account|inbox)(?:es)? (?:is |are )?(?:over)?full|mailbox.{0,40}exceeds
        exceeds.{0,20}quota
        exceed.{0,30}(?:allocation|storage)|zu ?viele (?:e-?)?mails|too many (?:messages|mails) in
        mailbox_?full|邮箱已满|信箱已滿|空间不足|容量不足|容量を超え
        quota .{0,40}(?:used up|exhaust)|has too many (?:messages|mails)|exceeded.{0,40}(?:disk|space)
        storage (?:is )?full|maildir over|recipient.{0,20}(?:is )?full|full (?:mailbox|inbox)
        past (?:its|the) (?:quota|limit)
        """
        + others.FULL,
    ),
    (
        "5.1.1",
        r"""
        user unknown|unknown user|no such (?:user|address|recipient|mailbox)|does ?n[o']t exist
        user not found|unknown (?:recipient|address|mailbox)
        invalid (?:recipient|mailbox|user|address)|not listed in|recipient (?:not found|unknown)
        mailbox (?:not found|unavailable)|not a valid|no mailbox here|address rejected
        user (?:doesn't|does not) have an?|doesn't have a .{1,60}account|no account (?:by|with|here)
        (?:recipient|user|address|account|mailbox) (?:name )?(?:is )?(?:not recogni[sz]ed|invalid|unknown|not exist)
        not (?:a )?(?:known|local|existing) (?:user|address|mailbox)
        no (?:such|existing) (?:person|account|email)
        unknown (?:local|virtual|to address)|bad (?:address|recipient|destination mailbox)
        no user (?:here|by|found)
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
        could not be found|wasn't found|couldn't be found|not known at this|宛先不明|存在しない
        見つかりません
        (?:group|list) you tried to contact
        (?:can ?not|can't|could not|couldn't) (?:find|locate) (?:the )?(?:user|recipient|mailbox|account|person)
        (?:user|recipient|mailbox|account|address|alias)(?: \S{1,128})? (?:\w{2,5} )?not (?:be )?(?:found|known|listed)
        unknown (?:account|person|subscriber)|(?:account|alias|person|subscriber) unknown
        not (?:found )?in (?:the |our |my )?(?:directory|database|list)\b
        undeliverable address|no (?:one|body|user) (?:by|with|of) that|no mailbox (?:by|here|found)
        no such alias|recipient .{0,20}(?:can ?not|can't|not) be verified
        not (?:known )?(?:on|at) (?:our|this|the) (?:system|server|site|host)
        not our (?:customer|user)|is (?:incorrect|misspelled)|addresses were unknown
        mailbox .{0,60}(?:unavailable|not found)|address .{0,20}(?:not valid|incorrect)
        no local mailbox
        unknown to (?:us|this)
        """
        + others.UNKNOWN,
    ),
    (
        "5.1.2",
        r"""
        host (?:or domain )?(?:name )?(?:not found|unknown)|unknown host
        domain.{0,30}(?:not found|does not exist|couldn't be found)|name service error
        couldn't find any host|could not (?:find|resolve) (?:the )?host
        (?:host|domain|dns).{0,30}(?:not (?:resolve|exist|valid)|lookup fail)
        no (?:such )?(?:domain|host)|unable to resolve|illegal host|invalid domain
        no route to host by that name
        unrouteable|unroutable|no mx|nxdomain|bad destination (?!mailbox)
        """,
    ),
    (
        "5.1.1",
        r"""
        no valid recipients?
        """,
    ),
    ("5.2.2", stems.FULL),
    ("5.1.1", stems.UNKNOWN),
    (
        "5.1.3",
        r"""
        (?:malformed|syntactically|illegal) (?:recipient|address|alias)
        (?:address|recipient).{0,20}syntax
        """,
    ),
    (
        "5.3.1",
        r"""
        (?:disk|system|server|file ?system) (?:is )?full
        """,
    ),
    (
        "5.3.4",
        r"""
        too (?:large|big|long)|demasiado grande|zu groß|trop (?:gros|volumineux|grand)
        maximum (?:message )?size
        size (?:limit|exceed)|exceeds.{0,30}(?:size|limit)|message length
        larger than (?:the|allowed|permitted)|over (?:the )?(?:maximum|max) .{0,12}size
        """
        + others.LARGE,
    ),
    (
        "5.2.1",
        r"""
        (?:account|mailbox|user).{0,30}(?:disabled|suspended|inactive|deactivated|locked|closed|expired|discontinued|blocked)
        no longer (?:accepts?|in use|active|available|valid|here|works|employed|exists|on server)
        (?:account|address|mailbox|user) .{0,20}not active
        not accepting (?:mail|messages)|refus(?:es|ed) to accept
        account .{0,20}(?:terminated|cancell?ed)
        (?:inactive|disabled|suspended|closed|locked|expired|dormant|blocked) (?:account|mailbox|user|recipient)
        (?:account|mailbox|address).{0,30}(?:retired|removed|deleted|abandoned|shut down)
        (?:account|mailbox) (?:is |currently )?unavailable
        (?:does not|doesn't|do not|don't) receive (?:any )?mail
        (?:we|i) (?:no longer|do not|don't) (?:receive|accept) mail for this
        """
        + others.CLOSED,
    ),
    (
        "5.7.1",
        r"""
        spam|unsolicited|bulk (?:e-?)?mail|black ?list|dmarc|spf |dkim|reputation|grey-?list
        gray-?list
        access denied|sender (?:address )?(?:rejected|denied|not allowed)|banned|suspicious
        spam|blacklist|blocklist|blocked|block list|policy|denied|relay|not permitted
        not allowed|content filter|filtered|authentication (?:is )?(?:required|failed)
        unauthenticated
        (?:tls|encryption|starttls) (?:is )?(?:required|needed)|must issue a starttls
        (?:ptr|reverse dns) .{0,30}(?:exist|fail|found)
        not authori[sz]ed|prohibit|content rejected|virus
        forbidden|violat(?:es?|ed|ion)|because of its content|unacceptable|(?:poor|bad) reputation
        listed (?:in|on|at|by) |\b(?:rbl|dnsbl|sbl|xbl|pbl|surbl)\b
        (?:accept|receive) (?:any )?mail from|junk ?mail|malware|infected|phish
        dynamic (?:ip|address)
        (?:file|attachment|extension).{0,30}not (?:allowed|accepted|permitted)
        white-?list|(?:not|n't) accept (?:any )?(?:e-?mails?|messages?|mails?) from|blocking list|mass mail|must resolve
        verification failed|callback|recipient preferences|refused by|weren't sent
        administrative prohibition
        does not (?:pass|have a) (?:dmarc|spf|ptr|reverse)|abus(?:e|ive)\b
        """
        + others.FORBIDDEN,
    ),
    (
        "5.4.6",
        r"""
        mail loop|too many hops|loops? back|loop detected
        lowest numbered mx|mx (?:record )?points? (?:back )?to|forwarding loop|looping|hop (?:count|limit)
        best-preference mx
        """,
    ),
    (
        "5.4.7",
        r"""
        expired|timed? ?out|too long in the queue|retry time|delivery time|giving up(?! on)
        (?:could not be delivered|undeliverable|queued?) for \d+ (?:day|hour|minute)
        after \d+ (?:day|hour)s?\b
        retr(?:y|ies) (?:limit|exceeded)
        """
        + others.EXPIRED,
    ),
    (
        "5.4.1",
        r"""
        connection refused|connection (?:was )?(?:lost|reset|closed)|no route|unreachable
        could not connect|no answer
        (?:unable|failed|cannot|not able) to (?:be )?connect|(?:cannot|can't|couldn't|not) connect
        connection .{0,20}(?:failed|failure|timed|dropped|aborted|terminated)|network (?:error|failure)
        no response|not respond|greeting failed|service not available
        """,
    ),
)
REASONS = tuple((code, either(words)) for code, words in _MEANINGS)

# That it may work later: of worth only where the server answered so (4.3.2).
BUSY = either(
    r"""
    too (?:many|busy)|try (?:again )?later|come back later|temporar(?:y|ily)|rate (?:limit|exceed)
    too (?:fast|quickly)|server (?:is )?busy
    """
)
