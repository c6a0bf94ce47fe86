"""`ddr said --verify`: exit codes for scripts, and what a person reads."""

from __future__ import annotations

import pytest

from .running import Ddr

MOUNTAIN = "you can\u00a0move a\nmountain"
ASKED = (
    # words, further arguments, exit code, what stands in the answer
    (
        MOUNTAIN,
        (),
        0,
        ("verbatim", "Vladimir Putin", "kremlin-2019 ¶ 5", "ddr cite kremlin-2019-5b"),
    ),
    (f"«{MOUNTAIN}»", ("--by", "푸틴"), 0, ("“you can move a mountain”", "own words")),
    (MOUNTAIN, ("--by", "김정은"), 1, ("those of Vladimir Putin, not those of Kim Jong Un",)),
    ("you can move two mountains", (), 1, ("not verbatim", "[-two mountains-] {+a mountain.+}")),
    ("we shall never surrender to anyone", (), 1, ("not in any of the 5 texts held",)),
    ("the unity of the two peoples", ("--by", "Choe Son Hui"), 1, ("not",)),
)


@pytest.mark.parametrize(("words", "more", "code", "told"), ASKED)
def test_the_verdict_is_told_and_returned(
    ddr: Ddr, words: str, more: tuple[str, ...], code: int, told: tuple[str, ...]
) -> None:
    answer = ddr("said", "--verify", words, *more, "-f", "table")
    assert (answer.code, answer.err) == (code, "")
    text = " ".join(answer.out.split())
    for one in told:
        assert one in text


def test_words_of_a_report_are_not_the_speakers_own(ddr: Ddr) -> None:
    listed = ddr("said", "--by", "Choe Son Hui", "--mode", "reported", "-f", "tsv").lines
    header, row = (line.split("\t") for line in listed[:2])
    words = dict(zip(header, row, strict=True))["words"]
    answer = ddr("said", "--verify", words, "-f", "table")
    assert answer.code == 0
    assert "a reporter's" in answer.out
    assert "“" not in answer.out
    assert ddr("said", "--verify", words, "--by", "Choe Son Hui", "-f", "table").code == 1
