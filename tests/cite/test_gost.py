"""The style of GOST R 7.0.5-2008 on our records, and what is put into their items for it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from ddr.cite import gost
from ddr.cite.csl import item
from ddr.cite.locators import Locator, parse
from ddr.cite.render import Cited
from ddr.cite.request import Form
from ddr.cite.russian import in_russian
from ddr.records import Contributor, Name, Organization, Person, Source

from .desk import FIVE, Desk

SPEECH, REPRINT, AGENCY, UNDATED, TRANSCRIPT = FIVE
URLS = {name: Desk().source(name).URL for name in FIVE}
SEEN = "(дата обращения: 21.11.2026)."
EVENT = (
    "reception of the Embassy of the Russian Federation in the DPRK, "
    "Taedonggang Diplomatic Club, Pyongyang, 12.10.2022"
)


class Rule(NamedTuple):
    """A rule of the standard, and the whole reference that follows from it."""

    name: str
    source: str
    text: str
    locator: str = "4"
    form: Form = "note"


RULES = [
    Rule(
        "a speech: kind, occasion, place and day after a colon, its site after two slashes",
        SPEECH,
        "Matsegora A. Anniversary of the establishment of diplomatic relations "
        f"[Электронный ресурс] : speech, {EVENT} // redstartv.org : [сайт]. 2022. Para. 4. "
        f"URL: {URLS[SPEECH]} {SEEN}",
    ),
    Rule(
        "a body that we supplied stands in brackets after a slash, its date in brackets",
        REPRINT,
        "Invariable friendship inheriting over centuries [Электронный ресурс] / "
        "[Ministry of Foreign Affairs of the DPRK?] // foreignpolicywatchdog.com : [сайт]. "
        f"[12.10.2021?]. North Korea. Para. 4. URL: {URLS[REPRINT]} {SEEN}",
    ),
    Rule(
        "an agency's report: the agency after a slash, the copy that was read named",
        AGENCY,
        "Russian ambassador hosts reception [Электронный ресурс] / Korean Central News Agency // "
        "Naenara. [12.10.2024?]. Para. 4. Приводится по: KCNA Watch : [сайт]. "
        f"URL: {URLS[AGENCY]} {SEEN}",
    ),
    Rule(
        "a page without a date",
        UNDATED,
        "Matsegora A. Ambassador’s welcome word [Электронный ресурс] // Embassy of Russia to the "
        f"DPRK : [сайт]. [2017?]. Para. 4. URL: {URLS[UNDATED]} {SEEN}",
    ),
    Rule(
        "two speakers, a Korean name as it is",
        TRANSCRIPT,
        "Putin V., Kim Jong Un. Speeches at the official reception on behalf of the President of "
        "Russia [Электронный ресурс] : transcript, official reception, Russky Island, "
        "Vladivostok, 25.04.2019 // President of Russia : [сайт]. 2019. Para. 4. "
        f"URL: {URLS[TRANSCRIPT]} {SEEN}",
    ),
    Rule(
        "behind the text the same without a place",
        TRANSCRIPT,
        "Putin V., Kim Jong Un. Speeches at the official reception on behalf of the President of "
        "Russia [Электронный ресурс] : transcript, official reception, Russky Island, "
        f"Vladivostok, 25.04.2019 // President of Russia : [сайт]. 2019. URL: {URLS[TRANSCRIPT]} "
        f"{SEEN}",
        form="bibliography",
    ),
    Rule("8.4 repeated: heading, title cut by an ellipsis, place", SPEECH,
         "Matsegora A. Anniversary … Para. 4.", form="short"),
    Rule("8.4 repeated, without an author: title and place", REPRINT,
         "Invariable friendship … Para. 4.", form="short"),
    Rule("8.4 repeated, a title that is short: all of it", UNDATED,
         "Matsegora A. Ambassador’s welcome word. Para. 4.", form="short"),
    Rule("8.4 repeated, two authors", TRANSCRIPT,
         "Putin V., Kim Jong Un. Speeches … Para. 4.", form="short"),
    Rule(
        "11 a document of an archive, read in translation elsewhere",
        "wilson-110489-1962-11-10",
        "Moskovsky V. Memorandum of conversation between Soviet Ambassador to North Korea Vasily "
        "Moskovsky and Kim Il Sung : 10.11.1962 / transl. by S. Radchenko // АВП РФ. Ф. 0102. "
        "Оп. 18. Папка 93. Д. 5. Л. 144–146. Приводится по: Wilson Center Digital Archive : "
        f"[сайт]. URL: https://digitalarchive.wilsoncenter.org/document/110489 {SEEN}",
        "",
    ),
    Rule(
        "11 the letters of a shelfmark are Cyrillic",
        "wilson-1949-03-05-notes",
        "Meeting between Stalin and Kim Il Sung : record of conversation, 05.03.1949 // АВП РФ. "
        "Ф. 059а. Оп. 5а. Папка 11. Д. 3. Л. 10–20. Приводится по: Wilson Center Digital "
        f"Archive : [сайт]. URL: https://digitalarchive.wilsoncenter.org/document/112127 {SEEN}",
        "",
    ),
    Rule(
        "an archive that is not Russian keeps its name and marks",
        "wilson-116680-1969-06-10",
        "Note on a conversation between USSR Ambassador Comrade Sudarikov and Ambassador Henke on "
        "2 June 1969 in the GDR Embassy : 10.06.1969 / Embassy of the GDR in the DPRK ; transl. "
        "by Karen Riechert // Political Archive of the Federal Foreign Office, Berlin (PolA AA). "
        "MfAA. G-A 360. Приводится по: Wilson Center Digital Archive : [сайт]. "
        f"URL: https://digitalarchive.wilsoncenter.org/document/116680 {SEEN}",
        "",
    ),
    Rule(
        "a treaty: its day after a colon, the series and its number, an article of it",
        "unts-6045-1961",
        "Treaty of friendship, co-operation and mutual assistance. Signed at Moscow, on 6 July "
        "1961 [Электронный ресурс] : 06.07.1961 // United Nations Treaty Series. No. 6045. "
        "Art. 1. Приводится по: DocumentCloud : [сайт]. URL: https://assets.documentcloud.org/"
        "documents/3005971/1961-Treaty-of-Friendship-Cooperation-and-Mutual.txt " + SEEN,
        "art. 1",
    ),
    Rule(
        "a treaty in Russian",
        "lawmix-10609",
        "Договор между СССР и Корейской Народно-Демократической Республикой о режиме "
        "советско-корейской государственной границы (подписан в г. Пхеньяне 03.09.1990) "
        "[Электронный ресурс] : 3 сент. 1990 г. Ст. 2. Приводится по: lawmix.ru : [сайт]. "
        f"URL: https://www.lawmix.ru/abro/10609/ {SEEN}",
        "art. 2",
    ),
    Rule(
        "an article of a journal in Russian: volume, number, the page cited instead of all pages",
        "kigwangseo-2023-shtykov",
        "Ки Квансо. Создание северокорейского государства и Т.Ф. Штыков [Электронный ресурс] // "
        "Вестник Московского университета. Серия 13. Востоковедение. 2023. Т. 67, № 3. С. 61. "
        "DOI: 10.55959/MSU0320-8095-13-67-3-4. URL: https://cyberleninka.ru/article/n/"
        f"sozdanie-severokoreyskogo-gosudarstva-i-t-f-shtykov {SEEN}",
        "p. 61",
    ),
    Rule(
        "a newspaper in Russian: year, day and month, a Russian name with both initials",
        "kandalaksha-1953-09-25",
        "Маленков Г. М. Речь Председателя Совета Министров СССР Г. М. Маленкова на обеде в Кремле "
        "19 сентября 1953 года [Электронный ресурс] // Кандалакшский коммунист. 1953. 25 сент. "
        "№ 115 (3517). С. 1. URL: http://kolanord.ru/html_public/periodika/Kandalaksh-kommunist/"
        f"1953/Kandalakshskij-kommunist_1953_sentyabrj/43 {SEEN}",
        "с. 1",
    ),
    Rule(
        "a site in Russian: a body under its Russian name, a paragraph",
        "dprk-mid-ru-2021-08-13-church",
        "Нашему храму 15 лет [Электронный ресурс] / Посольство России в КНДР // dprk.mid.ru : "
        "[сайт]. 2021. 13 авг. Абз. 4. URL: https://dprk.mid.ru/ru/press-relize/novosti_posolstva/"
        f"nashemu_khramu_15_let_20210813 {SEEN}",
    ),
    Rule(
        "a book: two authors",
        "panin-altov-book",
        "Панин А., Альтов В. Северная Корея. Эпоха Ким Чен Ира на закате. С. 4–6.",
        "с. 4-6",
    ),
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_the_standard_on_our_records(desk: Desk, rule: Rule) -> None:
    citations = [[Cited(desk.source(rule.source), rule.locator)]]
    assert desk.render(citations, "gost", rule.form).texts == (rule.text,)


def test_an_inferred_date_never_looks_certain(desk: Desk) -> None:
    for source in desk.records.values():
        if isinstance(source, Source) and "issued" in source.inferred:
            csl = item(source, desk.lookup, whole=True, locale="ru-RU")
            gost.describe(csl, source)
            assert csl["issued"]["circa"]
            assert "status" not in csl


def test_a_list_has_cyrillic_before_latin_and_latin_before_korean(desk: Desk) -> None:
    wanted = ["lawmix-10609", "kigwangseo-2023-shtykov", "kandalaksha-1953-09-25"]
    wanted += [REPRINT, SPEECH, "hankyung-1990-07-07"]
    citations = [[Cited(desk.source(name)) for name in reversed(wanted)]]
    assert list(desk.render(citations, "gost", "bibliography").ids) == wanted


@pytest.mark.parametrize(
    ("place", "latin", "cyrillic"),
    [
        ("4", "Para. 4.", "Абз. 4."),
        ("4-6", "Para. 4–6.", "Абз. 4–6."),
        ("абз. 4", "Para. 4.", "Абз. 4."),
        ("p. 12", "P. 12.", "С. 12."),
        ("с. 12-13", "P. 12–13.", "С. 12–13."),
        ("p. iv", "P. iv.", "С. iv."),
        ("art. 2", "Art. 2.", "Ст. 2."),
        ("л. 10", "F. 10.", "Л. 10."),
        ("ch. 3", "Ch. 3.", "Гл. 3."),
        ("vol. 2", "Vol. 2.", "Т. 2."),
        ("section 3", "Sec. 3.", "Разд. 3."),
        ("table 3", "Table 3.", "Табл. 3."),
        ("doc. 894", "Doc. 894.", "Doc. 894."),
    ],
)
def test_places_in_the_language_of_the_document(
    desk: Desk, place: str, latin: str, cyrillic: str
) -> None:
    sources = (desk.source(UNDATED), desk.source("lawmix-10609"))
    texts = desk.render([[Cited(one, place)] for one in sources], "gost", "short").texts
    assert [text.rpartition("word. ")[2] for text in texts[:1]] == [latin]
    assert texts[1].endswith(f"03.09.1990). {cyrillic}")


def test_words_with_braces_are_kept_after_the_reference(desk: Desk) -> None:
    source = desk.source(UNDATED)
    assert gost.located(parse("see {4}"), source) == Locator("", "see {4}")
    assert desk.render([[Cited(source, "see {4}")]], "gost").texts[0].endswith(", see {4}.")


# Names.

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
    for issued in ("2010", "2010-05-01", "2010-05/2010-06", "2010-05~"):
        assert "status" not in described(issued=issued)


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
