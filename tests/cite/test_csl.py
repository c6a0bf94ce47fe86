"""From records to CSL-JSON items."""

from __future__ import annotations

from typing import Any

import pytest

from ddr.cite.csl import Lookup, item, lowered
from ddr.cite.style.adapt import adapt, is_agency
from ddr.cite.style.needs import Manner, manner_of
from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Organization, Person, Source

from .desk import FIVE, Desk

SOURCE = Source(id="s", type="webpage", title="A title", origin="russia")
PEOPLE: dict[str, Person | Organization] = {
    "kim": Person(
        id="kim", name="Kim Jong Un", family="Kim", given="Jong Un", order="family-first"
    ),
    "putin": Person(id="putin", name="Vladimir Putin", family="Putin", given="Vladimir"),
    "mononym": Person(id="mononym", name="Stalin"),
    "kcna": Organization(id="kcna", name="Korean Central News Agency (KCNA)"),
    "mfa": Organization(id="mfa", name="Ministry"),
}
lookup: Lookup = PEOPLE.__getitem__


def by(*names: str) -> tuple[Contributor, ...]:
    return tuple(
        Contributor(organization=name)
        if isinstance(PEOPLE.get(name), Organization)
        else Contributor(person=name)
        if name in PEOPLE
        else Contributor(literal=name)
        for name in names
    )


PARTS: list[tuple[dict[str, Any], str]] = [
    ({"family": "Berg", "given": "Jan", "non_dropping_particle": "van der"}, "Jan van der Berg"),
    ({"family": "King", "given": "Mark", "suffix": "Jr."}, "Mark King Jr."),
    ({"family": "박", "given": "철수"}, "박철수"),
    ({"family": "山田", "given": "太郎"}, "山田太郎"),
    ({"family": "Kim", "given": "Jong Un", "order": "family-first"}, "Kim Jong Un"),
]


@pytest.mark.parametrize(("parts", "full"), PARTS)
def test_a_name_in_parts_is_sent_in_parts(parts: dict[str, Any], full: str) -> None:
    who = Contributor(**parts)
    csl = item(replace(SOURCE, author=(who,)), lookup)["author"]
    kept = {key.replace("_", "-"): text for key, text in parts.items() if key != "order"}
    assert csl == [kept]
    assert who.name == full
    whole = item(replace(SOURCE, author=(who,)), lookup, whole=True)["author"]
    assert whole == ([{"literal": full}] if "order" in parts else [kept])
    guessed = replace(SOURCE, author=(who,), inferred=("author",))
    assert item(guessed, lookup)["author"] == [{"literal": f"[{full}?]"}]


def test_every_bibliographic_field_arrives_under_its_csl_name() -> None:
    full = replace(
        SOURCE,
        container_title="C", collection_title="S", publisher="P", publisher_place="PP",
        event_title="E", event_place="EP", genre="letter", number="1", volume="2", issue="3",
        page="4-5", section="6", references="R", archive="A", archive_place="AP",
        archive_collection="AC", archive_location="AL", source="Src", DOI="10.1/x", ISBN="978",
        URL="http://x.y", language="en", issued="2001", event_date="2000", accessed="2026-11-21",
        author=by("Someone"), editor=by("Ed"), translator=by("Tr"),
    )  # fmt: skip
    csl = item(full, lookup)
    assert csl["archive_collection"] == "AC"
    assert csl["archive_location"] == "AL"
    assert csl["archive-place"] == "AP"
    assert csl["event-title"] == "E"
    assert csl["source"] == "Src"
    assert csl["editor"] == [{"literal": "Ed"}]
    assert csl["translator"] == [{"literal": "Tr"}]
    assert csl["issued"] == {"date-parts": [[2001]]}
    assert csl["event-date"] == {"date-parts": [[2000]]}
    assert csl["accessed"] == {"date-parts": [[2026, 11, 21]]}
    assert "medium" not in csl
    assert "note" not in csl
    assert len(csl) == 31


def test_an_empty_field_is_left_out() -> None:
    assert item(SOURCE, lookup) == {"id": "s", "type": "webpage", "title": "A title"}


@pytest.mark.parametrize(
    ("name", "whole", "wanted"),
    [
        ("kim", False, {"family": "Kim", "given": "Jong Un"}),
        ("kim", True, {"literal": "Kim Jong Un"}),
        ("putin", True, {"family": "Putin", "given": "Vladimir"}),
        ("mononym", False, {"literal": "Stalin"}),
        ("mfa", False, {"literal": "Ministry"}),
        ("Anonymous", False, {"literal": "Anonymous"}),
    ],
)
def test_names(name: str, whole: bool, wanted: dict[str, str]) -> None:
    assert item(replace(SOURCE, author=by(name)), lookup, whole=whole)["author"] == [wanted]


def test_what_is_inferred_is_marked() -> None:
    guessed = replace(SOURCE, author=by("mfa"), issued="2021", inferred=("author", "issued"))
    csl = item(guessed, lookup)
    assert csl["author"] == [{"literal": "[Ministry?]"}]
    assert csl["issued"] == {"date-parts": [[2021]], "circa": True}


def test_a_speech_has_its_site_as_publisher() -> None:
    csl = item(replace(SOURCE, type="speech", container_title="Site"), lookup)
    assert "container-title" not in csl
    assert csl["publisher"] == "Site"


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"container_title": "TASS", "publisher": "TASS"}, "publisher"),
        ({"container_title": "Ministry", "author": by("mfa")}, "container-title"),
        ({"publisher": "Ministry", "author": by("mfa")}, "publisher"),
        ({"publisher": "Ministry", "author": by("mfa"), "inferred": ("author",)}, "publisher"),
    ],
)
def test_a_name_is_printed_once(fields: dict[str, Any], lacks: str) -> None:
    assert lacks not in item(replace(SOURCE, **fields), lookup)


@pytest.mark.parametrize(
    ("language", "title", "short", "wanted"),
    [
        ("ru", "Заголовок", "[Heading]", ("Заголовок [Heading]", "Заголовок")),
        ("ko", "제목", "Title", ("제목 [Title]", "제목")),
        ("de", "Titel", "Title", ("Titel [Title]", "Titel")),
        ("de", "Ein langer Titel", "langer Titel", ("Ein langer Titel", "langer Titel")),
        ("ko", "[News item on a visit]", "A visit", ("[News item on a visit]", "A visit")),
        ("en", "A title", "Heading", ("A title", "Heading")),
        ("en-GB", "A title", "", ("A title", None)),
    ],
)
def test_a_translated_title_stands_in_brackets(
    language: str, title: str, short: str, wanted: tuple[str, str | None]
) -> None:
    source = replace(SOURCE, language=language, title=title, title_short=short)
    csl = item(source, lookup)
    assert (csl["title"], csl.get("title-short")) == wanted


@pytest.mark.parametrize(
    ("genre", "wanted"),
    [("Speech", "speech"), ("Press release", "press release"), ("KCNA report", "KCNA report")],
)
def test_a_genre_begins_small(genre: str, wanted: str) -> None:
    assert lowered(genre) == wanted


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("KCNA", True),
        ("Korean Central News Agency (KCNA)", True),
        ("TASS", True),
        ("The Associated Press", True),
        ("KCNA Watch", False),
        ("Pravda", False),
        ("Naenara", False),
        ("", False),
    ],
)
def test_agencies(name: str, agency: bool) -> None:
    assert is_agency(name) is agency


def manner(name: str) -> Manner:
    return manner_of(name, note="notes" in name, doubts=True)


AGENCY_ITEM = replace(
    SOURCE, type="article-newspaper", container_title="KCNA", URL="http://x.y", issued="2020"
)


def test_an_agency_without_a_paper_is_an_author_in_roman() -> None:
    csl = adapt(item(AGENCY_ITEM, lookup), AGENCY_ITEM, manner("chicago-notes-bibliography"))
    assert csl["author"] == [{"literal": "KCNA"}]
    assert csl["type"] == "webpage"
    assert "container-title" not in csl


def test_mla_takes_no_agency_for_an_author() -> None:
    csl = adapt(item(AGENCY_ITEM, lookup), AGENCY_ITEM, manner("modern-language-association"))
    assert "author" not in csl
    assert csl["container-title"] == "KCNA"


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("webpage", "status"),
        ("article-newspaper", "issued"),
        ("book", "issued"),
        ("document", "status"),
        ("manuscript", "status"),
    ],
)
def test_chicago_notes_get_an_uncertain_date_where_they_print_it(kind: Any, sent: str) -> None:
    source = replace(SOURCE, type=kind, container_title="C", issued="2017", inferred=("issued",))
    csl = adapt(item(source, lookup), source, manner("chicago-notes-bibliography"))
    assert {"issued", "status", "original-date"} & csl.keys() == {sent}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("[Report on the talks]", "report on the talks"),
        ("[TASS report on the talks]", "TASS report on the talks"),
        ("[Kim Jong Un's letter]", "Kim Jong Un's letter"),
        ("[Text] and [text]", None),
        ("A [sic] title", None),
    ],
)
def test_a_description_is_no_title(title: str, kind: str | None) -> None:
    source = replace(SOURCE, title=title, title_short="Short", genre="Letter")
    csl = adapt(item(source, lookup), source, manner("chicago-notes-bibliography"))
    assert csl.get("title") == (None if kind else title)
    assert csl["genre"] == (kind or "letter")
    assert ("title-short" in csl) == (kind is None)
    other = adapt(item(source, lookup), source, manner("ieee"))
    assert other["title"] == title


def test_an_article_in_no_periodical_is_a_page() -> None:
    source = replace(SOURCE, type="post-weblog", publisher="Wilson Center")
    assert adapt(item(source, lookup), source, manner("apa"))["type"] == "webpage"
    within = replace(source, container_title="Blog")
    assert adapt(item(within, lookup), within, manner("apa"))["type"] == "post-weblog"


def test_a_certain_date_is_sent_as_it_is() -> None:
    for name in ("chicago-notes-bibliography", "apa", "modern-language-association", "other"):
        source = replace(SOURCE, issued="2017")
        csl = adapt(item(source, lookup), source, manner(name))
        assert csl["issued"] == {"date-parts": [[2017]]}


def test_mla_gets_a_supplied_date_beside_the_publisher() -> None:
    source = replace(
        SOURCE,
        type="article-newspaper",
        container_title="Paper",
        publisher="House",
        issued="2017-09",
        inferred=("issued",),
    )
    csl = adapt(item(source, lookup), source, manner("modern-language-association"))
    assert (csl["publisher"], csl["type"]) == ("House, [Sept. 2017?]", "webpage")
    assert "issued" not in csl
    book = replace(source, type="book")
    csl = adapt(item(book, lookup), book, manner("modern-language-association"))
    assert csl["issued"] == {"date-parts": [[2017, 9]], "circa": True}


@pytest.mark.parametrize(
    ("name", "field", "wanted"),
    [
        ("chicago-notes-bibliography", "issued", {"date-parts": [[2022, 10, 12]]}),
        ("apa", "issued", {"date-parts": [[2022, 10, 12]]}),
        ("modern-language-association", "original-date", {"date-parts": [[2022, 10, 12]]}),
        ("modern-language-association", "issued", {"date-parts": [[2022, 10, 18]]}),
        ("ieee", "issued", {"date-parts": [[2022, 10, 12]]}),
    ],
)
def test_a_speech_is_dated_by_its_day(name: str, field: str, wanted: dict[str, Any]) -> None:
    source = replace(
        SOURCE, type="speech", issued="2022-10-18", event_date="2022-10-12", URL="https://a.example"
    )
    assert adapt(item(source, lookup), source, manner(name))[field] == wanted


def test_a_treaty_with_the_day_of_its_signing_alone_is_dated_by_it() -> None:
    source = replace(SOURCE, type="treaty", event_date="2024-06-19")
    csl = adapt(item(source, lookup), source, manner("apa"))
    assert csl["issued"] == {"date-parts": [[2024, 6, 19]]}


@pytest.mark.parametrize(
    ("collection", "location", "wanted"),
    [
        ("fond 059a, opis 5a", "delo 3, list 10", (None, "fond 059a, opis 5a, delo 3, list 10")),
        ("F. 5", "", (None, "F. 5")),
        ("Smith Papers", "box 3", ("Smith Papers", "box 3")),
    ],
)
def test_a_russian_shelfmark_goes_from_fond_to_leaf(
    collection: str, location: str, wanted: tuple[str | None, str]
) -> None:
    source = replace(
        SOURCE, type="document", archive_collection=collection, archive_location=location
    )
    csl = adapt(item(source, lookup), source, manner("chicago-notes-bibliography"))
    assert (csl.get("archive_collection"), csl["archive_location"]) == wanted


def test_the_archive_and_the_site_of_a_speech_are_both_kept() -> None:
    source = replace(SOURCE, type="speech", publisher="Site", archive="RGANI", source="Mirror")
    csl = adapt(item(source, lookup), source, manner("chicago-notes-bibliography"))
    assert (csl["publisher"], csl["archive"]) == ("Site", "RGANI")
    unarchived = replace(source, archive="")
    csl = adapt(item(unarchived, lookup), unarchived, manner("chicago-notes-bibliography"))
    assert csl["archive"] == "Site, Mirror"


def test_adapting_leaves_the_item_as_it_was(desk: Desk) -> None:
    for name in FIVE:
        source = desk.source(name)
        csl = item(source, desk.lookup)
        before = repr(csl)
        for style in ("chicago-notes-bibliography", "apa", "modern-language-association"):
            adapt(csl, source, manner(style))
        assert repr(csl) == before
