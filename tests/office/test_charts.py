from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template
from django.utils import translation

from tickets.templatetags.charts import Column
from tickets.templatetags.figures import hours

CHART = Template('{% load charts %}{% column_chart columns key="x" title="T" description="D" %}')


def drawn(*columns: Column) -> ET.Element:
    text = CHART.render(Context({"columns": columns}))
    svg = re.search(r"<svg.*</svg>", text, re.DOTALL)
    assert svg
    return ET.fromstring(svg[0])  # well-formed, or it raises


def column(value: float, **more: object) -> Column:
    return Column(**{"label": "1 Nov", "words": "1 Nov: 3 h", "parts": [("whole", value)], **more})  # type: ignore[arg-type]


def test_twice_the_value_is_twice_the_height() -> None:
    parts = drawn(column(2), column(4)).findall(".//rect[@class='chart__part']")
    heights = [float(part.attrib["height"]) for part in parts]
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.01)


def test_each_column_has_its_words_and_its_link() -> None:
    (link,) = drawn(column(3, url="/office/?a=1&b=2")).findall(".//a")
    assert link.attrib["href"] == "/office/?a=1&b=2"
    assert link.findtext("title") == "1 Nov: 3 h"


def test_words_of_a_column_are_never_markup() -> None:
    svg = drawn(column(3, words="<script>alert(1)</script>"))
    assert svg.findall(".//script") == []


def test_in_spanish_the_drawing_keeps_its_decimal_points() -> None:
    with translation.override("es"):
        part = drawn(column(1), column(3)).find(".//rect[@class='chart__part']")
    assert part is not None
    assert float(part.attrib["x"]) > 0


def test_without_any_value_there_is_still_an_axis() -> None:
    assert drawn(column(0), column(0)).findall(".//line")
    assert drawn().findall(".//line")


def test_one_mark_far_away_does_not_flatten_the_rest() -> None:
    columns = [column(2, mark=4.0) for _ in range(20)] + [column(2, mark=4000.0)]
    svg = drawn(*columns)
    first = svg.find(".//rect[@class='chart__part']")
    assert first is not None
    assert float(first.attrib["height"]) > 20
    assert len(svg.findall(".//path[@class='chart__beyond']")) == 1


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"), (0, "0 s"), (22.4, "22 s"), (90, "1 min 30 s"), (600, "10 min"), (659, "10 min"),
        (3600, "1 h"), (14040, "3 h 54 min"), (100 * 3600 + 120, "100 h"),
    ],
)  # fmt: skip
def test_a_length_of_time_in_hours(seconds: float | None, words: str) -> None:
    assert hours(seconds) == words
