"""The house rules that a machine can check: sizes, imports, and what no file may say."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("helpdesk", "tickets", "mailbridge")
# Names of the hosts that packages come from, in pieces: this file must not name one either.
REGISTRY_HOSTS = re.compile(
    "|".join(("py" + r"pi\.org", "python" + "hosted", "npm" + "js", "yarn" + "pkg", "un" + "pkg"))
)
FORBIDDEN_FILES = {"utils.py", "helpers.py", "managers.py"}
FORBIDDEN_FOLDERS = {"services", "common"}
INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
# Mail needs inline styles: its readers drop style sheets.
LETTERS = ROOT / "templates" / "letters"


@cache
def tracked() -> tuple[Path, ...]:
    """The files that belong to the project: known to git, or new and not ignored."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def files(suffix: str, *folders: str) -> list[Path]:
    inside = [ROOT / folder for folder in folders]
    return [
        path
        for path in tracked()
        if path.suffix == suffix
        and (not inside or any(folder in path.parents for folder in inside))
    ]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def too_long(paths: list[Path], *, limit: int) -> list[str]:
    return [
        f"{name(path)}: {lines(path)} lines, at most {limit}"
        for path in paths
        if lines(path) > limit
    ]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Without self and cls. `*args` and `**options`, which frameworks ask for, do not count."""
    given = function.args
    named = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([argument for argument in named if argument not in ("self", "cls")])


def written(paths: list[Path]) -> list[Path]:
    """What a person wrote: migrations are generated."""
    return [path for path in paths if "migrations" not in path.parts]


def test_python_files_are_short() -> None:
    assert not too_long(written(files(".py")), limit=250)


def test_templates_are_short() -> None:
    assert not too_long(files(".html", "templates"), limit=120)


def test_style_sheets_are_short() -> None:
    assert not too_long(files(".css"), limit=200)


def test_scripts_are_short() -> None:
    assert not too_long(files(".js"), limit=80)


def test_functions_are_short() -> None:
    long = [
        f"{name(path)}:{function.lineno} {function.name}: {length(function)} lines, at most 40"
        for path in written(files(".py", *CODE))
        for function in functions(path)
        if length(function) > 40
    ]
    assert not long


def test_test_functions_are_short() -> None:
    long = [
        f"{name(path)}:{function.lineno} {function.name}: {length(function)} lines, at most 25"
        for path in files(".py", "tests")
        for function in functions(path)
        if function.name.startswith("test_") and length(function) > 25
    ]
    assert not long


def test_functions_take_few_parameters() -> None:
    wide = [
        f"{name(path)}:{function.lineno} {function.name}: {parameters(function)} parameters, at most 5"
        for path in written(files(".py", *CODE))
        for function in functions(path)
        if parameters(function) > 5
    ]
    assert not wide


def test_no_file_is_an_attic() -> None:
    attics = [
        name(path)
        for path in files(".py", *CODE)
        if path.name in FORBIDDEN_FILES or FORBIDDEN_FOLDERS & set(path.relative_to(ROOT).parts)
    ]
    assert not attics


def test_each_package_says_what_it_is() -> None:
    silent = [
        name(path)
        for path in files(".py", *CODE)
        if path.name == "__init__.py"
        and not {"management", "commands", "migrations", "templatetags"} & set(path.parts)
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent


def test_the_import_contract_holds() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("fault", INLINE)
def test_no_page_carries(fault: str) -> None:
    pages = [path for path in files(".html", "templates") if LETTERS not in path.parents]
    assert not [name(path) for path in pages if INLINE[fault].search(path.read_text())]


def test_no_file_names_where_packages_come_from() -> None:
    texts = (path for path in tracked() if b"\0" not in path.read_bytes()[:1024])
    assert not [
        name(path) for path in texts if REGISTRY_HOSTS.search(path.read_text(errors="replace"))
    ]


def test_each_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text().partition("[tool.")[0]
    asked = [line for line in project.splitlines() if re.match(r'    "[a-z]', line)]
    assert asked
    assert not [line for line in asked if not re.search(r",\s+# \w", line)]


def test_every_requirement_is_pinned_by_hash() -> None:
    for path in ROOT.glob("requirements*.txt"):
        pins = re.findall(r"^[a-z0-9].*", path.read_text(), re.MULTILINE | re.IGNORECASE)
        assert pins
        assert not [pin for pin in pins if "==" not in pin or not pin.endswith("\\")]
