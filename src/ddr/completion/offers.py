"""What may be typed at a place of the command line.

An option's value is known by the option's name, an argument by the command's, in every command
alike. Only for the names of commands and options is the command line itself loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ddr.completion import indexed
from ddr.completion.line import Line

MOST = 400
"""Offers at most: who wants to choose from more types a letter more."""


class Offer(NamedTuple):
    """A word that may be typed, and what it is, in a few words."""

    value: str
    help: str = ""


Source = Callable[[Line], Iterable[tuple[str, str]]]


def offers(line: Line) -> list[Offer]:
    """Return what may follow; each begins with what is typed, or is what it means."""
    found: list[Offer] = []
    for value, told in _source(line)(line):
        offer = Offer(line.before + value, told)
        if offer not in found:
            found.append(offer)
        if len(found) == MOST:
            break
    return found


def _source(line: Line) -> Source:
    if line.typed.startswith("-") and not line.before:
        return _options
    if not line.command and line.option != "--timeline":
        return _commands
    if line.option:
        specific = BY_COMMAND.get(f"{line.command} {line.option}")
        if source := specific or OPTIONS.get(line.option):
            return source
        if line.before or _takes_value(line):
            return _nothing
    return ARGUMENTS.get(line.command, _nothing)


def _nothing(_: Line) -> Iterable[tuple[str, str]]:
    return ()


def _words(*known: str) -> Source:
    return lambda line: ((word, "") for word in known if word.startswith(line.typed))


def _from(module: str, name: str) -> Source:
    """Return the words that a module settles, read when they are asked for."""

    def source(line: Line) -> Iterator[tuple[str, str]]:
        from importlib import import_module

        known = getattr(import_module(module), name)
        return ((word, "") for word in known if word.startswith(line.typed))

    return source


def _commands(line: Line) -> Iterator[tuple[str, str]]:
    from ddr.cli.app import COMMANDS

    for group in COMMANDS.values():
        yield from ((name, told) for name, told in group.items() if name.startswith(line.typed))


def _options(line: Line) -> Iterator[tuple[str, str]]:
    for parameter in _parameters(line.command):
        for name in (*parameter.opts, *parameter.secondary_opts):
            if name.startswith(line.typed) and name.startswith("--"):
                yield name, getattr(parameter, "help", "") or ""


def _takes_value(line: Line) -> bool:
    found = [one for one in _parameters(line.command) if line.option in one.opts]
    return not found or not found[0].is_flag


def _parameters(command: str) -> list[indexed.Parameter]:
    from ddr.cli.app import command as whole

    group = whole()
    chosen = group.get_command(None, command) if command else group
    options = [one for one in chosen.params if one.param_type_name == "option"] if chosen else []
    return [one for one in options if not getattr(one, "hidden", False)]


_FORMATS = _from("ddr.views.lists", "FORMATS")
_STYLES = _from("ddr.cite.style.finder", "NAMED")
_CITABLE = indexed.ids("source", "event", "statement")
_ANY = indexed.ids()

OPTIONS: dict[str, Source] = {
    "--by": indexed.named("person", "organization"),
    "--speaker": indexed.named("person", "organization"),
    "--person": indexed.named("person", "organization"),
    "--who": indexed.named("person", "organization"),
    "--to": indexed.named("person", "organization"),
    "--about": indexed.about,
    "--place": indexed.named("place"),
    "--source": indexed.ids("source"),
    "--topic": indexed.tallied("topic"),
    "--tag": indexed.tallied("tag"),
    "--kind": _from("ddr.vocabulary", "KINDS"),
    "--mode": _from("ddr.vocabulary", "MODES"),
    "--confidence": _from("ddr.vocabulary", "CONFIDENCES"),
    "--side": _from("ddr.vocabulary", "SIDES"),
    "--group-by": _from("ddr.query.grouping", "GROUPS"),
    "--style": _STYLES,
    "--format": _FORMATS,
    "-f": _FORMATS,
}
"""By option: where its values come from."""

BY_COMMAND: dict[str, Source] = {
    "add -s": _nothing,
    "bib --to": _from("ddr.cite.export.formats", "EXPORTS"),
    "bib -s": _STYLES,
    "check --format": _from("ddr.views.problems", "FORMATS"),
    "check -f": _from("ddr.views.problems", "FORMATS"),
    "cite --form": _from("ddr.cite.pandoc.request", "FORM_WORDS"),
    "cite --to": _from("ddr.cite.pandoc.request", "MARKUPS_AND_KEYS"),
    "cite -s": _STYLES,
    "info --format": _words("text", "json"),
    "info -f": _words("text", "json"),
    "proof --format": _from("ddr.cli.proof", "FORMATS"),
    "proof -f": _from("ddr.cli.proof", "FORMATS"),
    "show --format": _words("text", "json", "toml"),
    "show -f": _words("text", "json", "toml"),
}
"""Where a command has an option's name for something else."""

ARGUMENTS: dict[str, Source] = {
    "add": _from("ddr.records", "CLASSES"),
    "bib": _CITABLE,
    "cite": _CITABLE,
    "compare": indexed.ids("event", "statement"),
    "edit": _ANY,
    "log": _ANY,
    "people": indexed.named("person", "organization"),
    "places": indexed.named("place"),
    "read": indexed.held,
    "remove": _ANY,
    "rename": _ANY,
    "show": indexed.shown,
    "sources": indexed.ids("source"),
    "styles": _STYLES,
}
"""By command: where its arguments come from."""
