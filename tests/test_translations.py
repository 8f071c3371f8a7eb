"""The check of translations finds what it must find."""

from pathlib import Path

import pytest

from tests import translations
from tests.translations import Text, faults, in_python, in_template, renew

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of an interface that says one thing."""
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "texts", lambda: {Text("Hello %(name)s"): "page.html"})
    place = tmp_path / "django.po"
    place.write_text(HEADER)
    return place


def test_texts_in_python_are_found() -> None:
    source = '_("One"); ngettext("day", "days", n); pgettext("month", "May"); other("no")'
    found = [Text("One"), Text("day", plural="days"), Text("May", "month")]
    assert list(in_python(source)) == found


def test_texts_are_found_under_another_name_of_gettext() -> None:
    source = "from django.utils.translation import gettext_lazy as __\n__('One')"
    assert list(in_python(source)) == [Text("One")]


def test_texts_in_templates_are_found() -> None:
    source = (
        '{% load i18n %}{% translate "Reply" %}{{ _("Note") }}'
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    found = [Text("Reply"), Text("Note"), Text("%(n)s day", plural="%(n)s days")]
    assert list(in_template(source)) == found


def test_a_text_without_translation_is_a_fault(catalogue: Path) -> None:
    assert "page.html: no translation of 'Hello %(name)s'" in faults(catalogue)


def test_a_new_text_waits_to_be_translated(catalogue: Path) -> None:
    renew(catalogue)
    assert faults(catalogue) == ["page.html: unfinished translation of 'Hello %(name)s'"]


def test_a_translation_that_loses_a_value_is_a_fault(catalogue: Path) -> None:
    catalogue.write_text(HEADER + 'msgid "Hello %(name)s"\nmsgstr "Hola"\n')
    assert "page.html: other blanks in the translation of 'Hello %(name)s'" in faults(catalogue)


def test_a_catalogue_that_was_not_compiled_is_a_fault(catalogue: Path) -> None:
    catalogue.write_text(HEADER + 'msgid "Hello %(name)s"\nmsgstr "Hola %(name)s"\n')
    assert faults(catalogue) == ["django.po: not compiled; run make messages"]


def test_a_complete_catalogue_has_no_fault(catalogue: Path) -> None:
    catalogue.write_text(HEADER + 'msgid "Hello %(name)s"\nmsgstr "Hola %(name)s"\n')
    renew(catalogue)
    assert not faults(catalogue)
