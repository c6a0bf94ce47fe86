"""What may stand in quotation marks: words that somebody said or wrote, as they stand in a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.shared import FIVE

from .running import Ddr, records, squeezed
from .timelines import DIRECT, INTERPRETED, NARRATIVE, PARAPHRASE, REPORTED, TRANSLATED, modes

KINDS = ("event", "statement", "person", "organization", "place", "source")
STYLES = ("chicago", "chicago-author-date", "apa", "mla")
FORMS = ("note", "bibliography", "in-text")
WIDTHS = (40, 80, 200)
LISTS = (("said",), ("search", "she OR he OR letter"))
_RUN = 7
_QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|\"[^\"\n]+\"|«[^»]*»")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    """The command over a timeline with a statement of every mode."""
    folder = modes(tmp_path_factory.mktemp("modes") / "timeline")
    made = Ddr(tmp_path_factory.mktemp("cache"), folder)
    assert made("check").code == 0, made("check").out
    return made


@pytest.fixture(scope="module", autouse=True)
def _all_at_once(small: Ddr, ddr: Ddr) -> None:
    for one in (small, ddr):
        pipes = [(*call, "-f", form) for call in LISTS for form in ("tsv", "markdown", "table")]
        one.prepare(pipes, [(call, width) for call in LISTS for width in WIDTHS])


@pytest.fixture(params=["small", "ddr"])
def either(request: pytest.FixtureRequest) -> Ddr:
    """Both timelines, one after the other."""
    made: Ddr = request.getfixturevalue(request.param)
    return made


def every(kind: str, ddr: Ddr) -> list[str]:
    return [one["id"] for one in records(kind, ddr.timeline)]


def unquotable(ddr: Ddr) -> set[tuple[str, ...]]:
    """Return the runs of words that nobody said: they stand in indirect speech or in ours alone."""
    found: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for one in records("statement", ddr.timeline):
        words = one.get("exact") or one["says"]
        found[one["mode"] in {"reported", "paraphrase"}] |= runs(words)
    assert found[True] - found[False]
    return found[True] - found[False]


def quoted(text: str) -> list[str]:
    """Return all that stands in quotation marks, the outermost ones, without them."""
    return [match[0][1:-1] for match in _QUOTED.finditer(text)]


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of a few words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}


def assert_not_quoted(ddr: Ddr, text: str) -> None:
    forbidden = unquotable(ddr)
    for words in quoted(text):
        assert not runs(words) & forbidden, words


def test_quotation_marks_are_seen() -> None:
    text = 'He said “one “two” three” and "four", «five» and “six\nseven”.'
    assert quoted(text) == ["one “two” three", "four", "five", "six\nseven"]


@pytest.mark.parametrize("form", ["tsv", "markdown", "table"])
def test_no_list_quotes_what_was_only_reported(either: Ddr, form: str) -> None:
    for call in LISTS:
        assert_not_quoted(either, either(*call, "-f", form).out)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_list_on_a_terminal_quotes_what_was_only_reported(either: Ddr, width: int) -> None:
    said, search = (either.show(*call, width=width) for call in LISTS)
    for text in (*said.columns(), search.text):
        assert_not_quoted(either, text)


def test_no_page_quotes_what_was_only_reported(either: Ddr) -> None:
    page = either("show", *(name for kind in KINDS for name in every(kind, either)))
    assert page.code == 0
    assert_not_quoted(either, page.out)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_on_a_terminal_quotes_what_was_only_reported(either: Ddr, width: int) -> None:
    reported = [one["id"] for one in records("statement", either.timeline)
                if one["mode"] in {"reported", "paraphrase"}]  # fmt: skip
    ids = [*reported, *every("event", either)[-2:], *every("source", either)[:2]]
    assert_not_quoted(either, either.show("show", *ids, width=width).text)


@pytest.mark.parametrize("form", ["tsv", "markdown", "table"])
def test_no_comparison_quotes_what_was_only_reported(either: Ddr, form: str) -> None:
    for name in every("event", either)[-3:]:
        assert_not_quoted(either, either("compare", name, "-f", form).out)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_comparison_tells_each_mode_beside_the_words(small: Ddr, width: int) -> None:
    shown = small.show("compare", "visit", width=width).text
    assert_not_quoted(small, shown)
    text = squeezed(shown)
    for mode, (told, words) in MARKED.items():
        part = words if mode != "reported" else REPORTED.partition(",")[0]
        assert re.search(f"{re.escape(squeezed(part))}[^“]*{re.escape(squeezed(told))}", text)


@pytest.mark.parametrize("style", STYLES)
def test_no_citation_quotes_what_was_only_reported(ddr: Ddr, style: str) -> None:
    """It says instead who reported it; in all forms, and in Markdown too."""
    reported = [one["id"] for one in records("statement") if one["mode"] == "reported"]
    calls = [("cite", *reported, "--style", style, "--form", form) for form in FORMS]
    calls[-1] = (*calls[-1], "--to", "markdown")
    ddr.prepare(calls)
    for call in calls:
        answer = ddr(*call)
        assert answer.code == 0
        assert_not_quoted(ddr, answer.out)
        told = re.findall("as reported (?:in|by)", answer.out)
        assert len(told) == (0 if "bibliography" in call else len(reported))


MARKED = {
    "direct": ("own words", f"“{DIRECT}”"),
    "interpreted": ("interpreter", f"“{INTERPRETED}”"),
    "translated": ("translation", f"“{TRANSLATED}”"),
    "narrative": ("source's own voice", f"“{NARRATIVE}”"),
    "reported": ("as the source reports it", REPORTED),
    "paraphrase": ("in our words", PARAPHRASE),
}


@pytest.mark.parametrize("width", WIDTHS)
def test_each_mode_is_told_beside_the_words(small: Ddr, width: int) -> None:
    listed = squeezed("".join(small.show("said", width=width).columns()))
    page = squeezed(small.show("show", *MARKED, width=width).text)
    for told, words in MARKED.values():
        assert re.search(f"{re.escape(squeezed(told))}[^“.]*{re.escape(squeezed(words))}", listed)
        assert re.search(f"{re.escape(squeezed(words))}[^“]*{re.escape(squeezed(told))}", page)
        for text in (listed, page):
            assert squeezed(f"“{words}") not in text
            assert squeezed(f"{words}”") not in text


def test_each_mode_is_told_in_a_pipe(small: Ddr) -> None:
    found = {line.split("\t")[-1]: line.split("\t")[3:5] for line in small("said").lines[1:]}
    assert found == {mode: [mode, words.strip("“”")] for mode, (_, words) in MARKED.items()}
    page = small("show", *MARKED).out
    for mode, (told, words) in MARKED.items():
        line = rf"^  words: {re.escape(words)}\n  mode: {mode}  \[.*{told}"
        assert re.search(line, page, re.MULTILINE)


def test_a_page_marks_the_statements_that_belong_to_it(small: Ddr) -> None:
    for name in ("ann", "visit", "held"):
        text = small("show", name).out
        assert f"“{DIRECT}”" in text
        assert f"“{REPORTED}" not in text
        assert REPORTED in text
        assert re.search(rf"{re.escape(REPORTED)}  \[reported, held ¶ 5, reported\]", text)
    assert f"“{PARAPHRASE}" not in small("show", "archive").out


def texts(folder: Path = FIVE) -> dict[str, list[str]]:
    """Return the paragraphs of every held text, with nothing but their letters and digits."""
    return {
        path.stem: [bare(part) for part in re.split(r"\n\s*\n", path.read_text("utf-8").strip())]
        for path in (folder / "sources").glob("*.txt")
    }


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


_PLACE = r"(?P<source>[a-z0-9-]+) ¶ (?P<first>\d+)(?:-(?P<last>\d+))?"


def stands(words: str, source: str, first: str, last: str | None) -> bool:
    paragraphs = texts()[source][int(first) - 1 : int(last or first)]
    held, at = "".join(paragraphs), 0
    for part in words.split("[…]"):
        at = held.find(bare(part), at) + 1
        if not at:
            return False
    return True


def test_what_a_page_quotes_stands_in_the_paragraph_it_names(ddr: Ddr) -> None:
    """Evidence and statements, on the pages of all events, persons, bodies and sources."""
    ids = [name for kind in KINDS for name in every(kind, ddr) if kind != "statement"]
    text = ddr("show", *ids).out
    evidence = re.findall(rf"^  {_PLACE}: (“.*”)  \[", text, re.MULTILINE)
    said = re.findall(rf"^  [^“\n]+: (“.*”)  \[\w+, {_PLACE}, ", text, re.MULTILINE)
    reported = [one["exact"] for one in records("statement") if one["mode"] == "reported"]
    pieces = [piece for one in records("event") for piece in one["evidence"] if "exact" in piece]
    quotable = [one for one in pieces if not any(one["exact"] in words for words in reported)]
    assert len(evidence) == len(quotable) < len(pieces)
    assert len(said) > 2 * len(every("statement", ddr))
    for source, first, last, words in evidence:
        assert stands(words, source, first, last), words
    for words, source, first, last in said:
        assert stands(words, source, first, last), words


def test_what_a_statement_quotes_stands_in_the_paragraph_it_names(ddr: Ddr) -> None:
    text = ddr("show", *every("statement", ddr)).out
    found = re.findall(
        rf"^  words: (“.*”)\n  mode: .*\n  source: .*\[{_PLACE}\]$", text, re.MULTILINE
    )
    quotable = [one for one in records("statement") if one["mode"] != "reported"]
    assert len(found) == len(quotable) > 100
    for words, source, first, last in found:
        assert stands(words, source, first, last), words


def test_whatever_else_is_quoted_on_a_page_is_in_a_text_or_in_a_note(ddr: Ddr) -> None:
    """Summaries and titles quote the texts too; notes and accounts also quote other documents."""
    ids = [name for kind in KINDS for name in every(kind, ddr)]
    text = re.sub(r"^  note: .*\n|^Told differently\n(?:  .*\n)*", "", ddr("show", *ids).out,
                  flags=re.MULTILINE)  # fmt: skip
    held = ["".join(paragraphs) for paragraphs in texts().values()]
    lines = [line for line in text.split("\n") if "“" in line and "  [" not in line]
    assert len(lines) > 100
    for line in lines:
        for words in quoted(line):
            assert any(bare(words) in one for one in held), line


@pytest.mark.parametrize("width", WIDTHS)
def test_what_said_quotes_on_a_terminal_stands_in_a_text(ddr: Ddr, width: int) -> None:
    held = ["".join(paragraphs) for paragraphs in texts().values()]
    spans = quoted("\n".join(ddr.show("said", width=width).columns()[-1:]))
    quotable = [one["exact"] for one in records("statement") if one["mode"] != "reported"]
    assert sorted(map(bare, spans)) == sorted(map(bare, quotable))
    for span in spans:
        assert any(bare(span) in one for one in held), span
