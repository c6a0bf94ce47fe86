"""What is asked and what is found: command lines and the ids that answer them, in order."""

from __future__ import annotations

import calendar
import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.shared import FIVE

from .running import Ddr, records, squeezed
from .test_errors import clear
from .timelines import modes

ALL = """
1945-liberation 1948-10-12-relations 1948-founding 2000-02-treaty 2000-07-joint-declaration
2000-07-putin-visit 2001-karlov-embassy 2001-08-kim-jong-il-visit 2001-08-moscow-declaration
2001-08-later-visits 2002-vladivostok-visit 2015-year-of-friendship 2016-book-exhibition
2016-film-festival 2016-russian-language-contest 2016-university-anniversary 2016-unsc-resolutions
2016-04-art-festival 2016-12-19-karlov-assassination 2018-anniversary 2019-04-kim-jong-un-visit
2019-04-25-vladivostok-reception 2019-04-25-vladivostok-summit 2022-10-12-reception
2022-donetsk-luhansk-recognition 2022-referendum-support 2024-06-19-treaty 2024-10-11-reception
"""
KIM_JONG_IL = """
2000-07-joint-declaration 2000-07-putin-visit 2001-08-kim-jong-il-visit 2001-08-moscow-declaration
2001-08-later-visits 2002-vladivostok-visit
"""
VLADIVOSTOK = """
2002-vladivostok-visit 2019-04-kim-jong-un-visit 2019-04-25-vladivostok-reception
2019-04-25-vladivostok-summit
"""
PUTIN = """
2000-07-joint-declaration 2000-07-putin-visit 2019-04-kim-jong-un-visit
2019-04-25-vladivostok-reception 2019-04-25-vladivostok-summit 2024-06-19-treaty
"""
EARLY_2000S = """
2000-02-treaty 2000-07-joint-declaration 2000-07-putin-visit 2001-karlov-embassy
2001-08-kim-jong-il-visit 2001-08-moscow-declaration 2001-08-later-visits 2002-vladivostok-visit
"""
APRIL_2019 = """
2019-04-kim-jong-un-visit 2019-04-25-vladivostok-reception 2019-04-25-vladivostok-summit
"""

FORMATS = ("tsv", "csv", "json", "jsonl", "markdown", "table")
EVENTS: tuple[tuple[str, str], ...] = (
    ("", ALL),
    ("--reverse", " ".join(reversed(ALL.split()))),
    ("--limit 2", "1945-liberation 1948-10-12-relations"),
    ("--reverse --limit 2", "2024-10-11-reception 2024-06-19-treaty"),
    ("--since 2000 --until 2002", EARLY_2000S),
    ("--since 'February 2000' --until '31 Dec 2002'", EARLY_2000S),
    ("--until 1999", "1945-liberation 1948-10-12-relations 1948-founding"),
    ("--since 2024-06-20", "2024-10-11-reception"),
    ("--on 10-12", "1948-10-12-relations 2022-10-12-reception"),
    ("--on 'October 12'", "1948-10-12-relations 2022-10-12-reception"),
    ("--on 2019-04-25", APRIL_2019),
    ("--on 'April 2019'", APRIL_2019),
    ("--on 2000-07-20 --kind visit", "2000-07-putin-visit"),
    ("--on 10-12 --since 2000", "2022-10-12-reception"),
    ("--person 'Kim Jong-il'", KIM_JONG_IL),
    ("--person 'KIM JONGIL'", KIM_JONG_IL),
    ("--person 김정일", KIM_JONG_IL),
    ("--person 'Ким Чен Ир'", KIM_JONG_IL),
    ("--person kim-jong-il", KIM_JONG_IL),
    ("--person Putin", PUTIN),
    ("--person Путин", PUTIN),
    ("--person Putin --person 김정일", "2000-07-joint-declaration 2000-07-putin-visit"),
    ("--place Vladivostok", VLADIVOSTOK),
    ("--place Владивосток", VLADIVOSTOK),
    ("--place 'Russian Far East'", VLADIVOSTOK),
    ("--place 'Russky Island'", "2019-04-25-vladivostok-reception"),
    ("--place 'Taedong Diplomatic Club'", "2022-10-12-reception 2024-10-11-reception"),
    ("--kind treaty", "2000-02-treaty 2024-06-19-treaty"),
    ("--kind treaty --kind summit",
     "2000-02-treaty 2019-04-25-vladivostok-summit 2024-06-19-treaty"),
    ("--kind treaty --since 2001", "2024-06-19-treaty"),
    ("--tag embassy", "2001-karlov-embassy 2016-12-19-karlov-assassination"),
    ("--source kcna-2024",
     "1948-10-12-relations 2024-06-19-treaty 2024-10-11-reception"),
    ("--confidence high --place Vladivostok", VLADIVOSTOK),
    ("treaties", "2000-02-treaty 2024-06-19-treaty"),
    ("vladivostok 2002", "2001-08-later-visits 2002-vladivostok-visit"),
    ('\'"Moscow Declaration"\'', "2001-08-kim-jong-il-visit 2001-08-moscow-declaration"),
)  # fmt: skip


def split(line: str) -> list[str]:
    """Split as a shell does."""
    return shlex.split(line)


@pytest.fixture(scope="module", autouse=True)
def _all_at_once(ddr: Ddr) -> None:
    speakers = {one["speaker"] for one in records("statement")}
    months = [("events", "--on", "2000-07", "-f", form) for form in FORMATS]
    ddr.prepare(
        [
            *(("events", *split(line)) for line, _ in EVENTS),
            *(("said", *call) for call, _ in SAID),
            *(("said", "--by", speaker) for speaker in speakers),
            *months,
        ]
    )


@pytest.mark.parametrize(("line", "expected"), EVENTS, ids=lambda part: part[:40])
def test_what_happened(ddr: Ddr, line: str, expected: str) -> None:
    answer = ddr("events", *split(line))
    assert answer.code == 0
    assert not answer.err or "is read as a date" in answer.err
    assert answer.ids == expected.split()


def by(speaker: str, **fields: str) -> list[str]:
    """Return the ids of what a person said, paragraph by paragraph, from the TOML."""
    wanted = {"speaker": speaker, **fields}
    found = [one["id"] for one in records("statement") if wanted.items() <= one.items()]
    return sorted(found, key=lambda name: (name[:-2], *_paragraph(name)))


def _paragraph(name: str) -> tuple[str, int, str]:
    source, number, letter = re.fullmatch(r"(.*)-(\d+)([a-z])", name).groups()  # type: ignore[union-attr]
    return source, int(number), letter


MATSEGORA = [
    *by("alexander-matsegora", source="matsegora-2017"),
    *by("alexander-matsegora", source="matsegora-2022"),
    *by("alexander-matsegora", source="kcna-2024"),
]
SAID: tuple[tuple[tuple[str, ...], list[str]], ...] = (
    (("--by", "Putin"), by("vladimir-putin")),
    (("--by", "Vladimir Vladimirovich Putin"), by("vladimir-putin")),
    (("--by", "뿌찐"), by("vladimir-putin")),
    (("--by", "김정은"), by("kim-jong-un")),
    (("--by", "Kim Jong-un"), by("kim-jong-un")),
    (("--by", "Ким Чен Ын"), by("kim-jong-un")),
    (("--by", "Мацегора"), MATSEGORA),
    (("--by", "Alexandr Matsegora"), MATSEGORA),
    (("--by", "Choi Son-hui"), by("choe-son-hui")),
    (("--by", "외무성"), by("dprk-mfa")),
    (("--mode", "reported"), [*by("alexander-matsegora", mode="reported"),
                              *by("choe-son-hui", mode="reported")]),
    (("--source", "kremlin-2019", "--by", "Putin"), by("vladimir-putin")),
    (("--on", "10-12", "--by", "Мацегора"), by("alexander-matsegora", source="matsegora-2022")),
    (("move a mountain",), ["kremlin-2019-5b"]),
    (("move mountains",), ["kremlin-2019-5b"]),
    (("--about", "2002-vladivostok-visit"), ["kremlin-2019-3a", "mfa-2021-8b"]),
    (("--topic", "Nuclear issue", "--by", "Putin"), ["kremlin-2019-4f"]),
)  # fmt: skip


@pytest.mark.parametrize(("call", "expected"), SAID, ids=lambda part: " ".join(part)[:40])
def test_who_said_what(ddr: Ddr, call: tuple[str, ...], expected: list[str]) -> None:
    answer = ddr("said", *call)
    assert (answer.code, answer.err) == (0, "")
    assert answer.ids == expected


def test_every_speaker_of_the_texts_is_told_apart(ddr: Ddr) -> None:
    """Nothing is attributed to anybody who did not say it, and nothing is lost."""
    everybody = {one["speaker"] for one in records("statement")}
    found = [name for who in sorted(everybody) for name in ddr("said", "--by", who).ids]
    assert sorted(found) == sorted(one["id"] for one in records("statement"))


MOUNTAIN = "As a Korean saying goes, by joining forces, you can move a mountain."


def test_who_would_move_a_mountain(ddr: Ddr) -> None:
    """Who, in which office, when, where, in which source and paragraph."""
    header, row = (line.split("\t") for line in ddr("said", "move a mountain").lines)
    assert dict(zip(header, row, strict=True)) == {
        "date": "2019-04-25",
        "speaker": "Vladimir Putin",
        "role": "President of Russia",
        "mode": "direct",
        "words": MOUNTAIN,
        "source": "kremlin-2019",
        "locator": "5",
        "occasion": "Official reception for Kim Jong Un at Vladivostok",
        "place": "Russky Island",
        "to": "Kim Jong Un",
        "topics": "peace and security",
        "id": "kremlin-2019-5b",
    }


@pytest.mark.parametrize("width", [40, 80, 200])
def test_who_would_move_a_mountain_is_told_at_every_width(ddr: Ddr, width: int) -> None:
    columns = ddr.show("said", "move a mountain", width=width).columns()
    text = squeezed("".join(columns))
    for words in ("2019 25 Apr", "kremlin-2019 ¶ 5", "kremlin-2019-5b", f"“{MOUNTAIN}”",
                  "Vladimir Putin, President of Russia", "own words",
                  "at: Official reception for Kim Jong Un at Vladivostok",
                  "to: Kim Jong Un"):  # fmt: skip
        assert squeezed(words) in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Im Cheong Il", ["im-chon-il"]),
        ("im chon-il", ["im-chon-il"]),
        ("임천일", ["im-chon-il"]),
        ("Сталин", ["joseph-stalin"]),
        ("Jong", ["kim-jong-il", "kim-jong-un"]),
        ("KCNA", ["kcna"]),
    ],
)
def test_who_is_it(ddr: Ddr, name: str, expected: list[str]) -> None:
    assert ddr("people", name).ids == expected
    for one in expected:
        assert f"\nid: {one}\n" in ddr("show", name if len(expected) == 1 else one).out


def test_one_person_of_a_name_is_shown_in_full_on_a_terminal(ddr: Ddr) -> None:
    shown = ddr.show("people", "Im Cheong Il").text
    assert "Vice-Minister of Foreign Affairs" in shown
    assert shown == ddr.show("show", "im-chon-il").text


JULY = [one["id"] for one in records("event") if one["date"] == "2000-07"]
DAYS = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?Jul(?:y|\.)?,?\s+2000|Jul(?:y|\.)?\s+\d{1,2}(?!\d),?\s+2000"
    r"|2000[-/.]0?7[-/.]\d{1,2}(?!\d)|\d[-/.]0?7[-/.]2000",
    re.IGNORECASE,
)


def test_a_day_would_be_noticed() -> None:
    days = ("1 July 2000", "19th of July, 2000", "July 1, 2000", "Jul. 19 2000", "2000-07-19")
    for day in (*days, "2000/7/1", "19.07.2000", "1 Jul 2000", "July 1\n2000"):
        assert DAYS.search(day), day
    for month in ("July 2000", "Jul 2000", "2000-07", "2000-07/2001-08", "2000-07-joint"):
        assert not DAYS.search(month), month


@pytest.mark.parametrize("form", FORMATS)
def test_july_2000_has_no_day_in_any_format(ddr: Ddr, form: str) -> None:
    text = ddr("events", "--on", "2000-07", "-f", form).out
    assert not DAYS.search(text)
    if form == "table":  # which has each year once, before its days
        assert re.search(r"^2000 +Jul\b", text, re.MULTILINE)
        assert not re.search(r"\b\d{1,2} Jul\b", text)
    assert text.count("Jul" if form == "table" else "2000-07") >= len(JULY) == 2


@pytest.mark.parametrize("width", [40, 80, 200])
def test_july_2000_has_no_day_at_any_width(ddr: Ddr, width: int) -> None:
    pages = [ddr.show("events", "--on", "2000-07", width=width)]
    pages.append(ddr.show("show", *JULY, "vladimir-putin", "kim-jong-il", "mfa-2021", width=width))
    for page in pages:
        assert not DAYS.search(page.text)
        assert re.search(r"Jul(y)? 2000|2000 +Jul\b", page.text)
        assert not re.search(r"\b\d{1,2} Jul\b(?! \d{4})", page.text)


@pytest.mark.parametrize("style", ["chicago", "chicago-author-date", "apa", "mla"])
def test_july_2000_has_no_day_in_a_citation(evil: Ddr, style: str) -> None:
    """Of a source that says no more."""
    listed = evil("cite", "evil", "--style", style, "--form", "bibliography")
    assert re.search(r"July 2000|2000, July|2000\.", listed.out)
    assert not DAYS.search(listed.out)
    for form in ("note", "in-text"):
        answer = evil("cite", "evil", "--style", style, "--form", form)
        assert answer.code == 0
        assert not DAYS.search(answer.out)


def test_no_event_of_any_timeline_has_a_day_that_its_record_has_not(ddr: Ddr) -> None:
    """The built-in one, whatever it holds: dates in a pipe are those of the records."""
    builtin = {"DDR_TIMELINE": ""}
    events = json.loads(ddr("events", "-f", "json", env=builtin).out)
    lines = ddr("events", env=builtin).lines[1:]
    dates = [one["date"] for one in events]
    assert [line.split("\t")[0] for line in lines] == dates
    shown = ddr.show("events", "-f", "table", width=200, env=builtin)
    column, year = list[tuple[str, str]](), ""
    stand = re.sub(r"–\s*\n\s*", "– ", shown.columns()[0])  # an interval may take two lines
    for line in stand.split("\n"):  # each year stands once
        year = line[:4].strip() or year
        column.append((year, line[4:].strip()))
    days = {date for date in dates if re.fullmatch(r"\d{4}-\d\d-\d\d", date)}
    for date in dates:
        if re.fullmatch(r"\d{4}-\d\d", date):
            year, month = date.split("-")
            name = calendar.month_abbr[int(month)]
            assert (year, name) in column
            printed = {day for y, day in column if y == year and re.fullmatch(rf"\d+ {name}", day)}
            assert len(printed) <= sum(day.startswith(date) for day in days)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another small timeline, with one event and six statements."""
    return modes(tmp_path_factory.mktemp("other") / "timeline")


def test_a_timeline_is_named_before_the_command_or_after_it(ddr: Ddr, other: Path) -> None:
    nowhere = {"DDR_TIMELINE": str(other / "nowhere.toml")}
    for path in (str(other), str(other / "timeline.toml")):
        for call in (("--timeline", path, "events"), ("events", "--timeline", path),
                     ("events", f"--timeline={path}", "--kind", "visit")):  # fmt: skip
            assert ddr(*call, env=nowhere).ids == ["visit"]
    assert ddr("events", env={"DDR_TIMELINE": str(other)}).ids == ["visit"]
    clear(ddr("events", env=nowhere), 3, "nowhere.toml")


def test_timelines_are_laid_over_one_another(ddr: Ddr, other: Path) -> None:
    both = ["visit" if name == "2000-02-treaty" else "" for name in ALL.split()]
    expected = [n for pair in zip(both, ALL.split(), strict=True) for n in pair if n]
    five, more = str(FIVE), str(other)
    assert ddr("events", "--timeline", five, "--timeline", more).ids == expected
    assert ddr("--timeline", more, "events", "--timeline", five).ids == expected
    assert ddr("events", env={"DDR_TIMELINE": os.pathsep.join((five, more))}).ids == expected
    assert ddr("events", "--timeline", five, "--timeline", five).ids == ALL.split()


def test_the_builtin_timeline_is_one_like_others(ddr: Ddr, other: Path) -> None:
    alone = ddr("events", env={"DDR_TIMELINE": ""}).ids
    assert ddr("events", "--timeline", "builtin").ids == alone
    assert len(alone) > 20
    found = ddr("events", "--timeline", "builtin", "--timeline", str(other)).ids
    assert sorted(found) == sorted([*alone, "visit"])


def test_an_id_that_two_timelines_have_is_told_with_both_places(
    ddr: Ddr, other: Path, tmp_path: Path
) -> None:
    again = Path(shutil.copytree(other, tmp_path / "again", copy_function=shutil.copyfile))
    answer = ddr("events", "--timeline", str(other), "--timeline", str(again))
    line = 1 + (other / "timeline.toml").read_text("utf-8").split("\n").index('id = "held"')
    clear(answer, 3, f"{again}/timeline.toml:{line}", f"{other}/timeline.toml:")
    assert answer.out == ""


def test_the_installed_command_is_the_same(ddr: Ddr) -> None:
    name = "ddr.exe" if os.name == "nt" else "ddr"
    script = Path(sys.executable).parent / name
    if not script.exists():
        pytest.skip("ddr is not installed beside this Python")
    assert ddr.run([str(script)], "events") == ddr("events")
    assert ddr.run([str(script)], "--version") == ddr("--version")
    assert re.fullmatch(r"ddr \d+\.\d+\.\d+\S*\n", ddr("--version").out)
    assert ddr("-V") == ddr("--version")


@pytest.mark.parametrize(
    ("line", "told", "same"),
    [
        ("events 2019", "2019", "events year:2019"),
        ("events 2000–2002", "2000–2002", "events year:2000-2002"),
        ("said putin 2019", "2019", "said putin year:2019"),
        ("search treaty of 2000", "2000", "search treaty of year:2000"),
    ],
)
def test_a_bare_year_among_words_is_a_date(ddr: Ddr, line: str, told: str, same: str) -> None:
    answer = ddr(*line.split())
    assert f"{told} is read as a date" in answer.err
    assert answer.ids
    assert answer.ids == ddr(*same.split()).ids


@pytest.mark.parametrize(
    "line", ['events "1950"', "events 1950 --since 1940", "events year:1950", "events 1950 1951"]
)
def test_a_year_that_is_a_word_or_beside_other_dates_stays_a_word(ddr: Ddr, line: str) -> None:
    assert "is read as a date" not in ddr(*line.split()).err


@pytest.mark.parametrize("option", ["--on", "--since", "--until", "--format"])
def test_an_empty_option_is_an_error(ddr: Ddr, option: str) -> None:
    answer = ddr("events", option, "")
    assert (answer.code, answer.out) == (2, "")
    assert f"{option} is empty" in answer.err


def test_ddr_alone_welcomes_and_help_is_a_word(ddr: Ddr) -> None:
    answer = ddr()
    assert (answer.code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) <= 20
    assert ddr("help", "cite").out == ddr("cite", "--help").out
    for line in answer.out.splitlines():
        if line.startswith("  ddr "):
            words = split(line.partition("   ")[0])[1:]
            assert ddr(*words).code in (0, 1), words  # of the frozen timeline, not every one


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("search treaty -putin", "search 'treaty -putin'"),
        ("search treaty -nuclear -n 1", "search 'treaty -nuclear' -n 1"),
        ("search treaty -type:event", "search 'treaty -type:event'"),
        ("events visit -reception", "events 'visit -reception'"),
        ("people Kim -Il", "people 'Kim -Il'"),
    ],
)
def test_a_word_with_a_hyphen_before_it_is_left_out(ddr: Ddr, line: str, same: str) -> None:
    answer, quoted = ddr(*split(line)), ddr(*split(same))
    assert "No such option" not in answer.err
    assert (answer.code, answer.out) == (quoted.code, quoted.out)
