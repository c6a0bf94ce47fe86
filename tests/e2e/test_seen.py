"""Ids and names that were copied with invisible characters in them, and filters by the thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shared import FIVE, INVISIBLE

from .running import Ddr

CALLS = (
    ("show", "kremlin-2019"),
    ("show", "kremlin-2019-4e"),
    ("read", "kremlin-2019", "--para", "4"),
    ("bib", "kremlin-2019", "--to", "bibtex"),
    ("cite", "kremlin-2019-4e"),
    ("compare", "kremlin-2019:4", "kremlin-2019-4a"),
    ("said", "--source", "kremlin-2019"),
    ("said", "--mode", "direct"),
    ("events", "--person", "kim-jong-un"),
    ("events", "--since", "1948", "--until", "1949"),
)


def spoilt(word: str, sign: str) -> str:
    middle = len(word) // 2
    return word if word.startswith("-") or word.isalpha() else word[:middle] + sign + word[middle:]


@pytest.mark.parametrize("number", range(len(CALLS)), ids=lambda number: " ".join(CALLS[number]))
def test_what_nobody_sees_in_an_id_does_not_count(ddr: Ddr, number: int) -> None:
    command, *words = CALLS[number]
    sign = INVISIBLE[number % len(INVISIBLE)]
    answer = ddr(command, *(spoilt(word, sign) for word in words))
    assert answer == ddr(command, *words)
    assert answer.code == 0
    hyphen = ddr(
        command, *(word.replace("-", "\u2011") if word[0] != "-" else word for word in words)
    )
    assert hyphen == answer


def test_a_file_and_words_keep_what_nobody_sees(ddr: Ddr, tmp_path: Path) -> None:
    path = tmp_path / "own\u00adtimeline.toml"
    path.write_bytes((FIVE / "timeline.toml").read_bytes().split(b"[[source]]")[0])
    assert ddr("check", "--timeline", str(path)).code == 0
    (tmp_path / "timeline.toml").write_text("schema = 1\n", "utf-8")
    own = ("--timeline", str(tmp_path / "timeline.toml"))
    ddr("add", "place", "--set", "name=Son\u00adbong", *own)
    assert "Son\u00adbong" in (tmp_path / "timeline.toml").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("events", *(["--person", "kim-jong-un"] * 1_100)),
        ("said", *(["--by", "kim-jong-un"] * 1_100)),
        ("events", *(word for n in range(1_100) for word in ("--tag", f"t{n}"))),
        ("search", *(f"w{n}" for n in range(1_100))),
        ("events", *(["--place", "vladivostok"] * 1_100)),
        ("show", *(f"r{n}" for n in range(1_100))),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_thousand_filters_are_answered_or_refused_in_one_line(
    ddr: Ddr, words: tuple[str, ...]
) -> None:
    answer = ddr(*words)
    assert answer.code in {0, 1, 2}
    assert len(answer.err.splitlines()) == (answer.code != 0)
    assert "depth" not in answer.err
