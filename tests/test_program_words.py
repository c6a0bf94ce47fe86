"""What ddr itself says in Russian and Korean: nothing is left out, and numbers agree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ddr
from ddr import display
from ddr.program_words import WORDS
from ddr.views.picture import SAID
from ddr.views.statements import MODES

SOURCE = Path(ddr.__file__).parent
PLAIN = {"", "Preferences", "Records"}
"""Headings of what is no list and no page of a timeline."""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    display.show_in("")


def spoken() -> Iterator[str]:
    """Yield what modules say through `worded`, and the headings of pages."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                heads = node.func.id in ("Section", "_section") and path.parent.name != "exports"
                if heads or node.func.id == "worded":
                    yield from [str(first.value)] if isinstance(first, ast.Constant) else []


def test_everything_that_is_said_has_words() -> None:
    said = {*spoken(), *MODES.values(), *SAID.values()} - PLAIN
    assert len(said) > 40
    assert sorted(said - WORDS.keys()) == []


@pytest.mark.parametrize("english", WORDS)
def test_what_is_filled_in_stays(english: str) -> None:
    for words in WORDS[english]:
        for form in words.split("|"):
            assert form.count("{}") == english.count("{}")
            assert form.strip() == form != ""


@pytest.mark.parametrize(
    ("number", "russian"),
    [
        (0, "0 событий"), (1, "1 событие"), (2, "2 события"), (4, "4 события"), (5, "5 событий"),
        (11, "11 событий"), (12, "12 событий"), (21, "21 событие"), (22, "22 события"),
        (111, "111 событий"), (113, "113 событий"), (1001, "1001 событие"),
    ],
)  # fmt: skip
def test_numbers_agree(number: int, russian: str) -> None:
    display.show_in("ru")
    assert display.counted(number, "event") == russian
    assert display.counted(number, "reef") == f"{number} reef{'s' * (number != 1)}"
    display.show_in("ko")
    assert display.counted(number, "event") == f"사건 {number}건"
    display.show_in("")
    assert display.counted(number, "anniversary", "anniversaries").startswith(f"{number} anniver")
