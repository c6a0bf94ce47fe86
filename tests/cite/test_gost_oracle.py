"""The style of GOST R 7.0.5-2008 in pandoc and in citeproc-js, the reference implementation.

``oracle/gost.json`` holds items made of records of every type and language, and what citeproc-js
2.4.63 printed for them with our style file and the locale ru-RU of the CSL project.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ddr.cite.pandoc import runner
from ddr.cite.pandoc.engine import answer
from ddr.cite.pandoc.request import Answer, Cite, Form, Request
from ddr.cite.style.finder import find
from ddr.locators import Locator

KEPT = Path(__file__).with_name("oracle") / "gost.json"
ORACLE: dict[str, Any] = json.loads(KEPT.read_text("utf-8"))
ITEMS: tuple[dict[str, Any], ...] = tuple(ORACLE["items"])
FORMS: tuple[Form, ...] = ("note", "short", "bibliography")


def asked(form: Form) -> Request:
    """Return what is asked of a processor for all items in one form."""
    style = find("gost")
    citations = tuple((Cite(one["id"], Locator("paragraph", "4")),) for one in ITEMS)
    return Request(
        style=style.path,
        note=True,
        pinpoints=True,
        positions=True,
        full=True,
        locale=style.locale,
        form=form,
        output="text",
        items=ITEMS,
        citations=() if form == "bibliography" else citations,
    )


def named(printed: Answer) -> dict[str, str]:
    """Return the texts of an answer by the ids of their items."""
    return dict(zip(printed.ids or [one["id"] for one in ITEMS], printed.texts, strict=True))


def same(text: str) -> str:
    """Return a text without what may differ.

    Of quotation marks the kind, since pandoc pairs single ones too; the length of a dash between
    two numbers, and the space that citeproc-js puts into a number of more than two parts.
    """
    return re.sub(r"\s*[-–]\s*", "-", re.sub("[\"'“”‘’]", '"', text))


@pytest.mark.parametrize("form", FORMS)
def test_citeproc_js_prints_the_same(form: Form) -> None:
    expected = {name: same(text) for name, text in ORACLE["expected"][form].items()}
    ours = named(answer(asked(form), runner.find()))
    assert {name: same(text) for name, text in ours.items()} == expected


def test_the_items_are_of_every_kind() -> None:
    assert len({one["type"] for one in ITEMS}) >= 14
    assert {one.get("language") for one in ITEMS} >= {"en", "ru", "ko"}
    assert {"archive", "authority", "status", "source", "DOI"} <= {
        key for one in ITEMS for key in one
    }


def test_cyrillic_is_listed_before_latin_in_both() -> None:
    latin = {one["id"] for one in ITEMS if "keyword" in one}
    for listed in (
        list(named(answer(asked("bibliography"), runner.find()))),
        list(ORACLE["expected"]["bibliography"]),
    ):
        first = next(n for n, name in enumerate(listed) if name in latin)
        assert first > 5
        assert all(re.match("[^а-я]*[А-Я]", ORACLE["expected"]["note"][n]) for n in listed[1:first])
