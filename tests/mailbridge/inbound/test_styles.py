"""The style attribute: what a mail looks like stays, what reaches out of it goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.inbound.text.styles import tame_style

PIECES = [
    "color:red", ";", ":", "COLOR: Navy", "background:", "url(http://e.example/a)", "(", ")", '"', "'", "/*", "*/",
    "\\66", "position:fixed", "!important", "#fff", "rgb(1, 2, 3)", "font:", "12px/1.5", "Arial", "<", ">", "{", "}",
    "margin:", "-900px", "1e9px", "var(--x)", "expression(alert(1))", "\x00", "@import", "ñ", "calc(1px*9)", " ",
]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("FONT-WEIGHT: Bold; COLOR: navy", "font-weight:Bold;color:navy"),
        ("color:#333 !important", "color:#333"),
        ("background:yellow;mso-highlight:yellow", "background-color:yellow"),
        ("background:#036 url(https://e.example/a;b.png) no-repeat", "background-color:#036"),
        ("background:url(a.png) center", ""),
        ("background:linear-gradient(90deg,#111,#333)", "background-color:#111"),
        ("font:italic 14px/1.5 'Segoe UI',Arial", "font:italic 14px/1.5 'Segoe UI',Arial"),
        ("margin-left:36pt;text-indent:-18pt", "margin-left:36pt;text-indent:-18pt"),
        ("/* a; */color:red/*", "color:red"),
    ],
)
def test_looks_stay(style: str, kept: str) -> None:
    assert tame_style(style) == kept


@pytest.mark.parametrize(
    "alive",
    [
        "position:fixed", "z-index:9", "color:url(a)", "width:expression(alert(1))", "color:var(--ours)",
        "background:u\\72l(a)", "font-family:'</style><img>'", "margin-top:-900px", "width:99999px",
        "font-size:1e9px", "letter-spacing:9999px", "content:'x'", "font-family:'a\\';width:1px'", "x:{;}",
    ],
)  # fmt: skip
def test_only_what_reaches_out_goes(alive: str) -> None:
    assert tame_style(f"color:red;{alive}") == "color:red"


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_taming_again_changes_nothing(pieces: list[str]) -> None:
    once = tame_style("".join(pieces))
    assert tame_style(once) == once
    assert not set(once) & set("<>{}\\@\x00")
    assert "url(" not in once


@pytest.mark.parametrize(
    "piece", ["'", "(", "/*", "rgb(", "background:url(", "color:1", "!", "-", "1a", "a:b;"]
)
def test_a_megabyte_of_one_thing_costs_little(piece: str) -> None:
    assert len(tame_style("color:" + piece * (1_000_000 // len(piece)))) < 2_000_000
