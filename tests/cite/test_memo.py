"""What was printed is printed again only while all that it rests on is as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ddr.cite import command, kept, memo, words
from ddr.cite.export.formats import KEYS
from ddr.cite.memo import Asked, Printed

PRINTED = Printed("“a”\nb\n", ("a remark", "another"))
ASKED = Asked(("kremlin-2019",))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "style.csl"
    file.write_text("x")
    memo.write(tmp_path, "asked é", PRINTED, [file])
    assert memo.read(tmp_path, "asked é") == PRINTED
    assert memo.read(tmp_path, "asked") is None
    memo.write(tmp_path, "bare", Printed("text"), [])
    assert memo.read(tmp_path, "bare") == Printed("text")


def test_a_changed_file_ends_it(tmp_path: Path) -> None:
    file = tmp_path / "pandoc"
    for change in (lambda: file.write_text("xy"), lambda: os.utime(file, (1, 1)), file.unlink):
        file.write_text("x")
        memo.write(tmp_path, "asked", PRINTED, [file])
        assert memo.read(tmp_path, "asked") == PRINTED
        change()
        assert memo.read(tmp_path, "asked") is None


def test_a_file_that_is_not_there_keeps_nothing(tmp_path: Path) -> None:
    memo.write(tmp_path, "asked", PRINTED, [tmp_path / "none"])
    assert memo.read(tmp_path, "asked") is None


def test_two_questions_of_one_checksum_are_never_mixed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_path", lambda folder, _: str(folder / "citations" / "same"))
    memo.write(tmp_path, "one", PRINTED, [])
    assert memo.read(tmp_path, "two") is None
    assert memo.read(tmp_path, "one") == PRINTED


@pytest.mark.parametrize("body", ["", "asked", "asked\0no file\0\0x", "asked\0x y z\0\0x"])
def test_a_strange_entry_is_a_miss(tmp_path: Path, body: str) -> None:
    kept.write(tmp_path, f"{memo._MARK}asked", body)
    assert memo.read(tmp_path, "asked") in (None, Printed(""))
    assert body == "asked" or memo.read(tmp_path, "asked") is None


def test_all_that_decides_is_in_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [
        memo.question("f", ASKED, "style apa flag"),
        memo.question("g", ASKED, "style apa flag"),
        memo.question("f", ASKED, "style mla flag"),
        memo.question("f", ASKED._replace(ids=("mfa-2021",)), "style apa flag"),
        memo.question("f", ASKED._replace(locator="4"), "style apa flag"),
        memo.question("f", ASKED._replace(quote=True), "style apa flag"),
    ]
    monkeypatch.setenv("DDR_PANDOC", "/another")
    questions.append(memo.question("f", ASKED, "style apa flag"))
    monkeypatch.setattr(memo, "_program", lambda: "a module was changed")
    questions.append(memo.question("f", ASKED, "style apa flag"))
    assert len(set(questions)) == len(questions)


def test_a_change_to_a_module_changes_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = memo._program()
    assert memo._program() == before
    real = os.scandir

    class Newer:
        name = "engine.py"

        @staticmethod
        def stat() -> os.stat_result:
            return os.stat_result((0,) * 10, {"st_mtime_ns": 2**62})

    monkeypatch.setattr(os, "scandir", lambda folder: [*real(folder), Newer])
    assert memo._program() != before


def test_the_words_are_those_that_are_understood() -> None:
    assert (*command.FORMS, command.ALL) == words.FORMS
    assert words.MARKUPS == command.MARKUPS
    assert tuple(KEYS) == words.KEYS
