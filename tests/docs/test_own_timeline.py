"""The tutorial does what it says, and every command works on what comes of it.

So it does on a timeline whose own language is Russian.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.docs.tutorial import Done, steps, surroundings, typed
from tests.shared import ROOT

from ddr.corpus.load import load
from ddr.records import Event, Source, Statement

PAGE = ROOT / "docs" / "own-timeline.md"
BRIDGE = ROOT / "tests" / "data" / "bridge"
FAILS = {"proof draft.md"}
"""What the page says ends with exit code 1."""


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
        ("people Nasser", "Gamal Abdel Nasser"),
        ("places", ""),
        ("sources --side egypt", "Al-Ahram Weekly"),
        ("read frus-511", "High Dam"),
        ("compare nasser-employees embassy-dam", ""),
        ("search nationalization", "nationalization"),
        ("bib --all", "HistoryWorld"),
        ("today --date 07-26 --ahead 0", "Egypt nationalizes"),
        ("timeline --by side", "Egypt"),
        ("chronology --by kind --to markdown", "# Seizure"),
        ("log", "add"),
        ("fmt --check", ""),
        ("check", ""),
        ("export --to ics", "BEGIN:VCALENDAR"),
    ],
    "bridge": [
        ("events --kind спор", "Заседание о мосте"),
        ("events --kind dispute --whole", "Спор о сроках моста"),
        ("events --language en", "Opening of the bridge"),
        ("events открытие", "Открытие моста"),
        ("said --side 'the Works'", "Осень — это поздно."),
        ("said --topic dates --by Lebedev", "Мост откроют осенью"),
        ("show spory", "1 марта 1961 г."),
        ("show spory --language en", "dispute"),
        ("people Chairman", "Иван Лебедев"),
        ("places", "Тихая"),
        ("sources", "Протокол заседания"),
        ("read protokol", "Мост откроют осенью"),
        ("compare zasedanie", "Мост откроют осенью"),
        ("search осенью", "осенью"),
        ("cite lebedev-osen --style gost", "Протокол заседания"),
        ("bib --all --style gost", "Вестник"),
        ("today --date 09-12 --ahead 0", "Открытие моста"),
        ("timeline --by side", "Город"),
        ("chronology --by kind --to markdown", "# Спор"),
        ("info --coverage", "Город only"),
        ("fmt --check", ""),
        ("check", ""),
        ("export --to ics", "Открытие моста"),
    ],
}


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [(name, *pair) for name, pairs in EVERY.items() for pair in pairs],
    ids=lambda value: str(value)[:40],
)
def test_every_command_speaks_the_words_of_its_timeline(
    name: str, words: str, says: str, suez: tuple[Path, dict[str, Done]]
) -> None:
    timeline = suez[0] / "suez" if name == "suez" else BRIDGE
    cache = suez[0] / f"cache-{name}"
    variables = {"DDR_TIMELINE": str(timeline), "DDR_CACHE": str(cache)}
    with surroundings(suez[0], variables):
        answer = typed(shlex.split(words))
    assert answer.code == (1 if words == "places" and name == "suez" else 0), answer
    assert says in answer.out
