from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.figures import workbook

WEEK = "?from=2026-11-16&to=2026-11-22"


def test_the_analysis_is_a_workbook_and_its_entries_are_a_csv(office: Client) -> None:
    book = office.get(reverse("office:complaint_analysis_xlsx") + WEEK)
    assert "At a glance" in workbook.read(book.content)
    assert "complaints-2026-11-16-2026-11-22.xlsx" in book["Content-Disposition"]
    table = office.get(reverse("office:complaint_analysis_csv") + WEEK)
    assert table.text.startswith("\ufeffYear,Number,Ticket")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_for_managers(agent_client: Client, kind: str) -> None:
    assert agent_client.get(reverse(f"office:complaint_analysis_{kind}")).status_code == 404
