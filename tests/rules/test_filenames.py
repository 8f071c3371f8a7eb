"""Names of uploaded files, as shown."""

import pytest

from tickets.rules.filenames import shown_name


@pytest.mark.parametrize(
    ("declared", "shown"),
    [
        ("Factura 5512.pdf", "Factura 5512.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\lucia\\foto.jpg", "foto.jpg"),
        (".htaccess", "htaccess"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ('what?<b>"x".txt', "what__b__x_.txt"),
        ("añ\u200bo.png", "año.png"),
        ("", "file"),
        ("...", "file"),
        ("///", "file"),
        ("\u200b", "file"),
    ],
)
def test_a_name_is_shown_without_its_traps(declared: str, shown: str) -> None:
    assert shown_name(declared) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = shown_name("x" * 300 + ".pdf")
    assert len(shown) == 120
    assert shown.endswith("x.pdf")


def test_an_endless_ending_is_cut_too() -> None:
    assert len(shown_name("a." + "x" * 300)) == 120
