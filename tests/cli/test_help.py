"""Help: examples first, options by what they are for, topics, and a man page of the same."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ddr.cli import manual
from ddr.cli.app import COMMANDS, _without_options, command, run
from ddr.cli.topics import TOPICS, topic_text
from ddr.errors import Exit

NAMES = [name for group in COMMANDS.values() for name in group]


def asked(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "ddr", *words], capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def made(name: str) -> Any:
    return command().get_command(None, name)


@pytest.mark.parametrize("name", NAMES)
def test_help_begins_with_examples_and_groups_every_option(name: str) -> None:
    item = made(name)
    context = item.make_context(name, [], resilient_parsing=True)
    text = item.get_help(context)
    head, _, _ = text.partition(f"\n  {str(item.help).split()[0]} ")
    assert head.splitlines()[0].startswith(f"Usage: {name} ")
    assert head.splitlines()[2:4] == ["Examples:", f"  {manual.EXAMPLES[name][0]}"]
    assert all(f"  {line}\n" in head for line in manual.EXAMPLES[name])
    for param in item.get_params(context):
        assert max(param.opts, key=len) in text or param.param_type_name == "argument"
    assert set(manual._GROUPS.values()) | set(manual._OTHERWISE.values()) <= set(manual._ORDER)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_understood(name: str) -> None:
    for line in manual.EXAMPLES[name]:
        program, called, *words = shlex.split(line)
        assert (program, called) == ("ddr", name)
        item = made(name)
        item.make_context(name, _without_options([name, *words])[1:])  # raises for one unknown


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("width", [60, 80])
def test_a_topic_is_told_on_a_screen(name: str, width: int) -> None:
    heading, _ = TOPICS[name]
    lines = topic_text(name, width).splitlines()
    assert lines[0] == heading
    assert len(lines) < 36
    prose = [line for line in lines if "  " not in line.strip() and not line.startswith("  ")]
    assert max(map(len, prose)) <= max(width, len(heading))


def test_help_is_a_word_as_well_as_an_option() -> None:
    assert asked("help", "cite") == asked("cite", "--help")
    assert asked("help") == asked("--help")
    code, text = asked("help", "dates")
    assert (code, text.splitlines()[0]) == (0, TOPICS["dates"][0])
    code, text = asked("help", "date")
    assert code == Exit.USAGE
    assert "did you mean 'dates'" in text


def test_every_exit_code_is_told() -> None:
    _, text = TOPICS["exit-codes"]
    assert all(f"{int(code):>5}  " in text for code in Exit)


def test_ddr_alone_welcomes_in_twenty_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == Exit.OK
    assert len(capsys.readouterr().out.splitlines()) <= 20


def test_the_man_page_has_every_command_and_is_sound() -> None:
    page = Path(__file__).parents[2] / "docs" / "ddr.1"
    text = page.read_text("utf-8")
    assert all(f'.SS "ddr {name}"' in text for name in NAMES)
    try:
        done = subprocess.run(
            ["groff", "-man", "-ww", "-Tutf8", "-K", "utf8", str(page)],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("there is no groff")
    assert done.stderr == ""
    assert "ddr events 1950" in done.stdout
