"""The man page, in the macros of man(7), from what ``ddr help`` prints."""

from __future__ import annotations

import re
from typing import Any

from ddr import __version__
from ddr.cli.app import COMMANDS, command
from ddr.cli.manual import EXAMPLES
from ddr.cli.topics import TOPICS

_HEAD = """\
.\\" Written by docs/build.py from the help of the commands.
.TH DDR 1 "" "ddr {version}" "User Commands"
.SH NAME
ddr \\- {summary}
.SH SYNOPSIS
.B ddr
.RI [ OPTIONS ]
.I COMMAND
.RI [ ARGUMENTS ]
.SH DESCRIPTION
"""


def manpage() -> str:
    """Return the man page of the whole program."""
    group = command()
    summary = str(group.help).rstrip(".")
    lines = [_HEAD.format(version=__version__, summary=_escaped(summary)).rstrip()]
    lines += ["Each command has examples and options of its own: \\fBddr help\\fR \\fICOMMAND\\fR."]
    lines += [".SH OPTIONS", *_options(group)]
    for heading, names in COMMANDS.items():
        lines.append(f'.SH "{heading.upper()}"')
        for name in names:
            lines += _command(group.get_command(None, name), name)
    for name, (heading, text) in TOPICS.items():
        lines += [f'.SH "{name.upper()}"', _escaped(heading) + "."]
        for block in text.rstrip("\n").split("\n\n"):
            lines += [".PP", ".nf", *map(_escaped, block.split("\n")), ".fi"]
    return "\n".join(lines) + "\n"


def _command(item: Any, name: str) -> list[str]:
    lines = [f'.SS "ddr {_escaped(name)}"']
    text = re.sub(r"\s*\b\n", "\n", str(item.help or ""))
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text)):
        lines += [*([".PP"] if number else []), _escaped(" ".join(paragraph.split()))]
    lines += [".PP", ".nf", *(_escaped(f"  {line}") for line in EXAMPLES.get(name, ())), ".fi"]
    return lines + _options(item)


def _options(item: Any) -> list[str]:
    context = item.make_context(item.name, [], resilient_parsing=True)
    lines = []
    for param in item.get_params(context):
        record = param.get_help_record(context)
        if record and param.param_type_name == "option":
            lines += [".TP", f"\\fB{_escaped(record[0])}\\fR", _escaped(record[1])]
    return lines


def _escaped(text: str) -> str:
    """Return a line that troff takes literally."""
    line = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line
