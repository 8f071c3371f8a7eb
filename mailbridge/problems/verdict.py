"""What the test of a way in or out found: a problem, or that all is well, in words."""

from __future__ import annotations

from dataclasses import dataclass

from mailbridge.problems.problem import Problem


@dataclass(frozen=True)
class Verdict:
    problem: Problem | None
    praise: str = ""

    def __str__(self) -> str:
        return str(self.problem) if self.problem else self.praise
