"""The classes, ids and styles by which mail programs mark quotation and signature in HTML."""

import re

from mailbridge.inbound.text.vocabulary import words

QUOTE_CLASSES = frozenset(
    words(
        """
    yahoo_quoted protonmail_quote zmail_extra moz-email-headers-table tutanota_quote
    front-blockquote freshdesk_quote zd-quoted intercom-quote moz-cite-prefix
    gmail_attr_quote mail-quote-collapse mailru-blockquote wk-quote airmail_ext_quote
    """
    )
)
SIGNATURE_CLASSES = frozenset(
    words(
        """
    gmail_signature moz-signature protonmail_signature_block gmail_signature_prefix
    airmail_ext_signature yahoo-signature zoho-signature signature bloop_sign xm_write_script
    """
    )
)
SIGNATURE_IDS = re.compile(
    r"(?:x_)*(?:signature|applemailsignature|ms-outlook-mobile-signature|mobile_signature|"
    r"lineBreakAtBeginningOfSignature|ymail_android_signature|composer_signature|canarysig|bloop_sign)(?:[-_]?\d|\Z)",
    re.IGNORECASE,
)
# From these on, everything to the end of the mail is quoted.
CUT_IDS = re.compile(
    r"(?:x_)*(?:divrplyfwdmsg|olk_src_body_section|appendonsend|mail-editor-reference-message-container|"
    r"reply-intro|zwchr|stopspelling|mailcontent_quote|ms-outlook-mobile-body-separator-line-quote)\Z",
    re.IGNORECASE,
)
# Outlook's line above the quoted header; what follows must look like one, whatever the colour.
OUTLOOK_RULE = re.compile(
    r"border-top\s*:\s*(?:[\d.]+p[tx]\s+)?solid|border-top\s*:\s*#", re.IGNORECASE
)
