"""Fifty sources of all kinds in six forms, each held against the manuals' rules by their numbers.

``fifty/texts.txt`` holds the three hundred texts as they were read. They are compared with what is
printed today, and each with every rule that the facts of its record call for: what a rule wants is
told from the record by this file, not by the code that prints.

Numbers are those of the Chicago Manual of Style (18th ed.), of APA 7, MLA 9 and GOST R 7.0.5-2008.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest

from ddr.parts import Contributor
from ddr.records import Person, Source

from .fifty import make

DESK = make.desk()
SOURCES = make.sources(DESK)
KEPT = make.read()

PERIODICALS = ("article-newspaper", "article-magazine", "article-journal")
AGENCIES = ("KCNA", "Interfax", "TASS")
LONG_WORDS = r"(?:about|after|against|before|between|during|through|under|with(?:in|out))"
SMALL_WORDS = r"\b(?:Of|The|And|In|To|On|For|At|By)\b"


class Rule(NamedTuple):
    """A rule of a manual: its number, the forms it is for, when it counts, and what it wants."""

    number: str
    forms: str
    when: Callable[[Source], object]
    wants: Callable[[Source, str], object]


def plain(text: str) -> str:
    """Return a text without the signs of Markdown."""
    return re.sub(r"\\(?=\W)|\*|[<>]", "", text)


def curled(text: str) -> str:
    return text.replace("'", "’")


def always(_source: Source) -> bool:
    return True


def dated(source: Source) -> bool:
    """Whether one day is known, and a style prints that of publication."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", source.issued)) and source.type != "speech"


def printed_day(source: Source) -> bool:
    return dated(source) and "issued" not in source.inferred


def supplied_day(source: Source) -> bool:
    return dated(source) and "issued" in source.inferred


def year_in_doubt(source: Source) -> bool:
    return bool(re.fullmatch(r"\d{4}", source.issued)) and "issued" in source.inferred


def undated(source: Source) -> bool:
    return bool(source.URL) and not (source.issued or source.event_date)


def ephemeral(source: Source) -> bool:
    """Whether a work is one of those that are cited by their day."""
    return source.type not in ("article-journal", "book", "treaty") and not source.collection_title


def person(source: Source) -> Person | Contributor | None:
    """Return the first author, if that is a person whose name is in parts."""
    if not source.author or "author" in source.inferred:
        return None
    first = source.author[0]
    record = DESK.lookup(first.person) if first.person else first
    return record if isinstance(record, Person | Contributor) and record.family else None


def western(source: Source) -> bool:
    found = person(source)
    return found is not None and found.order != "family-first"


def eastern(source: Source) -> bool:
    found = person(source)
    return found is not None and found.order == "family-first"


def day(source: Source) -> date:
    return date.fromisoformat(source.issued)


def american(source: Source) -> str:
    return f"{day(source):%B} {day(source).day}, {day(source).year}"


def short_british(source: Source) -> str:
    """Return a date as MLA 9 has it: months of more than four letters are shortened."""
    month = f"{day(source):%B}"
    month = (
        month if len(month) <= len("July") else {"September": "Sept."}.get(month, month[:3] + ".")
    )
    return f"{day(source).day} {month} {day(source).year}"


def named(source: Source) -> tuple[str, str]:
    found = person(source)
    assert found is not None
    return found.family, found.given


def initials(given: str) -> str:
    return " ".join(f"{part[0]}." for part in given.split())


def titled(source: Source) -> bool:
    return not source.title.startswith("[")


def translated(source: Source) -> bool:
    short = source.title_short
    return bool(short) and source.language.startswith("ru") and short.isascii()


def accessed(source: Source, style: str) -> str:
    seen = date.fromisoformat(source.accessed)
    if style == "mla":
        return f"Accessed {seen.day} {seen:%b}. {seen.year}"
    return f"{seen:%B} {seen.day}, {seen.year}"


CHICAGO = "note short list"
RULES = [
    # Names.
    Rule("Chicago 13.74 a note names the author as spoken", "note", western,
         lambda s, t: t.startswith(f"{named(s)[1]} {named(s)[0]}")),
    Rule("Chicago 13.74 a list inverts the first author", "list", western,
         lambda s, t: t.startswith(f"{named(s)[0]}, {named(s)[1]}")),
    Rule("Chicago 13.75 a name written family first stays so", "note list", eastern,
         lambda s, t: t.startswith(f"{named(s)[0]} {named(s)[1]}")),
    Rule("Chicago 13.75 two authors, the first not inverted: no comma before 'and'", "list mla",
         lambda s: len(s.author) == 2 and (eastern(s) or s.author[0].organization),
         lambda _, t: " and " in t.split(".")[0] and "," not in t.split(".")[0]),
    Rule("Chicago 13.33 a short note has the family name alone", "short",
         lambda s: person(s) and len(s.author) == 1,
         lambda s, t: t.startswith(f"{named(s)[0]}, ")),
    Rule("APA 9.8 family name, comma, initials", "apa", person,
         lambda s, t: t.startswith(f"{named(s)[0]}, {initials(named(s)[1])}")),
    Rule("MLA 5.6 the first author inverted", "mla", western,
         lambda s, t: t.startswith(f"{named(s)[0]}, {named(s)[1]}")),
    Rule("MLA 5.6 a name written family first without a comma", "mla", eastern,
         lambda s, t: t.startswith(f"{named(s)[0]} {named(s)[1]}")),
    Rule("MLA 5.3 no author asserted that is not printed; an agency is none", "mla",
         lambda s: s.author and "author" in s.inferred,
         lambda _, t: t.startswith("“")),
    # Titles.
    Rule("Chicago 13.33 a short title of at most five words", "short", always,
         lambda s, t: len(re.split(r"[”*]", re.split(r"[“*]", t, maxsplit=1)[-1])[0].split()) <= 5
         or len(s.title.split()) <= 6 or not titled(s)),
    Rule("Chicago 8.160 small words small within a title", "note list",
         lambda s: s.language.startswith("en") and titled(s),
         lambda _, t: not re.search(r"(?<=[a-z] )" + SMALL_WORDS, t.split("”")[0].split("*.")[0])),
    Rule("Chicago 8.160 prepositions of five letters with a capital", "note list",
         lambda s: re.search(rf" {LONG_WORDS} ", s.title) and titled(s),
         lambda _, t: not re.search(rf"(?<=[a-z] ){LONG_WORDS}(?= )", plain(t).split("”")[0])),
    Rule("Chicago 13.101 our translation in brackets after the marks", "note list", translated,
         lambda s, t: f"” [{curled(s.title_short)}]" in plain(t)),
    Rule("MLA 5.23 our translation within the marks", "mla", translated,
         lambda s, t: f" [{curled(s.title_short)}].”" in plain(t)),
    Rule("Chicago 14.89 a description in roman, small in a note, in place of a title", "note",
         lambda s: not titled(s) and s.type != "treaty",
         lambda s, t: s.title[2:15] in t and "“" not in t),
    Rule("APA 9.22 a description in square brackets", "apa", lambda s: not titled(s),
         lambda s, t: f"[{s.title[1:15]}" in plain(t)),
    Rule("APA 9.19 sentence case", "apa", lambda s: s.type == "webpage" and s.language == "en",
         lambda s, t: curled(s.title) in plain(t)),
    # Dates.
    Rule("Chicago 14.89 the full date", "note list", lambda s: printed_day(s) and ephemeral(s),
         lambda s, t: american(s) in t),
    Rule("APA 9.15 the full date after the author", "apa",
         lambda s: printed_day(s) and ephemeral(s),
         lambda s, t: f"({day(s).year}, {day(s):%B} {day(s).day})." in t),
    Rule("MLA 5.68 day, month, year", "mla", printed_day,
         lambda s, t: short_british(s) in t or f"{day(s).day} {day(s):%B}" in s.title
         or s.type == "article-journal"),
    Rule("Chicago 14.44 a date not printed in brackets, with its doubt", "note list",
         supplied_day, lambda s, t: f"[{american(s)}?]" in plain(t)),
    Rule("APA 9.13 a day not printed in brackets", "apa", supplied_day,
         lambda s, t: f"([{day(s).year}, {day(s):%B} {day(s).day}])." in plain(t)),
    Rule("MLA 5.68 a date not printed in brackets", "mla", supplied_day,
         lambda s, t: f"[{short_british(s)}?]" in plain(t)),
    Rule("APA 9.13 ca. for a year in doubt alone", "apa", always,
         lambda s, t: ("(ca. " in t) == year_in_doubt(s)),
    Rule("APA 9.17 n.d. without a date", "apa", undated, lambda _, t: "(n.d.)." in t),
    Rule("Chicago 13.15 the day of access where no date is known", "note list",
         lambda s: undated(s) or (year_in_doubt(s) and s.URL),
         lambda s, t: f"ccessed {accessed(s, 'chicago')}" in t),
    Rule("Chicago 13.15 none where a day is", "note list", dated, lambda _, t: "ccessed" not in t),
    Rule("APA 9.16 none where a day is", "apa", dated, lambda _, t: "Retrieved" not in t),
    Rule("MLA 5.111 the day of access last, where no date is known", "mla",
         lambda s: undated(s) or (year_in_doubt(s) and s.URL),
         lambda s, t: t.endswith(f"{accessed(s, 'mla')}.")),
    Rule("7.0.5 a date not printed in brackets", "gost", supplied_day,
         lambda s, t: f"[{day(s):%d.%m.%Y}?]" in plain(t)),
    # Containers and places.
    Rule("Chicago 14.89 a periodical in italics", "note list",
         lambda s: s.type in PERIODICALS and s.container_title not in AGENCIES,
         lambda s, t: f"*{s.container_title}" in t),
    Rule("Chicago 17, 14.234 a signed article in an encyclopedia: in, the title in italics",
         "note list", lambda s: s.type == "entry-encyclopedia" and s.author,
         lambda s, t: f"n *{s.container_title.replace('-', '–')}*" in t),
    Rule("Chicago 14.97 an unsigned article is listed under its paper", "list",
         lambda s: s.type in PERIODICALS and not s.author,
         lambda s, t: t.startswith(f"*{s.container_title}*")),
    Rule("Chicago 14.104 a site in roman", "note list", lambda s: s.type == "webpage",
         lambda _, t: "*" not in t),
    Rule("Chicago 14.108 an interview with its kind", "note",
         lambda s: s.type == "interview",
         lambda s, t: f"”, {s.genre.lower()}" in t.replace(",”", "”,")),
    Rule("Chicago 14.127 day, shelfmark, archive, digital archive", "note",
         lambda s: s.archive and s.publisher,
         lambda s, t: t.index(american(s)) < t.index(s.archive_collection[1:])
         < t.index(s.archive[:20]) < t.index(s.publisher)),
    Rule("MLA 5.31 the container in italics", "mla",
         lambda s: s.container_title and s.type in (*PERIODICALS, "webpage"),
         lambda s, t: f"*{s.container_title}*" in t or s.container_title.lower() in t.lower()),
    Rule("MLA 2.106 a page in quotation marks, the site in italics", "mla",
         lambda s: s.type in ("webpage", "post-weblog"),
         lambda _, t: re.search(r"”(?: [\w ]+\.)? \*[^*]+\*", t)),
    Rule("MLA 5.51 a number begins a sentence with a capital", "mla", lambda s: s.number,
         lambda _, t: not re.search(r"[”*.] (?:no\.|document|telegram|press release)", t)),
    Rule("6.2.1 two slashes before what holds it", "gost",
         lambda s: s.container_title and s.type != "treaty",
         lambda s, t: f" // {s.container_title[:12]}" in plain(t)),
    Rule("7.0.5 a report with its day", "gost",
         lambda s: s.type == "report" and printed_day(s),
         lambda s, t: f"{day(s):%d.%m.%Y}. " in plain(t)),
    Rule("7.0.5 the address with the day of access", "gost", lambda s: s.URL,
         lambda s, t: plain(t).endswith(
             f"URL: {s.URL} (дата обращения: {date.fromisoformat(s.accessed):%d.%m.%Y}).")),
    # The text as a whole.
    Rule("Chicago: a note and an entry end with a full stop", CHICAGO, always,
         lambda _, t: re.search(r"[.?!][”’]?$", t)),
    Rule("APA 9.35 no full stop after an address", "apa", lambda s: s.URL and not s.DOI,
         lambda _, t: t.endswith(">")),
    Rule("MLA: an entry ends with a full stop", "mla", always,
         lambda _, t: re.search(r"[.?!][”’]?$", t)),
    Rule("nothing twice: marks", "note short list apa mla gost", always,
         lambda _, t: not re.search(r"\.\.(?!\.)|,,|, ,|““|””|\(\)|\[\]|”,|\. \.", t)),
    Rule("nothing twice: the year of a date", "note list apa mla", printed_day,
         lambda s, t: plain(t.split("<")[0]).count(str(day(s).year))
         <= 1 + len(re.findall(str(day(s).year), s.title + s.number))),
    Rule("nothing twice: the kind", "note list apa mla",
         lambda s: s.genre and s.title.casefold().startswith(s.genre.casefold() + " "),
         lambda s, t: not re.search(rf"[,.*”\[] ?\[?{s.genre}[\],.]", plain(t), re.IGNORECASE)),
    Rule("nothing of ours: no mark of private use", "note short list apa mla gost", always,
         lambda _, t: not re.search(r"[\ue000-\uf8ff\u2060]", t)),
]  # fmt: skip


def test_there_are_fifty_of_all_kinds() -> None:
    assert len(SOURCES) == len(KEPT) == 50
    assert all(set(texts) == set(make.FORMS) for texts in KEPT.values())
    assert len({source.type for source in SOURCES}) >= 14


@pytest.fixture(scope="module")
def printed() -> dict[str, dict[str, str]]:
    return make.printed(DESK)


@pytest.mark.parametrize("source", SOURCES, ids=[source.id for source in SOURCES])
def test_it_is_printed_as_it_was_read(source: Source, printed: dict[str, dict[str, str]]) -> None:
    assert printed[source.id] == KEPT[source.id]


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.number} ({rule.forms})" for rule in RULES])
def test_each_text_is_as_the_rule_wants(rule: Rule) -> None:
    concerned = [source for source in SOURCES if rule.when(source)]
    assert concerned
    for source in concerned:
        for form in rule.forms.split():
            assert rule.wants(source, KEPT[source.id][form]), KEPT[source.id][form]
