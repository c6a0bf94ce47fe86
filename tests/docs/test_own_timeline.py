"""The tutorial does what it says, and every command works on what comes of it.

So it does on a timeline whose own language is Russian.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.docs.tutorial import Done, steps, surroundings, typed
from tests.shared import ROOT

import ddr
from ddr.cli.app import COMMANDS
from ddr.corpus.load import load
from ddr.records import Event, Source, Statement

PAGE = ROOT / "docs" / "own-timeline.md"
BRIDGE = ROOT / "tests" / "data" / "bridge"
FAILS = {"proof draft.md"}
"""What the page says ends with exit code 1."""
NO_ADDRESS = "open otkrytie --print"
PAPER = "Ответ был твёрд: «Мост откроют осенью, и ни днём позже» [@protokol, para. 2].\n"
MINUTES = "The freedom of the canal was debated for two hours in that meeting of the Assembly.\n"


@pytest.fixture(scope="module")
def suez(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Done]]:
    folder = tmp_path_factory.mktemp("tutorial")
    done = {one.words: one for one in steps(PAGE, folder, folder / "cache")}
    return folder, done


def test_every_step_ends_as_the_page_says(suez: tuple[Path, dict[str, Done]]) -> None:
    _, done = suez
    wrong = [one for one in done.values() if one.code != (one.words in FAILS)]
    assert wrong == []
    assert len(done) > len(FAILS) + 30


def test_the_timeline_holds_what_the_page_says(suez: tuple[Path, dict[str, Done]]) -> None:
    corpus = load([suez[0] / "suez" / "timeline.toml"])
    assert len(corpus.every(Event)) == 12
    assert len(corpus.every(Statement)) == 8
    assert len(corpus.every(Source)) == 10
    assert len(corpus.texts) == 1
    assert corpus.terms.sides == ("egypt", "uk", "france", "third-party")
    assert corpus.problems == []


def test_the_answers_are_in_the_words_of_the_timeline(suez: tuple[Path, dict[str, Done]]) -> None:
    _, done = suez

    def told(words: str, *parts: str) -> None:
        assert [part for part in parts if part not in done[words].out] == [], done[words].out

    told("info --coverage", "Egypt only", "United Kingdom only", "third parties only", "seizure")
    told("events --kind nationalization", "Egypt nationalizes the Suez Canal Company")
    told("events --language ar --limit 4", "تأميم شركة قناة السويس", "جمال عبد الناصر")
    told("show war", "The whole and its parts", "· Israel attacks Egypt in Sinai")
    told("said --side uk", "Anthony Eden")
    assert "attack" not in done["events --whole"].out
    assert "attack" in done["events"].out
    told(
        "cite nasser-employees --style chicago",
        "“Telegram from the Embassy in Egypt to the Department of State,”", "para. 2",
    )  # fmt: skip
    told("proof draft.md", "[-nationalisation-]", "{+nationalization+}")
    page = (suez[0] / "suez.md").read_text("utf-8")
    assert page.count("\n## ") == 5
    assert "[^5]:" in page


def test_a_slip_in_a_declared_word_is_told(suez: tuple[Path, dict[str, Done]]) -> None:
    with surroundings(suez[0], {"DDR_TIMELINE": "suez", "DDR_CACHE": str(suez[0] / "cache")}):
        wrong = typed(["edit", "eden", "--set", "country=ukk"])
        asked = typed(["said", "--side", "egipt"])
    assert wrong.code == 3
    assert "did you mean 'uk'?" in wrong.err
    assert asked.code == 2
    assert "did you mean 'egypt'?" in asked.err


EVERY: dict[str, list[tuple[str, str]]] = {
    "suez": [
        ("events --landmarks --count", "5"),
        ("said --side uk", "Anthony Eden"),
        ("show Nasser", "جمال عبد الناصر"),
        ("people Nasser", "Gamal Abdel Nasser"),
        ("people --landmarks --count", "2"),
        ("people Nasser --language ar", "جمال عبد الناصر"),
        ("add place --name Suez --id suez; places Suez", "Suez"),
        ("sources --side egypt", "Al-Ahram Weekly"),
        ("sources --landmarks --count", "3"),
        ("search canal --landmarks --count", "5"),
        ("read frus-511", "High Dam"),
        ("compare nasser-employees embassy-dam", "all employees ordered remain"),
        ("search nationalization", "nationalization"),
        ("search nationalization --language ar", "تأميم شركة قناة السويس"),
        ("cite nationalization", "Telegram from the Embassy in Egypt"),
        ("bib --all", "HistoryWorld"),
        ("open nasser-employees --print", "frus1955-57v15/d511#:~:text=Nasser%20said"),
        ("styles chicago", "Chicago"),
        ("proof paper.md", "1 verbatim"),
        ("mcp", "Egypt nationalizes the Suez Canal Company"),
        ("browse", "Egypt nationalizes the Suez Canal Company"),
        ("today --date 07-26 --ahead 0", "Egypt nationalizes"),
        ("today --date 07-26 --ahead 0 --language ar", "تأميم شركة قناة السويس"),
        ("timeline --by side", "Egypt"),
        ("timeline --by kind", "seizure"),
        ("timeline --landmarks --language ar", "تأميم شركة قناة السويس"),
        ("chronology --by kind --to markdown", "# Seizure"),
        ("chronology --language ar --landmarks", "تأميم شركة قناة السويس"),
        ("page --landmarks", '<option value="seizure">seizure</option>'),
        ("page --language ar", "تأميم شركة قناة السويس</h3>"),
        ("export --format ics", "CATEGORIES:seizure"),
        ("export --format timelinejs --language ar", '"headline": "تأميم شركة قناة السويس"'),
        ("check", ""),
        ("new other --side north --side south", "other/timeline.toml is started"),
        (
            "add event --date 1957 --title Open --kind seizure --source ga-561 --says O. --dry-run",
            "seizure",
        ),
        ("edit attack --set kind=seizure --dry-run", "seizure"),
        ("rename eden a-eden; said --side uk --by a-eden; rename a-eden eden", "a-eden"),
        ("remove eden-temporary", "eden-temporary"),
        ("remove eden-temporary; undo", "eden-temporary"),
        ("hold ga-561 minutes.txt; search 'the freedom of the canal'; hold --list", "ga-561"),
        ("log", "add"),
        ("fmt; changes", "added"),
        ("fmt --check", ""),
        ("config list", "timeline"),
        ("info", "The Suez crisis, 1956"),
        ("info --coverage", "seizure"),
    ],
    "bridge": [
        ("events --kind спор", "Заседание о мосте"),
        ("events --kind dispute --whole", "Спор о сроках моста"),
        ("events --language en", "Opening of the bridge"),
        ("events открытие", "Открытие моста"),
        ("said --side 'the Works'", "Осень — это поздно."),
        ("said --topic dates --by Lebedev", "Мост откроют осенью"),
        ("said --topics --language en", "dates"),
        ("said --language en --group-by topic", "dates"),
        ("show spory", "1 марта — 12 сентября 1961 г."),
        ("show spory", "место: Тихая"),
        ("show spory --language en", "dispute"),
        ("show spory --language en", "title: Спор о сроках моста  [ru]"),
        ("show lebedev --language en", "Said on dates"),
        ("people Chairman", "Иван Лебедев"),
        ("people --language en", "Ivan Lebedev"),
        ("places", "Тихая"),
        ("places --landmarks --count", "1"),
        ("places --language en", "the Quiet"),
        ("sources", "Протокол заседания"),
        ("sources --side 'the Town'", "Протокол заседания"),
        ("read protokol", "Мост откроют осенью"),
        ("compare zasedanie", "Мост откроют осенью"),
        ("compare spory --language en --format table", "Dispute over the dates of the bridge"),
        ("search осенью", "осенью"),
        ("search сентября --language en", "Dispute over the dates of the bridge"),
        ("cite lebedev-osen --style gost", "Протокол заседания"),
        ("bib --all --style gost", "Вестник"),
        (NO_ADDRESS, "no address"),
        ("styles гост", "gost"),
        ("proof bridge.md", "1 verbatim"),
        ("mcp", "Спор о сроках моста"),
        ("mcp --language en", "Dispute over the dates of the bridge"),
        ("browse", "Спор о сроках моста"),
        ("browse --language en", "Dispute over the dates of the bridge"),
        ("today --date 09-12 --ahead 0", "Открытие моста"),
        ("said --limit 1 --format table", "1 высказывание"),
        ("said --limit 1 --format table --language ko", "발언 1건"),
        ("today --date 09-12 --ahead 0 --language en", "Opening of the bridge"),
        ("today --date 09-12 --to ics --language en", "CATEGORIES:opening"),
        ("timeline --by side", "Город"),
        ("timeline --by side --language en", "the Town"),
        ("timeline --format svg --language en", "Opening of the bridge"),
        ("chronology --by kind --to markdown", "# Спор"),
        ("chronology --by kind --to markdown --language en", "# Dispute"),
        ("chronology --statements --language en", "Ivan Lebedev"),
        ("chronology", "Источники"),
        ("page", '<html lang="ru">'),
        ("page --language en", '<option value="spor">dispute</option>'),
        ("export --format ics", "Открытие моста"),
        ("export --format ics --language en", "LOCATION:the Quiet"),
        ("export --format timelinejs --language en", '"group": "opening"'),
        ("check", ""),
        ("new second --side gorod=Город", "second/timeline.toml is started"),
        (
            "add event --date 1962 --title Ход --kind spor --source gazeta --says О. --dry-run",
            "spor",
        ),
        ("edit zasedanie --dry-run --set kind=otkrytie", "otkrytie"),
        ("rename reka tikhaya; places", "tikhaya"),
        ("rename reka tikhaya --dry-run", "tikhaya"),
        ("remove kontora-pozdno --dry-run", "kontora-pozdno"),
        ("remove kontora-pozdno; undo", "kontora-pozdno"),
        ("hold gazeta minutes.txt; search freedom; hold --list", "gazeta"),
        ("remove kontora-pozdno; log", "remove"),
        ("fmt; changes", "added"),
        ("fmt --check", ""),
        ("config list", "language"),
        ("info", "Мост через Тихую"),
        ("info --coverage", "только Город"),
        ("info --coverage --language en", "the Town only"),
    ],
}
"""By timeline: what is typed, one after another, and what the last command says.

A command that has no trial on each of them fails.
"""


def said_by(timeline: Path, words: str) -> tuple[int, str]:
    """Type commands, parted by semicolons; return the exit code of the last, and what it says."""
    *first, last = words.split("; ")
    assert [before for before in (typed(shlex.split(one)) for one in first) if before.code] == []
    name, *rest = shlex.split(last)
    if name in ASKED:
        return 0, ASKED[name](timeline, rest)
    answer = typed([name, *rest])
    return answer.code, answer.out + answer.err


def on_screen(timeline: Path, rest: list[str]) -> str:
    """Return the first line that ``ddr browse`` shows."""
    pytest.importorskip("textual")
    from ddr.interface.browse.browser import Browser
    from ddr.interface.browse.paged_list import PagedList

    async def play() -> str:
        language = rest[-1] if rest else ""
        app = Browser(
            lambda: ddr.open(timeline, language=language), given={"events": {"landmarks": True}}
        )
        async with app.run_test(size=(160, 30)) as pilot:
            await pilot.pause()
            return app.query_one(PagedList).render_line(0).text

    return asyncio.run(play())


def over_the_protocol(timeline: Path, rest: list[str]) -> str:
    """Return what ``ddr mcp`` tells an assistant of the events."""
    call = {"name": "events", "arguments": {}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    command = [sys.executable, "-m", "ddr", "mcp", *rest, "--timeline", str(timeline)]
    done = subprocess.run(
        command, input=json.dumps(message) + "\n", capture_output=True, encoding="utf-8",
        env=dict(os.environ), check=True,
    )  # fmt: skip
    return str(json.loads(done.stdout)["result"]["content"][0]["text"])


ASKED: dict[str, Callable[[Path, list[str]], str]] = {"browse": on_screen, "mcp": over_the_protocol}
"""The commands that do not answer at once."""


@pytest.mark.parametrize("command", [one for group in COMMANDS.values() for one in group])
@pytest.mark.parametrize("name", EVERY)
def test_every_command_speaks_the_words_of_its_timeline(
    name: str, command: str, suez: tuple[Path, dict[str, Done]], tmp_path: Path
) -> None:
    here = suez[0] / "suez" if name == "suez" else BRIDGE
    trials = [one for one in EVERY[name] if one[0].split("; ")[-1].split()[0] == command]
    assert trials, f"no trial of 'ddr {command}' on the timeline {name}: add one to EVERY"
    for number, (words, says) in enumerate(trials):
        folder, timeline = tmp_path / str(number), here
        folder.mkdir()
        (folder / "minutes.txt").write_text(MINUTES, "utf-8")
        (folder / "bridge.md").write_text(PAPER, "utf-8")
        shutil.copy(suez[0] / "paper.md", folder)
        if command in COMMANDS["Keep"] or "; " in words:  # what may write writes to a copy
            timeline = shutil.copytree(here, folder / name)
            (timeline / "changes.jsonl").touch()
        variables = {"DDR_TIMELINE": str(timeline), "DDR_CACHE": str(suez[0] / "cache")}
        variables |= {"DDR_CONFIG": str(folder), "DDR_DATA": str(folder)}
        with surroundings(folder, variables):
            code, told = said_by(timeline, words)
        assert code == (words == NO_ADDRESS), (words, told)
        assert says in told, (words, told)
