"""Charts as plain SVG: coloured by the style sheet, each column focusable and with its words; no script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()

WIDTH, HEIGHT = 900.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 8.0, 16.0, 26.0
MOST_LABELS = 10
LINES = 4


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its parts from the bottom up as (kind, value), and perhaps a mark above them."""

    label: str
    words: str
    parts: Sequence[tuple[str, float]]
    mark: float | None = None
    url: str = ""

    @property
    def height(self) -> float:
        return sum(value for _kind, value in self.parts)


@register.inclusion_tag("components/chart.html")
def column_chart(
    columns: Sequence[Column], *, key: str, title: str, description: str, unit: str = ""
) -> dict[str, Any]:
    """Draw columns over an axis from 0. `key` makes ids unique on a page that has several charts."""
    scale = _scale(_highest(columns))
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(columns))
    step = math.ceil(len(columns) / MOST_LABELS) if columns else 1
    return {
        "key": key,
        "title": title,
        "description": description,
        "box": f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        "left": LEFT,
        "scale_x": LEFT - 6,
        "right": WIDTH - RIGHT,
        "base": HEIGHT - BOTTOM,
        "lines": [(_y(value, scale[-1]), f"{value:g}{unit}") for value in scale],
        "columns": [
            _drawn(column, index, slot=slot, top=scale[-1]) for index, column in enumerate(columns)
        ],
        "labels": [
            (round(LEFT + slot * (index + 0.5), 1), column.label)
            for index, column in enumerate(columns)
            if index % step == 0
        ],
    }


def _drawn(column: Column, index: int, *, slot: float, top: float) -> dict[str, Any]:
    x, width = LEFT + slot * index, slot * 0.72
    parts, below = [], 0.0
    for kind, value in column.parts:
        upper, lower = _y(below + value, top), _y(below, top)
        if value:
            parts.append({"kind": kind, "y": upper, "height": round(lower - upper, 1)})
        below += value
    return {
        "words": column.words,
        "url": column.url,
        "slot": (round(x, 1), round(slot, 1)),
        "x": round(x + (slot - width) / 2, 1),
        "x2": round(x + (slot + width) / 2, 1),
        "width": round(width, 1),
        "middle": round(x + slot / 2, 1),
        "parts": parts,
        "mark": None if column.mark is None else _y(min(column.mark, top), top),
        "is_beyond": column.mark is not None and column.mark > top,
        "arrow": f"M{x + slot / 2 - 5:.1f} {TOP + 7:.1f}l5 -7l5 7",
        "top_of_parts": _y(below, top),
    }


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)


def _highest(columns: Sequence[Column]) -> float:
    """What the axis must reach: every column, and all marks but those few that would flatten the rest."""
    heights = [column.height for column in columns]
    marks = sorted(column.mark for column in columns if column.mark is not None)
    usual = marks[int(0.9 * (len(marks) - 1))] if marks else 0
    return max([*heights, min(2 * usual, marks[-1]) if marks else 0], default=0)


def _scale(highest: float) -> list[float]:
    """Round steps of 1, 2 or 5 times a power of ten, up to at least `highest`."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / LINES
    power = 10.0 ** math.floor(math.log10(rough))
    size = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return [size * n for n in range(math.ceil(highest / size) + 1)]
