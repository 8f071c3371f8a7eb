"""The bounds that the reader of mail keeps (RELIABILITY.md A30, A32).

Each is far above what people send, and low enough that a mail made to hurt costs a second or two.
What lies beyond a bound is not lost: the raw mail is kept, and `ParsedMail.error` says so.
"""

MAX_HEADER_BYTES = 2_000_000  # one header block
MAX_HEADER_FIELDS = 5_000
MAX_PARTS = 1_000  # leaves of one mail
MAX_DEPTH = 120  # multiparts within multiparts
MAX_ADDRESSES = 25_000  # of one field
MAX_REFERENCES = 500
MAX_TEXT_CHARS = 2_500_000  # of the readable body
MAX_TEXT_BYTES = 8_000_000  # of one part that is text, before its encoding is undone
MAX_HTML_CHARS = 2_000_000  # more is shown as text only
MAX_HTML_DEPTH = 400  # HTML parsers need quadratic time beyond
MAX_SUBJECT_CHARS = 998  # the longest line that RFC 5322 allows
MAX_NAME_CHARS = 200
MAX_FILE_NAME_CHARS = 150
QUOTE_SCAN_CHARS = 1_000_000  # beyond, nothing is folded
