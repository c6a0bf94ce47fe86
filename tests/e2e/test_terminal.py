"""On a terminal: fits the width, loses nothing, obeys the reader's wishes and nobody else's."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator

import pytest

from tests.shared import FIVE

from .running import Ddr, records, squeezed
from .timelines import ESCAPES, MARKUP, TURNED

WIDTHS = (40, 80, 200)
TABLES = ("events", "said", "people", "places", "sources")
IDS = ("1948-10-12-relations", "kim-jong-un", "kremlin-2019", "kcna-2024-5a", "vladivostok")
PAGES = tuple(("show", name) for name in IDS)
CALLS = (
    *((name,) for name in TABLES),
    ("read", "mfa-2021"),
    ("search", "treaty"),
    ("info",),
    *PAGES,
    ("said", "--group-by", "topic", "--context"),
    ("said", "--topics"),
    ("compare", "1948-10-12-relations"),
    ("compare", "kremlin-2019:4", "kremlin-2019-4a"),
)
DUMB = (("said",), ("people",), ("search", "treaty"), PAGES[0])
NO_TRICKS = {"TERM": "dumb"}
NO_COLOR = {"NO_COLOR": "1"}
_MARKS = ".,;:()[]“”→¶–"


@pytest.fixture(scope="module", autouse=True)
def _all_at_once(ddr: Ddr) -> None:
    """Run what most tests look at, two at a time; they then find the answers."""
    ddr.prepare([*PAGES, ("info",)], [(call, width) for call in CALLS for width in WIDTHS])
    ddr.prepare(screens=[(call, width) for call in DUMB for width in (40, 200)], env=NO_TRICKS)
    ddr.prepare(screens=[(call, 80) for call in CALLS[:7:2]], env=NO_COLOR)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_line_is_longer_than_the_terminal_is_wide(
    ddr: Ddr, call: tuple[str, ...], width: int
) -> None:
    shown = ddr.show(*call, width=width)
    assert shown.code == 0
    assert shown.lines
    assert shown.beyond == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TABLES)
def test_every_word_of_a_list_stands_on_the_screen(ddr: Ddr, name: str, width: int) -> None:
    """Read column by column, since a cell may run over several lines; words stay whole.

    Only a word that is longer than its column is wide may be broken, and an id only at 40.
    """
    columns = ddr.show(name, width=width).columns()
    found = [
        (squeezed(text), whole_words(text), max(map(len, text.split("\n")))) for text in columns
    ]
    for one in ids(name):
        assert any(one in words for _, words, _ in found) or width == 40
    for cell in printed(name, wide=width == 200):
        assert any(
            squeezed(cell) in text and all(len(word) > room for word in whole_words(cell) - words)
            for text, words, room in found
        ), cell


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TABLES)
def test_a_list_has_the_same_order_everywhere(ddr: Ddr, name: str, width: int) -> None:
    keys = [one["id"] for one in json.loads(ddr(name, "-f", "json").out)]
    assert sorted(keys) == sorted(ids(name))
    text = squeezed("".join(ddr.show(name, width=width).columns()))
    clear = [key for key in keys if text.count(key) == 1]
    assert len(clear) > len(keys) / 3
    assert sorted(clear, key=text.index) == clear


def whole_words(text: str) -> set[str]:
    return {word.strip(_MARKS) for word in text.split()}


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("call", PAGES, ids=" ".join)
def test_ids_on_a_page_are_whole(ddr: Ddr, call: tuple[str, ...], width: int) -> None:
    """Those that the same page has in a pipe, where no line is broken."""
    known = {one["id"] for kind in KINDS for one in records(kind)}
    piped = whole_words(ddr(*call).out) & known
    assert piped
    assert piped <= whole_words(ddr.show(*call, width=width).text)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("call", [*PAGES, ("info",)], ids=" ".join)
def test_a_page_says_what_it_says_in_a_pipe(ddr: Ddr, call: tuple[str, ...], width: int) -> None:
    """The same letters and digits in the same order, whatever the lines."""
    assert letters(ddr.show(*call, width=width).text) == letters(ddr(*call).out)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_held_text_is_shown_whole(ddr: Ddr, width: int) -> None:
    shown = squeezed(ddr.show("read", "mfa-2021", width=width).text)
    held = (FIVE / "sources" / "mfa-2021.txt").read_text("utf-8")
    at = 0
    for number, paragraph in enumerate(filter(None, held.split("\n\n")), 1):
        at = shown.find(f"{number}{squeezed(paragraph)}", at)
        assert at >= 0, (number, paragraph)
    for one in records("statement"):
        assert one["source"] != "mfa-2021" or one["id"] in shown


@pytest.mark.parametrize("width", WIDTHS)
def test_a_hit_is_shown_whole(ddr: Ddr, width: int) -> None:
    shown = squeezed(ddr.show("search", "treaty", width=width).text)
    for hit in json.loads(ddr("search", "treaty", "-f", "json").out):
        for key in ("id", "type", "title", "context", "cite"):
            assert squeezed(hit[key]) in shown


KINDS = ("event", "statement", "person", "organization", "place", "source")


def ids(name: str) -> list[str]:
    return [one["id"] for kind in _OF[name] for one in records(kind)]


_OF = {
    "events": ("event",),
    "said": ("statement",),
    "people": ("person", "organization"),
    "places": ("place",),
    "sources": ("source",),
}


def printed(name: str, *, wide: bool) -> Iterator[str]:
    """Yield the texts that a list prints of its records, as they stand in the TOML."""
    labels = {
        one["id"]: one.get("name") or one.get("title", "") for k in KINDS for one in records(k)
    }
    for one in (one for kind in _OF[name] for one in records(kind)):
        match name:
            case "events":
                cells = [one["title"], one["kind"] if wide else ""]
            case "said":
                cells = [one.get("role", ""), one["exact"], labels.get(one.get("occasion", ""), "")]
                cells += [labels[one["speaker"]], one["source"]]
            case "people":
                cells = [one["name"], one.get("roles", [{"title": ""}])[-1]["title"]]
                cells += [form["text"] for form in one.get("names", ()) if wide]
            case "places":
                cells = [one["name"], labels.get(one.get("within", ""), "")]
                cells += [form["text"] for form in one.get("names", ())]
            case _:
                cells = [one["title"], one.get("publisher", ""), one.get("container-title", "")]
                cells += [labels[next(iter(who.values()))] for who in one.get("author", ())]
        yield from filter(None, cells)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_comparison_shows_every_word_that_is_told(ddr: Ddr, width: int) -> None:
    """In columns of sides on a wide terminal, below one another on a narrow one."""
    name = "1948-10-12-relations"
    shown = ddr.show("compare", name, width=width)
    wide = any("USSR and Russia" in line and "DPRK" in line for line in shown.lines[:6])
    assert wide == (width == 200)
    text = squeezed(shown.text)
    if wide:
        at = next(line for line in shown.lines if line.startswith("USSR and")).index("DPRK")
        text += squeezed("".join("".join(row[:at]) for row in shown.rows))
        text += squeezed("".join("".join(row[at:]) for row in shown.rows))
    for one in json.loads(ddr("compare", name, "-f", "json").out):
        for key in ("source", "words", "dates", "id"):
            if one["kind"] != "alone":
                assert squeezed(one[key]) in text


@pytest.mark.parametrize("width", WIDTHS)
def test_two_wordings_are_shown_whole_with_what_only_one_has(ddr: Ddr, width: int) -> None:
    shown = ddr.show("compare", "kremlin-2019:4", "kremlin-2019-4a", width=width)
    held = (FIVE / "sources" / "kremlin-2019.txt").read_text("utf-8").strip().split("\n\n")[3]
    half = 200 // 2 if width == 200 else width
    text = "".join("".join(row[:half]) for row in shown.rows).replace("[-", "").replace("-]", "")
    assert squeezed(held) in squeezed(text)
    assert squeezed("[-We reached this milestone") in squeezed(shown.text)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_terminal_that_can_gets_colours_and_nothing_else(ddr: Ddr, call: tuple[str, ...]) -> None:
    shown = ddr.show(*call)
    assert "\x1b[" in shown.raw
    assert shown.controls == set()


@pytest.mark.parametrize("call", CALLS[:7:2], ids=" ".join)
def test_no_color_is_honoured(ddr: Ddr, call: tuple[str, ...]) -> None:
    """Bold and dim are no colours (no-color.org)."""
    plain = ddr.show(*call, env=NO_COLOR)
    codes = {int(code) for one in _SGR.findall(plain.raw) for code in one.split(";") if code}
    assert not [code for code in codes if 30 <= code < 50 or code >= 90]
    assert plain.text == ddr.show(*call).text


_SGR = re.compile(r"\x1b\[([0-9;]*)m")


@pytest.mark.parametrize("width", [40, 200])
@pytest.mark.parametrize("call", DUMB, ids=" ".join)
def test_a_dumb_terminal_gets_text_of_its_width(
    ddr: Ddr, call: tuple[str, ...], width: int
) -> None:
    shown = ddr.show(*call, width=width, env=NO_TRICKS)
    assert "\x1b" not in shown.raw
    assert shown.beyond == []
    assert shown.text == ddr.show(*call, width=width).text


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
@pytest.mark.parametrize(("columns", "like"), [("60", 60), ("0", 100), ("", 100), ("x", 100)])
def test_columns_is_honoured(ddr: Ddr, columns: str, like: int, term: str) -> None:
    """Also a narrower or wider one than the terminal; one that is no width is as if not set."""
    asked = ddr.show("events", width=100, env={"COLUMNS": columns, "TERM": term})
    assert asked.text == ddr.show("events", width=like).text


def test_a_terminal_without_a_width_is_80_wide(ddr: Ddr) -> None:
    assert ddr.show("events", width=0).code == 0
    assert ddr.show("events", width=0).raw == ddr.show("events", width=80).raw


def test_titles_of_sources_lead_to_their_addresses(ddr: Ddr) -> None:
    sources = {one["id"]: one for one in records("source")}
    for width in WIDTHS:
        shown = ddr.show("sources", width=width)
        assert shown.links == [sources[name]["URL"] for name in sorted(sources)]
        for one in sources.values():
            parts = re.findall(
                rf"\x1b\]8;[^;]*;{re.escape(one['URL'])}\x1b\\(.*?)\x1b\]8;;\x1b\\", shown.raw
            )
            assert squeezed(_SGR.sub("", "".join(parts))) == squeezed(one["title"])
    assert ddr.show("sources", env={"TERM": "dumb"}).links == []


HOSTILE: tuple[tuple[str, ...], ...] = (
    *((name,) for name in TABLES), ("read", "evil"), ("search", "loud"), ("search", "found"),
    ("compare", "it"), ("compare", "words", "evil:3"), ("compare", ESCAPES, ESCAPES),
    ("info",), ("show", "evil", "ann", "here", "it", "words"),
    ("cite", "words"), ("cite", "evil", "--to", "markdown"), ("cite", "evil", "-l", ESCAPES),
    ("read", "evil", "-f", "json"), ("read", "evil", "-f", "jsonl"), ("info", "-f", "json"),
    ("search", "found", "-f", "json"), ("read", "evil", "-f", "csv"),
    ("read", "evil", "-f", "tsv"), ("read", "evil", "-f", "markdown"),
    ("events", "--kind", ESCAPES), ("said", "--by", ESCAPES), ("show", ESCAPES), (ESCAPES,),
    ("events", f"--{ESCAPES}"), ("events", "-f", ESCAPES), ("events", "--since", ESCAPES),
    ("events", "--timeline", ESCAPES), ("cite", "evil", "--style", ESCAPES),
    ("events", "--limit", ESCAPES), ("said", "--source", ESCAPES), ("said", "--topic", ESCAPES),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _all_hostile_at_once(evil: Ddr) -> None:
    evil.prepare(screens=[(call, 200) for call in HOSTILE])


@pytest.mark.parametrize("call", HOSTILE, ids=lambda call: ascii(" ".join(call))[:40])
def test_nothing_in_the_data_or_the_question_rules_the_terminal(
    evil: Ddr, call: tuple[str, ...]
) -> None:
    shown = evil.show(*call, width=200)
    assert shown.controls - ({"\t", "\r"} if {"tsv", "csv"} & set(call) else set()) == set()
    pages = {link.partition("#:~:text=")[0] for link in shown.links}
    assert pages <= {one["URL"] for one in records("source", evil.timeline)}
    if call[0] != "cite":  # a citation is for another document, where such marks may be right
        assert not set(shown.raw) & set(TURNED).difference(string.printable)
    assert "Traceback" not in shown.raw


@pytest.mark.parametrize("call", HOSTILE[:5], ids=" ".join)
def test_marks_in_the_data_are_letters_like_others(evil: Ddr, call: tuple[str, ...]) -> None:
    shown = squeezed("".join(evil.show(*call, width=200).columns()))
    assert squeezed(MARKUP) in shown
