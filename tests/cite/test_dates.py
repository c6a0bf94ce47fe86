"""EDTF dates as CSL dates, held against pandoc's own reading of EDTF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ddr.cite.csl import american, csl_date, mla
from ddr.cite.pandoc.engine import answer
from ddr.cite.pandoc.request import Request
from ddr.cite.style.finder import find
from ddr.edtf import EdtfError, days_in_month


@pytest.mark.parametrize(
    ("edtf", "parts", "circa"),
    [
        ("1948", [[1948]], False),
        ("2000-07", [[2000, 7]], False),
        ("1948-10-12", [[1948, 10, 12]], False),
        ("2017?", [[2017]], True),
        ("1984~", [[1984]], True),
        ("1984-01%", [[1984, 1]], True),
        ("2001/2006", [[2001], [2006]], False),
        ("1948-10-08/1948-10-12", [[1948, 10, 8], [1948, 10, 12]], False),
        ("2001/2006?", [[2001], [2006]], True),
        ("2001-08/..", [[2001, 8], [0]], False),
        ("../2022-10-12", [[2022, 10, 12]], True),
        ("199X", [[1990], [1999]], True),
        ("19XX", [[1900], [1999]], True),
        ("1999-XX", [[1999]], False),
        ("1999-12-XX", [[1999, 12]], False),
        ("0900", [[900]], False),
    ],
)
def test_dates(edtf: str, parts: list[list[int]], circa: bool) -> None:
    wanted: dict[str, Any] = {"date-parts": parts}
    if circa:
        wanted["circa"] = True
    assert csl_date(edtf) == wanted


def test_no_date() -> None:
    assert csl_date("") is None


def test_a_date_that_the_document_does_not_print_is_uncertain() -> None:
    assert csl_date("2017", uncertain=True) == {"date-parts": [[2017]], "circa": True}


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(EdtfError):
        csl_date("2001-21")


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-10-12", "October 12, 2021"),
        ("2001-08", "August 2001"),
        ("2017", "2017"),
        ("2001/2006", "2001–2006"),
        ("2001/..", "2001–"),
    ],
)
def test_american_words(edtf: str, words: str) -> None:
    date = csl_date(edtf)
    assert date
    assert american(date) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-10-12", "12 Oct. 2021"),
        ("2001-05", "May 2001"),
        ("2001-06", "June 2001"),
        ("2001-07-04", "4 July 2001"),
        ("2001-08", "Aug. 2001"),
        ("2001-09-01", "1 Sept. 2001"),
        ("2017", "2017"),
        ("2001/2006", "2001–2006"),
        ("2001/..", "2001–"),
    ],
)
def test_mla_words(edtf: str, words: str) -> None:
    date = csl_date(edtf)
    assert date
    assert mla(date) == words


@st.composite
def days(draw: st.DrawFn) -> str:
    """A year, month or day, certain or not."""
    year, month = draw(st.integers(1000, 2100)), draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in_month(year, month)))
    size = draw(st.integers(1, 3))
    mark = draw(st.sampled_from(["", "", "?", "~"]))
    return "-".join([f"{year}", f"{month:02}", f"{day:02}"][:size]) + mark


@st.composite
def dates(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        return draw(days())
    plain = sorted(draw(days()).rstrip("?~") for _ in range(2))
    return "/".join(plain)


@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(st.lists(dates(), min_size=40, max_size=40, unique=True))
def test_pandoc_reads_the_same_date_in_the_edtf_string(binary: Path, texts: list[str]) -> None:
    """Pandoc parses EDTF itself: it must print the string as it prints our date of it.

    It knows ``~`` as circa and takes ``?`` for nothing.
    """
    style = find("chicago")
    kept = []
    for text in texts:
        try:
            kept.append((text, csl_date(text)))
        except EdtfError:
            continue  # an interval that ends before it starts
    items = [
        {"id": f"{kind}{n}", "type": "article-newspaper", "title": f"t{n:03}", "issued": issued}
        for n, (text, date) in enumerate(kept)
        for kind, issued in (("a", date), ("b", text.replace("?", "~")))
    ]
    request = Request(
        style=style.path, note=True, pinpoints=True, positions=True, full=True, locale="en-US",
        form="bibliography", output="text", items=tuple(items),
    )  # fmt: skip
    texts_, ids, _ = answer(request, binary)
    printed = dict(zip(ids, texts_, strict=True))
    for n, (text, _) in enumerate(kept):
        assert printed[f"a{n}"] == printed[f"b{n}"], text
