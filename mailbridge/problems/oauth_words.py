"""What may go wrong with a sign-in at Google or Microsoft, in words; see words.py."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OAUTH_WORDS = {
    "oauth_withdrawn": (
        _(
            "%(provider)s no longer lets us into %(account)s: the permission was withdrawn or has run out."
        ),
        _(
            "Sign in again. It happens when a password changes, or somebody takes the permission back."
        ),
    ),
    "oauth_withdrawn_google": (
        _(
            "%(provider)s no longer lets us into %(account)s: the permission was withdrawn or has run out."
        ),
        _(
            "Sign in again. If it happens every week, the app at Google is still “in testing”:"
            " publish it there."
        ),
    ),
    "oauth_denied": (
        _("The permission was not given on the page of %(provider)s."),
        _("Sign in again, and allow it there."),
    ),
    "oauth_admin_consent": (
        _("%(provider)s wants an administrator of your organisation to allow this (%(code)s)."),
        _("Ask them to grant admin consent to the app in Microsoft Entra, and sign in once more."),
    ),
    "oauth_not_accepted": (
        _("The mail server of %(provider)s does not open %(account)s for us."),
        _(
            "See that IMAP and SMTP are switched on for it, and that the person who signs in may open it;"
            " then sign in again."
        ),
    ),
    "oauth_not_let_in": (
        _("The mail server of %(provider)s does not open %(account)s for us."),
        _(
            "Ask your Microsoft administrator to let the app into this mailbox (README, “Microsoft 365,"
            " without a person”), and to switch IMAP on for it."
        ),
    ),
    "oauth_not_lasting": (
        _("%(provider)s gave a permission that does not last."),
        _("Remove the app from the account’s list of connected apps, and sign in again."),
    ),
    "oauth_not_signed_in": (
        _("Nobody has signed in to %(account)s at %(provider)s yet."),
        _("Sign in; nothing else is missing."),
    ),
    "oauth_sealed": (
        _("The stored permission for %(account)s cannot be decrypted."),
        _("Sign in again."),
    ),
    "oauth_refused": (
        _("%(provider)s refused to let us into %(account)s (%(code)s)."),
        _("Sign in again. If it goes on, its administrator can look up that code."),
    ),
    "oauth_stale": (
        _("That sign-in was begun elsewhere, or too long ago."),
        _("Sign in again."),
    ),
    "oauth_secret_ended": (
        _("The client secret of our app at %(provider)s has run out."),
        _("Make a new one there, and enter it here."),
    ),
    "oauth_secret_wrong": (
        _("%(provider)s does not accept the client secret of our app (%(code)s)."),
        _("Enter it again: its value, not its ID."),
    ),
    "oauth_app_unknown": (
        _("%(provider)s does not know our app, or not in this directory (%(code)s)."),
        _("Compare client ID and directory ID with what stands there."),
    ),
    "oauth_no_app": (
        _("Our app at %(provider)s is not set up yet."),
        _("Enter its client ID and client secret."),
    ),
    "oauth_clock": (
        _("%(provider)s refused us, and our clocks differ by %(minutes)s minutes."),
        _("Set the clock of this machine by a time server."),
    ),
    "oauth_certificate": (
        _("No safe connection to %(provider)s: its certificate is not trusted."),
        _("Check the clock of this machine, and whether a proxy stands between."),
    ),
    "oauth_away": (
        _("%(provider)s could not be asked for access."),
        _("Nothing to do: mail stays on the server, and we try again by ourselves."),
    ),
}
_BY_SIGNING_IN = (
    "withdrawn", "withdrawn_google", "denied", "admin_consent", "not_accepted", "not_lasting",
    "not_signed_in", "sealed", "refused", "stale",
)  # fmt: skip
_BY_THE_APP = ("secret_ended", "secret_wrong", "app_unknown", "no_app")
REMEDIES = {
    **{f"oauth_{kind}": "sign_in" for kind in _BY_SIGNING_IN},
    **{f"oauth_{kind}": "app" for kind in _BY_THE_APP},
}
