"""Which words only a program writes, where no field says so, and which are a person's."""

import pytest

from mailbridge.inbound.origin import robots

PROGRAMS = {
    "Re: Lamp": "Auto-reply:\n\nI'm out until Monday.",
    "Re: Lampe": "Unser Büro ist bis 6. Januar geschlossen. Ihre E-Mail wird danach beantwortet.",
    "Sam Hollis - Out of Office": "I am away until 9 March.",
    "[EXTERNAL] Automatic reply: Lamp": "",
    "Automatic reply: Lamp": "Urgent? Call Tom. More: https://acme.example/?page=2",
    "Autoreply from ana@acme.example": "Away until Monday.",
    "Out of office: Lamp": "Do you need help now? Call Tom on 020 7946 0000.",
    "Automatische Antwort: Lampe": "Vielen Dank für Ihre Nachricht. Ich segle bis Montag.",
    "Automatisch antwoord: Lamp": "Bedankt voor uw bericht. Ik zeil tot maandag.",
    "Réponse automatique : Lampe": "Vous avez reçu cette réponse automatique car je navigue.",
    "Out of office: Order": "You have received this automatic reply because I sail.",
    "Please confirm your message": "This message was created automatically by TMDA.",
}
PERSONS = {
    "Out of office: how do I set it?": "Where do I set it?",
    "On holiday": "Deliver on Saturday, I'm on holiday.",
    "Holiday": "I am on holiday. The neighbour takes the parcel for us at number 14.",
    "Re: Lamp": "Again:\n\nThis message was created automatically by you.\n\nLet somebody call.",
    "Re: Lampe": "Danke für Ihre Nachricht. Ich bin im Urlaub, bitte liefern Sie an Kern.",
    "Autoresponder": "The autoresponder in my hosting package sends nothing. Hosting 4471.",
    "Abwesenheitsnotiz": "Die Abwesenheitsnotiz lässt sich nicht speichern.",
    "Closed account": "My account was closed and I am on holiday without a card. Open it again.",
    "AW: Lampe": "Danke für Ihre Nachricht. Ich bin im Urlaub. Der Auftrag gilt.",
    "RE: Lamp": "Thanks for your mail. I am out of the office, so take the number from the box.",
    "Re: Ticket": "Your ticket number 7 was opened for the wrong lamp. Ours is number 9.",
    "Meter": "Name: Ana\nMail: ana@acme.example\nMessage:\nThe meter was read on 3 March.",
    "Re: Solicitud": "Dos semanas con «Hemos recibido su solicitud. Responderemos en breve.» y nada.",
    "Lamp": "Thank you for your email. We have received the new lamp.",
}


@pytest.mark.parametrize("subject", PROGRAMS)
def test_words_of_a_program(subject: str) -> None:
    assert robots.said(subject, PROGRAMS[subject])


@pytest.mark.parametrize("subject", PERSONS)
def test_words_of_a_person(subject: str) -> None:
    assert not robots.said(subject, PERSONS[subject])
