"""What to type instead: an option or a command that there is not, but that another one means."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from typing import Any

from ddr.errors import did_you_mean

_FORMATS = ("json", "jsonl", "csv", "tsv", "markdown", "md", "table", "text", "toml")
_MEANT = {
    "--after": ("--since",),
    "--author": ("--by", "--source"),
    "--before": ("--until",),
    "--by": ("--person",),
    "--date": ("--on",),
    "--day": ("--on",),
    "--end": ("--until",),
    "--event": ("--about",),
    "--from": ("--since", "--source"),
    "--important": ("--landmarks",),
    "--in": ("--on", "--place"),
    "--issued": ("--date",),
    "--person": ("--by",),
    "--place": ("--about",),
    "--range": ("--since",),
    "--sort": ("--reverse",),
    "--speaker": ("--by",),
    "--start": ("--since",),
    "--subject": ("--topic", "--tag"),
    "--tag": ("--topic",),
    "--to": ("--until",),
    "--topic": ("--tag",),
    "--type": ("--kind", "--mode"),
    "--where": ("--place",),
    "--who": ("--by", "--person"),
    "--year": ("--on",),
    "--years": ("--on",),
}
"""What other programs and habits call an option, and what it is called here."""


_COMMANDS = {
    "bibliography": "bib", "book": "chronology", "browse": "open", "calendar": "export",
    "chart": "timeline", "citation": "cite", "diff": "compare", "document": "chronology",
    "dump": "export", "event": "events", "find": "search", "graph": "timeline", "grep": "search",
    "html": "chronology", "init": "new", "list": "events", "ls": "events", "look": "show",
    "pdf": "chronology", "person": "people", "picture": "timeline", "place": "places",
    "plot": "timeline", "print": "show", "quote": "said", "quotes": "said", "settings": "config",
    "source": "sources", "statements": "said", "text": "read", "verify": "said --verify",
    "version": "--version", "view": "show", "where": "places", "who": "people",
}  # fmt: skip
"""What other programs and habits call a command, and what it is called here."""
_FILES = {"ics": "export", "sqlite": "export", "obsidian": "export", "timelinejs": "export"}
_FILES |= dict.fromkeys(
    ("pdf", "html", "docx", "odt", "latex", "typst", "epub", "markdown"), "chronology"
)
"""Forms of output that another command writes."""


def no_such_command(name: str, known: Sequence[str], typed: str) -> str:
    """Return one line on a command that there is not; `typed` is all that stood there."""
    said = f"there is no command '{name}'"
    meant = _COMMANDS.get(name.lower(), "")
    if meant and meant.split()[0] in (*known, "--version"):
        return f"{said}; it is called 'ddr {meant}' here"
    hint = did_you_mean(name, known, cutoff=0.65)
    return said + (hint or f": write ddr show {typed}, or ddr search {typed}")


def other_command(form: str) -> str:
    """Return what is told of a form of output that another command writes, or ""."""
    command = _FILES.get(form.lower(), "")
    return f"; 'ddr {command} --format {form.lower()}' writes it" if command else ""


def no_such_option(error: Any) -> str:
    """Return one line on an option that the command has not, from click's exception."""
    name = str(error.option_name)
    said = f"there is no option '{name}'"
    if error.ctx is None:
        return said
    command = error.ctx.command
    known = [option for one in command.params for option in one.opts if option.startswith("--")]
    if "--format" in known and name.lstrip("-") in _FORMATS:
        form = {"md": "markdown"}.get(name.lstrip("-"), name.lstrip("-"))
        return f"{said}; write --format {form}"
    meant = [option for option in _MEANT.get(name, ()) if option in known]
    if name == "--to" and command.name in ("events", "said", "search"):
        return f"{said}; --until ends a period, and 'ddr chronology' writes documents"
    if meant:
        return f"{said}; it is called {' or '.join(meant)} here"
    hint = did_you_mean(name, known, cutoff=0.75)
    if not hint and "--set" in known and _is_field(name.lstrip("-")):
        return f"{said}; write --set {name.lstrip('-')}=VALUE"
    return said + (hint or f": 'ddr {command.name} --help' lists them")


def _is_field(name: str) -> bool:
    """Return whether a record of any kind has a field of this name."""
    from ddr.records import CLASSES, attribute_of

    return any(attribute_of(name) in kind.FIELDS for kind in CLASSES.values())


_FIRST = {
    "source": "--title WORDS",
    "event": "--title WORDS --date DATE",
    "statement": "--find WORDS",
}
"""The options that a record of a kind begins with."""


def too_many(error: Any, words: str) -> str:
    """Return one line on words that a command has no place for."""
    name = str(error.ctx.command.name)
    quoted = shlex.quote(words)
    if name == "add":
        kind = error.ctx.params.get("kind")
        return f"'ddr add {kind}' takes options alone: write {_FIRST.get(kind, '--name WORDS')}"
    if os.path.exists(words):  # noqa: PTH110 (costs less)
        return f"'ddr {name}' takes no file here: write --timeline {quoted}"
    return f"'ddr {name}' has no use for {quoted}: 'ddr {name} --help' tells what it takes"
