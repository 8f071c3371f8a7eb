"""`python -m tests.translations`: is each text of the interface translated? With --write, make it so.

--write adds new texts to the catalogues, for a person to translate, and compiles them.

Works without the gettext programs: Django turns templates into gettext's form, and Python's own
parser reads the rest. Customer mails are not texts of the interface: each language has its own letters.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted(ROOT.glob("helpdesk/locale/*/LC_MESSAGES/django.po"))
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_WITH_CONTEXT = {"npgettext", "npgettext_lazy"}


class Text(NamedTuple):
    """What a catalogue knows a text by. No context and no plural are empty."""

    msgid: str
    context: str = ""
    plural: str = ""


def as_text(function: str, strings: list[str]) -> Text | None:
    """The text that a call of gettext's asks for, if it is one."""
    match strings:
        case [msgid, *_] if function in PLAIN:
            return Text(msgid)
        case [msgid, plural, *_] if function in PLURAL:
            return Text(msgid, plural=plural)
        case [context, msgid, *_] if function in WITH_CONTEXT:
            return Text(msgid, context)
        case [context, msgid, plural, *_] if function in PLURAL_WITH_CONTEXT:
            return Text(msgid, context, plural)
    return None


def in_python(source: str) -> Iterator[Text]:
    tree = ast.parse(source)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    # A module that needs both gettext and gettext_lazy gives one of them a name of its own.
    real = {name.asname: name.name for node in imports for name in node.names if name.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            values = [part.value for part in node.args if isinstance(part, ast.Constant)]
            strings = [value for value in values if isinstance(value, str)]
            if text := as_text(real.get(node.func.id, node.func.id), strings):
                yield text


def in_template(source: str) -> Iterator[Text]:
    """templatize() leaves calls such as ` _(u'Reply') ` between characters that mean nothing."""
    literal = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    for name, arguments in re.findall(rf"\b(\w+)\(\s*((?:{literal}\s*,?\s*)+)", templatize(source)):
        strings = [ast.literal_eval(found) for found in re.findall(literal, arguments)]
        if text := as_text(name, strings):
            yield text


def texts() -> dict[Text, str]:
    """Each text of the interface, and a file that holds it."""
    found: dict[Text, str] = {}
    for folder in ("helpdesk", "tickets", "mailbridge", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if "letters" in path.parts or "migrations" in path.parts:
                continue
            if path.suffix in (".py", ".html"):
                reader = in_python if path.suffix == ".py" else in_template
                for text in reader(path.read_text()):
                    found.setdefault(text, str(path.relative_to(ROOT)))
    return found


def known(catalogue: Path) -> tuple[polib.POFile, dict[tuple[str, str], polib.POEntry]]:
    file = polib.pofile(str(catalogue))
    return file, {(entry.msgid, entry.msgctxt or ""): entry for entry in file}


def faults(catalogue: Path) -> list[str]:
    """What is missing, empty or doubtful in a catalogue, a line each."""
    _, entries = known(catalogue)
    complaints = []
    for text, place in texts().items():
        entry = entries.get((text.msgid, text.context))
        if entry is None:
            complaints.append(f"{place}: no translation of {text.msgid!r}")
        elif entry.fuzzy or not entry.translated():
            complaints.append(f"{place}: unfinished translation of {text.msgid!r}")
        elif any(blanks(said) != blanks(text.plural or text.msgid) for said in sayings(entry)):
            complaints.append(f"{place}: other blanks in the translation of {text.msgid!r}")
    if not is_compiled(catalogue):
        complaints.append(f"{catalogue.relative_to(ROOT)}: not compiled; run make messages")
    return complaints


def blanks(text: str) -> set[str]:
    """The places that a value fills: %(name)s, %s, {name}."""
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))


def sayings(entry: polib.POEntry) -> list[str]:
    """The translation, in the plural only its last form: a singular may well leave the number out."""
    forms = entry.msgstr_plural
    return [forms[max(forms)]] if forms else [entry.msgstr]


def is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.read_bytes() == polib.pofile(str(catalogue)).to_binary()


def renew(catalogue: Path) -> None:
    """Add the texts that are new, empty; drop those that nothing shows any longer; compile."""
    file, entries = known(catalogue)
    wanted = texts()
    for text, place in wanted.items():
        if (text.msgid, text.context) not in entries:
            forms = (
                {"msgid_plural": text.plural, "msgstr_plural": {0: "", 1: ""}}
                if text.plural
                else {}
            )
            context = text.context or None
            file.append(polib.POEntry(msgid=text.msgid, msgctxt=context, comment=place, **forms))
    shown = {(text.msgid, text.context) for text in wanted}
    for key in entries.keys() - shown:
        file.remove(entries[key])
    file.save(str(catalogue))
    file.save_as_mofile(str(catalogue.with_suffix(".mo")))


def main() -> int:
    if "--write" in sys.argv:
        for catalogue in CATALOGUES:
            renew(catalogue)
    complaints = [fault for catalogue in CATALOGUES for fault in faults(catalogue)]
    if not CATALOGUES:
        complaints.append("there is no catalogue under helpdesk/locale")
    print("\n".join(complaints) or f"{len(texts())} texts, all translated")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
