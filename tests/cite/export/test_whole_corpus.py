"""Every shipped source, through every export and a reader of it: nothing is lost or merged."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ddr.cite.csl import csl_date
from ddr.cite.export.entry import Entry, entry
from ddr.cite.export.formats import EXPORTS, export
from ddr.names import eastern, full
from ddr.records import Source

from ..desk import Desk
from .readers import (
    Item,
    pandoc,
    pybtex,
    ris,
    seen,
    skeleton,
    templates,
    typeset,
    untagged,
    yaml_,
)
from .shelf import shipped

Read = dict[str, Any]
BY_PANDOC = {
    "biblatex": "biblatex", "bibtex": "bibtex", "csl-json": "csljson", "csl-yaml": "markdown",
}  # fmt: skip


@pytest.fixture(scope="session")
def sources(desk: Desk) -> list[Source]:
    found = shipped(desk)
    assert len(found) > 600
    return found


@pytest.fixture(scope="session")
def exported(desk: Desk, sources: list[Source]) -> Callable[[str], str]:
    made: dict[str, str] = {}

    def one(to: str) -> str:
        if to not in made:
            made[to] = export(sources, to, desk.lookup)
        return made[to]

    return one


@pytest.fixture(scope="session")
def read(binary: Path, sources: list[Source], exported: Callable[[str], str]) -> Any:
    """Return what a reader found in an export, by id."""
    made: dict[str, Read] = {}

    def one(to: str) -> Read:
        if to not in made:
            made[to] = _read(binary, sources, to, exported(to))
        return made[to]

    return one


def _read(binary: Path, sources: list[Source], to: str, text: str) -> Read:
    if to in BY_PANDOC:
        items: list[Item] = pandoc(binary, text, BY_PANDOC[to])
    elif to == "ris":
        items = ris(text)
    elif to == "hayagriva":
        return {name: item | {"id": name} for name, item in yaml_(text).items()}
    else:
        found = [parameters for _, parameters in templates(text)]
        return {s.id: one for s, one in zip(sources, found, strict=True)}
    assert [item["id"] for item in items] == [source.id for source in sources]
    return {item["id"]: item for item in items}


@pytest.mark.parametrize("to", EXPORTS)
def test_every_source_comes_once_and_in_order(
    to: str, sources: list[Source], read: Callable[[str], Read]
) -> None:
    assert list(read(to)) == [source.id for source in sources]


@pytest.mark.parametrize("to", ["biblatex", "bibtex"])
def test_the_readers_of_bib_files_agree(
    to: str, sources: list[Source], exported: Callable[[str], str]
) -> None:
    found = pybtex(exported(to)).entries
    assert list(found) == [source.id for source in sources]
    for source in sources:
        assert len(found[source.id].persons.get("author", [])) == len(source.author)


@pytest.mark.parametrize("to", EXPORTS)
def test_every_value_is_read_back(
    to: str, desk: Desk, sources: list[Source], read: Callable[[str], Read]
) -> None:
    for source in sources:
        wanted = entry(source, desk.lookup)
        found = read(to)[source.id]
        if to == "hayagriva":
            found = {key: _unescaped(value) for key, value in found.items()}
        text = seen(found)
        for name, value in _values(wanted):
            if name == "annote" and to in ("biblatex", "hayagriva", "wikipedia"):
                continue  # pandoc reads no `comment`; the others have no field that is not printed
            assert skeleton(untagged(value)) in text, (source.id, name, value, found)


def _values(wanted: Entry) -> list[tuple[str, str]]:
    values = [("title", wanted.title), ("title", wanted.translation), ("annote", wanted.remark)]
    for name, value in wanted.csl.items():
        if name in ("id", "type", "language", "title", "title-short"):
            continue
        if isinstance(value, str):
            parts = value.split("-") if name == "page" else [value]
            values += [(name, part) for part in parts]
        elif isinstance(value, list):
            values += [(name, part) for person in value for part in person.values()]
    return values


def _unescaped(value: Any) -> Any:
    match value:
        case str():
            bare = re.sub(r"(?<!\\)[{}]", "", value).replace("\u2011", "-")
            return re.sub(r"\\([${}])", r"\1", bare)
        case list():
            return [_unescaped(part) for part in value]
        case dict():
            return {key: _unescaped(part) for key, part in value.items()}
    return value


@pytest.mark.parametrize("to", BY_PANDOC)
def test_pandoc_reads_names_dates_and_addresses(
    to: str, desk: Desk, sources: list[Source], read: Callable[[str], Read]
) -> None:
    for source in sources:
        wanted, found = entry(source, desk.lookup).csl, read(to)[source.id]
        names, ours = _names(found), _names(wanted)
        if to == "bibtex":  # the first letters of some stand in braces of their own
            names, ours = [_whole(one) for one in names], [_whole(one) for one in ours]
        assert names == ours, source.id
        assert found.get("URL", "") == wanted.get("URL", ""), source.id
        if to != "bibtex":
            assert found.get("accessed") == wanted.get("accessed"), source.id
        if source.issued and to != "bibtex":
            assert found["issued"]["date-parts"] == wanted["issued"]["date-parts"], source.id
        elif source.issued and "issued" not in source.inferred:  # pandoc reads no day in `month`
            first, ours = found["issued"]["date-parts"][0], wanted["issued"]["date-parts"][0]
            assert first == ours[: len(first)], source.id
        elif not source.issued and not source.event_date:
            assert not found.get("issued", {}).get("date-parts"), source.id


def _whole(name: dict[str, str]) -> dict[str, str]:
    return {"literal": name["family"]} if name.keys() == {"family"} else name


def _names(item: Item) -> list[dict[str, str]]:
    """Return the authors; a name in Chinese, Japanese or Korean letters is written whole."""
    names = (
        {"literal": full(name)} if eastern(name.get("family", "")) else name
        for name in item.get("author", ())
    )
    return [{k: skeleton(v) for k, v in name.items()} for name in names]


@pytest.mark.parametrize("to", ["biblatex", "csl-json", "csl-yaml"])
def test_speeches_keep_event_place_genre_and_day(
    to: str, sources: list[Source], read: Callable[[str], Read]
) -> None:
    speeches = [source for source in sources if source.type == "speech"]
    assert len(speeches) > 10
    for source in speeches:
        found = read(to)[source.id]
        held = found.get("event", found.get("event-title", ""))
        assert skeleton(held) == skeleton(source.event_title), source.id
        assert found.get("event-place", "") == source.event_place
        assert skeleton(found.get("genre", "")) == skeleton(source.genre)
        if source.event_date:
            day = csl_date(source.event_date)
            assert day is not None
            assert found["event-date"]["date-parts"] == day["date-parts"]


def test_ris_keeps_the_same_of_speeches(sources: list[Source], read: Callable[[str], Read]) -> None:
    for source in sources:
        if source.type == "speech":
            found = read("ris")[source.id]
            assert found["type_of_reference"] == "SLIDE"
            assert found.get("secondary_title", "") == source.event_title
            assert found.get("place_published", "") == source.event_place
            assert skeleton(found["type_of_work"]) == skeleton(source.genre)
            assert found["urls"] == [source.URL]


@pytest.mark.parametrize("to", ["csl-json", "csl-yaml"])
def test_archive_fields_are_csls(
    to: str, sources: list[Source], read: Callable[[str], Read]
) -> None:
    archived = [source for source in sources if source.archive]
    assert archived
    for source in archived:
        found = read(to)[source.id]
        for name in ("archive", "archive_collection", "archive_location"):
            assert skeleton(found.get(name, "")) == skeleton(getattr(source, name))


def test_hayagriva_is_typeset(
    tmp_path: Path, sources: list[Source], exported: Callable[[str], str]
) -> None:
    # Chicago's bibliographies leave out entries of encyclopedias.
    printed = skeleton(typeset(tmp_path, exported("hayagriva"), "apa"))
    for source in sources:
        assert skeleton(source.title) in printed, source.id
