"""The style of GOST R 7.0.5-2008 on our records."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from ddr.cite.citations import Cited, of_statement
from ddr.cite.csl import item
from ddr.cite.pandoc.request import Form
from ddr.cite.render import render
from ddr.cite.style import gost
from ddr.cite.style.finder import find
from ddr.frozen import replace
from ddr.locators import Locator, parse
from ddr.records import Source, Statement

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
        "by K. Riechert // Political Archive of the Federal Foreign Office, Berlin (PolA AA). "
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


def test_a_repeated_reference_without_a_place_has_the_whole_title(desk: Desk) -> None:
    texts = desk.render(
        [[Cited(desk.source(UNDATED))], [Cited(desk.source(AGENCY))]], "gost", "short"
    )
    assert texts.texts == (
        "Matsegora A. Ambassador’s welcome word.",
        "Russian ambassador hosts reception.",
    )


REMARKS = {
    ("direct", "vladimir-putin", TRANSCRIPT): " (Vladimir Putin speaking).",
    ("interpreted", "kim-jong-un", TRANSCRIPT): " (Kim Jong Un through an interpreter).",
    ("translated", "alexander-matsegora", SPEECH):
        " (unattributed English translation).",
    ("direct", "alexander-matsegora", UNDATED): f"{URLS[UNDATED]} {SEEN}",
    ("paraphrase", "kim-jong-un", TRANSCRIPT): f"{URLS[TRANSCRIPT]} {SEEN}",
    ("direct", "sergey-lavrov", "dprk-mid-ru-2021-08-13-church"):
        " (говорит Сергей Викторович Лавров).",
}  # fmt: skip


@pytest.mark.parametrize(("mode", "speaker", "source"), REMARKS)
def test_how_the_words_came_is_said_in_the_language_of_the_source(
    desk: Desk, mode: Any, speaker: str, source: str
) -> None:
    statement = Statement(
        id="s", speaker=speaker, date="2019", mode=mode, source=source, locator="2"
    )
    cited = of_statement(statement, desk.source(source), desk.lookup)
    text = desk.render([[cited]], "gost").texts[0]
    assert text.endswith(REMARKS[mode, speaker, source])


def test_a_report_follows_its_speaker(desk: Desk) -> None:
    statement = Statement(
        id="s", speaker="choe-son-hui", date="2024", mode="reported", source=AGENCY, locator="2"
    )
    cited = of_statement(statement, desk.source(AGENCY), desk.lookup)
    text = desk.render([[cited]], "gost").texts[0]
    assert text.startswith("Choe Son Hui, as reported in Russian ambassador hosts reception [")


def printed(desk: Desk, **values: Any) -> str:
    source = Source(id="x", origin="russia", language="ru", **values)
    return desk.render([[Cited(source)]], "gost").texts[0]


def test_dates_of_laws_speeches_and_documents(desk: Desk) -> None:
    assert (
        printed(
            desk,
            type="legislation",
            title="О ратификации Договора",
            number="345-ФЗ",
            issue="46",
            issued="2024-11-09",
            container_title="Собр. законодательства",
        )
        == "О ратификации Договора : 345-ФЗ, 9 нояб. 2024 г. // Собр. законодательства. № 46."
    )
    assert (
        printed(desk, type="speech", title="Речь", event_place="Москва", event_date="1949-03")
        == "Речь : Москва, март 1949 г."
    )
    assert (
        printed(
            desk,
            type="document",
            title="Справка",
            issued="1949-05",
            archive="ГАРФ",
            archive_location="Ф. 1",
        )
        == "Справка : май 1949 г. // ГАРФ. Ф. 1."
    )
    assert (
        printed(
            desk,
            type="article-newspaper",
            title="Статья",
            issued="2010-05-01/2010-05-03",
            container_title="Известия",
        )
        == "Статья // Известия. 2010. 1–3 мая."
    )


def test_the_days_stay_as_they_are_in_another_language(desk: Desk) -> None:
    style = replace(find("gost"), locale="en-US")
    cited = [[Cited(desk.source(TRANSCRIPT), "4")]]
    text = render(cited, style, lookup=desk.lookup).texts[0]
    assert " Vladivostok, 25.04.2019 //" in text
    assert text.endswith(SEEN)
