"""The states of the customer's page, each brought about as it happens. A method returns the page's address."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from tests.cast import Receive
from tests.portal.conftest import LUCIA, Counter, ask, mailed
from tickets.models import Agent, Alternative, Proposal, Rating, Suppression, Ticket
from tickets.models.attachment import IncomingFile
from tickets.models.ticket import Draft, Offer

LONG_LINK = f"https://papeleria.example/{'recibo' * 20}"
LONG_WORDS = "Me han cobrado dos veces el pedido 5512 y en el banco me dicen que espere. " * 60


class States:
    def __init__(self, lucia: Counter, ana: Agent, mail: Receive) -> None:
        self.lucia, self.ana, self.mail, self.ticket = lucia, ana, mail, lucia.ticket

    def new(self) -> str:
        return self.lucia.address()

    def in_procedure(self) -> str:
        step = self.ticket.current_step()
        assert step
        self.ticket.complete_step(step, by=self.ana)
        return self.lucia.address()

    def late(self) -> str:
        self.ticket.clocks.update(due_at=timezone.now() - dt.timedelta(hours=5))
        return self.lucia.address()

    def waiting(self) -> str:
        self.ticket.reply(self.ana, Draft(text=f"¿Nos manda el recibo?\n\n{LONG_LINK}"))
        return self.lucia.address()

    def proposed(self) -> str:
        self._propose()
        return self.lucia.address()

    def proposed_with_one(self) -> str:
        self._propose(self._offers()[0])
        return self.lucia.address()

    def proposed_with_several(self) -> str:
        self._propose(*self._offers())
        return self.lucia.address()

    def proposal_page(self) -> str:
        self._propose(*self._offers())
        return self.lucia.address("proposal")

    def declined(self) -> str:
        self.ticket.decline(self._propose(), why="Prefiero el dinero.")
        return f"{self.lucia.address()}?done=declined"

    def accepted(self) -> str:
        offered = self._propose(*self._offers())
        self.ticket.accept(offered, offered.options.first())
        return f"{self.lucia.address()}?done=accepted"

    def rated(self) -> str:
        self._rate()
        return self.lucia.address()

    def rating_page(self) -> str:
        self._rate()
        return f"{self.lucia.address('rating')}?done=rated"

    def consent_asked(self) -> str:
        self._rate().comment_on("Muy amables, y rápido. Se nota que les importa.")
        return self.lucia.address("rating")

    def consent_given(self) -> str:
        self._shown()
        return self.lucia.address("rating")

    def testimonials(self) -> str:
        self._shown()
        return "/testimonials/"

    def closed_by_silence(self) -> str:
        self.ticket.lapse(self._propose())
        return self.lucia.address()

    def ended_link(self) -> str:
        address = self.lucia.address()
        self.ticket.revoke_links(self.ana)
        return address

    def call_form(self) -> str:
        return self.lucia.address("call")

    def call_booked(self) -> str:
        self.ticket.ask_call("+34612345678", self.ticket.call_windows()[0], about="El recibo")
        return f"{self.lucia.address()}?done=call"

    def stopped_address(self) -> str:
        Suppression.note([LUCIA], reason="bounced")
        self.ticket.propose(self.ana, Draft(text="Le devolvemos 49,90 €."))
        return self.lucia.address()

    def files(self) -> str:
        name = f"recibo-{'muy-' * 20}largo.pdf"
        stored = IncomingFile.stored(name, "application/pdf", b"%PDF-1.4")
        held = self.mail(
            "Your code is 424242.", from_addr="noreply@saas.example", kind="third_party"
        )
        self.ticket.receive(
            self.mail("Aquí va.\n\n> ¿El recibo?", new_text="Aquí va.", files=(stored,))
        )
        self.ticket.receive(held)
        return self.lucia.address()

    def long(self) -> str:
        """Forty messages, some of them very long, on the customer's side quoted whole each time."""
        for number in range(20):
            quoted = "> ".join(LONG_WORDS.splitlines(keepends=True))
            words = f"{number}: {LONG_WORDS if number % 3 == 0 else LONG_WORDS[:400]}"
            self.ticket.receive(self.mail(f"{words}\n\n{quoted}", new_text=words))
            self.ticket.reply(self.ana, Draft(text=f"{number}: {LONG_WORDS[:900]}"))
        return self.lucia.address()

    def earlier(self) -> str:
        newest = self.long()
        part = self.ticket.customer_conversation().order_by("-at", "-pk")[6]
        return f"{newest}?before={part.pk}"

    def whole_mail(self) -> str:
        self.files()
        found = self.ticket.messages.get(new_text="Aquí va.")
        return self.lucia.address("message", found.pk)

    def paper(self) -> str:
        self.files()
        self.in_procedure()
        self.ticket.reply(self.ana, Draft(text="Gracias por el recibo. Lo miramos hoy."))
        return self.lucia.address("paper")

    def ask_all(self) -> str:
        return "/t/all/"

    def asked_all(self) -> str:
        return "/t/all/?asked"

    def all_tickets(self) -> str:
        for subject in ("Factura sin IVA", "", f"Pedido {'5512' * 20}"):
            Ticket.open_from(self.mail(subject=subject), channel=self.ticket.channel)
        self.closed_by_silence()
        ask(LUCIA)
        found = mailed()
        assert found
        return found[0]

    def _offers(self) -> list[Offer]:
        refund, voucher = Alternative.objects.order_by("pk")
        return [
            Offer(voucher, "Un vale de 25 €."),
            Offer(refund, "Le devolvemos 49,90 € a su tarjeta.", Decimal("49.90")),
        ]

    def _propose(self, *offers: Offer) -> Proposal:
        draft = Draft(text="Sentimos el cargo doble. Esto es lo que podemos hacer.", offers=offers)
        offered = self.ticket.propose(self.ana, draft)
        assert isinstance(offered, Proposal)
        return offered

    def _rate(self) -> Rating:
        self.ticket.accept(self._propose())
        return self.ticket.rate(5)

    def _shown(self) -> None:
        rating = self._rate()
        rating.comment_on("Muy amables, y rápido. Se nota que les importa.")
        rating.allow(shown_as="Lucía P.")
        rating.publish(by=self.ana, revision=rating.revision)


NAMES = sorted(name for name in vars(States) if not name.startswith("_"))
