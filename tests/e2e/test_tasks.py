"""What people type first by instinct, each answered, or told in one line what to type.

The tasks are those of a beginner, a journalist, a doctoral student, a Russian and a Korean reader,
a lecturer, a librarian and a data journalist, who had read no help.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.shared import ROOT

from .running import DDR, Ddr

ANSWERED = [
    # (task, what was typed, what the first eight lines of the answer hold)
    (1, "", "ddr events 1950"),
    (2, "help", "Usage: ddr"),
    (2, "help events", "Usage: ddr events"),
    (3, "events", "1945-liberation"),
    (5, "events 1950", "1950-01-17-offensive-request"),
    (5, "events --year 1950", "1950-01-17-offensive-request"),
    (6, "events 1950-1953", "1950-01-17-offensive-request"),
    (6, "events '1950 to 1953'", "1950-01-17-offensive-request"),
    (6, "events --on 1950..1953", "1950-01-17-offensive-request"),
    (7, "search 'when did the USSR recognize North Korea'", "1948-10-12-relations"),
    (7, "search when did the USSR recognize North Korea", "1948-10-12-relations"),
    (8, "show Putin", "Vladimir Putin"),
    (10, "events --person Lavrvo", "lavrov"),
    (10, "search traety", "treaty"),
    (11, "search treaty 2024", "2024-06-19-treaty"),
    (12, "search 'article 4'", "2024-06-19-treaty"),
    (14, "events --person Putin --person 'Kim Jong Un'", "2019-04-25-vladivostok-summit"),
    (16, "said --by Putin --since 2024", "Vladimir Putin"),
    (18, "cite kremlin-2019-13a --form attribution", "Kim Jong Un"),
    (18, "cite kremlin-2019-13a --quote", "para. 13"),
    (19, "said --verify 'by joining forces, you can move a mountain'", "verbatim"),
    (21, "open kremlin-2019", "http"),
    (23, "cite kremlin-2019-4f", "Putin"),
    (24, "cite kremlin-2019-4f --form all", "bibliography"),
    (25, "cite kremlin-2019-4f --quote --to latex-key", "\\autocite[para.~4"),
    (26, "styles chicago 17", "chicago-notes-bibliography-17th-edition"),
    (28, "cite matray-2002 -l 20", "20"),
    (33, "cite 2024-06-19-treaty", "Treaty on Comprehensive Strategic Partnership"),
    (34, "cite --dataset", "Diplomatic Relations Between the DPRK and the USSR and Russia"),
    (35, "search договор", "treaty"),
    (35, "search 'Договор о дружбе'", "1961-07-06-treaty"),
    (35, "search Корейская война", "1950-06-25-korean-war"),
    (36, "events --person 'Ким Чен Ын'", "kim-jong-un"),
    (36, "said --by Лавров", "Sergey Lavrov"),
    (37, "events --place Хасан", "khasan"),
    (38, "events --on '12 октября'", "1948-10-12-relations"),
    (39, "events --since 12.10.1948", "1948-10-12-relations"),
    (39, "events --on 12.10", "1948-10-12-relations"),
    (40, "events --kind визит", "1965-02-kosygin-pyongyang"),
    (40, "events --topic санкции", "sanctions"),
    (41, "cite kremlin-2019-4f --style ГОСТ", "[Электронный ресурс]"),
    (42, "cite ria-2024-10-24-volodin --style gost --form all", "Володин назвал договор"),
    (43, "cite wilson-1949-03-05-notes --style gost", "АВП РФ. Ф. 059а"),
    (45, "config", "style: chicago"),
    (46, "sources --language ru", "ru"),
    (47, "events --person 김정은 --person 푸틴", "2019-04-25-vladivostok-summit"),
    (48, "said --by 'Choi Sun-hee'", "Choe Son Hui"),
    (49, "events --place 평양", "Pyongyang"),
    (50, "search 김정은 푸틴", "2019-04-25-vladivostok-summit"),
    (51, "search 나진 하산", "2013-09-22-rajin-khasan-reopened"),
    (52, "events --on '10월 12일'", "1948-10-12-relations"),
    (52, "events --since '2000년 7월'", "2000-07-putin-visit"),
    (53, "said --side 북한", "Kim Il Sung"),
    (53, "said --side 'north korea'", "Kim Il Sung"),
    (54, "events 북한 1949 --count", "4"),
    (58, "timeline --limit 3", "1945"),
    (61, "events --on 10-12", "1948-10-12-relations"),
    (62, "info --coverage", "Events by decade"),
    (73, "events --format json", '"id"'),
    (78, "events --format json", '"participants"'),
    (74, "events --format csv --fields date,title,start,end", "start"),
    (75, "events --fields date,title", "date\ttitle"),
    (76, "events --count", "3"),
    (77, "search Kursk --format csv", "2025-04-26-gerasimov-report"),
]
TOLD = [
    # (task, what was typed, what the message says)
    (2, "hlep", "did you mean 'help'"),
    (6, "events --from 1950", "--since"),
    (8, "Putin", "ddr show Putin"),
    (9, "show 1948", "ddr events 1948"),
    (10, "serach treaty", "did you mean 'search'"),
    (10, "events --limt 3", "did you mean '--limit'"),
    (15, "events --person Kim", "Kim Jong Un ("),
    (16, "said --by Putin --since 2024 --quotable", "--mode paraphrase"),
    (17, "said --by 'Kim Jong Un' --mode direct", "--mode interpreted"),
    (20, "people 'Russian ambassador' --on today", "Alexander Matsegora, until 6 December 2025"),
    (22, "bib --to bibtex", "--all"),
    (27, "cite kremlin-2019 -l 99", "18 paragraphs"),
    (29, "cite kremlin-2019:4", "ddr cite kremlin-2019 -l 4"),
    (29, "show kremlin-2019:4", "ddr read kremlin-2019 --para 4"),
    (56, "events --format pdf", "ddr chronology --format pdf"),
    (56, "events --to docx", "ddr chronology"),
    (57, "events --important", "--landmarks"),
    (58, "plot", "ddr timeline"),
    (59, "show 2024-06-19-treaty -f markdown", "ddr chronology --format markdown"),
    (62, "events zeppelin --since 1970 --until 1979", "without the words"),
    (63, "new suez.toml", "name the folder"),
    (72, "dump", "ddr export"),
    (73, "events --json", "--format json"),
]
WRITTEN = [
    # (task, what was typed in a folder with a paper, exit code, what is told, what is then there)
    (30, "proof chapter.tex", 1, "by joining forces, you can move a [-hill-] {+mountain.+}", ""),
    (30, "proof chapter.tex", 1, "'2024-06-19-treaty' is an event, which has no entry", ""),
    (31, "bib --from chapter.tex -o ddr.bib", 1, "", "ddr.bib: @unpublished{kremlin-2019,"),
    (60, "bib kremlin-2019 2024-06-19-treaty -o reading.docx", 0, "", "reading.docx: PK"),
]
OWN = [
    # (task, what was typed for a timeline on Suez, in this order; exit code; what is told)
    (63, "new suez.toml", 2, "name the folder"),
    (63, "new suez", 0, "export DDR_TIMELINE="),
    (64, "add event 'Nasser nationalises the canal' 1956-07-26", 2, "--title WORDS --date DATE"),
    (65, "said --origin uk", 2, "declares no sides; write [[side]] into its head"),
    (69, "add source --from lib.bib", 2, "--origin"),
    (69, "add source --from lib.bib --origin third-party", 0, 'family = "Kyle", given = "Keith"'),
    (66, ("add event --title Talk --date 1956-07-27 --place London --who 'Anthony Eden' "
         "--source kyle2011 --says x"), 3, "there is no place 'London'; 'ddr add place' adds one"),
    (66, "add place --name London", 0, "'london' added"),
    (66, "add person --name 'Anthony Eden'", 0, "'anthony-eden' added"),
    (67, "add event --title Sèvres --date '22-24 October 1956' --source kyle2011 --says x", 0,
         'date = "1956-10-22/1956-10-24"'),
    (67, "add event --title Ceasefire --date 'ca. 6 November 1956' --source kyle2011 --says x", 0,
         'date = "1956-11-06~"'),
    (68, "add source --title Hansard --origin third-party --text hansard.txt --date 1956-07-30",
         0, "hansard' added"),
    (68, "add statement --by Eden --find 'growing military strength' --mode direct", 0,
         "we must reckon with the growing military strength of Egypt"),
    (70, "add event --from events.csv", 3, "column 'place': there is no place 'Sinai'"),
    (70, "add place --name Sinai", 0, "'sinai' added"),
    (70, "add event --from events.csv", 0, "1956-10-29"),
    (71, "edit 1956-11-06-ceasefire --kind war", 2, "write --set kind=VALUE"),
    (71, "edit 1956-11-06-ceasefire --set kind=war", 0, "war"),
    (71, "undo", 0, "-kind"),
    (71, "log", 0, "undo"),
    (71, "check", 0, "0 errors"),
    (71, "check suez", 2, "write --timeline suez"),
    (71, "events suez/", 2, "write --timeline suez/"),
]  # fmt: skip
ELSEWHERE = {
    4: "'ddr events' alone is a table in a pager, in a pipe columns: tests/cli/test_pager.py",
    13: "whether a figure of soldiers is found, and enough, only a reader can tell",
    32: "a paper is typeset with biblatex-chicago in tests/cite/export/test_typesetting.py",
    44: "whether 'speaking' may stand in a Russian note is the affair of tests/cite/test_gost.py",
    55: "Tab is pressed in the shells themselves in tests/cli/test_completion.py",
    64: "questions are answered on a terminal in tests/curation/test_asking.py",
    79: "the schema is written again, and compared, in tests/docs/test_generated.py",
}
"""Tasks, or parts of them, that are not judged here, and why."""


def test_every_task_is_typed_or_left_out_with_a_reason() -> None:
    typed = {row[0] for rows in (ANSWERED, TOLD, WRITTEN, OWN) for row in rows}
    assert typed | ELSEWHERE.keys() == {*range(1, 80)}


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Ddr:
    made = Ddr(tmp_path_factory.mktemp("cache"), ROOT / "data")
    assert made("events", "--limit", "1").code == 0
    made.prepare(shlex.split(line) for _, line, _ in (*ANSWERED, *TOLD))
    return made


@pytest.mark.parametrize(("task", "line", "wanted"), ANSWERED)
def test_what_was_typed_first_answers(built_in: Ddr, task: int, line: str, wanted: str) -> None:
    answer = built_in(*shlex.split(line))
    assert answer.code == 0, (task, answer.err)
    ddr_show = line.startswith("show") or not line
    first = answer.lines[: 20 if ddr_show or "--" in line or line.startswith("events") else 4]
    assert wanted in "\n".join(first), task


@pytest.mark.parametrize(("task", "line", "wanted"), TOLD)
def test_or_its_message_tells_what_to_type(
    built_in: Ddr, tmp_path: Path, task: int, line: str, wanted: str
) -> None:
    answer = built_in(*shlex.split(line))
    assert answer.code in (1, 2), (task, answer.out)
    assert wanted in answer.err, task
    assert answer.err.count("\n") == 1 or " may mean " in answer.err
    assert list(tmp_path.iterdir()) == []


CHAPTER = r"""Putin said that ``by joining forces, you can move a hill''
\autocite[para.~5]{kremlin-2019}, and see \autocite{2024-06-19-treaty}.
"""
LIBRARY = """@book{kyle2011, author = {Kyle, Keith}, year = {2011}, location = {London},
  title = {Suez: Britain's End of Empire in the {Middle East}}, publisher = {I.B. Tauris}}
"""
HANSARD = "Mr Eden said that we must reckon with the growing military strength of Egypt.\n"
SHEET = """date,title,place,source,says
1956-10-29,Israel attacks in Sinai,Sinai,kyle2011,The attack began at dusk.
"""


@pytest.mark.parametrize(("task", "line", "code", "told", "there"), WRITTEN)
def test_a_paper_is_checked_and_gets_its_sources(
    built_in: Ddr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    task: int, line: str, code: int, told: str, there: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chapter.tex").write_text(CHAPTER, "utf-8")
    answer = built_in.run(DDR, *shlex.split(line))
    assert answer.code == code, (task, answer)
    assert told in answer.out + answer.err
    name, _, beginning = there.partition(": ")
    assert not name or beginning.encode() in (tmp_path / name).read_bytes()


def test_a_timeline_of_ones_own_is_begun_filled_and_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lib.bib").write_text(LIBRARY, "utf-8")
    (tmp_path / "hansard.txt").write_text(HANSARD, "utf-8")
    (tmp_path / "events.csv").write_text(SHEET, "utf-8")
    own = Ddr(tmp_path / "cache", tmp_path / "suez")
    for task, line, code, told in OWN:
        answer = own.run(DDR, *shlex.split(line))
        assert answer.code == code, (task, line, answer)
        assert told in answer.out + answer.err, (task, line, answer)
