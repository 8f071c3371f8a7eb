"""Sanitising is the last step, and doing it once more changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mailbridge.inbound.text.html import html_to_text, plain_to_html, sanitise, with_pictures

PIECES = [
    "<p>", "</p>", "<b>", "</div>", "<div style='position:fixed;color:red'>", "<img src=x onerror=a>",
    "<img src='https://t.example/p.gif'>", "<img src='cid:a@b'>", "<script>alert(1)</script>", "<svg>",
    "<style>", "</style>", "<a href='javascript:x'>", "<a href='https://a.example'>", "</a>", "<table>",
    "<td>", "<math><mi>", "<![CDATA[", "-->", "<!--", "&lt;", "&#0;", "\x00", "ñ", '"', "'", "<", ">",
    "<title>", "<base href=//e.example>", "<meta http-equiv=refresh>", "<template>", "<noscript>",
    "<img data-src='javascript:x'>", "<textarea>", "<plaintext>", "<form>", "<select>", "<frameset>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_sanitising_again_changes_nothing(pieces: list[str]) -> None:
    once = sanitise("".join(pieces))
    assert sanitise(once) == once


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.booleans())
def test_placing_pictures_again_changes_nothing(pieces: list[str], show: bool) -> None:
    once = with_pictures(sanitise("".join(pieces)), {"a@b": "/files/1"}, show_remote=show)
    assert with_pictures(once, {"a@b": "/files/1"}, show_remote=show) == once
    assert "script" not in once
    assert "onerror" not in once


def test_remote_pictures_load_only_on_demand() -> None:
    waiting = sanitise('<img src="https://t.example/p.gif">')
    assert ' src="' not in waiting.replace("data-src", "")
    assert ' src="https://t.example/p.gif"' in with_pictures(waiting, {}, show_remote=True)
    assert with_pictures(waiting, {}, show_remote=False) == waiting


def test_own_pictures_are_placed_by_content_id() -> None:
    html = sanitise('<img src="cid:A@b"><img src="cid:gone@b">')
    shown = with_pictures(html, {"a@b": "/files/1?x=1&y=2"}, show_remote=False)
    assert shown.count(" src=") == 1
    assert 'src="/files/1?x=1&amp;y=2"' in shown


def test_no_relative_url_of_the_mail_survives() -> None:
    html = sanitise('<img src="/desk/logout"><a href="/office/">x</a><a href="//e.example">y</a>')
    assert "href" not in html
    assert "src" not in with_pictures(html, {"a@b": "/files/1"}, show_remote=True)


@pytest.mark.parametrize(
    "scheme", ["javascript:", "JaVaScRiPt:", "data:text/html,", "vbscript:", "file:///"]
)
def test_only_web_mail_and_phone_links_remain(scheme: str) -> None:
    assert scheme.lower() not in sanitise(f'<a href="{scheme}x">x</a>').lower()


def test_text_in_html_is_escaped() -> None:
    assert plain_to_html("a <b>\n\nc & d") == "<p>a &lt;b&gt;</p>\n<p>c &amp; d</p>"


def test_readable_text_keeps_the_order_of_the_page() -> None:
    html = "<h1>Uno</h1><p>dos<br>tres</p><blockquote>cita</blockquote><pre>a\n  b</pre>"
    assert html_to_text(html) == "Uno\n\ndos\ntres\n\n> cita\n\na\n  b"


VECTORS = [
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='jav&#x09;ascript:a'>x</a>",
    "<a href='&#106;avascript:a'>x</a>",
    "<img src=x:x onerror=a>",
    "<body onload=a>",
    "<iframe srcdoc='<script>a'>",
    "<object data='data:text/html,a'>",
    "<embed src='//e.example'>",
    "<link rel=stylesheet href='//e.example'>",
    "<meta http-equiv=refresh content='0;url=//e.example'>",
    "<base href='//e.example'>",
    "<form action='//e.example'>",
    "<input onfocus=a autofocus>",
    "<button formaction=javascript:a>",
    "<video><source onerror=a>",
    "<marquee onstart=a>",
    "<details open ontoggle=a>",
    "<p style='background:url(//e.example)'>",
    "<p style='width:expression(alert(1))'>",
    "<p style=\"color:red;background-image:url('//e.example')\">",
    "<style>@import '//e.example'</style>",
    "<table background='//e.example'>",
    "<td background=//e.example>",
    "<img srcset='//e.example 2x'>",
    "<picture><source srcset=//e.example>",
    "<img src='data:image/svg+xml,<svg onload=a>'>",
    "<a href='data:text/html,<script>a'>",
    "<xmp><img src=x onerror=a></xmp>",
    "<template><img src=x onerror=a></template>",
    "<select><template><img src=x onerror=a>",
    "<!--><img src=x onerror=a>-->",
    "<![CDATA[<img src=x onerror=a>]]>",
    "<?xml-stylesheet href='javascript:a'?>",
    "<a ping='//e.example' href='https://a.example'>",
    "<p id=location class=x name=y>",
    "<map><area href=javascript:a>",
    "<isindex action=javascript:a>",
    "\x00<scr\x00ipt>a</script>",
    "<img src='https://t.example/x' onload=a>",
    "<a href=' javascript:a'>",
    "<a href='https://a.example\" onclick=a'>",
]
ACTIVE = re.compile(
    "script|style|svg|math|iframe|object|embed|form|input|button|select|textarea|link|meta|base|"
    "template|video|audio|source|picture|noscript|marquee|details|map|area"
)
HARMLESS_URL = re.compile(r"(?:https?://|mailto:|tel:|cid:)", re.IGNORECASE)


@pytest.mark.parametrize("vector", VECTORS)
def test_another_parser_finds_nothing_alive_in_sanitised_html(vector: str) -> None:
    tree = LexborHTMLParser(f"<div>{sanitise(vector)}</div>")
    for node in tree.css("body *"):
        assert not ACTIVE.fullmatch(node.tag or "")
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in {"id", "class", "name", "srcset", "background", "ping", "action"}
            if name in {"src", "href", "data-src"}:
                assert HARMLESS_URL.match(value or "")
            if name == "src":
                assert (value or "").startswith("cid:")
            if name == "style":
                assert not re.search(r"url|expression|import|position|\\", value or "")
