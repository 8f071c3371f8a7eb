"""How a column looks in the file. Each shape tells a row's value (None: left out) and reads it back as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from tickets.protocol.notation import Fault, Mapped
from tickets.protocol.times import Duration, Lead

LANGUAGES = ("en", "es")
KINDS = {
    str: __("a text"),
    int: __("a whole number"),
    bool: __("true or false"),
    list: __("a list"),
    dict: __("names with values"),
}


@dataclass(frozen=True)
class Plain:
    """A text, a whole number or true; what is empty or usual is left out."""

    name: str
    kind: type = str
    usual: str = ""

    def told(self, row: Any) -> Any:
        value = getattr(row, self.name)
        if isinstance(value, str):
            return None if value == self.usual else _unix(value)
        return None if value is None or value is False else value

    def read(self, said: Mapped) -> dict[str, Any]:
        value = typed(said, self.name, self.kind)
        if value is not None:
            return {self.name: value}
        empty = {str: self.usual, bool: False}
        return {self.name: empty[self.kind]} if self.kind in empty else {}


@dataclass(frozen=True)
class Amount:
    """Money, as `12.50`."""

    name: str

    def told(self, row: Any) -> str | None:
        value = getattr(row, self.name)
        return None if value is None else f"{value:.2f}"

    def read(self, said: Mapped) -> dict[str, Any]:
        value = said.get(self.name)
        return {self.name: None if value is None else str(value)}


@dataclass(frozen=True)
class Pair:
    """A text in English and Spanish, as columns NAME_en and NAME_es."""

    name: str

    def told(self, row: Any) -> dict[str, str] | None:
        texts = {code: _unix(getattr(row, f"{self.name}_{code}")) for code in LANGUAGES}
        return {code: text for code, text in texts.items() if text} or None

    def read(self, said: Mapped) -> dict[str, Any]:
        texts = typed(said, self.name, dict) or {}
        return {f"{self.name}_{code}": texts_in(texts, code) for code in LANGUAGES}


@dataclass(frozen=True)
class Reference:
    """Another row, by a name that is its own: the first of these columns that is filled in."""

    name: str
    model: type[models.Model]
    by: tuple[str, ...] = ("name",)

    def told(self, row: Any) -> str | None:
        other = getattr(row, self.name)
        texts = (str(getattr(other, by)) for by in self.by) if other else ()
        return next((text for text in texts if text), None)

    def read(self, said: Mapped) -> dict[str, Any]:
        wanted = typed(said, self.name, str)
        if not wanted:
            return {self.name: None}
        rows = (self.model._default_manager.filter(**{by: wanted}).first() for by in self.by)
        found = next((row for row in rows if row), None)
        if not found:
            words = _("There is no “%(name)s” that is called “%(wanted)s”.")
            raise Fault(said.line_of(self.name), words % {"name": self.name, "wanted": wanted})
        return {self.name: found}


@dataclass(frozen=True)
class Rows:
    """A JSON column of small mappings, each with these texts; `both` may be said in two languages."""

    name: str
    parts: tuple[str, ...]
    both: tuple[str, ...] = LANGUAGES

    def told(self, row: Any) -> list[dict[str, str]] | None:
        rows = getattr(row, self.name)
        return [{part: each[part] for part in self.parts if each[part]} for each in rows] or None

    def read(self, said: Mapped) -> dict[str, Any]:
        rows = []
        for each in listed(said, self.name):
            expect(each, self.parts)
            rows.append({part: typed(each, part, str) or "" for part in self.parts})
            if not rows[-1]["key"] or not any(rows[-1][part] for part in self.both):
                raise Fault(each.line, _("A key and a text are needed here."))
        return {self.name: rows}


@dataclass(frozen=True)
class Texts:
    """A JSON column of texts."""

    name: str

    def told(self, row: Any) -> list[str] | None:
        return list(getattr(row, self.name)) or None

    def read(self, said: Mapped) -> dict[str, Any]:
        texts = typed(said, self.name, list) or []
        if not all(isinstance(text, str) for text in texts):
            raise Fault(said.line_of(self.name), _("“%s” is a list of texts.") % self.name)
        return {self.name: texts}


Shape = Plain | Duration | Lead | Amount | Pair | Reference | Rows | Texts


def told(row: Any, shapes: tuple[Shape, ...]) -> dict[str, Any]:
    values = ((shape.name, shape.told(row)) for shape in shapes)
    return {name: value for name, value in values if value is not None}


def read(said: Mapped, shapes: tuple[Shape, ...], *, more: tuple[str, ...] = ()) -> dict[str, Any]:
    """The columns. `more`: what else may stand there."""
    older = (shape.in_minutes for shape in shapes if isinstance(shape, Duration))
    expect(said, (*(shape.name for shape in shapes), *older, *more))
    columns: dict[str, Any] = {}
    for shape in shapes:
        columns |= shape.read(said)
    return columns


def checked(row: models.Model, said: Mapped) -> None:
    """Raise the first thing that the model finds wrong with its columns."""
    try:
        row.clean_fields(exclude=_relations(row))
        row.clean()
        row.validate_constraints()
    except ValidationError as error:
        name, words = next(iter(error.message_dict.items()))
        shown = name.removesuffix("_en").removesuffix("_es").removesuffix("_seconds")
        sentence = words[0] if name == NON_FIELD_ERRORS else f"{shown}: {words[0]}"
        raise Fault(said.line_of(shown), sentence) from error


def expect(said: Any, names: tuple[str, ...]) -> None:
    for name in said:
        if name not in names:
            raise Fault(said.line_of(name), _("“%s” is not known here.") % name)


def typed(said: Mapped, name: str, kind: type) -> Any:
    value = said.get(name)
    if (
        value is not None
        and type(value) is not kind
        and not (kind is dict and isinstance(value, Mapped))
    ):
        words = _("“%(name)s” must be %(kind)s.") % {"name": name, "kind": KINDS[kind]}
        raise Fault(said.line_of(name), words)
    return value


def listed(said: Mapped, name: str) -> list[Mapped]:
    """A list of mappings; none is an empty one."""
    rows = typed(said, name, list) or []
    if not all(isinstance(row, Mapped) for row in rows):
        raise Fault(said.line_of(name), _("“%s” is a list of entries with names.") % name)
    return list(rows)


def texts_in(texts: Any, code: str) -> str:
    if texts:
        expect(texts, LANGUAGES)
    return str(typed(texts, code, str) or "") if texts else ""


def _relations(row: models.Model) -> list[str]:
    return [field.name for field in row._meta.fields if field.is_relation]


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")
