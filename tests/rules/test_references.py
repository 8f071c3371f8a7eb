"""References that mail carries: they come back through any mail system, and cannot be made by a stranger."""

import random
import string

import pytest

from tickets.rules.references import (
    agent_address,
    agent_in_address,
    agent_in_message_id,
    bounce_address,
    new_message_id,
    notice_message_id,
    number_in_subject,
    outgoing_id_in_address,
    references_for,
    reply_address,
    subject_with_number,
    ticket_number_in_address,
    ticket_number_in_message_id,
)

KEY = b"the key of this installation"
SUPPORT = "support@shop.example"


def reply_to(number: int) -> str:
    return reply_address(SUPPORT, ticket_number=number, key=KEY)


def test_a_reply_address_names_its_ticket_and_leads_to_it() -> None:
    assert reply_to(20481).startswith("support+t20481-")
    assert reply_to(20481).endswith("@shop.example")
    assert ticket_number_in_address(reply_to(20481), key=KEY) == 20481


def test_a_reply_address_is_the_same_each_time() -> None:
    assert reply_to(20481) == reply_to(20481)


@pytest.mark.parametrize("change", [str.upper, str.title, "<{}>".format, '"Shop" <{}>'.format])
def test_a_reply_address_survives_what_mail_programs_do_to_it(change: object) -> None:
    assert callable(change)
    assert ticket_number_in_address(change(reply_to(7)), key=KEY) == 7


def test_a_reply_address_of_another_base_is_still_ours() -> None:
    moved = reply_to(7).replace("support+", "help.desk+").replace("shop.", "old-shop.")
    assert ticket_number_in_address(moved, key=KEY) == 7


def test_the_tag_comes_after_a_plus_that_was_there_before() -> None:
    tagged = reply_address("support+es@shop.example", ticket_number=7, key=KEY)
    assert tagged.startswith("support+es+t7-")
    assert ticket_number_in_address(tagged, key=KEY) == 7


@pytest.mark.parametrize(
    "address",
    [
        "",
        SUPPORT,
        "support+t20481@shop.example",
        "support+t20481-@shop.example",
        f"support+t20481-{'a' * 26}@shop.example",
        reply_to(20481).replace("20481", "20482"),
        reply_to(20481).replace("+t20481", "+t020481"),
        reply_to(20481).replace("@", "a@"),
        reply_to(20481).replace("t20481", "t²0481"),
    ],
)
def test_an_address_that_we_did_not_make_names_no_ticket(address: str) -> None:
    assert ticket_number_in_address(address, key=KEY) is None


def test_ten_thousand_guesses_join_nothing() -> None:
    dice = random.Random(7)
    letters = string.ascii_lowercase + "234567"
    guesses = (
        f"support+t7-{''.join(dice.choices(letters, k=26))}@shop.example" for _ in range(10_000)
    )
    assert not any(ticket_number_in_address(guess, key=KEY) for guess in guesses)


def test_another_key_opens_nothing() -> None:
    assert ticket_number_in_address(reply_to(7), key=b"another key") is None


def test_a_local_part_without_room_for_the_tag_stays_as_it_is() -> None:
    longest, too_long = "s" * 34 + "@shop.example", "s" * 35 + "@shop.example"
    local = reply_address(longest, ticket_number=7, key=KEY).partition("@")[0]
    assert len(local) == 64
    assert reply_address(too_long, ticket_number=7, key=KEY) == too_long


def test_a_bounce_address_leads_to_the_outgoing_mail() -> None:
    returned = bounce_address(SUPPORT, outgoing_id=977, key=KEY).upper()
    assert outgoing_id_in_address(returned, key=KEY) == 977


def test_one_kind_of_reference_cannot_be_used_as_another() -> None:
    reply, bounce = reply_to(7), bounce_address(SUPPORT, outgoing_id=7, key=KEY)
    assert outgoing_id_in_address(reply, key=KEY) is None
    assert outgoing_id_in_address(reply.replace("+t", "+b"), key=KEY) is None
    assert ticket_number_in_address(bounce.replace("+b", "+t"), key=KEY) is None


def test_a_message_id_is_new_each_time_and_proves_its_ticket() -> None:
    first, second = (new_message_id(ticket_number=7, domain="shop.example", key=KEY) for _ in "12")
    assert first != second
    assert first.startswith("<t7.")
    assert first.endswith("@shop.example>")
    assert ticket_number_in_message_id(first, key=KEY) == 7


def test_a_message_id_is_known_without_brackets_and_in_capitals() -> None:
    made = new_message_id(ticket_number=7, domain="shop.example", key=KEY)
    assert ticket_number_in_message_id(f"  {made[1:-1].upper()} ", key=KEY) == 7


@pytest.mark.parametrize(
    "change",
    [("t7.", "t8."), ("@", "a@"), ("<", "<x"), ("t7.", "t7.aaaa")],
)
def test_a_message_id_that_was_changed_is_not_ours(change: tuple[str, str]) -> None:
    made = new_message_id(ticket_number=7, domain="shop.example", key=KEY)
    assert ticket_number_in_message_id(made.replace(*change), key=KEY) is None


def test_the_nonce_of_a_message_id_cannot_be_exchanged() -> None:
    one, other = (new_message_id(ticket_number=7, domain="x.example", key=KEY) for _ in "12")
    mixed = one.replace(one.split(".")[1], other.split(".")[1])
    assert ticket_number_in_message_id(mixed, key=KEY) is None


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("[#20481] Double charge", 20481),
        ("RE: Fwd: Double charge [#20481]", 20481),
        ("[#1] old [#2] new", 2),
        ("Order #20481", None),
        ("[20481]", None),
        ("[#0]", None),
        ("[#999999999999999999999999]", None),
        ("", None),
    ],
)
def test_the_number_in_a_subject(subject: str, number: int | None) -> None:
    assert number_in_subject(subject) == number


@pytest.mark.parametrize(
    ("subject", "numbered"),
    [
        ("Cargo doble", "[#7] Cargo doble"),
        ("Re: Cargo doble", "Re: [#7] Cargo doble"),
        ("RV: Re: Cargo doble", "RV: Re: [#7] Cargo doble"),
        ("Re: [#7] Cargo doble", "Re: [#7] Cargo doble"),
        ("", "[#7]"),
        ("Re:", "Re: [#7]"),
    ],
)
def test_a_subject_carries_its_number_once(subject: str, numbered: str) -> None:
    assert subject_with_number(subject, ticket_number=7) == numbered


def test_an_answer_refers_to_the_whole_thread() -> None:
    assert references_for(["<a@x>", "<b@x>"], "<c@x>") == ("<a@x>", "<b@x>", "<c@x>")


def test_a_mail_without_message_id_is_referred_to_by_nothing() -> None:
    assert references_for(["<a@x>"], "") == ()


def test_a_long_thread_keeps_its_first_four_and_last_six() -> None:
    thread = [f"<{n}@x>" for n in range(20)]
    kept = references_for(thread[:-1], thread[-1])
    assert kept == tuple(thread[:4] + thread[-6:])


def test_an_id_that_stands_twice_in_a_thread_is_named_once() -> None:
    assert references_for(["<a@x>", "<b@x>"], "<b@x>") == ("<a@x>", "<b@x>")


def test_an_agents_address_names_one_agent_of_one_ticket() -> None:
    address = agent_address("hola@sol.example", ticket_number=7, agent_id=3, key=KEY)
    assert agent_in_address(address.upper(), key=KEY) == (7, 3)
    for forged in (address.replace("+a7-3", "+a7-4"), address.replace("+a7-3", "+a8-3")):
        assert agent_in_address(forged, key=KEY) is None
    assert ticket_number_in_address(address, key=KEY) is None


def test_a_notices_message_id_names_its_agent_and_ticket() -> None:
    one = {"ticket_number": 7, "agent_id": 3, "notice_id": 11}
    known = notice_message_id(**one, domain="sol.example", key=KEY)
    assert agent_in_message_id(known, key=KEY) == (7, 3)
    assert agent_in_message_id(known.replace("<a7.3", "<a7.4"), key=KEY) is None
    assert ticket_number_in_message_id(known, key=KEY) is None
