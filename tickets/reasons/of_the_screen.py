"""What a mail is, by its own signs (RELIABILITY.md 5.3)."""

from django.utils.translation import gettext_noop as _

UNNAMED = _("an unnamed recipient")

SCREEN = {
    "person": _("A person wrote this mail."),
    "for_a_person": _("A program wrote this mail for somebody: Auto-Submitted says %(said)s."),
    "by_program": _("A program answered by itself."),
    "auto_submitted": _("Auto-Submitted says %(said)s."),
    "auto_submitted_answer": _("Auto-Submitted says %(said)s, and the mail answers another."),
    "autoresponder": _("The field %(field)s names an autoresponder."),
    "precedence_auto_reply": _("Precedence says auto_reply."),
    "absence_subject": _("The subject is that of an absence notice."),
    "automatic_words": _("Its first words say that a program wrote it."),
    "read_receipt": _("A read receipt."),
    "spam": _("The mail server calls it spam (%(field)s)."),
    "spam_level": _("The mail server calls it spam (spam confidence level)."),
    "no_from": _("There is no From field."),
    "from_without_address": _("From holds no address."),
    "from_stands_in": _("From holds no address, so %(field)s stands in."),
    "from_several": _("Several people stand in From."),
    "through_list": _("The mail came through a list, by its field %(field)s."),
    "to_many": _("The mail was sent to many: its Precedence is %(said)s."),
    "own_loop": _("Our own loop header came back."),
    "own_sender": _("The sender is one of our own mailboxes."),
    "own_message_id": _("The Message-ID is one of ours."),
    "own": _("It is a mail of ours."),
    "report_complaint": _("A feedback report: %(who)s called our mail unwanted."),
    "report_delayed": _("A delivery report: the mail to %(who)s is delayed."),
    "report_delivered": _("A delivery report: the mail to %(who)s was delivered."),
    "report_relayed": _("A delivery report: the mail to %(who)s was relayed."),
    "report_expanded": _("A delivery report: the mail to %(who)s was expanded."),
    "report_failed": _("A delivery report: the mail to %(who)s was not delivered."),
    "report_failed_code": _("A delivery report: the mail to %(who)s was not delivered (%(code)s)."),
}
