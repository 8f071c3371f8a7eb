"""What an agent does in front of the desk. Waits are generous: a machine under load is no failure."""

from __future__ import annotations

from playwright.sync_api import Page, expect

VISIBLE_MS = 45_000


def sees(desk: Page, subject: str) -> None:
    """Wait for the ticket to come into the list by itself, and open it."""
    row = desk.locator("a.ticket-row", has_text=subject)
    row.wait_for(timeout=VISIBLE_MS)
    row.click()
    expect(desk.locator("#ticket-title")).to_have_text(subject)


def answers(desk: Page, text: str, *, then: str = "") -> None:
    desk.fill("#composer-text", text)
    if then:
        desk.select_option("select[name=then]", then)
    desk.press("#composer-text", "Control+Enter")
    expect(desk.locator("#conversation")).to_contain_text(text, timeout=VISIBLE_MS)


def proposes(desk: Page, text: str, **options: tuple[str, str]) -> None:
    """Offer alternatives, by their keys, each with what the customer reads and its value."""
    desk.select_option("select[name=then]", "propose")
    for key, (words, value) in options.items():
        desk.check(f"[name=offer-{key}-is_offered]")
        desk.fill(f"[name=offer-{key}-words]", words)
        desk.fill(f"[name=offer-{key}-value]", value)
    answers(desk, text)


def takes(desk: Page, *, category: str, leads_to: str) -> None:
    desk.get_by_role("button", name="Take it").click()
    expect(desk.get_by_role("button", name="Take it")).to_have_count(0, timeout=VISIBLE_MS)
    desk.select_option("#category", label=category)
    expect(desk.locator("#procedure")).to_contain_text(leads_to, timeout=VISIBLE_MS)


def ends_step(desk: Page, button: str, *, then: str, **facts: str) -> None:
    """Note the facts of the current step, press what ends it, and see the next one."""
    for key, said in facts.items():
        desk.fill(f"#step-done [name=fact_{key}]", said)
    desk.locator("#procedure").get_by_role("button", name=button).click()
    now = desk.locator("#procedure .procedure__now > summary strong")
    expect(now).to_have_text(then, timeout=VISIBLE_MS)


def calls(desk: Page, note: str) -> None:
    """Log a call in which the customer was reached."""
    desk.fill("#call-note", note)
    desk.get_by_role("button", name="Reached", exact=True).click()
    expect(desk.locator("#conversation")).to_contain_text(note, timeout=VISIBLE_MS)
