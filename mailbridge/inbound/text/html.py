"""HTML mail made harmless, and the same mail as readable text.

The sanitiser is an allow-list (nh3) and always the last step (RELIABILITY.md A2): what `sanitise`
or `with_pictures` returns, sanitised once more in the same way, is the same string. Pictures from
elsewhere wait in `data-src`, so that opening a mail tells nobody that it was read (A9).
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

import nh3

from mailbridge.inbound.limits import MAX_HTML_CHARS
from mailbridge.inbound.text.charsets import clean
from mailbridge.inbound.text.markup import crude_text, is_too_deep, read_html
from mailbridge.inbound.text.readable import render
from mailbridge.inbound.text.styles import tame_style
from mailbridge.inbound.text.vocabulary import words

_TAGS = frozenset(
    words(
        """
    a abbr address article aside b bdi big blockquote br caption center cite code col colgroup
    dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins
    kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup
    table tbody td tfoot th thead tr tt u ul var wbr
    """
    )
)
# Their content goes with them: it is code, or words that no mail program would show in the body.
_DROPPED_WHOLE = frozenset(
    words(
        """
    script style title template iframe frame frameset embed applet noscript noembed noframes
    svg math select textarea xmp plaintext
    """
    )
)
_ATTRIBUTES = {
    "*": {"align", "dir", "lang", "style", "title", "valign"},
    "a": {"href"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "font": {"color", "face", "size"},
    "hr": {"size", "width"},
    "img": {"src", "data-src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "table": {"border", "cellpadding", "cellspacing", "width", "height", "bgcolor", "summary"},
    "td": {"colspan", "rowspan", "width", "height", "bgcolor", "nowrap", "headers"},
    "th": {"colspan", "rowspan", "width", "height", "bgcolor", "nowrap", "scope"},
    "tr": {"bgcolor"},
    "ul": {"type"},
}
_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_REMOTE = re.compile(r"https?://", re.IGNORECASE)
_CID = re.compile(r"cid:", re.IGNORECASE)
# nh3 writes every attribute in double quotes, so its own output can be edited by pattern.
_REMOTE_SRC = re.compile(r'(<img\b[^<>]*?) src="(?=https?://)', re.IGNORECASE)
_WAITING_SRC = re.compile(r'(<img\b[^<>]*?) data-src="', re.IGNORECASE)
_CID_SRC = re.compile(r'(<img\b[^<>]*?) src="cid:([^"<>]*)"', re.IGNORECASE)
_TAG = re.compile(r'<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)+>', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_SIZE = re.compile(r"[+-]?\d{1,4}(?:\.\d{0,4})?(?:%|px|\*)?|\*")
_SIZES = frozenset(
    words("border cellpadding cellspacing colspan height rowspan size span start value width")
)
# They turn the words after them around: an address could be read from its end.
_OVERRIDES = dict.fromkeys(map(ord, "\u202d\u202e"))
_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]"
)
_LINE_ENDS = dict.fromkeys(map(ord, "\t\r\n"))

_Filter = Callable[[str, str, str], str | None]


def sanitise(html: str) -> str:
    """Return harmless HTML in which no picture loads; too much or too deep HTML becomes text."""
    html = clean(html)
    if len(html) > MAX_HTML_CHARS or is_too_deep(html):
        html = plain_to_html(crude_text(html))[: 2 * MAX_HTML_CHARS]
    once = _clean(html, _waiting_pictures).translate(_OVERRIDES)
    return _clean(_REMOTE_SRC.sub(r'\1 data-src="', once), _resting_pictures)


def with_pictures(html: str, cid_urls: Mapping[str, str], *, show_remote: bool) -> str:
    """Place the mail's own pictures by Content-ID, and those from elsewhere when asked to.

    `html` is what `sanitise` returned; `cid_urls` maps a Content-ID without brackets to the URL
    under which we serve that file. No other relative URL survives.
    """
    urls = {cid.lower(): url for cid, url in cid_urls.items()}

    def placed(match: re.Match[str]) -> str:
        url = urls.get(_unescaped(match[2]).lower())
        return f'{match[1]} src="{escape(url)}"' if url else match[1]

    html = _CID_SRC.sub(placed, html)
    if show_remote:
        html = _WAITING_SRC.sub(r'\1 src="', html)
    return _clean(html, _shown_pictures(frozenset(urls.values()), show_remote=show_remote))


def picture_ids(html: str) -> frozenset[str]:
    """Return the Content-IDs, in lower case, of the pictures that sanitised HTML shows."""
    return frozenset(_unescaped(match[2]).lower() for match in _CID_SRC.finditer(html))


def html_to_text(html: str) -> str:
    """Return the words of HTML as readable text; linear, also where the HTML is hostile."""
    body = read_html(html)
    return crude_text(html) if body is None else render(body)


def plain_to_html(text: str) -> str:
    """Return text as HTML paragraphs, everything in it escaped."""
    paragraphs = re.split(r"\n[ \t]*\n+", text.strip("\n"))
    return "\n".join(
        f"<p>{escape(paragraph, quote=False).replace(chr(10), '<br>')}</p>"
        for paragraph in paragraphs
    )


def _clean(html: str, attribute_filter: _Filter) -> str:
    cleaned = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes=_ATTRIBUTES,
        attribute_filter=attribute_filter,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        link_rel="noopener noreferrer nofollow",
    )
    return _TAG.sub(_without_brackets, cleaned)


def _without_brackets(tag: re.Match[str]) -> str:
    """No value holds what another parser, or one misled, could take for a tag."""
    if "<" not in tag[0][1:] and tag[0].find(">") == len(tag[0]) - 1:
        return tag[0]
    return _QUOTED.sub(lambda value: value[0].replace("<", "&lt;").replace(">", "&gt;"), tag[0])


def _waiting_pictures(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _REMOTE.match(value) or _CID.match(value) else None
    return _common(tag, name, value)


def _resting_pictures(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _CID.match(value) else None
    return _common(tag, name, value)


def _shown_pictures(urls: frozenset[str], *, show_remote: bool) -> _Filter:
    def keep(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if value in urls or (show_remote and _REMOTE.match(value)) else None
        return _common(tag, name, value)

    return keep


def _common(tag: str, name: str, value: str) -> str | None:
    match name:
        case "href":
            address = _UNSEEN.sub(_written_out, value.strip())
            return address if _LINK.match(address) else None
        case "data-src":
            return value if _REMOTE.match(value) else None
        case "style":
            return tame_style(value) or None
        case "title" if tag == "a":
            return None  # it would stand where the browser says where a link leads
        case _ if name in _SIZES:
            return value if _SIZE.fullmatch(value.strip()) else None
    return value


def _written_out(unseen: re.Match[str]) -> str:
    """As a browser sends it; line ends and tabs it leaves out (URL standard, 4.4)."""
    return quote(unseen[0].translate(_LINE_ENDS))


def _unescaped(value: str) -> str:
    return value.replace("&amp;", "&").replace("%40", "@").strip()
