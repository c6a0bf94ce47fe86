"""The page of a person or an organization: a small biography, each part with its source."""

from __future__ import annotations

import re

import pytest

from ddr import edtf

from .running import Ddr, records, squeezed

PEOPLE = [one["id"] for kind in ("person", "organization") for one in records(kind)]
SCRIPTS = {"Latin": "A-Za-z", "Cyrillic": "А-Яа-яЁё", "Hangul": "가-힣"}


@pytest.fixture(scope="module", autouse=True)
def _all_at_once(ddr: Ddr) -> None:
    ddr.prepare([("show", name) for name in PEOPLE])


def section(text: str, heading: str) -> list[str]:
    """Return the lines of the section with this heading, without their indents."""
    found = re.search(rf"^{heading}\n((?:  .+\n)+)", text, re.MULTILINE)
    return [line[2:] for line in found[1].splitlines()] if found else []


def test_names_stand_below_their_script(ddr: Ddr) -> None:
    for one in records("person"):
        script = ""
        lines = section(ddr("show", one["id"]).out, re.escape(one["name"]))
        shown = []
        for line in lines:
            if label := re.match("in (\\w+): ", line):
                script, line = label[1], line[label.end() :]  # noqa: PLW2901
            elif re.match("[a-z]+: ", line):
                break
            name = line.partition("  [")[0]
            assert re.search(f"[{SCRIPTS[script]}]", name), (script, name)
            shown.append(name)
        assert sorted(shown) == sorted(form["text"] for form in one.get("names", ()))


def test_every_event_stands_with_its_sources(ddr: Ddr) -> None:
    for name in PEOPLE:
        lines = section(ddr("show", name).out, "Events")
        expected = [one for one in records("event") if name in one.get("participants", ())]
        assert len(lines) == len(expected)
        for one in expected:
            (line,) = [line for line in lines if f"  [{one['id']}; from " in line]
            date = edtf.short(edtf.parse(one["date"]))
            assert line.startswith(f"{date}: {one['title']}  [")
            sources = {piece["source"] for piece in one["evidence"]}
            told = re.split(", | and ", line.rpartition("; from ")[2].rstrip("]"))
            assert set(told[:4]) <= sources
            assert len(told) == min(len(sources), 5)


def test_every_statement_stands_once_below_one_of_its_topics(ddr: Ddr) -> None:
    for name in PEOPLE:
        text = ddr("show", name).out
        expected = [one for one in records("statement") if one["speaker"] == name]
        found = []
        for heading, block in re.findall(r"^Said( on .+)?\n((?:  .+\n)+)", text, re.MULTILINE):
            for line in block.splitlines():
                detail = re.fullmatch(
                    r".*  \[(\w+), (\S+)[^,]*, ([^];]+)(?:; also on ([^]]+))?\]", line
                )
                assert detail, line
                mode, source, ident, others = detail.groups()
                (one,) = [one for one in expected if one["id"] == ident]
                assert (one["mode"], one["source"]) == (mode, source)
                topics = {heading.removeprefix(" on ")} | set((others or "").split(", ")) - {""}
                assert topics == set(one.get("topics", ())) or "other matters" in heading
                found.append(ident)
        assert sorted(found) == sorted(one["id"] for one in expected)


def test_what_was_said_to_and_about_somebody_is_one_command_away(ddr: Ddr) -> None:
    text = ddr("show", "kim-jong-un").out
    for option in ("to", "about"):
        (command, number) = re.findall(
            rf"^said {option}: ddr (.+)  \[(\d+) statements?\]$", text, re.MULTILINE
        )[0]
        assert len(ddr(*command.split()).ids) == int(number) > 1


def test_an_office_tells_its_dates_and_whose_it_is(ddr: Ddr) -> None:
    lines = section(ddr("show", "alexander-matsegora").out, "Offices")
    assert len(lines) == 3
    assert lines[-1].startswith("December 2014 – 6 December 2025: ")
    assert lines[1].endswith("  [Russia; tass-2025-12-08-shoigu-matsegora]")
    assert ddr("show", "choe-son-hui").out.count("[Ministry of Foreign Affairs of the DPRK") == 1


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_biography_is_whole_on_every_screen(ddr: Ddr, width: int) -> None:
    shown = ddr.show("show", "kim-jong-un", width=width)
    assert shown.beyond == []
    text = squeezed(shown.text)
    for one in records("statement"):
        if one["speaker"] == "kim-jong-un":
            assert squeezed(one["exact"]) in text
