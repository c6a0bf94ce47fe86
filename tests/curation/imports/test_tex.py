"""TeX in bibliographies: what it prints, and how entries that name others are read."""

from __future__ import annotations

import pytest

from ddr.curation.imports.bibtex_entries import from_bibtex
from ddr.curation.imports.decoder import decoded, unknown
from ddr.curation.imports.drafts import Draft


def bib(fields: str, kind: str = "misc") -> Draft:
    (draft,) = from_bibtex(f"@{kind}{{k, title={{T}}, {fields}}}")
    return draft


@pytest.mark.parametrize(
    ("written", "printed", "told"),
    [
        (r"An \texttt{article} in \textup{upright}", "An article in upright", []),
        (r"\mbox{G-Animal's} Journal", "G-Animal's Journal", []),
        (r"\foreignlanguage{russian}{Слово} \textquote{so}", "Слово “so”", []),
        (r"See \href{https://e.org/a}{the page}", "See the page <https://e.org/a>", []),
        (r"e-mail: \path|a_b@e.org|, \verb+x%y+", "e-mail: a_b@e.org, x%y", ["\\verb"]),
        (r"{\noopsort{1973b}}1973", "1973", []),
        (r"Read on \today", "Read on", ["\\today"]),
        (r"Word\footnote{A note.} and \cite{key}", "WordA note. and key", ["\\cite", "\\footnote"]),
        (r"The \KOMAScript{} of \XyMTeX", "The KOMAScript of XyMTeX", ["\\KOMAScript", "\\XyMTeX"]),
        (r"\Package{etoolbox} for {\LaTeXe}", "etoolbox for LaTeX2ε", ["\\Package"]),
    ],
)
def test_what_tex_prints(written: str, printed: str, told: list[str]) -> None:
    assert decoded(written) == printed
    assert unknown(written) == told


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        ("publisher={Faber and Faber}, year=1950", "publisher", "Faber and Faber"),
        ("institution={Soil and Water Society}", "publisher", "Soil and Water Society"),
        ("location={Durham and {Bosnia and Herzegovina}}", "publisher-place",
         "Durham; Bosnia and Herzegovina"),
        ("address={Trinidad and Tobago}", "publisher-place", "Trinidad and Tobago"),
    ],
)  # fmt: skip
def test_and_within_a_name_is_a_word_of_it(fields: str, key: str, value: str) -> None:
    assert bib(fields).values[key] == value


def test_several_addresses_are_kept() -> None:
    draft = bib("url={https://e.org/a; https://e.org/b}, note={And https://e.org/c}")
    assert draft.values["URL"] == "https://e.org/a"
    assert draft.noted == ["url: https://e.org/b", "URL: https://e.org/c"]
    draft = bib("howpublished={\\url{https://e.org/a} and \\url{https://e.org/b}}")
    assert draft.values["URL"] == "https://e.org/a"
    assert draft.noted == ["howpublished: and https://e.org/b"]


@pytest.mark.parametrize(
    ("fields", "issued", "noted"),
    [
        ("month=jun", None, ["month: June"]),
        ("date={1950}, year=1951", "1950", ["year: 1951"]),
        ("date={1950}, month=jun, day=2", "1950", ["month: June", "day: 2"]),
        ("date={1950-06-25}, year=1950, month=jun", "1950-06-25", []),
    ],
)
def test_no_part_of_a_date_is_lost(fields: str, issued: str | None, noted: list[str]) -> None:
    draft = bib(fields)
    assert (draft.values.get("issued"), draft.noted) == (issued, noted)


def test_a_string_that_nothing_defines_is_told() -> None:
    draft = bib('publisher= YUP # ", Inc.", month=jun, year=1950')
    assert draft.values["publisher"] == "YUP, Inc."
    assert draft.lost == ["what YUP in publisher stands for"]


def test_a_missing_comma_refuses_the_entry() -> None:
    assert bib("note={a} year=1950").wrong == "not BibTeX: a comma is missing after note"
    assert bib('note="a" # {b} # "c"').values["note"] == "abc"
    assert bib('note="a {"}b{"} c"').values["note"] == 'a "b" c'


def test_types_that_begin_like_what_is_no_entry_are_entries() -> None:
    text = "@commented{a, title={A}}\n@comment{b, title={B}}\n@preambles{c, title={C}}"
    assert [(one.key, one.line, one.noted) for one in from_bibtex(text)] == [
        ("a", 1, ["entry type: commented"]), ("c", 3, ["entry type: preambles"]),
    ]  # fmt: skip


def test_a_date_is_inherited_whole_and_names_of_no_entry_stay() -> None:
    text = """
@inbook{a, title={A}, crossref={Whole}, year=1950}
@inbook{b, title={B}, crossref={whole}}
@book{whole, title={W}, date={1948/1960}, crossref={series}}
@mvbook{series, title={S}, publisher={P}, xref={more}}
@book{c, title={C}, crossref={nowhere}, xref={more}}
@book{d, title={D}, crossref={e}}
@book{e, title={E}, crossref={d}, publisher={Q}}
"""
    a, b, _, series, c, d, _ = from_bibtex(text)
    assert (a.values["issued"], b.values["issued"]) == ("1950", "1948/1960")
    assert (a.values["publisher"], a.values["container-title"]) == ("P", "W")
    assert series.noted == ["xref: more"]
    assert c.noted == ["crossref: nowhere", "xref: more"]
    assert d.values["publisher"] == "Q"
