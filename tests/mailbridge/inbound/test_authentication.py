"""Authentication-Results: our own server's topmost word, and no other's (RELIABILITY.md A21)."""

import pytest

from mailbridge.inbound.origin.authentication import dmarc_verdict
from mailbridge.inbound.parts.headers import Headers

OURS = frozenset({"mx.desk.example"})


def verdict(*sources: str) -> str:
    fields = tuple(("authentication-results", source.encode()) for source in sources)
    return dmarc_verdict(Headers(fields), OURS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("mx.desk.example; spf=pass; dmarc=pass header.from=acme.example", "pass"),
        ("MX.Desk.Example 1; dmarc = Pass (p=reject) header.from=acme.example", "pass"),
        ("mx.desk.example; dmarc=fail (p=none)", "fail"),
        ("mx.desk.example; spf=pass", "none"),
        ("mx.desk.example; none", "none"),
        ("mx.evil.example; dmarc=pass", "none"),
        ("mx.desk.example.evil.example; dmarc=pass", "none"),
        ("(mx.desk.example;) mx.evil.example; dmarc=pass", "none"),
        ('mx.desk.example; reason="dmarc=pass"; dmarc=fail', "fail"),
        ("mx.desk.example; spf=fail (dmarc=pass)", "none"),
        ("mx.desk.example; dmarc=pass; dmarc=fail", "fail"),
        ("dmarc=pass", "none"),
        ("", "none"),
    ],
)
def test_one_field(source: str, expected: str) -> None:
    assert verdict(source) == expected


def test_a_field_below_ours_is_not_read() -> None:
    assert verdict("mx.desk.example; dmarc=fail", "mx.desk.example; dmarc=pass") == "fail"


def test_a_foreign_field_above_ours_is_skipped() -> None:
    assert verdict("mx.evil.example; dmarc=pass", "mx.desk.example; dmarc=none") == "none"


def test_without_an_id_of_ours_nothing_is_believed() -> None:
    field = ("authentication-results", b"mx.desk.example; dmarc=pass")
    assert dmarc_verdict(Headers((field,)), frozenset()) == "none"
