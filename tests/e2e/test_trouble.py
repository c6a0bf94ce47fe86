"""Files, folders, pipes and signals that fail: one clear line, or none where none is needed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import FIVE

from .running import DDR, Answer, Ddr
from .test_errors import clear
from .wrappers import (
    CLOSED_OUTPUT,
    CLOSED_PIPE,
    FULL_DISK,
    FULL_OUTPUT,
    INTERRUPTED_AT,
    WITHOUT_PRIVILEGES,
    wrapped,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="the trouble is made the POSIX way")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the trouble is made the Linux way")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A timeline with its texts, to be broken."""
    return Path(shutil.copytree(FIVE, tmp_path / "copy", copy_function=shutil.copyfile))


@pytest.fixture
def alone(tmp_path: Path) -> Ddr:
    """The command with a cache of its own."""
    return Ddr(tmp_path / "cache")


def timeline(folder: Path, content: bytes) -> str:
    path = folder / "bad.toml"
    path.write_bytes(content)
    return str(path)


HEAD = b'schema = 1\n[[place]]\nid = "here"\nname = "Here"\n'
INVALID = (
    (b"", ("bad.toml", "empty", "schema = 2")),
    (b"schema = 1\nthis is none\n", ("bad.toml:2", "not valid TOML", "column 6")),
    (b'schema = 1\ntitle = "a\xff"\n', ("bad.toml:2", "0xFF", "UTF-8", "column 11")),
    (b"\xff\xfes\x00", ("bad.toml:1", "UTF-8")),
    (HEAD + b'wihtin = "x"\n', ("bad.toml:5", "'wihtin'", "'within'")),
    (HEAD + b'within = "there"\n', ("bad.toml:5", "'there'", "here")),
    (HEAD + b"within = 3\n", ("bad.toml:5", "'within'", "number")),
    (HEAD + b"[[place]]\n", ("bad.toml:5", "'id'", "missing", "ddr check")),
    (b'title = "x"\n', ("bad.toml", "schema = 2")),
    (b"schema = 3\n", ("bad.toml:1", "3")),
    (b"schema = 1\nplace = [" + b"[" * 4000, ("bad.toml",)),
)


@pytest.mark.parametrize("row", INVALID, ids=lambda row: row[1][-1])
def test_an_invalid_timeline_is_told_with_file_and_line(
    ddr: Ddr, tmp_path: Path, row: tuple[bytes, tuple[str, ...]]
) -> None:
    content, said = row
    answer = ddr("events", "--timeline", timeline(tmp_path, content))
    clear(answer, 3, *said)
    assert answer.out == ""


def test_a_timeline_that_is_none_is_told(ddr: Ddr, tmp_path: Path) -> None:
    for name in ("missing.toml", "missing/timeline.toml", "bad.toml/below"):
        timeline(tmp_path, HEAD)
        clear(ddr("events", "--timeline", str(tmp_path / name)), 3, name)
    clear(ddr("events", "--timeline", str(tmp_path)), 3, str(tmp_path), "timeline.toml")
    clear(ddr("events", "--timeline", "~nobody-of-this-name/x"), 3, "~nobody")
    clear(ddr("events", "--timeline", ""), 3)


def test_a_changed_text_is_told_by_name(alone: Ddr, copy: Path) -> None:
    text = copy / "sources" / "mfa-2021.txt"
    text.write_bytes(text.read_bytes().replace(b"October", b"october", 1))
    clear(alone("events", "--timeline", str(copy)), 3, "mfa-2021.txt", "sha256")
    text.unlink()
    clear(alone("said", "--timeline", str(copy)), 3, "mfa-2021.txt")


@LINUX
@pytest.mark.parametrize("name", ["timeline.toml", "sources/kcna-2024.txt", "."])
def test_what_may_not_be_read_is_told(alone: Ddr, copy: Path, name: str) -> None:
    (copy / name).chmod(0)
    answer = alone.run(wrapped(WITHOUT_PRIVILEGES), "events", "--timeline", str(copy))
    (copy / name).chmod(0o700)
    clear(answer, 3, str(copy), "ermission denied")


@pytest.mark.parametrize(
    ("suffix", "damage"),
    [
        *(("index", damage) for damage in ("cut", "zeros", "noise", "empty", "words", "folder")),
        *(("index of the same age", damage) for damage in ("cut", "noise", "empty")),
        *(("stamp", damage) for damage in ("cut", "noise", "folder")),
    ],
)
def test_a_damaged_cache_is_no_loss(ddr: Ddr, tmp_path: Path, suffix: str, damage: str) -> None:
    """The answer is right, after one line at most, and the next one is as ever."""
    right = ddr("said", "-f", "json").out
    cache = Path(shutil.copytree(ddr.env["DDR_CACHE"], tmp_path / "cache"))
    for path in cache.glob(f"*.{suffix.partition(' ')[0]}"):
        before = path.stat()
        spoil(path, damage)
        if "age" in suffix:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for _ in range(2):
        answer = ddr.run(DDR, "said", "-f", "json", env={"DDR_CACHE": str(cache)})
        assert (answer.code, answer.out) == (0, right), answer.err
        if answer.err:
            clear(answer, 0)
    assert answer.err == "" or damage == "folder"


def spoil(path: Path, damage: str) -> None:
    content = path.read_bytes()
    half = len(content) // 2
    match damage:
        case "cut":
            path.write_bytes(content[:half])
        case "zeros":
            path.write_bytes(content[:half] + bytes(len(content) - half))
        case "noise":
            path.write_bytes(content[:100] + bytes(range(255, 0, -1)) * (1 + half // 128))
        case "empty":
            path.write_bytes(b"")
        case "words":  # still a sound database
            path.write_bytes(content.replace(b"mountain", b"molehill"))
        case _:
            path.unlink()
            path.mkdir()


def kept_in_memory(answer: Answer, right: str) -> None:
    """Without a cache the answer is right, and one line tells why it took longer."""
    assert answer.out == right
    clear(answer, 0, "working in memory")


def test_a_cache_folder_that_is_a_file_is_told(ddr: Ddr, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder\n")
    for name in ("file", "file/below"):
        answer = ddr("events", env={"DDR_CACHE": str(tmp_path / name)})
        kept_in_memory(answer, ddr("events").out)
    assert (tmp_path / "file").read_text() == "no folder\n"


@LINUX
@pytest.mark.parametrize("below", [".", "new"])
def test_a_cache_folder_that_may_not_be_written_is_told(
    ddr: Ddr, tmp_path: Path, below: str
) -> None:
    folder = tmp_path / "sealed"
    folder.mkdir(mode=0o500)
    env = {"DDR_CACHE": str(folder / below)}
    answer = ddr.run(wrapped(WITHOUT_PRIVILEGES), "events", env=env)
    kept_in_memory(answer, ddr("events").out)
    cited = ddr.run(wrapped(WITHOUT_PRIVILEGES), "cite", "kremlin-2019", env=env)
    kept_in_memory(cited, ddr("cite", "kremlin-2019").out)
    assert list(folder.iterdir()) == []


@POSIX
def test_a_full_cache_folder_is_told(ddr: Ddr, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    answer = ddr.run(wrapped(FULL_DISK), "events", env={"DDR_CACHE": str(folder)})
    kept_in_memory(answer, ddr("events").out)
    assert not list(folder.glob("*.index"))
    assert not list(folder.glob("*.part"))


WRITERS = (
    (), ("--help",), ("events", "-f", "json"), ("said", "-f", "table"), ("show", "dprk"),
    ("check", "-f", "json"), ("cite", "kremlin-2019"),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _all_at_once(ddr: Ddr) -> None:
    for trouble in (FULL_OUTPUT, CLOSED_PIPE) if sys.platform == "linux" else ():
        ddr.prepare(WRITERS, program=wrapped(trouble))
    for locale in LOCALES:
        ddr.prepare([*SPOKEN, ("people", "Никто"), ("events", "--help")], env=locale)


@LINUX
@pytest.mark.parametrize("call", WRITERS, ids=" ".join)
def test_an_output_that_is_full_is_told(ddr: Ddr, call: tuple[str, ...]) -> None:
    answer = ddr(*call, program=wrapped(FULL_OUTPUT))
    aside = ("no fault found", "is of schema 1")  # what `check` says beside its answer
    told = [one for one in answer.err.splitlines() if not any(words in one for words in aside)]
    clear(Answer(answer.code, "", "\n".join([*told, ""])), 4, "cannot be written", "No space left")


@POSIX
@pytest.mark.parametrize("call", WRITERS[2:5], ids=" ".join)
def test_an_output_that_is_closed_is_told(ddr: Ddr, call: tuple[str, ...]) -> None:
    clear(ddr(*call, program=wrapped(CLOSED_OUTPUT)), 4, "standard output is closed")


@POSIX
@pytest.mark.parametrize("call", WRITERS, ids=" ".join)
def test_a_reader_who_has_seen_enough_is_no_error(ddr: Ddr, call: tuple[str, ...]) -> None:
    answer = ddr(*call, program=wrapped(CLOSED_PIPE))
    assert answer.code == 0
    assert "no fault found" in answer.err if call[:1] == ("check",) else answer.err == ""


@LINUX
def test_the_version_is_like_any_answer(ddr: Ddr) -> None:
    assert ddr.run(wrapped(CLOSED_PIPE), "--version") == Answer(0, "")
    clear(ddr.run(wrapped(FULL_OUTPUT), "--version"), 4, "cannot be written")
    clear(ddr.run(wrapped(CLOSED_OUTPUT), "--version"), 4, "standard output is closed")


@POSIX
def test_the_first_line_is_all_that_head_wants(ddr: Ddr) -> None:
    with subprocess.Popen(
        [*DDR, "said", "-f", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ddr.env
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@POSIX
def test_an_interruption_is_told_in_one_line(ddr: Ddr, tmp_path: Path) -> None:
    """While it waits for a timeline that nobody writes."""
    pipe = tmp_path / "timeline.toml"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [*DDR, "events", "--timeline", str(pipe)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=ddr.env,
        ) as process,
        pipe.open("wb"),  # opens as soon as ddr reads
    ):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    clear(Answer(process.returncode, "", err.decode()), 130, "interrupted")
    assert out == b""


@pytest.mark.parametrize(
    "module",
    ["ddr.query.questions", "ddr.index.build", "ddr.cli.session"],
)
def test_an_interruption_is_told_wherever_it_comes(alone: Ddr, module: str) -> None:
    answer = alone.run(wrapped(INTERRUPTED_AT, module), "events")
    clear(answer, 130, "interrupted")
    assert alone("events").code == 0


LOCALES = (
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1:strict", "LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
SPOKEN = (("people", "-f", "table"), ("show", "dprk"), ("said", "--by", "Kim Jong Un"))


@pytest.mark.parametrize("env", LOCALES, ids=str)
def test_output_is_utf8_whatever_the_locale(ddr: Ddr, env: dict[str, str]) -> None:
    for call in SPOKEN:
        answer = ddr(*call, env=env)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out == ddr(*call).out
    assert ddr("events", "--help", env=env).code == 0
    missing = ddr("people", "Никто", env=env)
    clear(missing, 1)


@pytest.mark.parametrize(
    "call",
    [("show", "here"), ("show", "39"), ("places",), ("events", "--place", "39"), ("search", "39")],
    ids=" ".join,
)
def test_a_name_without_letters_is_a_name(
    alone: Ddr, tmp_path: Path, call: tuple[str, ...]
) -> None:
    path = timeline(
        tmp_path, HEAD.replace(b'"Here"', b'"39"') + 'names = [{ text = "…" }]\n'.encode()
    )
    answer = alone(*call, "--timeline", path)
    assert answer.code in {0, 1}
    assert "Traceback" not in answer.err
    assert call[0] not in {"show", "places"} or "39" in answer.out
