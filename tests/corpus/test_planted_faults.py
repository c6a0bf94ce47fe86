"""Every kind of fault, planted into a copy of a real timeline, is found at its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ddr.corpus.load import check, load
from ddr.corpus.locate import builtin
from ddr.corpus.problems import InvalidTimelineError, Problem
from ddr.errors import Exit


@dataclass(frozen=True)
class Found:
    """A problem that must be found: its code, the text that stands in its line, its record.

    at: a text found once in the record; "" for the line that opens the record's table.
    within: the id that stands in the record after planting; "" to look for `at` in all the file.
    record: the record named in the problem, if not `within`.
    file: the held text at fault; there is no line then.
    """

    code: str
    at: str = ""
    within: str = ""
    record: str = ""
    file: str = ""
    says: str = ""
    severity: str = "error"


@dataclass(frozen=True)
class Fault:
    """A fault to plant: in `record` replace `old` by `new`; without a record, append `new`."""

    name: str
    record: str
    old: str
    new: str
    found: tuple[Found, ...]


def edit(name: str, record: str, old: str, new: str, *found: Found) -> Fault:
    return Fault(name, record, old, new, found)


def append(name: str, new: str, *found: Found) -> Fault:
    return Fault(name, "", "", new, found)


KCNA_TEXT = "sources/kcna-2024.txt"
AMBASSADORS_TEXT = "sources/matsegora-2017.txt"
SUMMIT = "2019-04-25-vladivostok-summit"
FAULTS = (
    edit(
        "a changed letter in the quotation of an event",
        "2000-02-treaty", "to invariably strengthen", "to invariably strengthens",
        Found("quotation-not-verbatim", "strengthens", "2000-02-treaty", says="ddr read mfa-2021"),
    ),
    edit(
        "a changed letter in the fourth piece of evidence",
        SUMMIT, "the precious tradition", "the previous tradition",
        Found("quotation-not-verbatim", "previous", SUMMIT),
    ),
    edit(
        "a changed letter in a statement",
        "kcna-2024-12a", "toasted the health", "toasted the wealth",
        Found("quotation-not-verbatim", "wealth", "kcna-2024-12a"),
    ),
    edit(
        "the wrong paragraph",
        "2000-07-putin-visit", 'locator = "7"', 'locator = "8"',
        Found(
            "quotation-not-verbatim", 'locator = "8"', "2000-07-putin-visit",
            says="stand in paragraph 7",
        ),
    ),
    edit(
        "a paragraph beyond the last",
        "2001-08-moscow-declaration", 'locator = "8"', 'locator = "99"',
        Found("quotation-paragraph", '"99"', "2001-08-moscow-declaration", says="13 paragraphs"),
    ),
    edit(
        "a locator that is no paragraph",
        "kcna-2024-8a", 'locator = "8"', 'locator = "p. 8"',
        Found("quotation-paragraph", "p. 8", "kcna-2024-8a"),
    ),
    edit(
        "an unknown id",
        "2015-year-of-friendship", '["dprk", "russia"]', '["dprk", "rusia"]',
        Found("unknown-id", "rusia", "2015-year-of-friendship", says="did you mean 'russia'"),
    ),
    edit(
        "an id of the wrong kind",
        "2016-book-exhibition", 'place = "pyongyang"', 'place = "dprk"',
        Found("unknown-id", "place = ", "2016-book-exhibition", says="is an organization"),
    ),
    append(
        "a duplicate id",
        '[[person]]\nname = "Another"\nid = "kim-jong-un" # taken\n',
        Found("duplicate-id", "# taken", record="kim-jong-un", says="timeline.toml:"),
    ),
    edit(
        "an impossible date",
        "2016-04-art-festival", 'date = "2016-04"', 'date = "2016-02-30"',
        Found("bad-edtf", "date = ", "2016-04-art-festival", says="01 to 29"),
    ),
    edit(
        "an interval that ends before it starts",
        "2001-08-later-visits", '"2001-08/2011-12-17"', '"2011-12-17/2001-08"',
        Found("bad-edtf", "date = ", "2001-08-later-visits", says="ends before it starts"),
    ),
    edit(
        "a missing field",
        "2018-anniversary", 'kind = "other"\n', "",
        Found("missing-field", "", "2018-anniversary", says="'kind' is missing"),
    ),
    edit(
        "an empty field that must not be",
        "korean-peninsula", 'name = "Korean Peninsula"', 'name = ""',
        Found("missing-field", "name = ", "korean-peninsula", says="'name' is empty"),
    ),
    edit(
        "a missing field in a table within the record",
        "2022-10-12-reception", ', says = "The dateline', ', note = "The dateline',
        Found("unknown-field", 'note = "The dateline', "2022-10-12-reception", says="'note'"),
        Found("missing-field", 'note = "The dateline', "2022-10-12-reception", says="'says'"),
    ),
    edit(
        "an unknown field",
        "2024-10-11-reception", "\nsummary = ", "\nsumary = ",
        Found("unknown-field", "sumary", "2024-10-11-reception", says="did you mean 'summary'"),
    ),
    append(
        "an unknown table",
        '[[persons]]\nid = "nobody"\n',
        Found("unknown-field", "[[persons]]", says="did you mean 'person'"),
    ),
    edit(
        "a date that TOML reads as one",
        "kim-il-sung", 'died = "1994-07-08"', "died = 1994-07-08",
        Found("wrong-type", "died = ", "kim-il-sung", says="quotation marks"),
    ),
    edit(
        "a text where an array belongs",
        "northeast-asia", "names = [\n", 'formerly = "ne-asia"\nnames = [\n',
        Found("wrong-type", "formerly", "northeast-asia", says="must be an array"),
    ),
    edit(
        "a name that is no table",
        "moscow", "names = [\n", 'names = [\n  "Moskva",\n',
        Found("wrong-type", "Moskva", "moscow", says="table in braces"),
    ),
    edit(
        "an exact quotation of a text not held",
        "2016-university-anniversary",
        'source = "matsegora-2017"', 'source = "koreanradio-diprel"',
        Found("quotation-not-held", "koreanradio", "2016-university-anniversary", says="'says'"),
    ),
    edit(
        "a paraphrase with exact words",
        "kcna-2024-4a", '"narrative"', '"paraphrase"',
        Found("mode", "mode = ", "kcna-2024-4a", says="needs 'says'"),
        Found("mode", "exact = ", "kcna-2024-4a", says="has no 'exact'"),
    ),
    edit(
        "our own words beside exact ones",
        "kcna-2024-3a", 'mode = "narrative"', 'mode = "narrative"\nsays = "Diplomats came."',
        Found("mode", "says = ", "kcna-2024-3a", says="has no 'says'"),
    ),
    edit(
        "a bad address",
        "kbs-2021-kim-jong-un-title", '"http://', '"htp://',
        Found("bad-url", "URL = ", "kbs-2021-kim-jong-un-title"),
    ),
    edit(
        "a bad DOI",
        "kbs-2021-kim-jong-un-title", 'URL = "', 'DOI = "n/a"\nURL = "',
        Found("bad-doi", "DOI = ", "kbs-2021-kim-jong-un-title"),
    ),
    edit(
        "a bad language",
        "koreanradio-diprel", 'language = "ru"', 'language = "Russian"',
        Found("bad-lang", "language = ", "koreanradio-diprel"),
    ),
    edit(
        "a bad language of a name",
        "pyongyang", 'lang = "ru"', 'lang = "RU"',
        Found("bad-lang", 'lang = "RU"', "pyongyang"),
    ),
    append(
        "a bad id",
        '[[place]]\nname = "Nowhere"\nid = "Bad_Id"\n',
        Found("bad-id", "id = ", "Bad_Id"),
    ),
    edit(
        "a bad hash",
        "kremlin-2019", 'sha256 = "067dde23', 'sha256 = "X67dde23',
        Found("bad-sha256", "sha256 = ", "kremlin-2019"),
        Found("text-hash", file="sources/kremlin-2019.txt", record="kremlin-2019"),
    ),
    edit(
        "death before birth",
        "joseph-stalin", 'died = "1953', 'died = "1853',
        Found("dates-backwards", "died = ", "joseph-stalin"),
    ),
    edit(
        "an office that ends before it begins",
        "andrei-karlov", 'to = "2006"', 'to = "1996"',
        Found("dates-backwards", 'to = "1996"', "andrei-karlov"),
    ),
    append(
        "a statement after death",
        '[[statement]]\nid = "from-beyond"\nspeaker = "alexander-matsegora"\nmode = "paraphrase"\n'
        'says = "Something."\ndate = "2026-01-01"\nsource = "tass-2025-12-08-matsegora"\n'
        'allow = [{ code = "office", why = "No office by then." }]\n',
        Found("lifetime", "date = ", "from-beyond", says="died 2025-12-06"),
    ),
    append(
        "an event without evidence",
        '[[event]]\nid = "bare"\ndate = "2030"\ntitle = "Bare"\nkind = "other"\n',
        Found("evidence", "", "bare"),
    ),
    edit(
        "evidence that tells nothing",
        "1948-founding", ', exact = "the Soviet Union was the first', ', says = "" } #',
        Found("evidence", 'says = ""', "1948-founding"),
    ),
    edit(
        "an inferred field without value",
        "tass-2025-12-08-shoigu-matsegora", '"issued"]', '"issued", "volume"]',
        Found("inferred", "inferred = ", "tass-2025-12-08-shoigu-matsegora", says="'volume'"),
    ),
    edit(
        "a control character",
        "nato", 'name = "NATO"', r'name = "NA\u0007TO"',
        Found("control-character", "name = ", "nato", says="U+0007"),
    ),
    edit(
        "a kind that is not in the list",
        "1945-liberation", 'kind = "war"', 'kind = "wars"',
        Found("not-in-list", "kind = ", "1945-liberation", says="did you mean 'war'"),
    ),
    edit(
        "two contributors in one",
        "mfa-2021", '{ organization = "dprk-mfa" }',
        '{ organization = "dprk-mfa", literal = "The ministry" }',
        Found("contributor", "author = ", "mfa-2021"),
    ),
    edit(
        "places in a circle",
        "russian-far-east", "names = [", 'within = "russky-island"\nnames = [',
        *(
            Found("place-circle", "within = ", place)
            for place in ("russian-far-east", "russky-island", "vladivostok")
        ),
    ),
    edit(
        "an event that is a part of itself",
        "2019-04-25-vladivostok-reception", 'kind = "reception"',
        'kind = "reception"\npart-of = "2019-04-25-vladivostok-reception"',
        Found("part-circle", "part-of = ", "2019-04-25-vladivostok-reception"),
    ),
    edit(
        "a part after its whole",
        "2016-film-festival", 'kind = "culture"',
        'kind = "culture"\npart-of = "2000-07-putin-visit"',
        Found("part-date", 'date = "2016', "2016-film-festival", says="2000-07"),
    ),
    edit(
        "a flag in quotation marks",
        "2016-04-art-festival", 'kind = "culture"',
        'kind = "culture"\nlandmark = "yes"',
        Found(
            "wrong-type", "landmark = ", "2016-04-art-festival", says="true or false"
        ),
    ),
    edit(
        "a former id in use",
        "japan", "names = [", 'formerly = ["nippon", "ukraine"]\nnames = [',
        Found("formerly", "formerly", "japan", says="'ukraine' is in use"),
    ),
    append(
        "a mark of three characters",
        '[[kind]]\nid = "landing"\nmark = "<=>"\n',
        Found("bad-sign", 'mark = "<=>"', ""),
    ),
    append(
        "a colour by its name",
        '[[side]]\nid = "mars"\ncolour = "red"\n',
        Found("bad-colour", "colour = ", ""),
    ),
    edit(
        "a citation key with a blank",
        "koreanradio-diprel", 'type = "', 'citation-key = "Radio 1948"\ntype = "',
        Found("bad-key", "citation-key = ", "koreanradio-diprel"),
    ),
    edit(
        "the citation key of another record",
        "mfa-2021", 'type = "', 'citation-key = "pyongyang"\ntype = "',
        Found("citation-key", "citation-key", "mfa-2021", says="'pyongyang'"),
    ),
    edit(
        "an account of an unknown field",
        SUMMIT, 'field = "date", value = "2019-04", says = "Names the month alone." },\n  { s',
        'field = "dates", value = "2019-04", says = "Names the month alone." },\n  { s',
        Found("account", '"dates"', SUMMIT, says="did you mean 'date'"),
    ),
    edit(
        "a held text without a word on its rights",
        "matsegora-2022", 'rights = "not stated"\n', "",
        Found("held-text", "text = ", "matsegora-2022", says="'rights'"),
    ),
    append(
        "a text outside the folder",
        '[[source]]\nid = "outside"\ntype = "book"\ntitle = "Out"\norigin = "dprk"\n'
        f'rights = "none"\nsha256 = "{64 * "a"}"\ntext = "../../elsewhere.txt"\n',
        Found("text-path", "text = ", "outside", says="outside the timeline's folder"),
    ),
    append(
        "an address given twice, in a record that nobody uses",
        '[[source]]\nid = "twin"\ntype = "webpage"\ntitle = "Twin"\norigin = "dprk"\n'
        'URL = "https://tass.com/politics/2055235/"\n',
        Found("same-address", "URL = ", "twin", says="tass-2025", severity="warning"),
        Found("orphan", "", "twin", severity="warning"),
    ),
    append(
        "addresses that nobody would print",
        "".join(
            f'[[source]]\nid = "{name}"\ntype = "webpage"\ntitle = "T"\norigin = "dprk"\n'
            f'URL = "{url}"\n'
            for name, url in {
                "number": "http://203.0.113.7/a.html",
                "dot": "https://example.org./a",
                "port": "https://example.org:443/a/b",
                "twice": "https://example.org/?a=%255B0",
                "small": "https://m.example.org/a",
                "paper": "https://example.org/print/12.html",
                "result": "https://example.org/search?f=places",
                "short": "https://bit.ly/2ZuAyGN",
            }.items()
        ),
        *(
            found
            for name, says in {
                "number": "a bare number",
                "dot": "the dot",
                "port": "the port",
                "twice": "escaped twice",
                "small": "small screens",
                "paper": "for printing",
                "result": "search results",
                "short": "shortens",
            }.items()
            for found in (
                Found("address", "URL = ", name, says=says, severity="warning"),
                Found("orphan", "", name, severity="warning"),
            )
        ),
    ),
    append(
        "a record out of order, in no office that is recorded",
        '[[statement]]\nid = "too-early"\nspeaker = "vladimir-putin"\nmode = "paraphrase"\n'
        'says = "Something."\ndate = "1999-01-01"\nsource = "tass-2025-12-08-matsegora"\n',
        Found("order", "date = ", "too-early", severity="warning"),
        Found("office", "date = ", "too-early", severity="warning"),
    ),
    append(
        "an anniversary that counts from no event",
        '[[statement]]\nid = "miscounted"\nspeaker = "alexander-matsegora"\nmode = "direct"\n'
        'date = "2026"\nsource = "matsegora-2022"\nlocator = "9"\nabout = ["2000-02-treaty"]\n'
        'exact = "the 74th anniversary of the establishment of diplomatic relations"\n',
        Found("lifetime", "date = ", "miscounted"),
        Found("office", "date = ", "miscounted", severity="warning"),
        Found("anniversary", "exact = ", "miscounted", says="74th", severity="warning"),
    ),
    edit(
        "blanks around a name",
        "japan", 'name = "Japan"', 'name = " Japan"',
        Found("blank-ends", "name = ", "japan", severity="warning"),
    ),
    append(
        "a record named by the id that it had",
        '[[place]]\nname = "A"\nid = "new-a"\nformerly = ["old-a"]\nwithin = "new-b"\n\n'
        '[[place]]\nname = "B"\nid = "new-b"\nwithin = "old-a"\n',
        Found("former-id", "within = ", "new-b", says="'new-a' now"),
    ),
    edit(
        "an error that a record allows itself",
        "ukraine", "names = [", 'allow = [{ code = "mode", why = "So." }]\nnames = [',
        Found("allowance", "allow = ", "ukraine", says="an error"),
    ),
    edit(
        "an allowance that nothing needs",
        "usa", "names = [", 'allow = [{ code = "orphan", why = "So." }]\nnames = [',
        Found("unneeded-allowance", "allow = ", "usa", severity="warning"),
    ),
    append(
        "an erratum of no certain day",
        '[[place]]\nid = "hill"\nname = "Hill"\n'
        'errata = [{ date = "2026-11", says = "It was written Hull." }]\n',
        Found("bad-edtf", "errata = ", "hill", says="written in full"),
    ),
    append(
        "an erratum of a day that no calendar has",
        '[[place]]\nid = "dale"\nname = "Dale"\n'
        'errata = [{ date = "2026-02-30", says = "It was written Dole." }]\n',
        Found("bad-edtf", "errata = ", "dale"),
    ),
    append(
        "an erratum without words",
        '[[place]]\nid = "mead"\nname = "Mead"\nerrata = [{ date = "2026-11-22", says = "" }]\n',
        Found("missing-field", "errata = ", "mead", says="'says' is empty"),
    ),
    edit(
        "errata out of order",
        "ukraine", "names = [",
        'errata = [\n  { date = "2026-11-22", says = "A." },\n'
        '  { date = "2026-11-21", says = "B." },\n]\nnames = [',
        Found("errata-order", "2026-11-21", "ukraine", says="move the erratum", severity="warning"),
    ),
    edit("a text whose hash differs", KCNA_TEXT, "", "\n",
         Found("text-hash", file=KCNA_TEXT, record="kcna-2024")),
    edit("a missing text", AMBASSADORS_TEXT, "", "",
         Found("text-missing", file=AMBASSADORS_TEXT, record="matsegora-2017")),
)  # fmt: skip


def span(text: str, record: str) -> tuple[int, int]:
    """Return where the table of a record begins and ends."""
    head = f'\nid = "{record}"\n'
    assert text.count(head) == 1, f"{record} is not in the timeline once"
    at = text.index(head)
    end = text.find("\n[[", at)
    return text.rindex("\n[[", 0, at + 1) + 1, len(text) if end < 0 else end + 1


def plant(timeline: Path, fault: Fault) -> None:
    if fault.record.startswith("sources/"):
        held = timeline.parent / fault.record
        if fault.new:
            held.write_bytes(held.read_bytes() + fault.new.encode())
        else:
            held.unlink()
        return
    text = timeline.read_text("utf-8")
    if fault.record:
        start, end = span(text, fault.record)
        table = text[start:end]
        assert fault.old in table, f"{fault.name}: {fault.old!r} is not in {fault.record}"
        text = text[:start] + table.replace(fault.old, fault.new, 1) + text[end:]
    else:
        text += f"\n{fault.new}"
    timeline.write_text(text, "utf-8")


def expected(timeline: Path, found: Found) -> tuple[str, int, str, str, str]:
    """Return (file, line, record, code, severity), the line counted in the text itself."""
    record = found.record or found.within
    if found.file:
        return str(timeline.parent / found.file), 0, record, found.code, found.severity
    text = timeline.read_text("utf-8")
    start, end = span(text, found.within) if found.within else (0, len(text))
    at = start
    if found.at:
        assert text.count(found.at, start, end) == 1, f"{found.at!r} is not in {record} once"
        at = text.index(found.at, start, end)
    return str(timeline), text.count("\n", 0, at) + 1, record, found.code, found.severity


def told(problem: Problem) -> tuple[str, int, str, str, str]:
    return problem.file, problem.line, problem.record, problem.code, problem.severity


def test_the_timelines_as_they_are_have_no_fault(corpus_copy: Path) -> None:
    assert check([corpus_copy]).problems == []
    assert check([builtin()]).problems == []


def test_every_fault_is_found_in_one_run_at_its_line(corpus_copy: Path) -> None:
    assert len(FAULTS) >= 20
    for fault in FAULTS:
        plant(corpus_copy, fault)
    wanted = [expected(corpus_copy, found) for fault in FAULTS for found in fault.found]
    assert sorted(map(told, check([corpus_copy]).problems)) == sorted(wanted)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_alone_is_found_and_nothing_else(fault: Fault, corpus_copy: Path) -> None:
    plant(corpus_copy, fault)
    problems = check([corpus_copy]).problems
    wanted = [expected(corpus_copy, found) for found in fault.found]
    assert sorted(map(told, problems)) == sorted(wanted)
    for found in fault.found:
        assert any(p.code == found.code and found.says in p.message for p in problems)
    for problem in problems:
        assert "\n" not in str(problem)
        assert str(problem).startswith(str(corpus_copy.parent))


def test_quotations_are_checked_against_a_text_that_has_changed(corpus_copy: Path) -> None:
    held = corpus_copy.parent / KCNA_TEXT
    words = "Members of the Russian embassy were on hand."
    text = held.read_text("utf-8")
    assert words in text
    held.write_text(text.replace("were on hand", "were at hand"), "utf-8")
    text = corpus_copy.read_text("utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if words in line]
    found = [p for p in check([corpus_copy]).problems if p.code == "quotation-not-verbatim"]
    assert lines
    assert [p.line for p in found] == lines


def test_a_fault_of_a_source_does_not_hide_a_misquotation_of_it(corpus_copy: Path) -> None:
    misquoted = FAULTS[0]
    plant(corpus_copy, misquoted)
    plant(corpus_copy, edit("", "mfa-2021", '"https://', '"ftp://'))
    codes = [problem.code for problem in check([corpus_copy]).problems]
    assert codes == ["bad-url", "quotation-not-verbatim"]


def test_a_faulty_record_still_uses_what_it_names(tmp_path: Path) -> None:
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(
        'schema = 1\n[[person]]\nid = "ann"\nname = "Ann"\n[[place]]\nid = "home"\nname = "Home"\n'
        '[[source]]\nid = "s"\ntype = "book"\ntitle = "S"\norigin = "dprk"\n'
        '[[event]]\nid = "e"\ndate = "never"\ntitle = "E"\nkind = "other"\nplace = "home"\n'
        'participants = ["ann"]\nevidence = [{ source = "s", says = "-" }]\n',
        "utf-8",
    )
    assert [(p.line, p.code) for p in check([timeline]).problems] == [(15, "bad-edtf")]


def test_load_refuses_with_one_line_that_counts_the_rest(corpus_copy: Path) -> None:
    for fault in FAULTS[:3]:
        plant(corpus_copy, fault)
    with pytest.raises(InvalidTimelineError) as caught:
        load([corpus_copy])
    assert caught.value.code == Exit.DATA
    assert len(caught.value.problems) == 3
    assert str(caught.value).endswith("(and 2 more: run 'ddr check')")
    assert "\n" not in str(caught.value)


def test_warnings_alone_do_not_refuse(corpus_copy: Path) -> None:
    plant(corpus_copy, next(fault for fault in FAULTS if "given twice" in fault.name))
    assert {problem.severity for problem in load([corpus_copy]).problems} == {"warning"}


def test_the_same_id_in_two_timelines_names_both_places(corpus_copy: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('schema = 1\n\n[[place]]\nid = "moscow"\nname = "Moscow, Idaho"\n', "utf-8")
    text = corpus_copy.read_text("utf-8")
    first = text.count("\n", 0, span(text, "moscow")[0]) + 1
    (problem,) = check([corpus_copy, mine]).problems
    assert told(problem) == (str(mine), 4, "moscow", "duplicate-id", "error")
    assert f"{corpus_copy}:{first}" in problem.message


def test_thousands_of_unknown_ids_do_not_each_look_at_every_id(
    corpus_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def count(word: str, _: object) -> str:
        asked.append(word)
        return "; hint"

    monkeypatch.setattr("ddr.corpus.rules.references.did_you_mean", count)
    ids = ", ".join(f'"nobody-{number}", "nobody"' for number in range(1000))
    plant(
        corpus_copy,
        edit("", "2015-year-of-friendship", '["dprk", "russia"]', f"[{ids}]"),
    )
    problems = check([corpus_copy]).problems
    assert len(problems) == 2000
    assert len(asked) == len(set(asked)) <= 50
    assert sum("'nobody'; hint" in problem.message for problem in problems) == 1000
