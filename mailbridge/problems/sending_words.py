"""What may go wrong with the way by which answers leave, in words; see words.py."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

_SIGN_IN = _("Check user name and password; some providers want an app password.")
_BY_OURSELVES = _("Nothing is lost: answers wait, and we try again by ourselves.")

SENDING_WORDS = {
    "smtp_login": (_("%(host)s does not let us send: “%(said)s”"), _SIGN_IN),
    "smtp_busy": (_("%(host)s takes no mail just now: “%(said)s”"), _BY_OURSELVES),
    "smtp_lacks": (
        _("%(host)s lacks what we need: “%(said)s”"),
        _("Choose TLS with port 465, or ask its administrator for encryption and sign-in."),
    ),
    "smtp_timeout": (
        _("%(host)s, port %(port)s, did not answer in time."),
        _("Check server, port (465 for TLS, 587 for STARTTLS) and encryption."),
    ),
    "smtp_not_tls": (
        _("The server at %(host)s, port %(port)s, does not speak TLS there."),
        _("Choose STARTTLS (usually port 587), or the TLS port, usually 465."),
    ),
    "smtp_refused": (
        _("Nothing answers at %(host)s, port %(port)s."),
        _("Check server and port: 465 for TLS, 587 for STARTTLS."),
    ),
    "smtp_network": (
        _("The connection to %(host)s, port %(port)s, broke."),
        _("If this goes on, check port and encryption; answers wait, and we try again."),
    ),
    "provider_key": (
        _("%(sender)s does not accept our key: “%(said)s”"),
        _("Make a new key there that may send mail, and enter it here."),
    ),
    "provider_busy": (_("%(sender)s takes no mail just now: “%(said)s”"), _BY_OURSELVES),
    "provider_away": (_("%(sender)s cannot be reached."), _BY_OURSELVES),
    "sender_refused": (
        _("The test mail was not taken: “%(said)s”"),
        _("See whether the public address is allowed to send there."),
    ),
}
