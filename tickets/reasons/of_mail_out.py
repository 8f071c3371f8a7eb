"""What became of an attempt to send. `said` is the server's own word."""

from django.utils.translation import gettext_noop as _

MAIL_OUT = {
    "no_sign_in": _("No sign-in to the mail server: %(said)s"),
    "secret": _("The stored password cannot be decrypted."),
    "away": _("The mail server cannot be reached: %(said)s"),
    "stopped": _("Sending stopped unexpectedly: %(said)s"),
    "login_refused": _("The mail server refused our sign-in: %(said)s"),
    "mail_refused": _("The mail server refused the mail: %(said)s"),
    "not_ready": _("The mail server is not ready: %(said)s"),
    "lacks": _("The mail server lacks what we need: %(said)s"),
    "broke": _("The connection to the mail server broke: %(said)s"),
    "recipients_refused": _("The mail server refused %(said)s"),
    "provider_refused_all": _("The mail provider refused every recipient. %(said)s"),
    "provider_refused_some": _("The mail provider refused %(addresses)s."),
    "provider_not_set_up": _("The mail provider is not set up: %(said)s"),
    "provider_cannot": _("The mail provider cannot send this mail: %(said)s"),
    "provider_later": _("The mail provider says not now: %(said)s"),
    "provider_refused": _("The mail provider refused the mail: %(said)s"),
    "provider_away": _("The mail provider cannot be reached: %(said)s"),
    "provider_unclear": _("The mail provider did not answer clearly: %(said)s"),
    "address_stopped": _("The address gets no automatic mail: mail to it comes back."),
    "no_recipient": _("The mail has no recipient."),
    "no_mail_address": _("“%(address)s” is not a mail address."),
    "attachment_damaged": _("The attachment “%(name)s” is damaged: %(said)s."),
    "needs_smtputf8": _(
        "An address has letters outside ASCII before the @, and our mail server cannot send to such"
        " addresses (SMTPUTF8)."
    ),
    "given_up": _("Given up after %(number)s attempts."),
    "interrupted": _("Given up: its sender was interrupted %(number)s times."),
    "interrupted_last": _("The sender was interrupted at the last moment."),
    "may_be_twice": _(
        "The mail may have been delivered twice: the connection broke at the last moment."
    ),
    "may_have_left": _("The database was restored from a backup: this mail may have left already."),
}
