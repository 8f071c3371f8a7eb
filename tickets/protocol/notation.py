"""YAML without its traps: no tags, no aliases, no doubled keys, and nothing but texts, whole numbers, true,
false and null, so that `no`, `10:30` and `2026-12-24` are what they look like.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from django.utils.translation import gettext as _

LARGEST = 1_000_000
DEEPEST = 12
PLAIN = {
    "tag:yaml.org,2002:null": (r"null|", ["n", ""]),
    "tag:yaml.org,2002:bool": (r"true|false", ["t", "f"]),
    "tag:yaml.org,2002:int": (r"0|-?[1-9][0-9]*", list("-0123456789")),
}


class Fault(Exception):
    """What is wrong with the file, and in which line (from 1)."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(_("Line %(line)d: %(words)s") % {"line": line, "words": words})
        self.line = line


class Mapped(dict[str, Any]):
    """A mapping that knows the lines of its beginning and of its keys."""

    line = 1
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's way; filled in below
    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise Fault(self.peek_event().start_mark.line + 1, _("References are not allowed."))  # type: ignore[no-untyped-call]
        self.depth += 1
        if self.depth > DEEPEST:
            raise Fault(self.peek_event().start_mark.line + 1, _("This lies too deep."))  # type: ignore[no-untyped-call]
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Dumper(yaml.SafeDumper):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Mapped:
    mapped = Mapped()
    mapped.line, mapped.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key, line = loader.construct_object(key_node), key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise Fault(line, _("A name was expected here."))
        if key in mapped:
            raise Fault(line, _("“%s” stands here twice.") % key)
        mapped[key], mapped.lines[key] = loader.construct_object(value_node, deep=True), line
    return mapped


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Dumper.add_representer(str, _text)
for _tag, (_pattern, _first) in PLAIN.items():
    for _side in (_Loader, _Dumper):
        _side.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), _first)


def read(text: str) -> Mapped:
    """What the file says. Raises Fault."""
    if len(text) > LARGEST:
        raise Fault(1, _("The file is larger than %d kB.") % (LARGEST // 1000))
    try:
        said = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader, made safer
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = _("This cannot be read as YAML: %s.") % (error.problem or error)
        raise Fault(mark.line + 1 if mark else 1, words) from error
    except (yaml.YAMLError, ValueError) as error:
        raise Fault(1, _("This cannot be read as YAML: %s.") % error) from error
    if not isinstance(said, Mapped):
        raise Fault(1, _("This is no protocol."))
    return said


def write(said: dict[str, Any]) -> str:
    return yaml.dump(said, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, indent=2)
