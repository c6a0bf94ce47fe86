"""Short titles, and what a number counts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddr.cite.citations import Cited
from ddr.cite.csl import item
from ddr.cite.pandoc.inlines import ASIDE
from ddr.cite.style.needs import manner_of
from ddr.cite.style.short_titles import MOST, short, shorten
from ddr.cite.style.wording import day_once, figures, kind_once, number, without_day
from ddr.frozen import replace
from ddr.parts import Contributor
from ddr.records import Source

from .desk import Desk


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("The Chargé in the Soviet Union (Kohler) to the Secretary", "Chargé in the Soviet Union"),
        ("Kim Il-song’s Visit to the Soviet Union and Europe", "Kim Il-song’s Visit"),
        ("Moscow: no notice is given to the treaty with Korea", "Moscow: no notice is given"),
        ("A new treaty: what it says and what it leaves out", "New treaty"),
        ("Визит министра иностранных дел в Пхеньян и Сеул", "Визит министра иностранных дел"),
        ("Die Reise des Ministers nach Moskau und Pjöngjang", "Die Reise des Ministers"),
        (
            "“Improbable allies” and the downing of an aircraft",
            "“Improbable allies” and the downing",
        ),
        ("He said “we are not alone in this world” at last", "He said we are not"),
        ("'The crisis has gone too far': Russian minister", "The crisis has gone"),
        ("Soviet-Korean (People's Democratic Republic of Korea) agreements", "Soviet-Korean"),
        ("Record of a meeting between the delegation and the party", "Record of a meeting"),
        (
            "report on the Foreign Ministry's announcement of 7 May",
            "Report on the Foreign Ministry",
        ),
        ("report quoting the Minister quoting the President again", "Report quoting the Minister"),
        ("Research in the U.S. and Russian archives", "Research in the U.S."),
        (
            "The Secretary’s Long Discussions of North Korea with officials",
            "Secretary’s Long Discussions",
        ),
        ("Ferry between Russia and North Korea starts regular service", "Ferry"),
        ("Journal of the Soviet Ambassador for 20 May 1958", "Journal of the Soviet Ambassador"),
        ("Россия помогла Северной Корее 25 тысячами тонн зерна", "Россия помогла Северной Корее"),
        ("Дума ратифицировала договор о всеобъемлющем партнерстве", "Дума ратифицировала договор"),
        ("В Кремле рассказали о переданном Киму послании", "В Кремле рассказали"),
        ("Россия и Китай заблокировали в СБ ООН резолюцию", "Россия и Китай"),
        (
            "Договор между СССР и КНДР о режиме советско-корейской государственной границы",
            "Договор о режиме",
        ),
        ("Agreement between the Governments of A and B on aid in war", "Agreement on aid in war"),
        (
            "KCNA: Nordkoreanischer Sicherheitsminister trifft russischen Innenminister",
            "KCNA: Nordkoreanischer Sicherheitsminister",
        ),
        ("Ein Festessen zum 76. Jahrestag der Beziehungen", "Ein Festessen zum 76. Jahrestag"),
        ("소련 ‘북한, 낡은 사고 버려라’ 수교 감행", "소련 ‘북한, 낡은 사고 버려라’"),
        ("북한 핵개발 못할 것/옐친/러북 우호조약 재검토", "북한 핵개발 못할 것"),
        ("소련, 휴전 후 北에 16억 달러치 무기 지원", "소련, 휴전 후"),
    ],
)
def test_short_titles_stop_at_a_sensible_word(title: str, wanted: str) -> None:
    assert short(title) == wanted


def test_the_short_title_of_a_record_is_no_affair_of_the_rule(desk: Desk) -> None:
    own = "We do not want to overthrow him"
    title = f"“{own}”: Beijing, Moscow, and Kim Il Sung, 1956"
    page = Source(
        id="s-1", type="webpage", title=title, title_short=own, origin="russia", language="en"
    )
    (text,) = desk.render([[Cited(page)]], "chicago", "short").texts
    assert text == "“We Do Not Want to Overthrow Him.”"
    report = replace(
        page, title="[News report on the talks of Kim and Lavrov in Moscow]", title_short="Talks"
    )
    printed = {
        style: desk.render([[Cited(report)]], style, "short").texts[0]
        for style in ("chicago", "apa")
    }
    # In the text it stands whole, as in the list of works, where a reader looks for it.
    assert printed == {"chicago": "Talks.", "apa": f"({report.title}, n.d.)"}


def test_short_titles_of_the_shipped_records_have_at_most_five_words(desk: Desk) -> None:
    long = {}
    for source in desk.records.values():
        if isinstance(source, Source) and source.title:
            csl = item(source, desk.lookup)
            shorten(csl, source, described=False)
            if len(csl.get("title-short", "").split()) > MOST:
                long[source.id] = csl["title-short"]
    assert long == {}


def test_no_two_works_without_a_title_have_the_same_short_one(desk: Desk) -> None:
    sources = [one for one in desk.records.values() if isinstance(one, Source)]
    short_titles = [one.title_short for one in sources if one.title.startswith("[")]
    shared = [one for one, times in Counter(filter(None, short_titles)).items() if times > 1]
    assert len(short_titles) > 100
    assert shared == []


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=MOST + 1))
def test_a_short_title_is_the_beginning_of_the_title(words: list[str]) -> None:
    title = " ".join(words)
    found = short(title)
    assert 0 < len(found.split()) <= MOST
    assert found.casefold() in title.casefold()


def test_words_are_as_small_in_titles_as_the_manual_has_them(desk: Desk) -> None:
    """Chicago 18 (8.160) has prepositions of five letters capital, APA 7 (6.17) words of four."""
    title = "Talks amid fears about and with no one, reported from afar"
    page = Source(id="s-1", type="webpage", title=title, origin="russia", language="en")
    printed = {
        "chicago": "“Talks amid Fears About and with No One, Reported from Afar.”",
        "mla": "Talks amid Fears about and with No One, Reported from Afar.",
        "apa": "Talks amid fears about and with no one, reported from afar.",
    }
    for style, wanted in printed.items():
        (text,) = desk.render([[Cited(page)]], style, "bibliography").texts
        assert text.startswith(wanted)
    (text,) = desk.render([[Cited(replace(page, title="Talks with him"))]], "apa", "in-text").texts
    assert text == "(Talks With Him, n.d.)"
    report = replace(page, title="[Report about talks]")
    (text,) = desk.render([[Cited(report)]], "chicago", "note").texts
    assert text == "Report about talks."


def test_a_kind_stands_apart_from_a_translated_title(desk: Desk) -> None:
    page = Source(
        id="s-1", type="document", title="Протокол", genre="minutes", origin="russia",
        language="ru", title_short="Record of the meeting", issued="1949-03-18",
    )  # fmt: skip
    (text,) = desk.render([[Cited(page)]], "apa", "bibliography").texts
    assert text == "Протокол [Record of the meeting] [Minutes]. (1949, March 18)."


def test_works_that_would_be_one_in_short_stay_whole(desk: Desk) -> None:
    days = ("14 September 1960", "8 October 1960")
    diaries = [
        Source(
            id=f"d{number}", type="document", origin="russia", language="en",
            author=(Contributor(literal="Puzanov"),),
            title=f"Journal of the Soviet Ambassador to the DPRK, {day}",
        )
        for number, day in enumerate(days)
    ]  # fmt: skip
    cited = [[Cited(diary)] for diary in diaries]
    both = desk.render(cited, "chicago", "short").texts
    assert all(day in text for day, text in zip(days, both, strict=True))
    assert days[0] not in desk.render(cited[:1], "chicago", "short").texts[0]


def test_works_of_different_days_are_told_apart_by_them_in_chicago(desk: Desk) -> None:
    telegrams = [
        Source(
            id=f"t{day}", type="document", origin="russia", language="en", issued=f"1956-09-{day}",
            author=(Contributor(literal="Mikoyan"),), URL=f"https://example.org/{day}",
            title=f"Telegram from A. Mikoyan to the Central Committee, number {day}",
        )
        for day in (17, 21)
    ]  # fmt: skip
    both = desk.render([[Cited(one)] for one in telegrams], "chicago", "short").texts
    assert both == (
        "Mikoyan, “Telegram from A. Mikoyan,” September 17, 1956.",
        "Mikoyan, “Telegram from A. Mikoyan,” September 21, 1956.",
    )


CHICAGO = manner_of("chicago-notes-bibliography", note=True, doubts=True)
MLA = manner_of("modern-language-association", note=False, doubts=True)
APA = manner_of("apa", note=False, doubts=True)


def test_a_number_counts_one_thing() -> None:
    paper = {"type": "report", "title": "T", "number": "4", "collection-title": "Papers"}
    number(paper, CHICAGO, short=False)
    assert paper["collection-number"] == "4"
    assert "number" not in paper
    telegram = {"type": "document", "title": "T", "genre": "telegram", "number": "document 894"}
    number(telegram, CHICAGO, short=False)
    assert telegram["genre"] == "telegram, document 894"


def test_a_number_of_an_untitled_work_stands_apart_from_its_description() -> None:
    def cable() -> dict[str, str]:
        return {"type": "document", "genre": "telegram on Korea", "number": "SEOUL08126"}

    note, short_note, listed, apa = cable(), cable(), cable(), cable()
    number(note, CHICAGO, short=False)
    assert note["genre"] == "telegram on Korea, SEOUL08126"
    number(short_note, CHICAGO, short=True)
    assert short_note["genre"] == "telegram on Korea"
    number(listed, MLA, short=False)
    assert (listed["genre"], listed["number"]) == ("Telegram on Korea.", "SEOUL08126")
    number(apa, APA, short=False)  # Archive (SEOUL08126), as APA 7 has call numbers
    assert (apa["genre"], apa["archive_location"]) == ("telegram on Korea", "SEOUL08126")


@pytest.mark.parametrize(
    ("genre", "title", "left"),
    [
        ("telegram", "Telegram from the Embassy", ""),
        ("note", "Notes on a journey", "note"),
        ("resolution", "Resolution 2371 (2017)", ""),
        ("letter", "From a letter", ""),
        ("telegram", "Ciphered telegram, Shtykov to Stalin", ""),
        ("letter", "A newsletter", "letter"),
    ],
)
def test_a_kind_is_said_once(genre: str, title: str, left: str) -> None:
    csl = {"type": "document", "genre": genre, "title": title}
    kind_once(csl)
    assert csl.get("genre", "") == left


def test_a_day_is_said_once() -> None:
    day = {"date-parts": [[1976, 4, 13]]}
    assert without_day("telegram, 13 April 1976", day) == "telegram"
    assert without_day("page of a journal, April 1976", day) == "page of a journal"
    assert without_day("telegram, 14 April 1976", day) == "telegram, 14 April 1976"
    assert without_day("telegram", {}) == "telegram"
    treaty = {"type": "treaty", "title": "Agreement, 13 April 1976", "issued": day}
    day_once(treaty)
    assert "issued" not in treaty


@pytest.mark.parametrize(
    ("title", "apart", "apa"),
    [
        ("Foreign Relations, vol. XXIX, part 1", ", vol. 29, part 1", ("29", "1")),
        ("Foreign Relations, vol. VI", ", vol. 6", ("6", None)),
        ("Relations, 1949, The Far East, Volume VII, part 2", ", vol. 7, part 2", ("7", "2")),
        ("Reports, vol. 12", ", vol. 12", ("12", None)),
        ("A history, vol. one", "", (None, None)),
    ],
)
def test_a_volume_is_no_part_of_the_title_before_it(
    title: str, apart: str, apa: tuple[str | None, str | None]
) -> None:
    csl = {"type": "document", "container-title": title}
    figures(csl, CHICAGO)
    assert csl["container-title"].partition(ASIDE)[2] == apart
    csl = {"type": "document", "container-title": title}
    figures(csl, APA)
    assert (csl.get("volume"), csl.get("part-number")) == apa


def test_a_volume_is_in_roman_type(desk: Desk) -> None:
    source = desk.source("frus-1964-68v29p1-d307")
    for style, volume in (
        ("chicago", "*Foreign Relations of the United States, 1964–1968*, vol. 29, part 1,"),
        ("mla", "*Foreign Relations of the United States, 1964–1968*, vol. 29, part 1,"),
        ("apa", "*Foreign Relations of the United States, 1964–1968* (Vol. 29, Pt. 1)"),
    ):
        (text,) = desk.render([[Cited(source)]], style, "bibliography", "markdown").texts
        assert volume in text
    (text,) = desk.render([[Cited(source)]], "vancouver", "bibliography").texts
    assert "United States, 1964–1968, vol. 29, part 1 [Internet]" in text


def test_a_speech_is_presented_at_an_occasion_and_not_at_a_town(desk: Desk) -> None:
    source = desk.source("kremlin-2000-07-19-replies")
    (text,) = desk.render([[Cited(source)]], "ieee", "bibliography").texts
    assert "presented" not in text
    assert "Republic of Korea,” Pyongyang, Official website of the President of Russia, Jul" in text
    (text,) = desk.render([[Cited(source)]], "chicago", "bibliography").texts
    assert " July 19, 2000. Official Website of the President of Russia. http" in text


def test_a_kind_begins_a_sentence_in_harvard(desk: Desk) -> None:
    source = desk.source("un-spv5551-2006-10-14")
    (text,) = desk.render([[Cited(source)]], "harvard", "bibliography").texts
    assert " 5551st meeting. Provisional verbatim record S/PV.5551. United Nations." in text


def test_an_article_without_a_page_is_no_preprint_in_harvard(desk: Desk) -> None:
    source = desk.source("weathersby-cwihp5")
    (text,) = desk.render([[Cited(source)]], "harvard", "bibliography").texts
    assert text.startswith("Weathersby, K. (1995) ‘To attack, or not to attack? ")
    assert text.endswith("’, Cold War International History Project Bulletin, (5).")
