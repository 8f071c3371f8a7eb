"""Why no acknowledgement, or no automatic mail at all, goes to somebody."""

from django.utils.translation import gettext_noop as _

SILENCE = {
    "no_return_path": _("There is no Return-Path, so nobody is known to answer to."),
    "empty_return_path": _("The Return-Path is empty: the mail asks for no answer."),
    "is_report": _("The mail is a report by a mail system."),
    "list_field": _("The mail carries the list field %(field)s."),
    "precedence": _("Its Precedence is %(said)s."),
    "silence_asked": _("X-Auto-Response-Suppress asks for silence."),
    "robot_field": _("The field %(field)s names a program."),
    "disowned": _("The sender's domain disowns the mail (DMARC failed)."),
    "too_old": _("The mail is older than 24 hours."),
    "nobody_reads": _("Nobody reads answers at %(address)s."),
    "not_to_us": _("None of our addresses stands in To or Cc."),
    "may_be_answered": _("It may have been answered before a backup was restored."),
    "not_readable": _("The mail could not be read."),
    "caller_without_address": _("The caller gave no mail address."),
    "no_address": _("No mail address is known."),
    "address_an_hour": _("This address had %(number)s acknowledgements within the hour."),
    "address_a_day": _("This address had %(number)s acknowledgements within the day."),
    "domain_an_hour": _("The domain %(domain)s had %(number)s acknowledgements within the hour."),
    "all_an_hour": _("%(number)s acknowledgements left within the hour."),
    "stopped_bounced": _(
        "%(address)s gets no automatic mail: mail to it came back for good on %(day)s."
    ),
    "stopped_complained": _(
        "%(address)s gets no automatic mail: its owner reported a mail of ours as unwanted on %(day)s."
    ),
}
