"""The words of a statement before its citation: how they may be used decides their form."""

from __future__ import annotations

from typing import Any

import pytest

from ddr.cite.citations import of_statement as cited_by
from ddr.cite.pandoc.request import Form, Output, Quote
from ddr.cite.quotation import LONGEST_INLINE, count, of_statement
from ddr.cite.render import Rendered, render_forms
from ddr.cite.style.finder import find
from ddr.frozen import replace
from ddr.records import Statement

from .desk import Desk

MODES = ("direct", "translated", "interpreted", "reported", "narrative", "paraphrase")
MARKS = set('“”‘’«»„"')


def made(desk: Desk, statement: Statement, language: str = "en-US") -> Quote:
    return of_statement(statement, desk.source(statement.source), desk.lookup, language)


def printed(
    desk: Desk, statement: Statement, style: str, form: Form, output: Output = "text"
) -> Rendered:
    found = find(style)
    source = desk.source(statement.source)
    quotes = (made(desk, statement, found.locale),)
    cited = [[cited_by(statement, source, desk.lookup)]]
    forms = (form,)
    return render_forms(cited, found, forms, output, lookup=desk.lookup, quotes=quotes)[0]


def words(size: int) -> str:
    return " ".join(["word"] * (size - 1) + ["end."])


@pytest.mark.parametrize(("size", "block"), [(1, False), (40, False), (41, True), (200, True)])
def test_more_than_forty_words_are_set_off(desk: Desk, size: int, block: bool) -> None:
    statement = replace(desk.statements("direct")[0], exact=words(size))
    quote = made(desk, statement)
    assert quote.block == block
    assert quote.marks == (("", "") if block else ("“", "”"))


def test_what_counts_as_a_word() -> None:
    assert LONGEST_INLINE == 40
    assert count("We – all of us – […] agreed on 1,000 tons, didn’t we?") == 10


def test_a_paraphrase_has_no_marks_and_says_so(desk: Desk) -> None:
    long = replace(desk.statements("paraphrase")[0], says=words(60))
    for statement in (*desk.statements("paraphrase"), long):
        quote = made(desk, statement)
        assert quote.told
        assert not quote.block
        assert quote.marks == ("", "")
        assert quote.words + quote.stop == statement.says.strip()


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "paraphrase"])
def test_the_words_are_the_words(desk: Desk, mode: str) -> None:
    for statement in desk.statements(mode):
        quote = made(desk, statement, "ru-RU")
        assert quote.words + quote.stop == statement.exact
        assert not quote.told


def test_a_report_is_quoted_as_a_report(desk: Desk) -> None:
    for statement in desk.statements("reported"):
        assert made(desk, statement).lead == (
            "In the words of the report by Korean Central News Agency:"
        )
    assert {made(desk, s).lead for m in MODES if m != "reported" for s in desk.statements(m)} == {
        ""
    }


def test_an_author_that_was_supplied_reports_nothing(desk: Desk) -> None:
    statement = desk.statements("reported")[0]
    source = replace(desk.source(statement.source), inferred=("author",))
    quote = of_statement(statement, source, desk.lookup, "en-US")
    assert quote.lead == "In the words of the report by Naenara:"
    bare = replace(source, container_title="", publisher="")
    quote = of_statement(statement, bare, desk.lookup, "en-US")
    assert quote.lead == "In the words of the report:"


@pytest.mark.parametrize(
    ("exact", "stop", "ended"),
    [
        ("It is so.", ".", True), ("It is so?", "", True), ("it is", "", False),
        ("in the U.S.", "", True), ("signed by A. B.", "", True), ("and so on, etc.", "", True),
        ("And then…", "", True), ("and then...", "", True), ("He said “yes.”", "", True),
        ("in 1948.", ".", True), ("met Kim Jong Un.", ".", True), ("to wit:", "", False),
    ],
)  # fmt: skip
def test_which_full_stop_may_move(desk: Desk, exact: str, stop: str, ended: bool) -> None:
    quote = made(desk, replace(desk.statements("direct")[0], exact=exact))
    assert (quote.stop, quote.ended) == (stop, ended)


EXPECTED: dict[tuple[str, Form, Output, str], str] = {
    ("apa", "in-text", "text", "It is so."): "“It is so” (#).",
    ("apa", "in-text", "text", "Is it so?"): "“Is it so?” (#).",
    ("apa", "in-text", "text", "it is"): "“it is” (#)",
    ("apa", "in-text", "text", words(41)): f"  {words(41)} (#)",
    ("chicago", "note", "text", "It is so."): "“It is so.”\n\n#",
    ("chicago", "note", "latex", "It is so."): "``It is so.''\\footnote{#}",
    ("chicago", "note", "typst", "It is so."): "“It is so.”#footnote[#]",
    ("chicago", "note", "markdown", "It is so."): "“It is so.”[^id]\n\n[^id]: #",
    ("chicago", "note", "org", "It is so."): "“It is so.”[fn:id]\n\n[fn:id] #",
    ("chicago", "note", "html", "It is so."): "<p>“It is so.”</p>\n<p>#</p>",
    ("chicago", "note", "html", words(41)):
        f"<blockquote>\n<p>{words(41)}</p>\n</blockquote>\n<p>#</p>",
    ("chicago", "note", "latex", words(41)):
        f"\\begin{{quote}}\n{words(41)}\\footnote{{#}}\n\\end{{quote}}",
    ("gost", "note", "markdown", "It is so."): "«It is so»[^id].\n\n[^id]: #",
}  # fmt: skip


@pytest.mark.parametrize(("style", "form", "output", "exact"), EXPECTED)
def test_ready_to_paste(desk: Desk, style: str, form: Form, output: Output, exact: str) -> None:
    statement = replace(desk.statements("direct")[0], id="id", exact=exact)
    whole: Any = printed(desk, statement, style, form, output).texts[0]
    source = desk.source(statement.source)
    cited = [[cited_by(statement, source, desk.lookup)]]
    alone = desk.render(cited, style, form, output).texts[0]
    wanted = EXPECTED[style, form, output, exact].replace("(#)", "#")
    assert whole == wanted.replace("#footnote", "\0").replace("#", alone).replace("\0", "#footnote")


@pytest.mark.parametrize("style", ["chicago", "apa", "ieee"])
def test_the_marking_of_the_mode_stays(desk: Desk, style: str) -> None:
    marking = {
        "reported": "as reported by", "interpreted": "through an interpreter",
        "translated": "unattributed",
    }  # fmt: skip
    for mode, wanted in marking.items():
        statement = desk.statements(mode)[0]
        form: Form = "note" if find(style).note else "in-text"
        assert wanted in printed(desk, statement, style, form).texts[0]
