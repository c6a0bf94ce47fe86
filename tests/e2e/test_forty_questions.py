"""Forty questions of a historian and more, each answered by one command.

The answers were read in the documents that the records cite, not in what the program printed.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

EXACT = [
    # (question, command, ids of the answer in order)
    (
        "What happened on 12 October, in any year?",
        "events --on 10-12",
        ["1948-10-12-relations", "2022-10-12-general-assembly-vote", "2022-10-12-reception"],
    ),
    (
        "Which treaties are recorded for Soviet times?",
        "events --kind treaty --until 1991",
        [
            "1961-07-06-treaty",
            "1985-04-17-frontier-line",
            "1985-12-12-npt",
            "1986-zone-consular-agreements",
            "1990-09-03-frontier-regime",
        ],
    ),
    (
        "When did Stalin and Kim Il Sung talk?",
        "events --person Сталин --person 김일성 --kind summit",
        ["1949-03-05-stalin-kim-talks", "1950-04-stalin-kim-talks"],
    ),
    (
        "How did Moscow come to recognize Seoul, and what did Pyongyang do in 1990?",
        "events --since 1990-06 --until 1990-10",
        [
            "1990-06-04-gorbachev-roh",
            "1990-07-05-treaty-reception",
            "1990-08-15-messages",
            "1990-09-02-shevardnadze-pyongyang",
            "1990-09-03-frontier-regime",
            "1990-09-19-memorandum",
            "1990-09-30-ussr-rok-relations",
            "1990-nuclear-plant-freeze",
        ],
    ),
    (
        "When did Putin and Kim Jong Il meet?",
        "events --person Путин --person 김정일",
        [
            "2000-07-joint-declaration",
            "2000-07-putin-visit",
            "2001-08-moscow-declaration",
            "2001-08-kim-jong-il-visit",
            "2002-vladivostok-visit",
        ],
    ),
    (
        "At which summits did Putin and Kim Jong Un meet?",
        "events --person Putin --person 'Kim Jong-un' --kind summit",
        [
            "2019-04-25-vladivostok-summit",
            "2023-09-13-vostochny-summit",
            "2024-06-19-putin-pyongyang",
            "2025-09-03-putin-kim-beijing",
        ],
    ),
    (
        "Through which stages did the treaty of 2024 enter into force?",
        "events --kind treaty --since 2024",
        [
            "2024-06-19-treaty",
            "2024-10-14-treaty-bill",
            "2024-10-24-duma-ratification",
            "2024-11-06-federation-council",
            "2024-11-09-ratification-law",
            "2024-11-11-dprk-ratification",
            "2024-12-04-treaty-in-force",
            "2024-12-05-treaty-published",
        ],
    ),
    (
        "Which wars and battles are recorded for the 1950s?",
        "events --kind war --since 1950 --until 1959",
        [
            "1950-06-25-korean-war",
            "1950-11-soviet-air-units",
            "1953-07-27-armistice",
        ],
    ),
    (
        "How did the treaty of 1961 end?",
        "events treaty 1961 --kind treaty --since 1995 --until 1996",
        ["1995-09-07-treaty-notice", "1996-09-10-treaty-lapses"],
    ),
    (
        "Which Security Council measures did Russia veto?",
        "events veto --kind sanctions",
        ["2022-05-26-veto", "2024-03-28-panel-veto"],
    ),
    (
        "What happened at Seoul?",
        "events --place Seoul",
        ["1992-11-19-yeltsin-seoul", "2010-05-31-cheonan-experts"],
    ),
    (
        "When did Shoigu go to Pyongyang?",
        "events --person Шойгу --kind visit",
        [
            "2023-07-25-shoigu-visit",
            "2024-09-13-shoigu-pyongyang",
            "2025-03-21-shoigu-pyongyang",
            "2025-06-04-shoigu-pyongyang",
            "2025-06-17-shoigu-pyongyang",
        ],
    ),
    (
        "What food did Russia send?",
        "events wheat OR flour --kind aid",
        [
            "2011-08-19-wheat",
            "2012-10-09-flour-wfp",
            "2014-10-03-wheat",
            "2019-06-05-wheat",
            "2020-05-wheat",
        ],
    ),
    (
        "What became of the Soviet-era debt?",
        "events debt --since 2012 --until 2014",
        ["2012-09-17-debt-agreement", "2014-02-debt-bill", "2014-04-debt-duma", "2014-05-debt-law"],
    ),
    (
        "What happened on the railway between Rajin and Khasan?",
        "events Rajin Khasan --since 2011 --until 2013",
        ["2011-10-13-rajin-khasan-trial-train", "2013-09-22-rajin-khasan-reopened"],
    ),
    (
        "How did the Karlov story go?",
        "events --person Карлов",
        ["2001-karlov-embassy", "2006-08-13-trinity-church", "2016-12-19-karlov-assassination"],
    ),
    (
        "Who was ambassador when, and when did Matsegora die?",
        "events --person 마쩨고라 --kind death",
        ["2025-12-06-matsegora-death"],
    ),
    (
        "Which receptions did the embassy in Pyongyang give for the anniversary?",
        "events --kind reception anniversary --since 2022 --place Pyongyang",
        ["2022-10-12-reception", "2024-10-11-reception", "2025-10-16-reception"],
    ),
    (
        "What part had Khrushchev in the treaty of 1961, and in what came before?",
        "events Khrushchev --until 1962",
        ["1960-06-14-moscow-talks", "1960-09-khrushchev-visit-prepared", "1961-07-06-treaty"],
    ),
    (
        "What happened in March 1949?",
        "events --on 'March 1949'",
        [
            "1949-03-chongjin-protocol",
            "1949-03-05-stalin-kim-talks",
            "1949-03-17-economic-cultural-agreement",
        ],
    ),
    (
        "Who said that one can move a mountain?",
        "said 'move a mountain'",
        ["kremlin-2019-5b"],
    ),
    (
        "What did Putin say of peaceful resolution in 2019, word for word?",
        "said --by Путин --mode direct 'peaceful resolution'",
        ["kremlin-2019-4f"],
    ),
    (
        "What did Choe Son Hui say at the reception of 2024, and is it in her words?",
        "said --by 최선희 --source kcna-2024",
        ["kcna-2024-9a", "kcna-2024-10a", "kcna-2024-11a"],
    ),
    (
        "What did Yeltsin say about the treaty of 1961?",
        "said --by Ельцин --topic treaties",
        ["1992-11-19-yeltsin-review", "1992-11-20-yeltsin-clause", "1994-06-02-yeltsin-no-renewal"],
    ),
    (
        "How did Moscow and Pyongyang word the establishment of relations in 1948?",
        "said --about 1948-10-12-relations --until 1948",
        ["1948-10-08-kim-il-sung-relations", "1948-10-12-stalin-relations"],
    ),
    (
        "What did Gorbachev say to Kim Yong Nam?",
        "said --by Горбачёв",
        [
            "1986-11-11-gorbachev-olympics",
            "1988-05-04-gorbachev-support",
            "1990-08-15-gorbachev-liberation",
            "1991-08-14-gorbachev-relations",
        ],
    ),
    (
        "What did Rodong Sinmun write about the dollars?",
        "said --by 'Rodong Sinmun'",
        ["1978-08-02-rodong-sinmun-apology", "1990-10-05-rodong-sinmun-dollars"],
    ),
    (
        "How did Losyukov judge the nuclear program in 2002 and 2003?",
        "said --by Лосюков --until 2003",
        [
            "2002-10-31-losyukov-ambiguity",
            "2003-01-20-losyukov-talks",
            "2003-01-25-losyukov-package",
            "2003-04-11-losyukov-warning",
            "2003-08-28-losyukov-intentions",
        ],
    ),
    (
        "What did Nebenzia say on sanctions in 2017?",
        "said --by Небензя --on 2017 --topic sanctions",
        ["2017-08-05-nebenzia-resolution-2371", "2017-09-11-nebenzia-resolution-2375"],
    ),
    (
        "Who claimed in 2024 that the DPRK had sent missiles, and what did Seoul say?",
        "said --since 2024 --until 2024 --by Kirby --by 'National Intelligence Service'",
        ["2024-01-04-kirby-missiles", "2024-10-18-nis-troops"],
    ),
    (
        "How did the two sides acknowledge the troops in April 2025?",
        "said --on 2025-04 --topic 'military cooperation'",
        ["2025-04-26-gerasimov-dprk-soldiers", "2025-04-28-cmc-article-4"],
    ),
    (
        "What did Matsegora say of the sanctions line in 2022?",
        "said --by Мацегора --on 2022-10-12 manic",
        ["matsegora-2022-15a"],
    ),
    (
        "What was said in condolence when Kim Jong Il died?",
        "said --topic condolences --until 2012",
        ["2011-12-19-medvedev-condolences"],
    ),
    (
        "What did the DPRK Foreign Ministry say of the end of the treaty in 1995?",
        "said --by 외무성 --on 1995-09",
        ["1995-09-08-dprk-mfa-treaty"],
    ),
]

FIRST = [
    # (question, command, the id that must come first)
    ("Who is 임천일?", "people 임천일", "im-chon-il"),
    ("Who is Im Cheong Il?", "people 'Im Cheong Il'", "im-chon-il"),
    ("Who was Shtykov?", "people Штыков", "terentii-shtykov"),
    ("Where is the Taedongan club?", "places Taedongan", "taedonggang-diplomatic-club"),
    ("Who spoke of a border along a river?", "search 'border along a river'", "kremlin-2019-12b"),
    ("Which treaty gave assistance?", "search Mutual Assistance 1961", "1961-07-06-treaty"),
]

SEARCHED = [
    # (question, command, an id that must be among the first three: an event may stand before)
    ("Кто такой Шеварднадзе?", "people Шеварднадзе", "eduard-shevardnadze"),
    ("Кто такой Громыко?", "people Громыко", "andrei-gromyko"),
    ("셰바르드나제는 누구인가?", "people 셰바르드나제", "eduard-shevardnadze"),
    (
        "Какой договор определил режим границы?",
        "search 'договора о режиме границы'",
        "lawmix-10609",
    ),
    (
        "Где писали о переговорах в Пекине?",
        "search переговорах в Пекине",
        "centralasia-2025-09-03-beijing",
    ),
    ("Кто писал, что Россия списала долг?", "search списать долги", "argumenti-2014-04-20-debt"),
    ("Что построили в Пхеньяне верующим?", "search храмы", "2006-08-13-trinity-church"),
    (
        "Что Лавров говорил о санкциях в 2018 году?",
        "search by:Лавров year:2018 санкция OR sanctions",
        "2018-05-31-lavrov-sanctions",
    ),
    (
        "Что Ельцин говорил о договоре 1961 года?",
        "search by:Ельцин договор OR treaty",
        "1994-06-02-yeltsin-no-renewal",
    ),
    ("Что обещал Горбачев?", "search by:Горбачев support", "1988-05-04-gorbachev-support"),
    (
        "Кто просил Сталина о наступлении?",
        "search Сталина offensive type:statement",
        "1950-01-17-kim-il-sung-offensive",
    ),
    ("Где предложен пакет Лосюкова?", "search Лосюкова package", "2003-01-25-losyukov-package"),
    ("Как погиб Карлов?", "search Карлова type:event", "2016-12-19-karlov-assassination"),
    ("Что передал Громыко в 1968 году?", "search Громыко year:1968", "1968-01-23-pueblo"),
    (
        "셰바르드나제가 평양을 처음 방문한 것은 언제인가?",
        "search 셰바르드나제 visits type:event",
        "1986-01-20-shevardnadze-pyongyang",
    ),
    (
        "김정일은 로켓에 대해 무엇이라고 말했는가?",
        "search by:김정일 rockets",
        "2000-08-12-kim-jong-il-rockets",
    ),
    ("우호조약 재검토를 보도한 신문은?", "search 우호조약 재검토", "joongang-2764656"),
    ("우호동맹조약 준수를 촉구한 기사는?", "search 우호동맹조약 촉구", "hankyung-1990-07-07"),
    (
        "조로공동선언의 조선어 본문은 어디에 있는가?",
        "search 공동선언",
        "dailynk-joint-declaration-2000",
    ),
    (
        "러시아대사는 제재에 대해 무엇이라고 말했는가?",
        "search by:마쩨고라 sanctions",
        "matsegora-2022-15a",
    ),
    ("Which treaties date from 1961?", "search year:1961 treaties", "1961-07-06-treaty"),
    ("Did Putin speak of mountains?", "search by:putin year:2019 mountains", "kremlin-2019-5b"),
    ("Who said “border along a river”?", "search '\"border along a river\"'", "kremlin-2019-12b"),
    (
        "What did Kim Jong Un say first?",
        "search mode:interpreted by:김정은 --limit 0",
        "kremlin-2019-8a",
    ),
]


def test_there_are_forty_and_more() -> None:
    assert len(EXACT) + len(FIRST) == 40
    foreign = [one for one in SEARCHED if re.search("[а-яА-Я가-힣]", one[1])]
    assert len(foreign) > 10
    assert any(re.search("[가-힣]", one[1]) for one in foreign)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def ask(command: str, cache: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "ddr", *shlex.split(command), "--format", "json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"DDR_CACHE": str(cache), "PATH": "", "PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    told = done.stderr.splitlines()
    assert all(re.search(r"""put it in '"…"'|have most of them""", line) for line in told), told
    return [record["id"] for record in json.loads(done.stdout)]


@pytest.mark.parametrize(("question", "command", "expected"), EXACT)
def test_question(question: str, command: str, expected: list[str], cache: Path) -> None:
    assert ask(command, cache) == expected, question


@pytest.mark.parametrize(("question", "command", "first"), FIRST)
def test_question_with_a_best_answer(question: str, command: str, first: str, cache: Path) -> None:
    assert ask(command, cache)[0] == first, question


@pytest.mark.parametrize(("question", "command", "wanted"), SEARCHED)
def test_question_that_a_search_answers(
    question: str, command: str, wanted: str, cache: Path
) -> None:
    assert wanted in ask(command, cache)[:3], question
