"""The words of bounces: how mail systems have said for forty years that a mail did not arrive."""

from mailbridge.inbound.origin import bounce_languages as others
from mailbridge.inbound.origin import bounce_stems as stems
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
    has not yet been delivered|not (?:yet )?been delivered after|delivery (?:is |has been )?delayed
    delivery delayed
    will be retried|will (?:continue|keep) (?:to try|trying|attempting)
    you do not need to resend|do not resend|warning message only|this is a warning|still trying
    transient non-fatal|delivery temporarily
    (?:message|mail) (?:is|has been|was) (?:being )?(?:delayed|deferred)
    (?:hasn't|has not|not yet) been delivered yet|(?:this is )?only a temporary|temporary problem delivering
    delay in (?:message )?delivery|delivery attempts will continue|could not be delivered yet
    """
    + others.DELAYED
    + stems.DELAYED
)
# That it arrived, or went on to a server that reports nothing.
DELIVERED = either(
    r"""
    success(?:ful(?:ly)?)? (?:mail |message )?(?:deliver|relay)|successful delivery
    (?:has|have) been delivered to|(?:was|were) delivered to|is complete, but no delivery notification
    """
    + others.DELIVERED
)
DELIVERY = either(stems.DELIVERY)
# What else postmasters and machines send: reports about many mails are none about one.
OTHER_REPORT = either(
    r"""
    \b(?:quarantine|digest|logwatch|cuarentena|quarantaine|quarantäne|quarantena)\b|^cron <
    (?:daily|weekly|monthly) (?:report|summary|statistics)|(?:mailbox|quota) (?:almost|nearly|warning|usage)
    """
)
