"""In trouble: one clear line on standard error, the documented exit code, and no traceback."""

from __future__ import annotations

import pytest

from .running import Answer, Ddr

LONGEST = 1000


def clear(answer: Answer, code: int, *said: str) -> None:
    """Hold an answer against what every error promises; choices stand under it, a line each."""
    assert answer.code == code, answer.err
    assert "Traceback" not in answer.err
    line, *choices = answer.err.splitlines()
    assert bool(choices) == (" may mean " in line)
    assert all(choice.startswith("  ") for choice in choices)
    assert answer.err.endswith("\n")
    assert line.startswith("ddr: ")
    assert len(line) < LONGEST
    for words in said:
        assert words in answer.err


USAGE = (
    (("evnts",), "'evnts'", "'events'"),
    (("zzzz",), "'zzzz'", "ddr show zzzz", "ddr search zzzz"),
    (("Kim", "Jong", "Un", "--json"), "'Kim'", "ddr show 'Kim Jong Un'"),
    (("events", "--json"), "'--json'", "--format json"),
    (("events", "--from", "1950"), "'--from'", "--since"),
    (("said", "--end", "1950"), "'--end'", "--until"),
    (("events", "--important"), "'--important'", "--landmarks"),
    (("events", "--zzz"), "'--zzz'", "ddr events --help"),
    (("events", "--to", "docx"), "'--to'", "ddr chronology"),
    (("events", "--format", "pdf"), "'pdf'", "ddr chronology --format pdf"),
    (("events", "--format", "ics"), "'ics'", "ddr export --format ics"),
    (("plot",), "'plot'", "'ddr timeline'"),
    (("events", "--limt", "3"), "--limt", "--limit"),
    (("--limt",), "--limt"),
    (("events", "--timeline"), "--timeline"),
    (("bib", "--all", "--output", "~nosuchuser/x"), "~nosuchuser/x", "no user of that name"),
    (("new", "~nosuchuser/x"), "~nosuchuser/x", "no user of that name"),
    (("show",), "ID"),
    (("read",), "SOURCE"),
    (("search",), "ddr search WORDS"),
    (("search", "!!!"), "no word"),
    (("events", "!!!"), "no word"),
    (("said", "bye:putin"), "'bye:'", "'by'"),
    (("search", "mode:"), "mode:direct"),
    (("search", "gold " * 2000), "2,000 characters"),
    (("said", "--verify", "..."), "'WORDS'"),
    (("said", "--verify", "peace", "--topic", "sanctions"), "--verify", "--by"),
    (("said", "--verify", "peace", "--by", "Kim"), "'Kim'", "Kim Il Sung"),
    (("events", "--limit", "-1"), "--limit", "-1"),
    (("events", "--limit", "many"), "--limit", "'many'"),
    (("search", "x", "--context", "0"), "--context"),
    (("events", "-f", "jsn"), "'jsn'", "'json'"),
    (("show", "dprk", "-f", "csv"), "'csv'", "text, json, toml"),
    (("events", "--kind", "trety"), "'trety'", "'treaty'"),
    (("events", "--confidence", "hgh"), "'hgh'", "'high'"),
    (("said", "--mode", "reprted"), "'reprted'", "'reported'"),
    (("cite", "kremlin-2019", "--style", "chicgo"), "'chicgo'", "'chicago'"),
    (("cite", "kremlin-2019", "--style", "none.csl"), "none.csl"),
    (("cite", "kremlin-2019", "--form", "nte"), "'nte'", "'note'"),
    (("cite", "kremlin-2019", "--to", "markdwn"), "'markdwn'", "'markdown'"),
    (("cite", "vladimir-putin"), "'vladimir-putin'", "person"),
    (("cite", "kremlin-2019-5b", "--locator", "4"), "--locator", "'kremlin-2019-5b'"),
    (("read", "vladimir-putin"), "'vladimir-putin'", "person"),
    (("read", "kcna-2024", "--para", "last"), "'last'", "4-6"),
    (("show", "Kim"), "'Kim' may mean one of 4", "Kim Il Sung (", "Kim Jong Il (", "Kim Jong Un ("),
    (("said", "--by", "Kim"), "'Kim'", "Kim Il Sung", "Kim Jong Il", "Kim Jong Un"),
    (("events", "--person", "Kim Jong"), "'Kim Jong'", "Kim Jong Il", "Kim Jong Un"),
    (("events", "--since", "tomorow"), "'tomorow'"),
    (("events", "--since", "2019-13"), "'2019-13'", "13"),
    (("events", "--until", "2019-02-30"), "2019-02-30"),
    (("events", "--since", "03/04/2019"), "2019-03-04", "2019-04-03"),
    (("events", "--since", "10-12"), "no year"),
    (("events", "--on", "02-30"), "'02-30'"),
    (("said", "--on", "2019-04-25/2019-04-01"), "2019-04-25/2019-04-01"),
    (("events", "--since", "2003", "--until", "2001"), "--since", "--until"),
)
NOTHING = (
    (("show", "kremlin-2019:4"), "ddr read kremlin-2019 --para 4", "ddr cite kremlin-2019 -l 4"),
    (("show", "1948"), "ddr events 1948"),
    (("show", "kremlin-2018"), "'kremlin-2018'", "'kremlin-2019'"),
    (("cite", "kremlin-2018"), "'kremlin-2018'", "'kremlin-2019'"),
    (("read", "kremlin-2018"), "'kremlin-2018'", "'kremlin-2019'"),
    (("read", "kcna-2024", "--para", "99"), "12 paragraphs", "99"),
    (("read", "koreanradio-diprel"), "not held", "https://koreanradio.info/"),
    (("cite", "2015-year-of-friendship", "--source", "kcna-2024"), "matsegora-2017"),
    (("events", "--person", "Vladmir Puttin"), "'Vladmir Puttin'", "'Vladimir Putin'"),
    (("events", "--place", "Vladivosttock"), "'Vladivosttock'", "'Vladivostok'"),
    (("events", "--source", "kremlin"), "'kremlin'"),
    (("events", "--tag", "treeaty"), "'treeaty'", "'treaty'"),
    (("said", "--topic", "sanctons"), "'sanctons'", "sanctions"),
    (("said", "--about", "nobody"), "'nobody'"),
    (("said", "--by", "Ван"), "'Ван'"),
    (("people", "Nobody"), "'Nobody'"),
    (("places", "Nowhere"), "'Nowhere'"),
    (("sources", "nothing"), "'nothing'"),
)


@pytest.fixture(scope="module", autouse=True)
def _all_at_once(ddr: Ddr) -> None:
    calls = [*(call for call, *_ in (*USAGE, *NOTHING)), *((*call, LONG) for call in OPEN)]
    weird = [call for word in WEIRD for call in (("search", "--", word), ("said", f"--by={word}"))]
    ddr.prepare([*calls, *weird])


@pytest.mark.parametrize("row", USAGE, ids=lambda row: " ".join(row[0]))
def test_a_mistake_is_told_with_what_would_be_right(
    ddr: Ddr, row: tuple[tuple[str, ...], *tuple[str, ...]]
) -> None:
    answer = ddr(*row[0])
    clear(answer, 2, *row[1:])
    assert answer.out == ""


@pytest.mark.parametrize("row", NOTHING, ids=lambda row: " ".join(row[0]))
def test_what_is_not_there_is_told_with_what_is(
    ddr: Ddr, row: tuple[tuple[str, ...], *tuple[str, ...]]
) -> None:
    answer = ddr(*row[0])
    clear(answer, 1, *row[1:])
    listed = row[0][0] in ("people", "places", "sources")
    assert answer.out == (ddr(row[0][0]).lines[0] + "\n" if listed else "")


@pytest.mark.parametrize("name", ["people", "places", "sources"])
def test_an_authority_list_of_nothing_is_a_list(ddr: Ddr, name: str) -> None:
    header = ddr(name).lines[0] + "\n"
    for form, expected in {"tsv": header, "json": "[]\n", "jsonl": "", "table": ""}.items():
        answer = ddr(name, "zeppelin", "-f", form)
        clear(answer, 1, "is called 'zeppelin'")
        assert answer.out == expected


@pytest.mark.parametrize("name", ["events", "said", "search"])
def test_a_list_of_nothing_is_a_list(ddr: Ddr, name: str) -> None:
    header = ddr(name, "treaty").lines[0] + "\n"
    for form, expected in {"tsv": header, "json": "[]\n", "table": ""}.items():
        answer = ddr(name, "zeppelin", "-f", form)
        clear(answer, 1, "found")
        assert answer.out == expected


def test_help_is_asked_for_and_no_error(ddr: Ddr) -> None:
    for call in ((), ("said",), ("cite",)):
        answer = ddr(*call, "--help")
        assert (answer.code, answer.err) == (0, "")
        assert "Usage: ddr" in answer.out


LONG = "x" * 10_000
OPEN = (
    (), ("events",), ("events", "--person"), ("events", "--kind"), ("events", "--tag"),
    ("events", "--since"), ("events", "--limit"), ("events", "-f"), ("events", "--timeline"),
    ("said", "--about"), ("show",), ("people",), ("sources",), ("read", "kcna-2024", "-p"),
    ("cite", "kcna-2024", "--form"), ("cite", "2018-anniversary", "--source"),
)  # fmt: skip
"""Calls that take one more argument, whatever it is."""


@pytest.mark.parametrize("call", OPEN, ids=" ".join)
def test_ten_thousand_letters_are_answered_in_one_line(ddr: Ddr, call: tuple[str, ...]) -> None:
    answer = ddr(*call, LONG)
    clear(answer, answer.code)
    assert answer.code in {1, 2, 3}
    assert len(answer.out) < LONGEST


@pytest.mark.parametrize("option", ["--limit", "--context"])
def test_a_number_without_end_is_a_number(ddr: Ddr, option: str) -> None:
    answer = ddr("search", "treaty", option, "9" * 40)
    assert answer.code == 0
    assert answer.out == ddr("search", "treaty", option, "64").out


WEIRD = (
    "\u202e\u200f\ufeff", "\u0301", "𝔓𝔲𝔱𝔦𝔫", "🇰🇵\U0010ffff\ue000", "\n\r\t", "'", '"', "%", "*",
    "--", "NEAR(a b)", "a AND", "title:x^{a}()", "\x1b[31m\\",
)  # fmt: skip


@pytest.mark.parametrize("word", WEIRD, ids=ascii)
def test_any_character_may_be_asked_for(ddr: Ddr, word: str) -> None:
    for call in (("search", "--", word), ("said", f"--by={word}")):
        answer = ddr(*call)
        assert answer.code in {0, 1, 2}
        assert len(answer.err.splitlines()) <= 1
        assert answer.code == 0 or answer.err.startswith("ddr: ")
        assert not set(answer.err) & set("\x1b\r\t\u202e")


@pytest.mark.parametrize(
    "call",
    [("show",), ("sources",), ("search",), ("said", "--about"), ("events", "--source")],
    ids=" ".join,
)
def test_bytes_that_are_no_text_are_told(ddr: Ddr, call: tuple[str, ...]) -> None:
    answer = ddr(*call, b"\xff\xfe")
    assert answer.code in {0, 1, 2, 3}
    assert answer.code == 0 or answer.err.startswith("ddr: ")
    assert len(answer.err.splitlines()) <= 1
