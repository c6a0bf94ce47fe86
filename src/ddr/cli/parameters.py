"""Parameters that work and look alike on every Typer, need no pydantic, and have other names too.

Typer 0.29 builds a pydantic adapter for each parameter of the command that runs, and importing
pydantic costs more than everything else that a short command does. Here all parameters are texts,
lists of texts, switches or whole numbers, for which no such machinery is needed. Where a Typer has
no `_runtime_param`, nothing is changed: older ones need no help, a later one is only slower.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer


class Plain:
    """The coercion of one parameter, in the place of Typer's own `RuntimeParam`."""

    def __init__(self, convert: Callable[[Any], Any], least: float | None) -> None:
        self._convert, self._least = convert, least

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of a parameter; None where it was not given, () for a list.

        Raises typer.BadParameter where a number is not one, or below its least.
        """
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        try:
            coerced = self._convert(value)
        except ValueError:
            message = f"{value!r} is not a valid int range."
            raise typer.BadParameter(message, ctx=ctx, param=param) from None
        if self._least is not None and coerced < self._least:
            message = f"{value} is not in the range x>={self._least}."
            raise typer.BadParameter(message, ctx=ctx, param=param)
        return coerced


_CONVERT: Mapping[Any, Callable[[Any], Any]] = {str: str, bool: bool, int: int, list[str]: tuple}


def plain(command: Any) -> Any:
    """Return a command of Typer whose plain parameters, `--help` too, need no pydantic."""
    all_parameters = command.get_params

    def get_params(ctx: Any) -> list[Any]:
        parameters: list[Any] = all_parameters(ctx)
        for parameter in parameters:
            annotation = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
            if annotation in _CONVERT and getattr(parameter, "_runtime_param", True) is None:
                parameter._runtime_param = Plain(_CONVERT[annotation], parameter.min)  # noqa: SLF001
                if parameter.param_type_name == "argument":
                    _show_metavar(parameter)
        return parameters

    command.get_params = get_params
    return command


def _show_metavar(argument: Any) -> None:
    """Show an argument as it is named here: Typer 0.29 adds brackets, dots and Python's type."""
    argument.display_type_rich = lambda ctx: ""  # noqa: ARG005
    if name := argument.metavar:
        bare = name.startswith("[")
        usage = name if bare else f"{{{name}}}" if argument.required else f"[{name}]"
        argument._usage_display_name = lambda: usage  # noqa: SLF001


_DATES = {"--after": "--since", "--before": "--until", "--date": "--on", "--year": "--on"}
_COUNT = {"--max-count": "--limit", "--number": "--limit"}
_CHOSEN = {"--tag": "--topic", "--who": "--person", "--where": "--place"} | _COUNT
_EVENTS = _DATES | _CHOSEN
_SAID = _DATES | {"--tag": "--topic", "--person": "--by", "--speaker": "--by", "--who": "--by"}
_WRITTEN = {"--to": "--format"}

ALIASES: Mapping[str, Mapping[str, str]] = {
    "events": _EVENTS | {"--by": "--person"},
    "said": _SAID | _COUNT | {"--origin": "--side"},
    "search": _SAID | _COUNT,
    "sources": _DATES | _COUNT | {"--author": "--by", "--person": "--by", "--origin": "--side"},
    "people": _COUNT | {"--date": "--on"},
    "places": _COUNT,
    "browse": _EVENTS,
    "chronology": _EVENTS,
    "export": _EVENTS,
    "page": _EVENTS,
    "timeline": _EVENTS,
    "today": _CHOSEN | {"--on": "--date"},
    "cite": _WRITTEN,
    "bib": _WRITTEN,
}
"""For each command, other names of its options."""


def aliased(command: Any) -> Any:
    """Return a command that takes the other names of its options."""
    names = ALIASES.get(command.name, {})
    make = command.make_parser

    def make_parser(ctx: Any) -> Any:
        parser = make(ctx)
        known = parser._long_opt  # noqa: SLF001  # click has no other door for a hidden name
        for other, name in names.items():
            if name in known:
                known.setdefault(other, known[name])
        return parser

    command.make_parser = make_parser
    return command
