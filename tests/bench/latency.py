"""From delivery to the ticket in an open browser, one mail after the other, as people write them.

`python -m tests.bench.latency --mails 50`. The same is measured with IDLE off, when only beat's timer looks.
Of the first, one part is the mail server's own: how long it takes to tell a client in IDLE (Dovecot waits half
a second, so that a burst is told once). It is measured beside by a client that does nothing else.
"""

from __future__ import annotations

import argparse
import random
import statistics
import threading
import time
from dataclasses import dataclass, field

from imapclient import IMAPClient
from playwright.sync_api import Page, sync_playwright

from tests.bench import house as bench
from tests.crash.soak import house as houses
from tests.crash.soak.house import House
from tests.requirements import program

LEAD = "ana@alameda.example"
NOTE_WHAT_APPEARS = """(first) => {
  window.seen = {};
  new MutationObserver(() => {
    for (const [, serial] of document.body.innerText.matchAll(/Pedido (\\d+)/g))
      if (serial >= first) seen[serial] ??= Date.now();
  }).observe(document.body, { childList: true, subtree: true });
}"""


def main() -> None:
    options = _options()
    with houses.opened() as house:
        import django

        django.setup()
        from tests.crash.soak import stage

        stage.build(house.imap_port, [LEAD])
        bench.manage("collectstatic", "--no-input", "--verbosity", "0")
        house.start_programs()
        with sync_playwright() as playwright:
            chromium = str(program("chromium", package="chromium"))
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = _desk(house, browser.new_page())
            _measure(
                house, page, 3, start=0
            )  # the first mails warm up what a night had let go cold
            print(f"{'seconds':<28}{'median':>8}{'p95':>8}{'max':>8}")
            told, seen = _measure(house, page, options.mails, start=10)
            _print("the server tells of it", told)
            _print("the ticket is visible", seen)
            house.kill("watcher")
            _, seen = _measure(house, page, options.mails, start=10 + options.mails)
            _print("the same with IDLE off", seen)
            browser.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.latency", description=__doc__)
    parser.add_argument("--mails", type=int, default=50)
    return parser.parse_args()


def _desk(house: House, page: Page) -> Page:
    """Ana in front of the tickets that nobody has taken, with the live line open."""
    from tests.crash.soak.agents import PASSWORD

    page.goto(f"{house.url}/accounts/login/")
    page.fill("input[name=login]", LEAD)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form [type=submit]").first.click()
    page.wait_for_url("**/desk/**")
    page.goto(f"{house.url}/desk/unassigned/")
    page.wait_for_timeout(1000)
    return page


def _measure(
    house: House, page: Page, mails: int, *, start: int
) -> tuple[list[float], list[float]]:
    """How long after its delivery each mail was announced, and was visible; in seconds."""
    from tests.crash.soak.customers import Letterbox, letter

    letterbox, ear, rng = Letterbox(house.imap_port), Ear(house.imap_port), random.Random(1)
    ear.start()
    page.reload()
    page.evaluate(NOTE_WHAT_APPEARS, start)
    delivered = {}
    for serial in range(start, start + mails):
        page.wait_for_timeout(rng.uniform(800, 2500))
        letterbox.put(letter(serial))
        delivered[serial] = time.time()
        _close(house, [int(seen) for seen in page.evaluate("Object.keys(seen)")])
    while len(seen := page.evaluate("seen")) < mails:
        page.wait_for_timeout(500)
    ear.ended.set()
    told = [at - max(was for was in delivered.values() if was < at) for at in ear.heard_at]
    return told, [seen[str(serial)] / 1000 - at for serial, at in delivered.items()]


def _close(house: House, serials: list[int]) -> None:
    """What was seen leaves the list, so that it stays a short one."""
    subjects = [f"Pedido {serial}" for serial in serials]
    with house.postgres.connect("bench") as session:
        session.execute(
            "UPDATE tickets_ticket SET status = 'closed' WHERE subject = ANY(%s)", [subjects]
        )


@dataclass(eq=False)
class Ear(threading.Thread):
    """Another client in IDLE, which only notes when it is told of mail."""

    port: int
    heard_at: list[float] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        with IMAPClient("127.0.0.1", self.port, ssl=False, timeout=60) as client:
            client.login(bench.ADDRESS, bench.PASSWORD)
            client.select_folder("INBOX", readonly=True)
            client.idle()
            while not self.ended.is_set():
                if any(line[1:] == (b"EXISTS",) for line in client.idle_check(timeout=1)):
                    self.heard_at.append(time.time())


def _print(name: str, seconds: list[float]) -> None:
    p95 = statistics.quantiles(seconds, n=20)[-1]
    print(f"{name:<28}{statistics.median(seconds):>8.2f}{p95:>8.2f}{max(seconds):>8.2f}")


if __name__ == "__main__":
    main()
