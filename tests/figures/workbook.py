"""Reads a workbook back, as a spreadsheet program would."""

from __future__ import annotations

import datetime as dt
import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from typing import Any

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EPOCH = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)  # a cell knows no zone


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`rows` as text or number, those with a date's format as "2026-11-16 12:00"; None where nothing stands."""

    rows: list[list[Any]]
    formats: dict[str, str]  # by the cell's place, of those that have a number format
    bold: set[str]
    formulas: list[str] = field(default_factory=list)
    xml: str = ""


def read(content: bytes) -> dict[str, Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        xml = {name: archive.read(name).decode() for name in archive.namelist()}
    book = ET.fromstring(xml["xl/workbook.xml"])
    texts = _texts(xml.get("xl/sharedStrings.xml"))
    sheets = enumerate(book.iterfind("m:sheets/m:sheet", NAMES), start=1)
    styles = _Styles(xml["xl/styles.xml"])
    return {
        sheet.attrib["name"]: _sheet(xml[f"xl/worksheets/sheet{number}.xml"], texts, styles)
        for number, sheet in sheets
    }


class _Styles:
    def __init__(self, xml: str) -> None:
        root = ET.fromstring(xml)
        formats = root.iterfind("m:numFmts/m:numFmt", NAMES)
        codes = {"9": "0%", "4": "#,##0.00"}  # those that every program knows by number
        codes |= {each.attrib["numFmtId"]: each.attrib["formatCode"] for each in formats}
        fonts = [
            font.find("m:b", NAMES) is not None for font in root.iterfind("m:fonts/m:font", NAMES)
        ]
        looks = [each.attrib for each in root.iterfind("m:cellXfs/m:xf", NAMES)]
        self.codes = [codes.get(look["numFmtId"], "") for look in looks]
        self.bold = [fonts[int(look["fontId"])] for look in looks]


def _texts(xml: str | None) -> list[str]:
    root = ET.fromstring(xml) if xml else ET.Element("none")
    return ["".join(each.itertext()) for each in root.iterfind("m:si", NAMES)]


def _sheet(xml: str, texts: list[str], styles: _Styles) -> Sheet:
    root = ET.fromstring(xml)
    found = Sheet(rows=[], formats={}, bold=set(), xml=xml)
    for row in root.iterfind("m:sheetData/m:row", NAMES):
        values: list[Any] = []
        for cell in row.iterfind("m:c", NAMES):
            place, style = cell.attrib["r"], int(cell.get("s", "0"))
            values += [None] * (_column(place) - len(values))
            values.append(_value(cell, texts, styles.codes[style]))
            if styles.codes[style]:
                found.formats[place] = styles.codes[style]
            if styles.bold[style]:
                found.bold.add(place)
            if cell.find("m:f", NAMES) is not None:
                found.formulas.append(place)
        found.rows.append(values)
    return found


def _value(cell: ET.Element, texts: list[str], code: str) -> Any:
    written = cell.findtext("m:v", namespaces=NAMES)
    if written is None:
        return None
    if cell.get("t") == "s":
        return texts[int(written)]
    assert cell.get("t") is None
    number = float(written)
    if "yyyy" in code:
        moment = EPOCH + dt.timedelta(seconds=round(number * 86400))
        return f"{moment:%Y-%m-%d %H:%M}"
    return number


def _column(place: str) -> int:
    """Where "B7" stands in its row, from 0."""
    number = 0
    for letter in filter(str.isalpha, place):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
