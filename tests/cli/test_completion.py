"""Completion, asked as shells ask: bash itself, zsh and fish where they are."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte
import pytest

import ddr
from ddr.cli.app import command

FIVE = Path(__file__).parents[1] / "data" / "five"
BASH = shutil.which("bash")
Ask = Callable[..., list[str]]

COMPLETED = {
    "DATE",
    "OFFICE",
    "NAME",
    "ID",
    "KIND",
    "TAG",
    "TOPIC",
    "MODE",
    "LEVEL",
    "STYLE",
    "FORMAT",
    "SIDE",
}
"""What an option is said to want that can be completed."""
OTHER = {"--format-in", "--language"}
"""The format of a file, and the tag of a language, are others."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment with a `ddr` to call and a fresh index."""
    folder = tmp_path_factory.mktemp("bin")
    caller = folder / "ddr"
    caller.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ddr "$@"\n', "utf-8")
    caller.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DDR_", "_"))}
    package = str(Path(ddr.__file__).parents[1])
    made = kept | {
        "PATH": os.pathsep.join([str(folder), kept.get("PATH", "")]),
        "PYTHONPATH": os.pathsep.join(filter(None, [package, kept.get("PYTHONPATH")])),
        "HOME": str(tmp_path_factory.mktemp("home")),
        "DDR_CACHE": str(tmp_path_factory.mktemp("cache")),
        "DDR_TIMELINE": str(FIVE),
        "LC_ALL": "C.UTF-8",
    }
    for _ in range(2):
        run(["ddr", "info"], made)
    return made


def run(call: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        call, env=dict(environment), capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def bash(environment: dict[str, str]) -> Ask:
    """Return a function that types words into bash and returns what it would offer."""
    if BASH is None:
        pytest.skip("there is no bash")

    def ask(*words: str, **more: str) -> list[str]:
        script = (
            'source <(ddr --show-completion); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
            '_ddr_completion ddr; for word in "${COMPREPLY[@]}"; do echo "$word"; done'
        )
        call = [str(BASH), "--norc", "-c", script, "bash", "ddr", *words]
        return run(call, environment | more).splitlines()

    return ask


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("sho",), ["show"]),
        (("said", "--by", "vladimir-p"), ["vladimir-putin"]),
        (("said", "--by", "Stal"), ["Stalin"]),
        (("said", "--by", "김정은"), ["김정은"]),
        (("said", "--by", "Ким-Чен-Ы"), ["Ким-Чен-Ын"]),
        (("said", "--by", "Gim-Jeong-eun"), ["kim-jong-un"]),
        (("said", "--by", "Maceg"), ["alexander-matsegora"]),
        (("said", "--by", "=", "Stal"), ["Stalin"]),
        (("said", "--mo"), ["--mode"]),
        (("said", "--mode", "rep"), ["reported"]),
        (("said", "--limit", ""), []),
        (("said", "--source", "kremlin"), ["kremlin-2019"]),
        (("events", "--kind", "s"), ["summit", "sanctions"]),
        (("events", "--place", "Vladiv"), ["Vladivostok"]),
        (("show", "kremlin-2019-4"), ["kremlin-2019-4a", "kremlin-2019-4b"]),
        (("read", "kremlin"), ["kremlin-2019"]),
        (("cite", "--style", "chi"), ["chicago", "chicago-author-date"]),
        (("cite", "kremlin-2019", "--form", "sh"), ["short"]),
        (("--timeline", str(FIVE), "read", "kcna"), ["kcna-2024"]),
        (("said", "--by", '"Joseph St'), ["Joseph Stalin"]),
        (("said", "--by", "'Иосиф В"), ["Иосиф Виссарионович Сталин"]),
        (("events", "--since", "19"), ["1900", "1948"]),
        (("events", "--on", "2019-0"), ["2019-04"]),
        (("events", "--on", "2019-04-"), ["2019-04-01", "2019-04-25"]),
        (("events", "--fields", "date,ti"), ["date,title"]),
        (("check", "--explain", "orph"), ["orphan"]),
        (("said", "--as", "Ambassador-of"), ["Ambassador-of-Russia"]),
        (("bib", "--language", "ru"), ["ru", "ru-RU"]),
        (("config", "s"), ["set"]),
        (("help", "exit"), ["exit-codes"]),
        (("help", "ev"), ["events"]),
        (("hel",), ["help"]),
        (("show", "zzz"), []),
        (("nonsense", ""), []),
        (("said", "--by", '"; echo caught; "'), []),
        (("said", "--by", "$(echo caught)"), []),
    ],
)
def test_bash_offers_what_may_follow(bash: Ask, words: list[str], offered: list[str]) -> None:
    found = bash(*words)
    assert found[: len(offered)] == offered
    assert bool(found) is bool(offered)


def test_a_topic_of_two_words_is_offered_as_one_and_found(
    bash: Ask, environment: dict[str, str]
) -> None:
    (topic,) = bash("said", "--topic", "nuclear")
    assert topic == "nuclear-issue"
    assert run(["ddr", "said", "--topic", topic, "-f", "json"], environment) != "[]\n"


def test_every_name_offered_is_understood(bash: Ask, environment: dict[str, str]) -> None:
    for name in bash("people", "Kim")[:5]:
        assert '"id": ' in run(["ddr", "people", name, "-f", "json"], environment)


def test_without_an_index_ids_come_from_the_file_and_none_is_built(
    bash: Ask, tmp_path: Path
) -> None:
    bare = {"DDR_CACHE": str(tmp_path / "none")}
    assert bash("show", "kremlin-2019-4", **bare)[:2] == ["kremlin-2019-4a", "kremlin-2019-4b"]
    assert bash("read", "kreml", **bare) == []
    assert not (tmp_path / "none").exists()
    assert bash("events", "--kind", "tre", **bare) == ["treaty"]
    assert bash("show", "k", DDR_TIMELINE=str(tmp_path / "nowhere")) == []


def test_what_was_just_written_is_offered_at_once(
    bash: Ask, environment: dict[str, str], tmp_path: Path
) -> None:
    shutil.copytree(FIVE, tmp_path / "own")
    own = {"DDR_TIMELINE": str(tmp_path / "own")}
    run(["ddr", "info"], environment | own)
    assert bash("edit", "osl", **own) == []
    call = ["ddr", "add", "place", "--name", "Oslo"]
    subprocess.run(call, env=environment | own, check=True, capture_output=True)
    assert bash("edit", "osl", **own) == ["oslo"]
    assert "kremlin-2019" in bash("show", "kremlin", **own)


def asked(shell: str, line: str, **more: str) -> dict[str, str]:
    return {"_DDR_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line, **more}


def test_fish_and_zsh_are_told_what_each_is(environment: dict[str, str]) -> None:
    fish = asked("fish", "ddr show kremlin-201", _TYPER_COMPLETE_FISH_ACTION="get-args")
    first, *_ = run(["ddr"], environment | fish).splitlines()
    assert first.startswith("kremlin-2019\tSpeeches at the official reception")
    zsh = run(["ddr"], environment | asked("zsh", "ddr said --by=vladimir-p"))
    assert zsh == '_arguments \'*: :(("--by=vladimir-putin":"Vladimir Putin"))\'\n'
    assert run(["ddr"], environment | asked("zsh", "ddr show zzz")) == "_files\n"
    said = asked("fish", "ddr sai", _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert run(["ddr"], environment | said) == "said\tWho said what: list statements.\n"
    words = asked("fish", "ddr show kremlin-2019-4e", _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert "\tWe welcome DPRK’s steps to establish" in run(["ddr"], environment | words)


def test_fish_is_installed_where_it_looks(environment: dict[str, str], tmp_path: Path) -> None:
    more = {"XDG_CONFIG_HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    run(["ddr", "--install-completion", "fish"], environment | more)
    script = (tmp_path / "fish" / "completions" / "ddr.fish").read_text("utf-8")
    assert "_DDR_COMPLETE=complete_fish" in script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_asks_for_its_script_is_given_it(
    environment: dict[str, str], shell: str
) -> None:
    script = run(["ddr"], environment | {"_DDR_COMPLETE": f"source_{shell}"})
    assert f"_DDR_COMPLETE=complete_{shell}" in script


TYPED = [
    # (what is typed, what Tab offers or completes it to, what is said of it)
    ("ddr show kremlin-2019-4", "kremlin-2019-4e", "We welcome DPRK’s steps to establish direct"),
    ("ddr events --on 2019-04-", "2019-04-25", "36 records"),
    ("ddr sai", "said", "Who said what: list statements."),
    ('ddr said --by "Joseph S', "Joseph Stalin", "Joseph Stalin"),
    ("ddr said --by 'Иосиф В", "Иосиф Виссарионович Сталин", "Joseph Stalin"),
    ("ddr said --by Stal", "Stalin", "Joseph Stalin"),
]


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
@pytest.mark.parametrize(("typed", "offered", "told"), TYPED)
def test_fish_itself(environment: dict[str, str], typed: str, offered: str, told: str) -> None:
    script = "ddr --show-completion fish | source; complete -C $argv[1]"
    lines = run(["fish", "--no-config", "-c", script, typed], environment).splitlines()
    assert any(line.startswith(f"{offered}\t{told}") for line in lines), lines


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
def test_zsh_itself(environment: dict[str, str], tmp_path: Path) -> None:
    """Tab is pressed: the only candidate is put in, of several each is told with what it is."""
    setup = (
        f"PS1='> '; autoload -U compinit; compinit -u -d {tmp_path}/dump; "
        "source <(ddr --show-completion zsh); clear; echo rea''dy\n"
    )
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        os.execvpe("zsh", ["zsh", "-f"], environment | {"TERM": "xterm-256color"})  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 110, 0, 0))
    screen = pyte.Screen(110, 50)
    stream = pyte.ByteStream(screen)

    def until(words: str) -> None:
        end = time.monotonic() + 60
        while words not in "\n".join(screen.display):
            assert time.monotonic() < end, (words, screen.display)
            if select.select([terminal], [], [], 1)[0]:
                stream.feed(os.read(terminal, 65536))

    try:
        os.write(terminal, setup.encode())
        until("ready ")
        for typed, offered, told in TYPED:
            os.write(terminal, b"\x15" + typed.encode() + b"\t")
            begun = max(n for n in range(len(offered)) if typed.endswith(offered[:n]))
            several = typed.endswith(("4", "-"))
            until(f"{offered}  -- {told}" if several else f"> {typed}{offered[begun:]}")
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(child, 0)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_asks_nothing_sensible_is_told_nothing(
    environment: dict[str, str], shell: str
) -> None:
    for line in ("", "ddr", "ddr '", 'ddr said "', "ddr said --by=", "ddr \0".strip("\0")):
        more = asked(shell, line, COMP_WORDS=line, COMP_CWORD="7")
        subprocess.run(["ddr"], env=environment | more, check=False, capture_output=True)
        assert "Traceback" not in run(["ddr"], environment | more)


def test_whatever_can_be_completed_is() -> None:
    group = command()
    for name in group.list_commands(None):
        for option in group.get_command(None, name).params:
            if (option.metavar or "").partition("|")[0].strip("[].") in COMPLETED:
                completed = option._custom_shell_complete is not None
                assert completed or option.opts[0] in OTHER, (name, option.opts)
