"""Every row of the attack table is accounted for, by tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
PLACES = (HERE, TESTS / "mailbridge", TESTS.parent)


def test_each_row_of_the_attack_table_names_tests_that_exist() -> None:
    text = (HERE / "README.md").read_text()
    assert re.findall(r"^\| A(\d+) \|", text, re.MULTILINE) == [str(row) for row in range(1, 49)]
    for name in re.findall(r"`([\w/]+\.py)`", text):
        assert any((place / name).exists() for place in PLACES), name
