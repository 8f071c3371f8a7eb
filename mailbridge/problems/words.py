"""Each kind of trouble with a mail server: what it is, and what the person who set the mailbox up can do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mailbridge.problems.oauth_words import OAUTH_WORDS, REMEDIES
from mailbridge.problems.sending_words import SENDING_WORDS

__all__ = ["REMEDIES", "WORDS"]
Words = tuple[str | Promise, str | Promise]

WORDS: dict[str, Words] = {
    **OAUTH_WORDS,
    **SENDING_WORDS,
    "unknown_host": (
        _("There is no server called %(host)s."),
        _(
            "Check the name for spelling mistakes. A server within your own network has to be"
            " named in PRIVATE_MAIL_HOSTS."
        ),
    ),
    "certificate": (
        _("The certificate of %(host)s is not trusted, so the password was not sent."),
        _(
            "Use the name that stands in the certificate; for a company's own authority set IMAP_CA_FILE."
        ),
    ),
    "not_tls": (
        _("The server at %(host)s, port %(port)s, does not speak TLS there."),
        _("Choose STARTTLS (usually port 143), or the TLS port, usually 993."),
    ),
    "timeout": (
        _("%(host)s, port %(port)s, did not answer in time."),
        _("Check server and port, and whether a firewall stands between."),
    ),
    "timeout_without_tls": (
        _("%(host)s, port %(port)s, did not answer in time."),
        _("Check the port; if the server expects TLS from the start (port 993), choose TLS."),
    ),
    "refused": (
        _("Nothing answers at %(host)s, port %(port)s."),
        _("Check the port (993 for TLS, 143 for STARTTLS) and that the mail server is running."),
    ),
    "network": (
        _("The connection to %(host)s, port %(port)s, broke."),
        _(
            "If this goes on, check port and encryption, and the network; we try again by ourselves."
        ),
    ),
    "protocol": (
        _("The mail server at %(host)s answered with an error."),
        _("We try again by ourselves. If this goes on, its administrator can look into its log."),
    ),
    "busy": (
        _("The mail server asks us to come back later."),
        _("Nothing to do: mail stays on the server, and we try again by ourselves."),
    ),
    "disk": (
        _("New mail cannot be stored on this machine's disk."),
        _("Mail stays on the server meanwhile. Make room, or check the rights of DATA_DIR."),
    ),
    "reader": (
        _("This machine cannot start the program that reads mail, usually for want of memory."),
        _("Nothing is lost: mail waits. Give the worker more memory, or start it again."),
    ),
    "secret": (
        _("The stored password cannot be decrypted."),
        _("Enter the password of the mailbox again."),
    ),
    "login": (
        _("The mail server refused the user name or the password."),
        _("Check both; some providers want an app password or IMAP switched on first."),
    ),
    "tls_required": (
        _("The mail server takes no password without encryption, so it was not sent."),
        _("Choose TLS with port 993, or STARTTLS."),
    ),
    "starttls_missing": (
        _("The mail server does not offer STARTTLS, so the password was not sent."),
        _("Choose TLS with port 993, or ask the server's administrator for encryption."),
    ),
    "folder": (
        _("The folder “%(folder)s” could not be opened."),
        _("Check its name (capitals count) and that the user may read it."),
    ),
    "unnumbered": (
        _("The mail server does not number its mail (UIDVALIDITY is missing)."),
        _("Ask its administrator; mail cannot be fetched safely without it."),
    ),
    "cannot_clear": (
        _("Signed in, but the server cannot move or delete single mails (%(name)s is missing)."),
        _("Choose to leave mail where it is: nothing is lost, and nothing is read twice."),
    ),
    "broke_in_test": (
        _("The connection broke during the test."),
        _("Test it again in a minute."),
    ),
    "withheld": (_("The mail server does not hand out %(number)s of the mails."), ""),
    "kept": (
        _("Mail is read, but the mail server refuses to move or delete what is done."),
        _("See that the user may write in that folder and that it is not full; mail is read on."),
    ),
}
