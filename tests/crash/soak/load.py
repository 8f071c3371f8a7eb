"""Everybody who keeps the house busy: customers, agents, and the servers that report on its mail."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from tests.crash.soak.agents import Agent
from tests.crash.soak.customers import Customers, Letterbox
from tests.crash.soak.house import House
from tests.crash.soak.people import Memory
from tests.crash.soak.reports import Reports

AGENTS = ("ana@alameda.example", "bruno@alameda.example")
STARTING_SECONDS = FINISHING_SECONDS = 90


@dataclass
class Load:
    memory: Memory
    people: list[threading.Thread]

    @classmethod
    def on(cls, house: House, letterbox: Letterbox, *, seed: int, rate: float) -> Load:
        """At a house whose programs run; nobody has begun yet."""
        memory = Memory(house.sink)
        people: list[threading.Thread] = [
            Agent(memory, house.url, address, seed=seed + n) for n, address in enumerate(AGENTS)
        ]
        people.append(Customers(memory, letterbox, seed=seed, rate=rate))
        people.append(Reports(memory, letterbox, house.url, seed=seed))
        return cls(memory, people)

    def begin(self) -> None:
        """Returns once the desk is at work: a storm over an idle house would prove nothing."""
        for person in self.people:
            person.start()
        deadline = time.monotonic() + STARTING_SECONDS
        while not self.memory.answers:
            if time.monotonic() > deadline:
                self.memory.unexpected.append("nobody could answer a mail, even in calm")
                return
            time.sleep(0.2)

    def end(self) -> None:
        """Nobody begins anything new, and everybody finishes what is in hand."""
        self.memory.ended.set()
        for person in self.people:
            person.join(FINISHING_SECONDS)
            if person.is_alive():
                self.memory.unexpected.append(f"{person.name} never came to an end")
