"""Entries as other programs write them, and what becomes of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ddr.curation.imports.bibliography import bibliography
from ddr.curation.imports.bibtex_entries import from_bibtex
from ddr.curation.imports.decoder import decoded
from ddr.curation.imports.drafts import Draft
from ddr.curation.imports.ris_records import from_ris
from ddr.errors import Exit

from ..conftest import Ddr


def bib(fields: str, kind: str = "misc") -> Draft:
    (draft,) = from_bibtex(f"@{kind}{{k, title={{T}}, {fields}}}")
    return draft


def csl(**item: Any) -> Draft:
    found = bibliography(json.dumps([{"id": "k", "type": "book", "title": "T"} | item]), "json")
    assert found
    return found[0][0]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Smith, John A.", [{"family": "Smith", "given": "John A."}]),
        (
            "Jan van der Berg and de la Cruz, María",
            [
                {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
                {"family": "Cruz", "given": "María", "non-dropping-particle": "de la"},
            ],
        ),
        ("King, Jr., Martin", [{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        ("Davis, III, {\\'E}mile", [{"family": "Davis", "given": "Émile", "suffix": "III"}]),
        ("박철수", [{"literal": "박철수"}]),
        ("박, 철수", [{"family": "박", "given": "철수"}]),
        ("Kim, Jong Un", [{"family": "Kim", "given": "Jong Un"}]),
        ("{Taylor and Francis}", [{"literal": "Taylor and Francis"}]),
        ("Lund, Eva and others", [{"family": "Lund", "given": "Eva"}, {"literal": "others"}]),
        (
            "family=Berg, given=Jan, prefix=van den",
            [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}],
        ),
    ],
)
def test_names_keep_their_parts(written: str, names: list[dict[str, str]]) -> None:
    assert bib(f"author={{{written}}}").values["author"] == names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (
            "van der Berg, Jan",
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        ),
        ("King, Martin, Jr.", {"family": "King", "given": "Martin", "suffix": "Jr."}),
        ("山田, 太郎", {"family": "山田", "given": "太郎"}),
        ("Agence France-Presse,", {"literal": "Agence France-Presse"}),
    ],
)
def test_names_of_ris_keep_their_parts(written: str, name: dict[str, str]) -> None:
    ((draft,), _) = from_ris(f"TY  - BOOK\nAU  - {written}\nER  - \n")
    assert draft.values["author"] == [name]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Putin and {Kim Jong Un} meet", "Putin and Kim Jong Un meet"),
        ("История Астраханского войска", "История Астраханского войска"),
        ("Kim urges {U.S.} to drop", "Kim urges U.S. to drop"),
        (r"Garc{\'\i}a, Fra{\"\i}che and \v{C}ern{\'y}", "García, Fraïche and Černý"),
        (r"A \& B 100\% of \emph{it}", "A & B 100% of it"),
        ("``So'' -- 1950--53", "“So” – 1950–53"),
        (r"The {\TeX}book by {\it hand}, \path{a_b}", "The TeXbook by hand, a_b"),
        (r"\mkbibquote{So} and \enquote{so}", "“So” and “so”"),
        (r"Dole{\v z}al{\o}va ~ x", "Doležaløva x"),
    ],
)
def test_titles_keep_their_letters(written: str, title: str) -> None:
    assert decoded(written) == title


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        (r"url={https://e.org/a\_b\%20c\&d}", "URL", "https://e.org/a_b%20c&d"),
        (r"url={https://e.org/~x/a%20b}", "URL", "https://e.org/~x/a%20b"),
        (r"url={\url{https://e.org/w}}", "URL", "https://e.org/w"),
        (r"howpublished={\url{https://e.org/x_y}}", "URL", "https://e.org/x_y"),
        (r"note={Online at \url{https://e.org/n}}", "URL", "https://e.org/n"),
        ("doi={https://doi.org/10.1000/xyz_1}", "DOI", "10.1000/xyz_1"),
        ("doi={doi:10.1000/abd}", "DOI", "10.1000/abd"),
        (r"doi={10.1000/a\_b}", "DOI", "10.1000/a_b"),
        ("publisher={{John Wiley and Sons}}", "publisher", "John Wiley and Sons"),
        ("language={ru}", "language", "ru"),
        ("language={Russian}", "language", "ru"),
        ("langid={ngerman}", "language", "de"),
        ("language={en_US}", "language", "en-US"),
        ("year=1950, month=jun", "issued", "1950-06"),
        ('year=1950, month= jun # "~25"', "issued", "1950-06-25"),
        ("year=1950, month=6, day=25", "issued", "1950-06-25"),
        ("date={1950-06/1953}", "issued", "1950-06/1953"),
        ("subtitle={A story}", "title", "T: A story"),
    ],
)
def test_fields_of_bibtex(fields: str, key: str, value: str) -> None:
    draft = bib(fields)
    assert draft.values[key] == value
    assert (draft.lost, draft.noted, draft.wrong) == ([], [], "")


@pytest.mark.parametrize(
    ("fields", "noted"),
    [
        ("edition={3rd}", "edition: 3rd"),
        ("maintitle={The Collected Works}", "maintitle: The Collected Works"),
        ("year={in press}", "year: in press"),
        ("year=1950, month={spring}", "issued season: spring"),
        ("date={1950-22}", "issued season: 22"),
        ("date={today}", "date: today"),
        ("howpublished={Mimeographed}", "howpublished: Mimeographed"),
        ("keywords={a, b}", "keywords: a, b"),
        ("language={Klingon}", "language: Klingon"),
        ("publisher={One}, publisher={Two}", "publisher: Two"),
    ],
)
def test_what_has_no_field_is_noted(fields: str, noted: str) -> None:
    assert noted in bib(fields).noted


def test_unknown_commands_are_told_and_their_words_kept() -> None:
    draft = bib(r"note={\ce{BO2} and \formatdate{11}{12}{2017}}")
    assert draft.values["note"] == "BO2 and 11 12 2017"
    assert draft.lost == ["the command \\ce in note", "the command \\formatdate in note"]


@pytest.mark.parametrize(
    ("key", "written", "kept"),
    [
        ("url", "https://e.org/\u200bx", "https://e.org/x"),
        ("doi", "10.1000/\u00ad182\ufeff", "10.1000/182"),
    ],
)
def test_what_no_reader_sees_is_taken_out_of_an_address_and_told(
    key: str, written: str, kept: str
) -> None:
    draft = bib(f"{key}={{{written}}}")
    assert draft.values[key.upper()] == kept
    assert draft.lost == [f"invisible characters in {key.upper()}"]


def test_strings_in_parentheses_and_cross_references() -> None:
    text = """
@string(jks = "Journal of " # {Korean Studies})
@article(a, title={A}, journal=jks)
@inbook{b, title={B}, crossref={whole}}
@book{whole, title={The whole}, publisher={P}, year=1950}
"""
    a, b, _ = from_bibtex(text)
    assert a.values["container-title"] == "Journal of Korean Studies"
    assert (b.values["title"], b.values["container-title"]) == ("B", "The whole")
    assert (b.values["publisher"], b.values["issued"]) == ("P", "1950")


def test_one_bad_entry_is_refused_alone_and_its_line_named(ddr: Ddr, timeline: Path) -> None:
    good, strange = "@book{one, title={T}}", "@book{two,\n title={x\x81y}}"
    text = f"{good}\n{strange}\n@book{{three, title={{z\n@book{{four, title={{F}}}}"
    (timeline.parent / "x.bib").write_text(text, "utf-8")
    told = ddr("add", "source", "--from", "x.bib", "--origin", "dprk").err
    assert "two (line 2): left out: title: " in told
    assert "three (line 4): left out: not BibTeX" in told
    assert "2 of 4 entries imported" in told


def test_keys_are_kept_and_made_ids_told(ddr: Ddr, timeline: Path) -> None:
    keys = ["Smith:2001a", "Smith_2001a", "UN_2017", "Müller1999", "김2001", "e1", "the-book"]
    entries = [f"@book{{{key}, title={{Title of {n}}}}}" for n, key in enumerate(keys)]
    (timeline.parent / "x.bib").write_text("\n".join(entries), "utf-8")
    told = ddr("add", "source", "--from", "x.bib", "--origin", "dprk").err
    assert "7 of 7 entries imported" in told
    for key in keys[:5]:
        assert f"ddr: {key}: its id is '" in told
        assert f"{{{key}," in ddr("bib", key, "--to", "bibtex").out
    assert "e1 (line 6): its id is 'e1-2', which cites it: its key names another record" in told
    assert "the-book:" not in told
    again = ddr("add", "source", "--from", "x.bib", "--origin", "dprk", code=Exit.NOTHING).err
    assert again.count("it is there as") == 7


def test_two_works_of_one_file_may_share_an_address(ddr: Ddr, timeline: Path) -> None:
    entries = [
        "@misc{a, title={One}, url={https://e.org}}",
        "@misc{b, title={Two}, url={https://e.org}}",
        "@misc{c, title={One}, url={https://e.org}}",
    ]
    (timeline.parent / "x.bib").write_text("\n".join(entries), "utf-8")
    told = ddr("add", "source", "--from", "x.bib", "--origin", "dprk").err
    assert "2 of 3 entries imported" in told
    assert "c (line 3): left out: it is there as 'a'" in told


def test_a_person_on_record_is_that_person_whatever_the_order(ddr: Ddr, timeline: Path) -> None:
    text = "@book{x, title={T}, author={Lee, Ann and Lee Ann and Lee, Anna}}"
    (timeline.parent / "x.bib").write_text(text, "utf-8")
    out = ddr("add", "source", "--from", "x.bib", "--origin", "dprk").out
    assert out.count('{ person = "ann" }') == 2
    assert '{ family = "Lee", given = "Anna" }' in out


@pytest.mark.parametrize(
    ("date", "issued", "noted"),
    [
        ({"date-parts": [[1950]], "season": "1"}, "1950", "issued season: 1"),
        ({"date-parts": [[1950]], "season": "Winter"}, "1950", "issued season: Winter"),
        ({"date-parts": [[2001, 0, 0]]}, "2001", ""),
        ({"date-parts": [[2001], [0]]}, "2001/..", ""),
        ({"date-parts": [[float("inf")]]}, None, 'issued: {"date-parts": [[Infinity]]}'),
        ({"date-parts": [[1950, 13, 1]]}, "1950", 'issued: {"date-parts": [[1950, 13, 1]]}'),
        ({"raw": "Spring 1950"}, "1950", "issued season: Spring"),
        ({"literal": "Весна, 1950"}, "1950", "issued season: Весна"),
        ({"literal": "yesterday"}, None, "issued: yesterday"),
        ("last week", None, "issued: last week"),
        ({"date-parts": 5}, None, 'issued: {"date-parts": 5}'),
        ([1950], None, "issued: [1950]"),
    ],
)
def test_dates_of_csl(date: Any, issued: str | None, noted: str) -> None:
    draft = csl(issued=date)
    assert draft.values.get("issued") == issued
    assert draft.noted == ([noted] if noted else [])


def test_names_of_csl_of_the_wrong_kind_and_older_variables() -> None:
    odd = {"name": "Bob"}
    draft = csl(event="Dinner", author=[{"given": "Ann"}, "Lee", 5, odd, None], editor="Nobody")
    assert draft.values["event-title"] == "Dinner"
    assert draft.values["author"] == [{"literal": "Ann"}, {"literal": "Lee"}, {"literal": "5"}]
    assert draft.noted == ['author: {"name": "Bob"}', "editor: Nobody"]
    lee = {"family": "Lee", "ORCID": "0-1", "comma-suffix": True}
    assert csl(author=[lee]).lost == ["ORCID of author"]
    assert csl(**{"citation-key": "Roe:1"}).key == "Roe:1"


def test_lists_of_words_as_crossref_has_them() -> None:
    draft = csl(title=["One", "Two"], ISBN=["3", "4"], **{"container-title": ["J"], "page": [5]})
    assert (draft.values["title"], draft.values["ISBN"]) == ("One", "3")
    assert draft.values["container-title"] == "J"
    assert draft.noted == ["title: Two", "ISBN: 4", "page: [5]"]


@pytest.mark.parametrize(("key", "kept"), [(None, ""), ("", ""), (0, "0"), ("a b", "a b")])
def test_keys_of_csl(key: Any, kept: str) -> None:
    assert csl(id=key).key == kept


def test_ris_outside_and_glued() -> None:
    text = (
        "Record #1\nProvider: X\n\nTY  - JOUR\nID  - a\nSP  - 12\nEP  - 19\nAB  -no blank\n"
        "ER  - \nN1  - outside\n2. \nTY  - SLIDE\nT2  - Dinner\nCY  - Town\nDA  - 1950/06/25/\n"
        "C1  - 24 June 1950\nDP  - Mirror\nAN  - fond 1\nM1  - 5\nDB  - House\n"
    )
    (first, second), told = from_ris(text)
    assert first.values["page"] == "12-19"
    assert first.noted == ["AB: no blank"]
    assert [one.partition(":")[0] for one in told] == ["line 1", "line 2", "line 10"]
    assert second.values == {
        "type": "speech", "event-title": "Dinner", "event-place": "Town", "source": "Mirror",
        "archive_location": "fond 1", "number": "5", "archive": "House",
        "issued": "1950-06-25", "event-date": "1950-06-24",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "issued", "noted"),
    [
        ("2001///spring", "2001", ["DA: spring"]),
        ("2001/13/45/", "2001", ["DA: 2001/13/45"]),
        ("2001/05/09/inferred", "2001-05-09", []),
        ("1984///about 1984", "1984~", []),
        ("2001/05", "2001-05", []),
    ],
)
def test_dates_of_ris(written: str, issued: str, noted: list[str]) -> None:
    ((draft,), _) = from_ris(f"TY  - BOOK\nPY  - {written[:4]}\nDA  - {written}\nER  - \n")
    assert (draft.values["issued"], draft.noted) == (issued, noted)


def test_an_entry_without_a_key_is_not_taken_in_twice(ddr: Ddr, timeline: Path) -> None:
    text = "@book{, title={One thing}, year=1950}\n@book{, title={One thing more}, year=1950}"
    (timeline.parent / "x.bib").write_text(text, "utf-8")
    told = ddr("add", "source", "--from", "x.bib", "--origin", "dprk").err
    assert "2 of 2 entries imported" in told
    again = ddr("add", "source", "--from", "x.bib", "--origin", "dprk", code=Exit.NOTHING).err
    assert "line 1: left out: it is there as '1950-one-thing'" in again
    assert "line 2: left out: it is there as '1950-one-thing-2'" in again


def test_ris_without_keys_and_with_two_addresses(ddr: Ddr, timeline: Path) -> None:
    entry = (
        "TY  - NEWS\nTI  - Title {}\nPY  - 1950\nUR  - https://a.org/{} ; http://b.org\nER  - \n"
    )
    (timeline.parent / "x.ris").write_text(entry.format(1, 1) + entry.format(2, 2), "utf-8")
    answer = ddr("add", "source", "--from", "x.ris", "--origin", "dprk")
    assert "line 1: its id is 'a-1950-title-1'" in answer.err
    assert "line 6: kept in the note: URL\n" in answer.err
    assert 'URL = "https://a.org/2"' in answer.out
