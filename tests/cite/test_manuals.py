"""The five texts against the rules of the manuals, each rule named in the test's own id.

The rules are in our words; the texts in quotation marks are what the manuals' models, built
from our own records, look like. Where a style file and the manual part, the test says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from ddr.cite.citations import Cited
from ddr.cite.pandoc.request import Form

from .desk import FIVE, Desk

SPEECH, REPRINT, AGENCY, UNDATED, TRANSCRIPT = FIVE


class Rule(NamedTuple):
    """A rule of a manual, and what it makes of one of the texts."""

    name: str
    style: str
    form: Form
    text: str
    has: str
    lacks: str = ""


URLS = {
    SPEECH: "http://www.redstartv.org/news/"
    "anniversary_of_the_establishment_of_diplomatic_relations/2022-10-18-3078",
    REPRINT: "https://foreignpolicywatchdog.com/north-korea/"
    "invariable-friendship-inheriting-over-centuries",
    AGENCY: "https://kcnawatch.org/newstream/1728731038-157611835/"
    "russian-ambassador-hosts-reception",
    UNDATED: "http://rusembdprk.ru/en/embassy/welcoming-address-by-the-ambassador",
    TRANSCRIPT: "http://en.special.kremlin.ru/catalog/countries/KP/events/60369",
}
OCCASION = (
    "reception of the Embassy of the Russian Federation in the DPRK, "
    "Taedonggang Diplomatic Club, Pyongyang"
)
MINISTRY = "[Ministry of Foreign Affairs of the DPRK?]"

RULES = [
    # Chicago 18, notes and bibliography.
    Rule("chicago: a note gives the name as spoken", "chicago", "note", SPEECH,
         "Alexander Matsegora, “"),
    Rule("chicago: a bibliography inverts the first author", "chicago", "bibliography", SPEECH,
         "Matsegora, Alexander. “"),
    Rule("chicago: headline capitals, small prepositions under five letters", "chicago", "note",
         REPRINT, "“Invariable Friendship Inheriting over Centuries,”"),
    Rule("chicago 14.115: a speech with kind, occasion, place and day", "chicago", "note", SPEECH,
         f"Relations,” speech, {OCCASION}, October 12, 2022, para. 4, redstartv.org, "),
    Rule("chicago 14.115: the same facts after points in a bibliography", "chicago",
         "bibliography", SPEECH,
         f"Relations.” Speech, {OCCASION}, October 12, 2022. redstartv.org. "),
    Rule("chicago: a speech is not 'in' the site that prints it", "chicago", "note", SPEECH,
         "redstartv.org", lacks=" in redstartv"),
    Rule("chicago 13.23: two authors with and", "chicago", "note", TRANSCRIPT,
         "Vladimir Putin and Kim Jong Un, “"),
    Rule("chicago 13.75: a Korean name is not inverted in the bibliography", "chicago",
         "bibliography", TRANSCRIPT, "Putin, Vladimir, and Kim Jong Un. “"),
    Rule("chicago 13.75: its short note has the family name", "chicago", "short", TRANSCRIPT,
         "Putin and Kim, “Speeches,” para. 4."),
    Rule("chicago 13.33: a short note is surname, short title, locator", "chicago", "short", SPEECH,
         "Matsegora, “Anniversary,” para. 4."),
    Rule("chicago: an agency is an author in roman, its outlet in the paper's place", "chicago",
         "note", AGENCY,
         "Korean Central News Agency, “Russian Ambassador Hosts Reception,” Naenara,"),
    Rule("chicago: the aggregator is named before the address", "chicago", "note", AGENCY,
         "[October 12, 2024?], para. 4, KCNA Watch, " + URLS[AGENCY], lacks="accessed"),
    Rule("chicago: an author supplied by us stands in brackets, with a question mark", "chicago",
         "note", REPRINT, f"{MINISTRY}, “"),
    Rule("chicago: so it does in a short note", "chicago", "short", REPRINT,
         f"{MINISTRY}, “Invariable Friendship,” para. 4."),
    Rule("chicago 14.44: a supplied date stands in brackets, after a comma", "chicago", "note",
         UNDATED, "Welcome Word,” Embassy of Russia to the DPRK, [2017?], para. 4, "),
    Rule("chicago 14.44: no more precise than the evidence", "chicago", "note", REPRINT,
         "Centuries,” foreignpolicywatchdog.com, [October 12, 2021?], para. 4, "),
    Rule("chicago 13.15: an access date where no date is printed", "chicago", "note", UNDATED,
         "para. 4, accessed November 21, 2026, " + URLS[UNDATED]),
    Rule("chicago 13.15: and in the bibliography", "chicago", "bibliography", UNDATED,
         "[2017?]. Accessed November 21, 2026. " + URLS[UNDATED] + "."),
    Rule("chicago 13.15: no access date where a date is printed", "chicago", "note", TRANSCRIPT,
         "April 25, 2019", lacks="accessed"),
    Rule("chicago: an unnumbered web text is cited by paragraph", "chicago", "note", TRANSCRIPT,
         ", para. 4, "),
    # Chicago 18, author and date.
    Rule("chicago author-date: no comma before the year", "chicago-author-date", "in-text", SPEECH,
         "(Matsegora 2022, para. 4)"),
    Rule("chicago author-date: two authors, the Korean by family name", "chicago-author-date",
         "in-text", TRANSCRIPT, "(Putin and Kim 2019, para. 4)"),
    Rule("chicago author-date: the year follows the author", "chicago-author-date", "bibliography",
         TRANSCRIPT, "Putin, Vladimir, and Kim Jong Un. 2019. “Speeches at"),
    Rule("chicago author-date: the day stays in its place", "chicago-author-date", "bibliography",
         SPEECH, f"Speech, {OCCASION}, October 12. redstartv.org. "),
    Rule("chicago author-date 14.44: a supplied year in brackets", "chicago-author-date", "in-text",
         UNDATED, "(Matsegora [2017?], para. 4)"),
    Rule("chicago author-date: with the access date in the list", "chicago-author-date",
         "bibliography", UNDATED,
         "Matsegora, Alexander. [2017?]. “Ambassador’s Welcome Word.” "
         "Embassy of Russia to the DPRK. Accessed November 21, 2026. " + URLS[UNDATED] + "."),
    Rule("chicago author-date: a supplied author in brackets", "chicago-author-date", "in-text",
         REPRINT, f"({MINISTRY} [2021?], para. 4)"),
    # APA 7.
    Rule("apa: a speech as transcript: speaker, full date, title, kind, site", "apa",
         "bibliography", SPEECH,
         "Matsegora, A. (2022, October 12). Anniversary of the establishment of diplomatic "
         f"relations [Speech transcript]. {OCCASION[:1].upper()}{OCCASION[1:]}. redstartv.org. "
         f"{URLS[SPEECH]}"),
    Rule("apa: initials, ampersand, a Korean name inverted with comma", "apa", "bibliography",
         TRANSCRIPT, "Putin, V., & Kim, J. U. (2019, April 25). Speeches at"),
    Rule("apa: sentence case", "apa", "bibliography", TRANSCRIPT,
         "Speeches at the official reception on behalf of the President of Russia ["),
    Rule("apa 8.11: author and year in the text", "apa", "in-text", TRANSCRIPT,
         "(Putin & Kim, 2019, para. 4)"),
    Rule("apa 8.28: a paragraph number counted by the writer", "apa", "in-text", SPEECH,
         "(Matsegora, 2022, para. 4)"),
    Rule("apa: an inferred author is not asserted, the title leads", "apa", "bibliography", REPRINT,
         "Invariable friendship inheriting over centuries. ([2021, October 12]). "
         "foreignpolicywatchdog.com. ", lacks="Ministry"),
    Rule("apa 8.14: a title in the text for lack of an author", "apa", "in-text", REPRINT,
         "(Invariable Friendship, [2021], para. 4)"),
    Rule("apa: a day that is known and not printed in brackets", "apa", "in-text", AGENCY,
         "(Korean Central News Agency, [2024], para. 4)"),
    Rule("apa: an approximate date as circa", "apa", "bibliography", UNDATED,
         "Matsegora, A. (ca. 2017). "),
    Rule("apa 9.16: a retrieval date for a text that is meant to change", "apa", "bibliography",
         UNDATED, "Retrieved November 21, 2026, from " + URLS[UNDATED]),
    Rule("apa: a group author for an agency, the outlet after the title", "apa", "bibliography",
         AGENCY, "Korean Central News Agency. ([2024, October 12]). Russian ambassador hosts "
         "reception. Naenara. KCNA Watch. "),
    Rule("apa: no point after an address", "apa", "bibliography", SPEECH, URLS[SPEECH],
         lacks=URLS[SPEECH] + "."),
    # MLA 9.
    Rule("mla: a speech by day, site and address, its kind at the end", "mla", "bibliography",
         SPEECH, "“Anniversary of the Establishment of Diplomatic Relations.” redstartv.org, "
         f"12 Oct. 2022, {OCCASION}, {URLS[SPEECH]}. Speech."),
    Rule("mla: a transcript likewise, with the Korean name whole", "mla", "bibliography",
         TRANSCRIPT, "Putin, Vladimir, and Kim Jong Un. “Speeches at the Official Reception on "
         "Behalf of the President of Russia.” President of Russia, 25 Apr. 2019, official "
         f"reception, Russky Island, Vladivostok, {URLS[TRANSCRIPT]}. Transcript."),
    Rule("mla: the speech keeps its date", "mla", "bibliography", TRANSCRIPT, "25 Apr. 2019"),
    Rule("mla: an agency is no author, the title leads", "mla", "bibliography", AGENCY,
         "“Russian Ambassador Hosts Reception.” "),
    Rule("mla: the agency stands where a publisher does, the aggregator is a container", "mla",
         "bibliography", AGENCY,
         "Naenara, Korean Central News Agency, [12 Oct. 2024?]. KCNA Watch, " + URLS[AGENCY]),
    Rule("mla: no author printed, none asserted", "mla", "bibliography", REPRINT,
         "“Invariable Friendship Inheriting over Centuries.” ", lacks="Ministry"),
    Rule("mla: a supplied date in brackets", "mla", "bibliography", UNDATED,
         "“Ambassador’s Welcome Word.” Embassy of Russia to the DPRK, [2017?], "),
    Rule("mla 5.111: access date last for an undated text", "mla", "bibliography", UNDATED,
         URLS[UNDATED] + ". Accessed 21 Nov. 2026."),
    Rule("mla 6.27: paragraphs that bear no numbers are not counted", "mla", "in-text", TRANSCRIPT,
         "(Putin and Kim)", lacks="par"),
    Rule("mla: a title where an author has two works", "mla", "in-text", SPEECH,
         "(Matsegora, “Anniversary”)"),
    Rule("mla: nothing stands for a missing date", "mla", "bibliography", UNDATED, "[2017?]",
         lacks="n.d."),
    # The others.
    Rule("mhra 7.3: single quotation marks, day before month, address in angle brackets", "mhra",
         "note", UNDATED, "‘Ambassador’s Welcome Word’, Embassy of Russia to the DPRK, [2017?], "
         f"para. 4 <{URLS[UNDATED]}> [accessed 21 November 2026]."),
    Rule("mhra 7.12: the shortest clear form", "mhra", "short", TRANSCRIPT,
         "Putin and Kim, ‘Speeches’, para. 4."),
    Rule("mhra: no final point in the bibliography", "mhra", "bibliography", SPEECH,
         "[accessed 21 November 2026]", lacks="2026]."),
    Rule("turabian 16.3: as Chicago 17", "turabian", "note", UNDATED,
         "Welcome Word,” Embassy of Russia to the DPRK, [2017?], para. 4, accessed November 21"),
    Rule("harvard: no date where the style has no form for a supplied one", "harvard", "in-text",
         UNDATED, "(Matsegora, no date, para. 4)", lacks="2017"),
    Rule("harvard: British quotation marks and dates", "harvard", "bibliography", AGENCY,
         "‘Russian ambassador hosts reception’, Naenara. Available at: ", lacks="November 21"),
    Rule("harvard: a speech with its kind after the title, then occasion, place and day", "harvard",
         "bibliography", TRANSCRIPT, "President of Russia [Transcript], President of Russia. "
         "Official reception, Russky Island, Vladivostok, 25 April. Available at: "),
    Rule("harvard: the same of a speech at a reception", "harvard", "bibliography", SPEECH,
         f"relations [Speech], redstartv.org. R{OCCASION[1:]}, 12 October. Available at: "),
    Rule("ieee: a speech is presented at its occasion, with place and day", "ieee",
         "bibliography", TRANSCRIPT, "presented at the official reception, Russky Island, "
         "Vladivostok, President of Russia, Apr. 25, 2019."),
    Rule("vancouver: a speech with occasion, day and place", "vancouver", "bibliography",
         TRANSCRIPT, "presented at: Official reception. President of Russia; 2019 Apr 25 "
         "[cited 2026 Nov 21]; Russky Island, Vladivostok. "),
    Rule("ieee: numbered, initials first", "ieee", "bibliography", TRANSCRIPT,
         "[5] V. Putin and J. U. Kim, “Speeches at"),
    Rule("vancouver: initials without points, the pinpoint after the number", "vancouver",
         "in-text", TRANSCRIPT, "(5, para. 4)"),
    Rule("vancouver: a Korean name by its initials", "vancouver", "bibliography", TRANSCRIPT,
         "5. Putin V, Kim JU. "),
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule_of_the_manual(desk: Desk, rule: Rule) -> None:
    printed = desk.five(rule.style, rule.form)[rule.text]
    assert rule.has in printed
    if rule.lacks:
        assert rule.lacks not in printed


def test_marks_at_the_end_of_a_title_stand_as_the_manual_has_them(desk: Desk) -> None:
    """Chicago 17, 6.9 and 6.125: inside all closing marks; a comma stays after ? and !."""
    nested, called = "nkeconwatch-2015-03-11-friendship-year", "b92-2024-06-19-talks"
    printed = desk.render([[Cited(desk.source(name))] for name in (nested, called)], "chicago")
    assert "as ‘Friendship Year,’” North" in printed.texts[0]
    assert "Support!,” B92" in printed.texts[1]
    listed = desk.render([[Cited(desk.source(name))] for name in (nested, called)], "mhra", "short")
    assert listed.texts[0] == "‘2015 as “Friendship Year”’."
    assert listed.texts[1].endswith("Support!’")


def test_several_dates_of_one_citation_stand_in_brackets_if_none_is_in_doubt(desk: Desk) -> None:
    both = [Cited(desk.source(name)) for name in (AGENCY, REPRINT)]
    assert desk.render([both], "apa", "in-text").texts == (
        "(Invariable Friendship, [2021]; Korean Central News Agency, [2024])",
    )
    doubtful = [Cited(desk.source(name)) for name in (AGENCY, UNDATED)]
    assert desk.render([doubtful], "apa", "in-text").texts == (
        "(Korean Central News Agency, ca. 2024; Matsegora, ca. 2017)",
    )


def test_no_work_is_listed_under_its_translator_or_left_out(desk: Desk) -> None:
    names = ("wilson-1988-05-04", "wikipedia-karlov")
    for style in ("chicago", "chicago-author-date", "mla", "mhra", "vancouver"):
        done = desk.render([[Cited(desk.source(name))] for name in names], style, "bibliography")
        by_id = dict(zip(done.ids, done.texts, strict=True))
        assert "ranslated by Sergey Radchenko" in by_id[names[0]]
        assert "Andrei Karlov" in by_id[names[1]]


@pytest.mark.parametrize("style", ["chicago", "chicago-author-date", "apa", "mla"])
def test_every_list_entry_names_title_and_address(desk: Desk, style: str) -> None:
    for name, printed in desk.five(style, "bibliography").items():
        source = desk.source(name)
        assert source.title.replace("'", "’").casefold() in printed.casefold()
        assert URLS[name] in printed


@pytest.mark.parametrize(
    "style",
    ["chicago", "chicago-author-date", "apa", "mla", "mhra", "harvard", "ieee", "vancouver"],
)
def test_an_inferred_year_never_looks_certain(desk: Desk, style: str) -> None:
    form: Form
    for form in ("note", "bibliography"):
        printed = desk.five(style, form)[UNDATED]
        printed = printed.replace("accessed November 21, 2026", "")
        bare = re.sub(r"\[2017\?\]|ca\. 2017", "", printed)
        assert "2017" not in bare


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("chicago", "Kim Jong Un"),
        ("chicago-author-date", "Kim Jong Un"),
        ("mla", "Kim Jong Un"),
        ("mhra", "Kim Jong Un"),
        ("turabian", "Kim Jong Un"),
        ("apa", "Kim, J. U."),
        ("harvard", "Kim, J.U."),
        ("ieee", "J. U. Kim"),
        ("vancouver", "Kim JU"),
    ],
)
def test_a_korean_name_is_right_in_every_style(desk: Desk, style: str, wanted: str) -> None:
    printed = desk.five(style, "bibliography")[TRANSCRIPT]
    assert wanted in printed
    assert "Jong Un Kim" not in printed
    assert "Kim, Jong Un" not in printed
