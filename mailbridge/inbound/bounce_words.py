"""The words of bounces: how mail systems have said for forty years that a mail did not arrive."""

from mailbridge.inbound.vocabulary import either

DAEMON_NAME = either(
    r"""
    mail(?:er)?[ -]?(?:delivery|daemon|deliver)|delivery (?:subsystem|system)|postmaster
    mail administrator|system administrator|administrador del sistema|mail system
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
    недоставлен|配信|送信できません|配送|不達|エラー|退信|退回|系统退信|投递失败|반송|전송 실패|delivery$|bounce
    """
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
    account is disabled|not yet been delivered
    """
)
DELAYED = either(
    r"""
    has not (?:yet )?been delivered|delivery (?:is |has been )?delayed|delivery delayed
    will be retried|will (?:continue|keep) (?:to try|trying|attempting)
    you do not need to resend|do not resend|warning message only|this is a warning|still trying
    transient non-fatal|delivery temporarily
    """
)
# What the words of a refusal mean as an enhanced status code (RFC 3463), most telling first.
REASONS = (
    (
        "5.2.2",
        either(
            r"""
            mailbox (?:is )?full|over ?quota|quota (?:exceed|is full)|exceeded.{0,30}quota
            storage limit|mailbox size|insufficient.{0,20}storage|buzón lleno|inbox is full
            too much mail data|いっぱい
            """
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
            could not be found|wasn't found|couldn't be found|not known at this|宛先不明|存在しない|見つかりません
            """
        ),
    ),
    (
        "5.1.2",
        either(
            r"""
            host (?:or domain )?(?:name )?(?:not found|unknown)|unknown host
            domain.{0,30}(?:not found|does not exist|couldn't be found)|name service error
            unrouteable|no mx|nxdomain|bad destination
            """
        ),
    ),
    (
        "5.3.4",
        either(
            r"""
            too (?:large|big)|size (?:limit|exceed)|exceeds.{0,30}(?:size|limit)|message length
            """
        ),
    ),
    (
        "5.2.1",
        either(
            r"""
            (?:account|mailbox|user).{0,30}(?:disabled|suspended|inactive|deactivated|locked)
            """
        ),
    ),
    (
        "5.7.1",
        either(
            r"""
            spam|blacklist|blocklist|blocked|block list|policy|denied|relay|not permitted
            not authori[sz]ed|prohibited|content rejected|virus
            """
        ),
    ),
    (
        "5.4.7",
        either(
            r"""
            expired|timed? ?out|too long in the queue|retry time|delivery time|giving up
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
