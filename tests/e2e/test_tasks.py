"""What people type first by instinct, each answered, or told in one line what to type.

The tasks are those of a beginner, a journalist, a doctoral student, a Russian and a Korean reader,
a lecturer, a librarian and a data journalist, who had read no help.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.shared import ROOT

from .running import Ddr

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
    (18, "cite kremlin-2019-13a --form attribution", "Kim Jong Un"),
    (21, "open kremlin-2019", "http"),
    (23, "cite kremlin-2019-4f", "Putin"),
    (28, "cite matray-2002 -l 20", "20"),
    (35, "search договор", "treaty"),
    (35, "search 'Договор о дружбе'", "1961-07-06-treaty"),
    (35, "search Корейская война", "1950-06-25-korean-war"),
    (36, "events --person 'Ким Чен Ын'", "kim-jong-un"),
    (36, "said --by Лавров", "Sergey Lavrov"),
    (37, "events --place Хасан", "khasan"),
    (38, "events --on '12 октября'", "1948-10-12-relations"),
    (39, "events --since 12.10.1948", "1948-10-12-relations"),
    (39, "events --on 12.10", "1948-10-12-relations"),
    (40, "events --kind визит", "1953-09-moscow-visit"),
    (40, "events --topic санкции", "sanctions"),
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
    (54, "events 북한 --count", "2"),
    (61, "events --on 10-12", "1948-10-12-relations"),
    (62, "info --coverage", "Events by decade"),
    (73, "events --format json", '"id"'),
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
    (62, "events zeppelin --since 1970 --until 1979", "without the words"),
    (63, "new suez.toml", "name the folder"),
    (72, "dump", "ddr export"),
    (73, "events --json", "--format json"),
]


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
