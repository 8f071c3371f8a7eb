from django.test import Client

from tickets.models import Agent, CustomerGroup, Ticket


def test_a_lead_puts_a_customer_into_a_group(luisa: Agent, ticket: Ticket) -> None:
    group = CustomerGroup.objects.create(name="Club")
    client = Client()
    client.force_login(luisa)
    client.post(f"/desk/tickets/{ticket.number}/group/", {"group": group.pk})
    ticket.customer.refresh_from_db()
    assert ticket.customer.group == group


def test_an_agent_sees_the_group_and_may_not_change_it(desk: Client, ticket: Ticket) -> None:
    group = CustomerGroup.objects.create(name="Club", domains=["correo.example"])
    page = desk.get(f"/desk/tickets/{ticket.number}/").content.decode()
    assert "<dd>Club</dd>" in page
    answer = desk.post(f"/desk/tickets/{ticket.number}/group/", {"group": group.pk})
    assert answer.status_code == 403
