"""What an agent promises in English, and what only looks like it. "Now" is Tuesday 24 November 2026, 10:00."""

import pytest

from tests.rules.promised.desk import found

PROMISES = (
    ("We will answer before Friday.", [("before Friday", "Thu 26 Nov 2026 18:00")]),
    ("We will answer by Friday.", [("by Friday", "Fri 27 Nov 2026 18:00")]),
    ("I'll call you tomorrow at 10.", [("tomorrow at 10", "Wed 25 Nov 2026 10:00")]),
    ("You will hear from us within 48 hours.", [("within 48 hours", "Thu 26 Nov 2026 10:00")]),
    ("We'll refund it in 3 working days.", [("in 3 working days", "Fri 27 Nov 2026 18:00")]),
    (
        "You will receive your parcel on Thursday 26 November.",
        [("on Thursday 26 November", "Thu 26 Nov 2026 18:00")],
    ),
    (
        "We expect to solve this by the end of the week.",
        [("by the end of the week", "Fri 27 Nov 2026 18:00")],
    ),
    ("I'll get back to you this afternoon.", [("this afternoon", "Tue 24 Nov 2026 18:00")]),
    ("I will reply by end of day.", [("by end of day", "Tue 24 Nov 2026 18:00")]),
    ("We will send the replacement next Monday.", [("next Monday", "Mon 30 Nov 2026 18:00")]),
    (
        "Our technician will visit you on Friday between 9 and 11.",
        [("on Friday", "Fri 27 Nov 2026 18:00")],
    ),
    (
        "We will write to you no later than 3 December at 17:00.",
        [("no later than 3 December at 17:00", "Thu 03 Dec 2026 17:00")],
    ),
    (
        "The refund will take up to 5 working days.",
        [("take up to 5 working days", "Tue 01 Dec 2026 18:00")],
    ),
    ("You'll have an answer in half an hour.", [("in half an hour", "Tue 24 Nov 2026 10:30")]),
    ("I'll ring you at 5.", [("at 5", "Tue 24 Nov 2026 17:00")]),
    (
        "We will ship it first thing tomorrow morning.",
        [("first thing tomorrow morning", "Wed 25 Nov 2026 09:00")],
    ),
    ("Tomorrow at 10.", [("Tomorrow at 10", "Wed 25 Nov 2026 10:00")]),
    ("Answer by Friday.", [("by Friday", "Fri 27 Nov 2026 18:00")]),
    (
        "We will confirm on December 3rd, 2026.",
        [("on December 3rd, 2026", "Thu 03 Dec 2026 18:00")],
    ),
    ("We'll have news by 2026-12-01.", [("by 2026-12-01", "Tue 01 Dec 2026 18:00")]),
    (
        "We are going to call you the day after tomorrow before noon.",
        [("the day after tomorrow before noon", "Thu 26 Nov 2026 12:00")],
    ),
    ("Your order will be delivered by 27/11.", [("by 27/11", "Fri 27 Nov 2026 18:00")]),
    ("I will let you know by 5 pm on Friday.", [("by 5 pm on Friday", "Fri 27 Nov 2026 17:00")]),
    ("We will fix it next week.", [("next week", "Fri 04 Dec 2026 18:00")]),
    (
        "We will fix it by the end of next month.",
        [("by the end of next month", "Thu 31 Dec 2026 18:00")],
    ),
    (
        "We will get back to you in the next 24-48 hours.",
        [("in the next 24-48 hours", "Thu 26 Nov 2026 10:00")],
    ),
    ("We'll answer on Friday of next week.", [("on Friday of next week", "Fri 04 Dec 2026 18:00")]),
    (
        "Your card will be replaced within two weeks.",
        [("within two weeks", "Tue 08 Dec 2026 18:00")],
    ),
    ("I'll write to you tonight.", [("tonight", "Tue 24 Nov 2026 21:00")]),
    ("I will call you on the 3rd.", [("on the 3rd", "Thu 03 Dec 2026 18:00")]),
    ("We will have this fixed by tomorrow.", [("by tomorrow", "Wed 25 Nov 2026 18:00")]),
    (
        "You should get the refund by Monday at the latest.",
        [("by Monday at the latest", "Mon 30 Nov 2026 18:00")],
    ),
    ("I'll send you the invoice today.", [("today", "Tue 24 Nov 2026 18:00")]),
    ("We'll call back within the hour.", [("within the hour", "Tue 24 Nov 2026 11:00")]),
    ("I will come back to you by 17:00.", [("by 17:00", "Tue 24 Nov 2026 17:00")]),
    (
        "We aim to reply within one working day.",
        [("within one working day", "Wed 25 Nov 2026 18:00")],
    ),
    ("Expect our answer by noon tomorrow.", [("by noon tomorrow", "Wed 25 Nov 2026 12:00")]),
    ("Your parcel will arrive between now and Friday.", [("Friday", "Fri 27 Nov 2026 18:00")]),
    (
        "Our team will contact you on Monday morning.",
        [("on Monday morning", "Mon 30 Nov 2026 14:00")],
    ),
    (
        "I'll check with the warehouse and let you know by Thursday afternoon.",
        [("by Thursday afternoon", "Thu 26 Nov 2026 18:00")],
    ),
    ("The new part ships on 1 December.", [("on 1 December", "Tue 01 Dec 2026 18:00")]),
    (
        "We promise an answer before 10 am tomorrow.",
        [("before 10 am tomorrow", "Wed 25 Nov 2026 10:00")],
    ),
    (
        "We will write again no later than Wednesday, 2 December.",
        [("no later than Wednesday, 2 December", "Wed 02 Dec 2026 18:00")],
    ),
    ("I will phone you this evening.", [("this evening", "Tue 24 Nov 2026 21:00")]),
    (
        "The engineer is booked for 30 November at 11:30.",
        [("for 30 November at 11:30", "Mon 30 Nov 2026 11:30")],
    ),
    ("We shall reply in two to three days.", [("in two to three days", "Fri 27 Nov 2026 18:00")]),
    (
        "You'll hear from me by close of business.",
        [("by close of business", "Tue 24 Nov 2026 18:00")],
    ),
    (
        "Give me 30 minutes at most and I will have it.",
        [("30 minutes at most", "Tue 24 Nov 2026 10:30")],
    ),
    ("It will be ready in a couple of days.", [("in a couple of days", "Thu 26 Nov 2026 18:00")]),
    (
        "We are sending it out tomorrow before 14:00.",
        [("tomorrow before 14:00", "Wed 25 Nov 2026 14:00")],
    ),
    (
        "You will have your money back by the end of the month.",
        [("by the end of the month", "Mon 30 Nov 2026 18:00")],
    ),
    ("We will let you know this week.", [("this week", "Fri 27 Nov 2026 18:00")]),
    (
        "I'm going to look into it today and reply before Friday at noon.",
        [("today", "Tue 24 Nov 2026 18:00"), ("before Friday at noon", "Fri 27 Nov 2026 12:00")],
    ),
    ("Delivery: Friday 27 November.", [("Friday 27 November", "Fri 27 Nov 2026 18:00")]),
    ("Refund within 5 business days.", [("within 5 business days", "Tue 01 Dec 2026 18:00")]),
    ("We will post an update at 16:00.", [("at 16:00", "Tue 24 Nov 2026 16:00")]),
    ("We can confirm it by 5/12/2026.", [("by 5/12/2026", "Sat 05 Dec 2026 18:00")]),
    (
        "Thank you for waiting. You will receive the new card on 4 January 2027.",
        [("on 4 January 2027", "Mon 04 Jan 2027 18:00")],
    ),
    (
        "I understand that this is annoying; I'll call you at ten tomorrow.",
        [("at ten tomorrow", "Wed 25 Nov 2026 10:00")],
    ),
    ("We will replace it in 14 days.", [("in 14 days", "Tue 08 Dec 2026 18:00")]),
    ("We will call you on Wednesday at 9:15.", [("on Wednesday at 9:15", "Wed 25 Nov 2026 09:15")]),
    ("I'll email you in an hour.", [("in an hour", "Tue 24 Nov 2026 11:00")]),
    (
        "We will collect it on Tuesday, 1 December.",
        [("on Tuesday, 1 December", "Tue 01 Dec 2026 18:00")],
    ),
    (
        "You can expect our answer within 3 working hours.",
        [("within 3 working hours", "Tue 24 Nov 2026 13:00")],
    ),
)
NO_PROMISES = (
    "Order 48 will be sent.",
    "If you send it by Friday, we will refund it.",
    "Please send us the photo before Friday.",
    "We were there on Friday.",
    "Our office will be closed on 25 December.",
    "You have until Friday to return it.",
    "We are open from 9 to 18.",
    "We will look at invoice 3/12.",
    "You will be charged 20 euros.",
    "We will refund 48 euros.",
    "We received your mail on Monday.",
    "> We will answer by Friday.",
    "We will not be able to answer before Friday.",
    "Can we call you tomorrow at 10?",
    "Once you send the photo we will answer within 48 hours.",
    "Monday to Friday we will be happy to help.",
    "We will install version 10.12.",
    "The offer ends tomorrow.",
    "You need to pay before 3 December.",
    "Your warranty is valid until 3 December 2027.",
    "Your order 5512 will be processed.",
    "The price will be 24 euros.",
    "We will need the form from you before Friday.",
    "You will need to return it within 14 days.",
    "When the bank confirms, we will refund within 3 days.",
    "You said that you would call on Monday.",
    "As you wrote on Friday, the box was broken.",
    "The invoice of 3 December will be corrected.",
    "We will credit invoice 2026-12-03.",
    "We will use version 2.10.",
    "I would have called you tomorrow.",
    "We will not ship before Monday.",
    "Would Friday at 10 suit you?",
    "Please call us tomorrow.",
    "You can return it within 30 days.",
    "We are open Monday to Friday.",
    "We will be closed until Monday.",
    "The sale ends on Friday.",
    "The train left at 10:30.",
    "They delivered it yesterday.",
    "Your subscription renews on 1 January.",
    "Your password expires in 3 days.",
    "On Wed, 18 Nov 2026 at 10:12, Lucía wrote:",
    "| We will answer by Friday.",
    "We had promised it for Thursday.",
    "We answered within two hours.",
    "We will charge 10 per cent.",
    "In case it breaks again within two weeks, tell us.",
    "If nothing arrives by Friday, call us.",
    "Unless you object before Monday, nothing changes.",
    "You may cancel until tomorrow at 18:00.",
    "We will look at page 12.",
    "I will read section 3.2 of the contract.",
    "The room will be number 27.",
    "Every Monday we will publish the list.",
    "We usually answer within two hours.",
    "Maybe we will have it tomorrow.",
    "Our phone is answered from 9:00 to 14:00.",
    "You bought it on 3 October 2025.",
    "We will refund the 3 items.",
    "We will have looked at it by then.",
    "Our offer for 20 items stands.",
    "I called you at 10.",
    "It took 48 hours.",
    "He will ask you on Friday, you wrote.",
    "Since Monday it has not worked.",
)


@pytest.mark.parametrize(("text", "dates"), PROMISES)
def test_a_promise_in_english_is_found(text: str, dates: list[tuple[str, str]]) -> None:
    assert found(text, "en") == dates


@pytest.mark.parametrize("text", NO_PROMISES)
def test_no_promise_in_english_is_left_alone(text: str) -> None:
    assert found(text, "en") == []
