"""What the style of GOST R 7.0.5-2008 gets: Russian names, dates, titles, shelfmarks."""

from __future__ import annotations

from typing import Any

import pytest

from ddr.cite.citations import Cited
from ddr.cite.csl import in_russian, item
from ddr.cite.style import gost
from ddr.parts import Contributor, Name
from ddr.records import Organization, Person, Source

from .desk import Desk

PUTIN = Person(
    id="putin", name="Vladimir Putin", family="Putin", given="Vladimir",
    names=(
        Name(text="Владимир Путин", lang="ru"),
        Name(text="Владимир Владимирович Путин", lang="ru"),
    ),
)  # fmt: skip
KIM = Person(
    id="kim", name="Kim Jong Un", family="Kim", given="Jong Un", order="family-first",
    names=(Name(text="김정은", lang="ko"), Name(text="Ким Чен Ын", lang="ru")),
)  # fmt: skip
PLAIN = Person(id="plain", name="Jane Doe", family="Doe", given="Jane")
KIRILL = Person(id="kirill", name="Kirill", names=(Name(text="Кирилл", lang="ru"),))
TASS = Organization(id="tass", name="TASS", names=(Name(text="ТАСС", lang="ru"),))
KNOWN: dict[str, Person | Organization] = {
    record.id: record for record in (PUTIN, KIM, PLAIN, KIRILL, TASS)
}


def described(**values: Any) -> dict[str, Any]:
    """Return the item of a page, as the style gets it."""
    fields: dict[str, Any] = {"id": "x", "type": "webpage", "title": "Заглавие", "language": "ru"}
    fields |= {"origin": "russia"}
    source = Source(**{**fields, **values})
    csl = item(source, KNOWN.__getitem__, whole=True, locale="ru-RU")
    gost.describe(csl, source)
    return csl


def people(*ids: str) -> tuple[Contributor, ...]:
    return tuple(Contributor(person=name) for name in ids)


def test_a_russian_source_names_people_in_russian() -> None:
    assert described(author=people("putin", "kim", "plain"))["author"] == [
        {"family": "Путин", "given": "Владимир Владимирович"},
        {"literal": "Ким Чен Ын"},
        {"family": "Doe", "given": "Jane"},
    ]
    assert described(author=people("kirill"))["author"] == [{"literal": "Кирилл"}]
    body = (Contributor(organization="tass"),)
    assert described(author=body)["authority"] == "ТАСС"


@pytest.mark.parametrize("language", ["en", "ko", "uk", ""])
def test_no_other_source_does(language: str) -> None:
    csl = described(author=people("putin", "kim"), language=language, title="Words")
    assert csl["author"] == [{"family": "Putin", "given": "Vladimir"}, {"literal": "Kim Jong Un"}]


def test_nor_does_a_style_of_another_language(desk: Desk) -> None:
    source = desk.source("kandalaksha-1953-09-25")
    assert desk.render([[Cited(source)]], "apa", "bibliography").texts[0].startswith("Malenkov, G.")
    listed = desk.render([[Cited(source)]], "gost-r-7-0-5-2008", "bibliography").texts[0]
    assert "Маленков Г. М. Речь" in listed  # another style in Russian does


def test_a_korean_name_in_russian_keeps_its_order_in_parts_too() -> None:
    record = in_russian(KIM)
    assert isinstance(record, Person)
    assert (record.name, record.family, record.given) == ("Ким Чен Ын", "Ким", "Чен Ын")
    assert in_russian(PLAIN) is PLAIN


def test_more_than_three_authors_follow_the_title() -> None:
    four = people("putin", "kim", "plain", "kirill")
    csl = described(author=(*four, Contributor(organization="tass")))
    assert csl["authority"] == "В. В. Путин [и др.] ; ТАСС"
    assert "author" not in csl
    assert described(author=four, language="en")["authority"] == "V. Putin [et al.]"
    assert described(author=four[1:] * 2)["authority"] == "Ким Чен Ын [и др.]"
    assert len(described(author=four[:3])["author"]) == 3


# What else is put right for the style.


def test_a_month_without_a_day_is_a_word() -> None:
    assert described(issued="2010-05")["status"] == "Май"
    assert described(issued="2010-05", language="en")["status"] == "May"
    assert described(issued="2010-05")["issued"] == {"date-parts": [[2010]]}
    assert described(issued="2010-05/2010-07")["status"] == "Май–июль"
    assert described(issued="2010-05/2010-07", language="en")["status"] == "May–July"
    for issued in ("2010", "2010-05-01", "2010-05/2011-06", "2010-05~", "2010/2012"):
        assert "status" not in described(issued=issued)


def test_the_month_of_an_event_follows_its_place() -> None:
    csl = described(event_place="Пхеньян", event_date="1949-03", issued="1949")
    assert csl["event-place"] == "Пхеньян, март 1949 г."
    assert "event-date" not in csl
    assert described(event_date="1949-03", language="en")["event-place"] == "March 1949"


def test_the_day_of_the_event_is_not_repeated() -> None:
    csl = described(event_date="2019-04-25", issued="2019-04-25")
    assert (csl["event-date"], csl["issued"]) == (
        {"date-parts": [[2019, 4, 25]]},
        {"date-parts": [[2019]]},
    )
    csl = described(event_date="2019-04-25", issued="2019-04-26")
    assert csl["issued"] == {"date-parts": [[2019, 4, 26]]}


def test_a_kind_that_the_title_names_is_not_repeated() -> None:
    assert "genre" not in described(title="Letter to the editor", genre="letter", language="en")
    assert described(title="Newsletter no. 5", genre="letter", language="en")["genre"] == "letter"


def test_kind_and_place_of_a_russian_document_are_in_russian() -> None:
    csl = described(genre="Interview", event_place="Pyongyang")
    assert (csl["genre"], csl["event-place"]) == ("интервью", "Пхеньян")
    csl = described(genre="Interview", event_place="Pyongyang", language="en")
    assert (csl["genre"], csl["event-place"]) == ("interview", "Pyongyang")
    assert described(genre="Rare kind", event_place="Haeju")["genre"] == "rare kind"


def test_titles() -> None:
    assert described(title='О "договоре"')["title"] == "О «договоре»"
    assert described(title="Договор", title_short="The treaty")["title"] == "Договор"
    assert described(title="조약", title_short="Treaty", language="ko")["title"] == "조약 [Treaty]"
    assert described(title="Речь на обеде", title_short="Речь")["title-short"] == "Речь"
    assert "title-short" not in described(title="Речь на обеде", title_short="Обед")


@pytest.mark.parametrize(
    ("collection", "location", "printed"),
    [
        ("fond 0102, opis 18", "papka 93, delo 5, listy 144-146",
         "Ф. 0102. Оп. 18. Папка 93. Д. 5. Л. 144–146"),
        ("fond 059a, opis 5a", "delo 3, papka 11, listy 10-20",
         "Ф. 059а. Оп. 5а. Папка 11. Д. 3. Л. 10–20"),
        ("f. 5", "op. 28, d. 412, l. 3", "Ф. 5. Оп. 28. Д. 412. Л. 3"),
        ("fond 45", "pp. 1-2, special folder", "Ф. 45. С. 1–2. special folder"),
        ("", "delo 3", "Д. 3"),
    ],
)  # fmt: skip
def test_a_shelfmark_of_a_russian_archive(collection: str, location: str, printed: str) -> None:
    csl = described(archive="APRF (Archive)", archive_collection=collection,
                    archive_location=location)  # fmt: skip
    assert (csl["archive"], csl["archive_location"]) == ("АП РФ", printed)
    assert "archive_collection" not in csl
