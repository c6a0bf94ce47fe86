"""Answer a shell: read the words on its command line, write what may follow.

The scripts are Typer's (``ddr --show-completion``) and so is the way they ask: ``_DDR_COMPLETE``
names the shell, and the words stand in ``COMP_WORDS`` or ``_TYPER_COMPLETE_ARGS``. The answer is
our own, so that neither Typer nor Rich is imported to complete an id.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ddr.completion.line import Line, read
from ddr.completion.offers import Offer, offers

VARIABLE = "_DDR_COMPLETE"
SHELLS = ("bash", "zsh", "fish")

_SAFE = re.compile(r"[\w.+@/,%=-]+")
"""What no shell takes for anything but itself: only that is offered."""

_TOLD = re.compile(r"[^\w.,+@/%= –—-]+")


class _Asked(NamedTuple):
    words: list[str]
    typed: str


def answer(environment: Mapping[str, str] = os.environ) -> int | None:
    """Write the completions asked for and return the exit code; None for what is left to Typer.

    Nothing goes wrong aloud: where there is no answer, nothing is offered.
    """
    wanted, _, shell = environment.get(VARIABLE, "").partition("_")
    if wanted != "complete" or shell not in SHELLS:
        return None
    asked = _asked(shell, environment)
    line = read(asked.words, asked.typed)
    found = [offer for offer in _tried(line) if _SAFE.fullmatch(offer.value)]
    if shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if found else 1
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    text = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](found)
    sys.stdout.write(text)
    sys.stdout.flush()
    return 0


def _tried(line: Line) -> list[Offer]:
    try:
        return offers(line)
    except Exception:  # noqa: BLE001 (a traceback in the middle of a command line helps nobody)
        return []


def _asked(shell: str, environment: Mapping[str, str]) -> _Asked:
    if shell == "bash":
        words = environment.get("COMP_WORDS", "").split("\n")
        number = environment.get("COMP_CWORD", "")
        place = int(number) if number.isdecimal() else len(words) - 1
        return _Asked(words[1:place], (words[place:] or [""])[0])
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = line.split()
    typed = words.pop() if words and not line[-1:].isspace() else ""
    return _Asked(words[1:], typed)


def _bash(found: Sequence[Offer]) -> str:
    return "".join(f"{offer.value}\n" for offer in found)


def _zsh(found: Sequence[Offer]) -> str:
    if not found:
        return "_files"
    told = ((offer.value, _TOLD.sub(" ", offer.help).strip()) for offer in found)
    listed = "\n".join(f'"{value}"' + (f':"{text}"' if text else "") for value, text in told)
    return f"_arguments '*: :(({listed}))'"


def _fish(found: Sequence[Offer]) -> str:
    told = ((offer.value, _TOLD.sub(" ", offer.help).strip()) for offer in found)
    return "".join(f"{value}\t{text}\n" if text else f"{value}\n" for value, text in told)
