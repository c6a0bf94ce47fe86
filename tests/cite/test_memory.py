"""What was printed is printed again only while all that it rests on is as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ddr.cite import memory
from ddr.cite.memory import Asked, Printed

PRINTED = Printed("“a”\nb\n", ("a remark", "another"))
ASKED = Asked(("kremlin-2019",))
DOCX = Printed(b"PK\x03\x04\0\xff\r\n\x1f", ("a remark",))


def entries(folder: Path) -> list[Path]:
    return sorted((folder / "citations").iterdir())


@pytest.mark.parametrize("printed", [PRINTED, DOCX, Printed("text"), Printed(""), Printed(b"")])
def test_what_was_written_is_read(tmp_path: Path, printed: Printed) -> None:
    file = tmp_path / "style.csl"
    file.write_text("x")
    memory.write(tmp_path, "asked é", printed, [file])
    assert memory.read(tmp_path, "asked é") == printed
    assert memory.read(tmp_path, "asked") is None
    assert len(entries(tmp_path)) == 1


def test_a_changed_file_ends_it(tmp_path: Path) -> None:
    file = tmp_path / "pandoc"
    for change in (lambda: file.write_text("xy"), lambda: os.utime(file, (1, 1)), file.unlink):
        file.write_text("x")
        memory.write(tmp_path, "asked", PRINTED, [file])
        assert memory.read(tmp_path, "asked") == PRINTED
        change()
        assert memory.read(tmp_path, "asked") is None


def test_a_file_that_is_not_there_keeps_nothing(tmp_path: Path) -> None:
    memory.write(tmp_path, "asked", PRINTED, [tmp_path / "none"])
    assert memory.read(tmp_path, "asked") is None


def test_two_questions_of_one_checksum_are_never_mixed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_path", lambda folder, _: str(folder / "citations" / "same"))
    memory.write(tmp_path, "one", PRINTED, [])
    assert memory.read(tmp_path, "two") is None
    memory.write(tmp_path, "two", Printed("two"), [])
    assert memory.read(tmp_path, "one") is None
    assert memory.read(tmp_path, "two") == Printed("two")


@pytest.mark.parametrize("asked", ["a\0b", "a\0\nb"])
def test_a_question_that_holds_the_marks_between_fields_keeps_nothing(
    tmp_path: Path, asked: str
) -> None:
    memory.write(tmp_path, asked, PRINTED, [])
    assert memory.read(tmp_path, asked) is None


@pytest.mark.parametrize(
    "damage",
    [b"", b"x", b"\xff\xfe", b"00000000\nasked\0\0\0\0\ntext"],
    ids=["empty", "rubbish", "not text", "another content"],
)
def test_a_damaged_entry_is_a_miss(tmp_path: Path, damage: bytes) -> None:
    memory.write(tmp_path, "asked", PRINTED, [])
    entries(tmp_path)[0].write_bytes(damage)
    assert memory.read(tmp_path, "asked") is None


@pytest.mark.parametrize("body", [b"", b"asked", b"asked\0\0\0x", b"asked\0no file\0\0\0\nx"])
def test_a_strange_entry_is_a_miss(tmp_path: Path, body: bytes) -> None:
    memory.write(tmp_path, "asked", PRINTED, [])
    entries(tmp_path)[0].write_bytes(memory._checksum(body) + b"\n" + body)
    assert memory.read(tmp_path, "asked") is None


@pytest.mark.parametrize("cut", range(0, 60, 4))
def test_a_shortened_entry_is_a_miss(tmp_path: Path, cut: int) -> None:
    memory.write(tmp_path, "asked", PRINTED, [])
    path = entries(tmp_path)[0]
    content = path.read_bytes()
    path.write_bytes(content[: min(cut, len(content) - 1)])
    assert memory.read(tmp_path, "asked") is None


@pytest.mark.parametrize("at", range(9, 50, 4))
def test_an_altered_entry_is_a_miss(tmp_path: Path, at: int) -> None:
    memory.write(tmp_path, "asked", PRINTED, [])
    path = entries(tmp_path)[0]
    content = bytearray(path.read_bytes())
    content[min(at, len(content) - 1)] ^= 1
    path.write_bytes(content)
    assert memory.read(tmp_path, "asked") is None


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    memory.write(file, "asked", PRINTED, [])
    assert memory.read(file, "asked") is None
    assert capsys.readouterr() == ("", "")


def test_the_folder_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = Printed("x" * 1000)
    monkeypatch.setattr(memory, "_LARGEST", 5_000)
    for number in range(12):
        memory.write(tmp_path, f"n{number}", big, [])
        newest = max(entries(tmp_path), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (number, number))
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 5_000
    assert memory.read(tmp_path, "n11") == big
    assert memory.read(tmp_path, "n0") is None


def test_all_that_decides_is_in_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [
        memory.question("f", ASKED, "style apa flag"),
        memory.question("g", ASKED, "style apa flag"),
        memory.question("f", ASKED, "style mla flag"),
        memory.question("f", ASKED._replace(ids=("mfa-2021",)), "style apa flag"),
        memory.question("f", ASKED._replace(locator="4"), "style apa flag"),
        memory.question("f", ASKED._replace(quote=True), "style apa flag"),
    ]
    monkeypatch.setenv("DDR_PANDOC", "/another")
    questions.append(memory.question("f", ASKED, "style apa flag"))
    assert len(set(questions)) == len(questions)
