"""Thirty questions on 1960 to 1999, the years that the archives tell of.

The answers were read in the documents that the records cite, not in what the program printed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .test_forty_questions import ask

QUESTIONS = [
    # (question, command, ids of the answer in order)
    (
        "Which agreements did the 1960s bring?",
        "events --kind agreement --since 1960 --until 1969",
        ["1960-12-aid-agreement", "1966-06-economic-agreement"],
    ),
    (
        "Who objected to a treaty on non-proliferation in 1962?",
        "said --on 1962-08-24",
        ["1962-08-24-pak-song-chol-weapons"],
    ),
    (
        "When did Kim Il Sung see the Soviet ambassador in November 1962?",
        "events --on 1962-11 --person 김일성",
        ["1962-11-10-aleksandrov-ensemble", "1962-11-14-arms-request"],
    ),
    (
        "Which Soviet leaders went to Pyongyang in the 1960s?",
        "events --kind visit --since 1960 --until 1969 --place Pyongyang",
        ["1965-02-kosygin-pyongyang", "1969-05-14-podgorny-visit"],
    ),
    (
        "Who gave arms without payment in 1965?",
        "events --on 1965-05",
        ["1965-05-21-arms-grant"],
    ),
    (
        "When did Brezhnev and Kim Il Sung meet?",
        "events --person Брежнев --person 김일성",
        ["1966-05-brezhnev-kim", "1966-12-brezhnev-kim", "1980-05-belgrade"],
    ),
    (
        "What did Podgorny say of the meetings of 1966?",
        "said --by Подгорный --on 1967",
        ["1967-01-20-podgorny-meetings"],
    ),
    (
        "Which ambassador left in March 1967?",
        "events --on 1967-03",
        ["1967-03-gorchakov-recall"],
    ),
    (
        "What had Moscow to do with the Pueblo?",
        "events Pueblo",
        ["1968-01-23-pueblo", "1968-01-31-gromyko-charge", "1968-05-06-kosygin-jong"],
    ),
    (
        "Which American aircraft did Soviet ships look for?",
        "events EC-121",
        ["1969-04-15-ec121"],
    ),
    (
        "Whose letter did Sudarikov hand over in November 1969?",
        "events --on 1969-11",
        ["1969-11-18-brezhnev-letter"],
    ),
    (
        "Of what did Sudarikov speak with Kim Il Sung and Kim Il in 1972?",
        "events --person Судариков --on 1972",
        [
            "1972-05-09-sudarikov-award",
            "1972-06-19-sudarikov-nixon",
            "1972-11-06-kim-il-anniversaries",
            "1972-11-07-kim-il-sung-sudarikov",
        ],
    ),
    (
        "Which agreement of the 1970s is known with its day?",
        "events --kind agreement --since 1971 --until 1979",
        ["1974-01-18-fisheries-agreement"],
    ),
    (
        "What is told of 1975?",
        "events --on 1975",
        [
            "1975-01-visit-request",
            "1975-05-ho-dam-moscow",
            "1975-05-moscow-visit-unmet",
            "1975-10-01-rok-delegates-moscow",
        ],
    ),
    (
        "For what did Rodong Sinmun apologize?",
        "events --on 1978-08",
        ["1978-08-02-rodong-apology"],
    ),
    (
        "Who led the Soviet delegation to the party congress of 1980?",
        "events --on 1980-10",
        ["1980-10-grishin-congress"],
    ),
    (
        "What was agreed on the frontier?",
        "events frontier --since 1985 --until 1990",
        ["1985-04-17-frontier-line", "1990-09-03-frontier-regime"],
    ),
    (
        "When did Shevardnadze hold talks in Pyongyang?",
        "events --person Шеварднадзе --place Pyongyang",
        [
            "1986-01-20-shevardnadze-pyongyang",
            "1988-12-23-shevardnadze-dispute",
            "1990-09-02-shevardnadze-pyongyang",
        ],
    ),
    (
        "When did Gorbachev receive the DPRK's foreign minister?",
        "events --person Gorbachev --person 'Kim Yong Nam' --on 1988",
        ["1988-05-04-gorbachev-kim-yong-nam"],
    ),
    (
        "Who argued about Seoul in October 1988?",
        "said --on 1988-10-18",
        ["1988-10-18-hwang-relations-south", "1988-10-18-yakovlev-new-approach"],
    ),
    (
        "What did the two navies do in September 1989?",
        "events --on 1989-09",
        ["1989-09-naval-exercise"],
    ),
    (
        "Whom did Kim Yong Nam receive after the coup of August 1991?",
        "events --person Kapto --on 1991-08",
        ["1991-08-22-kim-yong-nam-kapto"],
    ),
    (
        "With whom did Kunadze talk in the autumn of 1991?",
        "events --person Кунадзе --on 1991",
        ["1991-09-20-kunadze-son", "1991-10-08-kunadze-yu"],
    ),
    (
        "How did the logging agreement fare?",
        "events logging --since 1991 --until 1995",
        ["1991-07-29-logging-extension", "1993-12-31-logging-lapses", "1995-02-logging-agreement"],
    ),
    (
        "What came of the specialists of missiles?",
        "events specialists --since 1992 --until 1993",
        ["1992-10-missile-specialists", "1993-11-diplomat-expelled"],
    ),
    (
        "What did the Security Council adopt in May 1993?",
        "events --on 1993-05",
        ["1993-05-11-resolution-825"],
    ),
    (
        "What did Kozyrev agree with others about the DPRK?",
        "events --person Козырев",
        ["1993-06-07-kozyrev-han", "1994-06-22-kozyrev-christopher"],
    ),
    (
        "Who went to whom in 1994?",
        "events --kind visit --on 1994",
        [
            "1994-05-12-ri-in-gyu-moscow",
            "1994-09-20-panov-pyongyang",
            "1994-10-03-zhirinovsky-pyongyang",
        ],
    ),
    (
        "Who told Gallucci of reactors?",
        "events Gallucci",
        ["1994-07-27-panov-gallucci"],
    ),
    (
        "How did the new treaty come to be initialed?",
        "events --since 1997 --until 1999",
        [
            "1997-01-21-karasin-pyongyang",
            "1997-06-16-treaty-talks",
            "1998-11-30-treaty-talks",
            "1999-03-17-treaty-initialed",
        ],
    ),
]

VACANT = [
    # (office, day, who is told of before it, and after it)
    ("Soviet ambassador", "1952-12-01", "Razuvayev, attested", "Suzdalev, attested 7 August"),
    ("Soviet ambassador", "1974-01-01", "Sudarikov, attested", "Kriulin, attested 5 May 1976"),
    ("Russian ambassador", "1997-01-01", "Fadeyev, attested", "Denisov, attested January 1998"),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_there_are_thirty() -> None:
    assert len(QUESTIONS) == 30
    assert len({command for _, command, _ in QUESTIONS}) == 30


@pytest.mark.parametrize(("question", "command", "expected"), QUESTIONS)
def test_question(question: str, command: str, expected: list[str], cache: Path) -> None:
    assert ask(command, cache) == expected, question


@pytest.mark.parametrize(("office", "day", "before", "after"), VACANT)
def test_an_office_of_no_known_holder_tells_its_neighbors(
    office: str, day: str, before: str, after: str, cache: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ddr", "said", "--by", office, "--on", day],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"DDR_CACHE": str(cache), "PATH": "", "PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    assert done.returncode == 1
    assert f"no '{office}' is known for that time" in done.stderr
    assert before in done.stderr
    assert after in done.stderr
