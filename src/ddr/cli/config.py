"""``ddr config``."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from ddr.cli import complete
from ddr.cli.options import Many, argument, format_option
from ddr.cli.session import Session, as_json
from ddr.errors import Exit, UsageError, choose
from ddr.files import config_path, home
from ddr.settings import KEYS, Setting, keep, settings

if TYPE_CHECKING:
    from ddr.views.page import Section

ACTIONS = ("list", "get", "set", "unset")
FORMATS = ("text", "json")
_WORDS = {"get": 1, "set": 2, "unset": 1, "list": 0}


def config(
    ctx: typer.Context,
    action: Annotated[
        str, argument("[ACTION]", "list (the default), get, set, unset.", complete.words(*ACTIONS))
    ] = "list",
    words: Annotated[
        Many,
        argument("[KEY] [VALUE]", "What is told or set.", complete.settled("ddr.settings", "KEYS")),
    ] = None,
    format: Annotated[  # noqa: A002
        str, format_option(complete.words(*FORMATS), "text or json.")
    ] = "",
) -> None:
    """Tell or set what you prefer: each value, and where it comes from.

    A flag goes before the environment, that before the file, that before the default.
    """
    session = Session(ctx, None)
    form = session.chosen(format, FORMATS, piped="text")
    given = list(words or ())
    choose("ACTION", action, ACTIONS)
    if len(given) != _WORDS[action]:
        shown = {"get": "get KEY", "set": "set KEY VALUE", "unset": "unset KEY"}.get(action, action)
        raise UsageError(f"write ddr config {shown}; the keys are {', '.join(KEYS)}")
    for name in given[:1]:
        choose("the preference", name, KEYS)
    if action == "set":
        given[1] = _checked(given[0], given[1])
    if action in ("set", "unset"):
        path = keep(given[0], given[1] if action == "set" else "")
        session.notify(f"{given[0]} is {'set' if action == 'set' else 'unset'} in {path}")
        _overruled(session, given[0])
        return
    found = settings()
    if action == "get":
        sys.stdout.write(f"{found[given[0]].value}\n")
        if not found[given[0]].value:
            raise typer.Exit(Exit.NOTHING)
    else:
        _list(session, found, form)


def _list(session: Session, found: dict[str, Setting], form: str) -> None:
    from ddr.views.page import write

    if form == "json":
        values = {name: one._asdict() for name, one in found.items()}
        sys.stdout.write(f"{as_json({'file': str(config_path()), 'preferences': values})}\n")
    else:
        write([preferences(found)], sys.stdout, laid_out=session.on_terminal())


def preferences(found: Mapping[str, Setting]) -> "Section":
    """Return each preference, where it comes from and what it is for, and where the file is."""
    from ddr.views.page import Section

    section = Section("Preferences")
    for name, one in found.items():
        section.add(name, one.value or "(none)", f"{one.origin}; {KEYS[name].meaning}")
    section.add("file", str(config_path()), "" if config_path().exists() else "not there")
    return section


def _checked(name: str, value: str) -> str:
    """Return a value as it is kept; raise the error with which a command would refuse it."""
    if name == "style":
        from ddr.cite.style.finder import find

        find(value)
    elif name == "form":
        from ddr.cite.pandoc.request import FORM_WORDS

        choose(name, value, FORM_WORDS)
    elif name == "to":
        from ddr.cite.pandoc.request import MARKUPS_AND_KEYS

        choose(name, value, MARKUPS_AND_KEYS)
    elif name == "accessible":
        choose(name, value, ("yes", "no"))
    elif name == "timeline":
        parts = value.split(os.pathsep)
        return os.pathsep.join(
            str(home(one).absolute()) if home(one).exists() else one for one in parts
        )
    return value


def _overruled(session: Session, name: str) -> None:
    """Say where the environment goes before what the file says."""
    origin = settings()[name].origin
    if origin.startswith("environment"):
        session.notify(f"{origin} still takes precedence")
