"""What Outlook and old programs wrap: compressed rich text, damaged streams, uuencode."""

import random

from mailbridge.inbound.parse import parse_mail
from mailbridge.inbound.parts.rtf import decompressed, read_rtf
from mailbridge.inbound.parts.smime import signed_content
from mailbridge.inbound.parts.tnef import read_tnef
from mailbridge.inbound.parts.wrapped import take_encoded

# The example of MS-OXRTFCP 4.1.1.
HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c"
    "090020627705b06c647d0a800fa0"
)


def test_compressed_rich_text_is_unpacked() -> None:
    assert decompressed(HELLO) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_rich_text_cut_anywhere_gives_its_beginning() -> None:
    whole = decompressed(HELLO)
    assert all(whole.startswith(decompressed(HELLO[:end])) for end in range(len(HELLO)))


def test_rich_text_of_a_hundred_thousand_groups_is_read() -> None:
    assert read_rtf(b"{\\rtf1 " + b"{" * 100_000 + b"fondo" + b"}" * 100_000).text == "fondo"


def test_a_character_beyond_the_first_plane_is_joined() -> None:
    assert (
        read_rtf(b"{\\rtf1\\uc0 \\u-10179 \\u-8694 }").text == "\N{SMILING FACE WITH SMILING EYES}"
    )


def test_noise_in_a_winmail_never_raises() -> None:
    noise = random.Random(7)
    for _ in range(500):
        read_tnef(b"\x78\x9f\x3e\x22" + noise.randbytes(noise.randrange(200)))
        signed_content(noise.randbytes(noise.randrange(80)))


def test_a_winmail_of_many_empty_files_stops_at_a_limit() -> None:
    file = b"\x02" + (0x18010).to_bytes(4, "little") + b"\x02\0\0\0a\0\x61\0"
    begin = b"\x02" + (0x69002).to_bytes(4, "little") + b"\0\0\0\0\0\0"
    found = read_tnef(b"\x78\x9f\x3e\x22\0\0" + (begin + file) * 5_000)
    assert found is not None
    assert len(found.files) == 1_000


def test_a_hundred_thousand_false_beginnings_hold_no_file() -> None:
    words = b"begin 644 a\nno code here\n" * 100_000 + b"end\n"
    assert take_encoded(words) == (words, [])


def test_an_unreadable_winmail_stays_the_file_that_it_is() -> None:
    head = b"From: a@acme.example\nContent-Type: application/ms-tnef; name=winmail.dat\n\n"
    assert [file.name for file in parse_mail(head + b"x" * 50).attachments] == ["winmail.dat"]
