"""Names in parts, and those of Chinese, Japanese and Korean letters, in every format."""

from __future__ import annotations

import pytest

from ddr.cite.export.formats import EXPORTS, export
from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Organization, Person, Source

PEOPLE: dict[str, Person | Organization] = {}

WHO = (
    Contributor(family="Roe", given="Anna"),
    Contributor(family="Berg", given="Jan", non_dropping_particle="van der"),
    Contributor(family="King", given="Mark", suffix="Jr."),
    Contributor(family="박", given="철수"),
    Contributor(literal="UN and partners"),
    Contributor(literal="others"),
)
SOURCE = Source(
    id="roe-2004",
    citation_key="Roe:2004",
    type="book",
    title="T",
    author=WHO,
    origin="third-party",
    URL="https://example.org/x",
    issued="2004",
)


@pytest.mark.parametrize(
    ("to", "lines"),
    [
        (
            "biblatex",
            [
                "@book{Roe:2004,",
                "{Roe, Anna and van der Berg, Jan and King, Jr., Mark and {박철수} and {UN and partn",
            ],
        ),
        (
            "bibtex",
            [
                "@book{Roe:2004,",
                "van der Berg, Jan and King, Jr., Mark and {\\relax 박}{\\relax 철}{\\relax 수} and {UN and partners} and others",
            ],
        ),
        (
            "ris",
            [
                "ID  - Roe:2004",
                "AU  - Roe, Anna",
                "AU  - van der Berg, Jan",
                "AU  - King, Mark, Jr.",
                "AU  - 박, 철수",
                "AU  - UN and partners,",
            ],
        ),
        (
            "wikipedia",
            ["last2=van der Berg", "first3=Mark Jr.", "author4=박철수", "display-authors=etal"],
        ),
        ("hayagriva", ['suffix: "Jr."', '"van der Berg"', '"박철수"', '"et al."']),
        ("csl-json", ['"id": "Roe:2004"', '"non-dropping-particle": "van der"', '"suffix": "Jr."']),
        ("csl-yaml", ["non-dropping-particle:", "suffix:"]),
    ],
)
def test_names_stand_in_the_form_that_a_format_has_for_them(to: str, lines: list[str]) -> None:
    written = export([SOURCE], to, PEOPLE.__getitem__)
    for line in lines:
        assert line in written
    if to in {"ris", "wikipedia"}:
        assert "others" not in written.replace("display-authors", "")


@pytest.mark.parametrize(
    ("family", "given", "written"),
    [
        ("Кутенких", "Николай", r"{\relax К}{\relax у}{\relax т}енких, {\relax Н}иколай}"),
        ("Lund", "Émile-Élie", r"{Lund, {\relax É}mile-{\relax É}lie}"),
        ("Lund", "né Émile", r"{Lund, {\relax né Émile}}"),
    ],
)
def test_initials_of_bibtex_are_whole_letters(family: str, given: str, written: str) -> None:
    source = replace(SOURCE, author=(Contributor(family=family, given=given),))
    assert written in export([source], "bibtex", PEOPLE.__getitem__)


@pytest.mark.parametrize("to", EXPORTS)
def test_a_name_that_is_written_family_first_is_so_everywhere(to: str) -> None:
    who = Contributor(family="Kim", given="Jong Un", order="family-first")
    source = replace(SOURCE, author=(who,))
    assert "Kim Jong Un" in export([source], to, PEOPLE.__getitem__)
