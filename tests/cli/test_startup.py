"""What a command imports: start-up is a feature, so everything dear stays out until it is needed.

Each command runs in a process of its own on a fresh index; Python itself tells what it imported.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from tests.shared import FIVE

import ddr
from ddr.cli.app import COMMANDS

pty = pytest.importorskip("pty", reason="a pseudo-terminal is needed")

MAIN = "from ddr.__main__ import main; main()"
HELLO = "import typer; typer.run(lambda: None)"

LOOK_UP = {
    "events": ("events",),
    "said": ("said",),
    "show": ("show", "1948-10-12-relations"),
    "people": ("people",),
    "places": ("places",),
    "sources": ("sources",),
    "read": ("read", "kremlin-2019"),
    "compare": ("compare", "1948-10-12-relations"),
    "search": ("search", "friendship"),
}
CALLS = [
    *LOOK_UP.values(),
    *((*call, "--format", "json") for call in LOOK_UP.values()),
    ("events", "--format", "jsonl"),
    ("events", "--format", "csv"),
    ("events", "--format", "markdown"),
    ("events", "treaty", "--person", "Kim Jong Un", "--since", "2000-07", "--until", "2025"),
    ("events", "--on", "10-12"),
    ("said", "--by", "Putin", "--mode", "direct", "--limit", "2", "--reverse"),
    ("people", "Kim Jong Un"),
    ("show", "kim-jong-un"),
    ("show", "kremlin-2019-4e"),
    ("read", "kremlin-2019", "--para", "4-6"),
    ("compare", "kremlin-2019:4", "kremlin-2019-4a"),
    ("said", "--group-by", "topic", "--context"),
    ("said", "--topics"),
]
CITATIONS = [
    ("cite", "kremlin-2019-4e"),
    ("cite", "kcna-2024-9a", "--style", "apa", "--form", "all"),
    ("cite", "kremlin-2019-4e", "--quote", "--to", "pandoc-key"),
    ("cite", "--dataset", "--form", "bibliography", "--to", "html"),
]
OTHERS = [
    ("cite", "kremlin-2019"),
    ("info",),
    ("styles",),
    ("check", "--format", "json"),
    ("bib", "kremlin-2019", "--to", "bibtex"),
]
CURATION = re.compile(
    r"tomllib|tomli_w|dateutil|citeproc\w*|pypandoc|hypothesis|lxml|ddr\.(index\.build|cite)"
    r"|ddr\.corpus\.(?!locate$)\w+"
)

"""What only curation, citation or a date in words needs."""

Imported = Callable[..., set[str]]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Return a function that runs ddr on a fresh index and returns all modules it imported."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DDR_")}
    package = str(Path(ddr.__file__).parents[1])
    environment = kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, [package, kept.get("PYTHONPATH")])),
        "DDR_CACHE": str(tmp_path_factory.mktemp("cache")),
        "DDR_TIMELINE": str(FIVE),
    }
    for _ in range(2):  # the index is built, and then found
        _modules(environment, MAIN, "info")

    def run(*arguments: str, code: str = MAIN, terminal: bool = False) -> set[str]:
        return _modules(environment, code, *arguments, terminal=terminal)

    return run


@pytest.fixture(scope="module")
def hello(imported: Imported) -> set[str]:
    """Return what the smallest program on Typer imports."""
    return imported(code=HELLO)


def _modules(
    environment: Mapping[str, str], code: str, *arguments: str, terminal: bool = False
) -> set[str]:
    source, sink = pty.openpty() if terminal else os.pipe()
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-c", code, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=sink,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        os.close(sink)
        written = _drain(source)
        _, told = process.communicate()
    lines = told.splitlines()
    notices = [line for line in lines if not line.startswith("import time:")]
    assert process.returncode == 0, notices
    assert written or arguments == ()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


def _drain(source: int) -> bytes:
    """Read until the other end is closed; Linux tells that of a terminal by an error."""
    parts = []
    try:
        while part := os.read(source, 1 << 16):
            parts.append(part)
    except OSError:
        pass
    finally:
        os.close(source)
    return b"".join(parts)


def _top(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_every_command_that_looks_up_is_in_the_table() -> None:
    assert set(LOOK_UP) == set(COMMANDS["Look up"])


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version_imports_nothing(imported: Imported, option: str) -> None:
    bare = imported(code="pass")
    assert imported(option) - bare <= {"__future__", "ddr", "ddr.__main__"}


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_fresh_index_needs_typer_and_the_standard_library(
    imported: Imported, hello: set[str], call: Sequence[str]
) -> None:
    found = imported(*call) - hello
    assert "ddr.index.open" in found
    assert [name for name in sorted(found) if CURATION.match(name)] == []
    assert _top(found) - _top(hello) - set(sys.stdlib_module_names) == {"ddr"}


@pytest.mark.parametrize("call", [*CALLS, *OTHERS], ids=" ".join)
def test_no_command_imports_pydantic(imported: Imported, call: Sequence[str]) -> None:
    """Typer 0.29 and later would, for each parameter: see `ddr.cli.parameters`."""
    assert "pydantic" not in imported(*call)


@pytest.mark.parametrize("command", ["events", "said"])
def test_json_is_printed_as_it_is_stored(imported: Imported, hello: set[str], command: str) -> None:
    found = imported(command, "--format", "json") - hello
    assert not found & {"ddr.records", "ddr.edtf", "dataclasses", "hashlib", "rich"}


@pytest.mark.parametrize("command", LOOK_UP)
def test_only_a_table_on_a_terminal_imports_rich(imported: Imported, command: str) -> None:
    table = imported(*LOOK_UP[command], terminal=True)
    assert "rich" in table
    assert [name for name in sorted(table) if CURATION.match(name)] == []
    assert "rich" not in imported(*LOOK_UP[command], "--format", "json", terminal=True)


@pytest.mark.parametrize("call", CITATIONS, ids=" ".join)
def test_a_citation_asked_again_reads_no_record(
    imported: Imported, hello: set[str], call: Sequence[str]
) -> None:
    assert "ddr.records" in imported(*call)
    found = imported(*call) - hello
    assert "ddr.index.open" in found
    cite = {name for name in found if name.startswith("ddr.cite")}
    assert cite == {"ddr.cite", "ddr.cite.memory"}
    assert not found & {"ddr.records", "ddr.edtf", "dataclasses", "hashlib", "html", "difflib"}
    assert _top(found) - _top(hello) - set(sys.stdlib_module_names) == {"ddr"}
    assert not _top(found) & {"tomllib", "subprocess"} - _top(hello)


def test_what_words_and_help_need_is_loaded_for_them_alone(imported: Imported) -> None:
    needed = {"ddr.query.text.dated", "ddr.cli.manual", "shlex"}
    assert not needed & imported("cite", "kremlin-2019-4e")
    assert "ddr.query.text.dated" in imported("events", "treaty")
    assert "ddr.cli.manual" in imported("events", "--help")


def test_the_clipboard_is_imported_when_asked_for(imported: Imported) -> None:
    call = ("cite", "kremlin-2019", "--to", "pandoc-key")
    assert "pyperclip" not in imported(*call)
    assert "pyperclip" in imported(*call, "--copy")


def test_a_date_in_words_alone_imports_dateutil(imported: Imported) -> None:
    assert "dateutil" not in imported("events", "--since", "1948-10-12")
    assert "dateutil" not in imported("events", "--until", "last year")
    assert "dateutil" in imported("events", "--since", "12 Oct 1948")
