"""What to type instead: an option or a command that there is not, but that another one means."""

from __future__ import annotations

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
    "--in": ("--on", "--place"),
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
    if meant:
        return f"{said}; it is called {' or '.join(meant)} here"
    hint = did_you_mean(name, known, cutoff=0.75)
    return said + (hint or f": 'ddr {command.name} --help' lists them")
