"""Everybody who keeps the house busy: customers, agents, and the servers that report on its mail."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from tests.crash.soak.agents import Agent
from tests.crash.soak.customers import Customers, Letterbox
from tests.crash.soak.house import House
from tests.crash.soak.people import Memory
from tests.crash.soak.reports import Reports

AGENTS = ("ana@alameda.example", "bruno@alameda.example")
FINISHING_SECONDS = 90


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
        for person in self.people:
            person.start()

    def end(self) -> None:
        """Nobody begins anything new, and everybody finishes what is in hand."""
        self.memory.ended.set()
        for person in self.people:
            person.join(FINISHING_SECONDS)
            if person.is_alive():
                self.memory.unexpected.append(f"{person.name} never came to an end")
