"""A write as a whole: what it costs, and what it promises."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ddr.corpus import load
from ddr.curation import changes, document, transaction
from ddr.curation.document import Document
from ddr.curation.transaction import revised
from ddr.errors import DataError

from .conftest import SMALL, Ddr

PATH = Path("timeline.toml")
WRITES = (
    ("edit", "e1", "--set", "note=Known."),
    ("edit", "s1", "--erratum", "It was wrong."),
    ("add", "place", "--name", "Harbour"),
    ("rename", "ann", "ann-lee"),
    ("remove", "st1"),
)


@pytest.mark.parametrize("arguments", WRITES, ids=lambda arguments: " ".join(arguments[:2]))
def test_a_write_parses_each_text_once_and_checks_it_once(
    arguments: tuple[str, ...], ddr: Ddr, timeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    split: list[str] = []
    checked: list[Any] = []
    loads, parse, check = tomllib.loads, document.parse, load.check

    def counted_loads(text: str, **more: Any) -> dict[str, Any]:
        parsed.append(text)
        return loads(text, **more)

    def counted_parse(text: str) -> Document:
        split.append(text)
        return parse(text)

    def counted_check(*given: Any, **more: Any) -> Any:
        checked.append(given)
        return check(*given, **more)

    before = timeline.read_text("utf-8")
    monkeypatch.setattr("tomllib.loads", counted_loads)
    monkeypatch.setattr(transaction, "parse", counted_parse)
    monkeypatch.setattr(transaction, "check", counted_check)
    ddr(*arguments)
    after = timeline.read_text("utf-8")
    assert before != after
    assert [text for text in parsed if 'title = "Small"' in text] == [before, after]
    assert split == [before]
    assert len(checked) == 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('"Small"', '"Smaller"'), ("version =", "# version ="), ('version = "20', 'version = "2')],
)
def test_a_version_raised_amiss_is_not_written(
    right: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "raised", lambda head, _: head.replace(right, wrong))
    with pytest.raises(DataError, match="this would change 'head' too"):
        revised(PATH, SMALL.encode(), lambda old: changes.edit(old, "e1", {"note": "N"}))


@pytest.mark.parametrize("value", ["5", '"x"', "[1]", "{ id = 1 }", "[[]]"])
def test_tables_of_a_wrong_type_are_no_crash(value: str) -> None:
    text = f"{SMALL}\n".replace("schema = 1", f"schema = 1\norganization = {value}")
    made = revised(PATH, text.encode(), lambda old: changes.edit(old, "e1", {"note": "N"}))
    assert tomllib.loads(made.new.text)["organization"] == tomllib.loads(f"x = {value}")["x"]
