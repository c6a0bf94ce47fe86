"""The filters of ``ddr events``, for every command that shows a selection of events."""

import inspect
from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING, Any

import typer

from ddr.cli.events import events
from ddr.cli.session import Session
from ddr.query.questions import EventQuestion
from ddr.query.questions import events as ask

if TYPE_CHECKING:
    from ddr.query.stored import Stored
    from ddr.records import Event


def filtered(command: Callable[..., None], without: Container[str] = ()) -> Callable[..., None]:
    """Return a command with the filters of ``ddr events`` before its own options.

    command: takes the session, the question that the filters ask, and its own options by keyword.
    without: filters that make no sense there.
    """
    ctx, *given = inspect.signature(events).parameters.values()
    filters = [
        one for one in given if one.name in EventQuestion._fields and one.name not in without
    ]
    timeline = [one for one in given if one.name == "timeline"]
    own = list(inspect.signature(command).parameters.values())[2:]
    citing = any(one.name == "language" for one in own)  # it is the language of both
    shown_in = [] if citing else [one for one in given if one.name == "shown_in"]

    def called(ctx: typer.Context, **values: Any) -> None:
        language = values["language"] if citing else values.pop("shown_in")
        session = Session(ctx, values.pop("timeline"), language)
        asked = {one.name: values.pop(one.name) for one in filters}
        command(session, _question(session, asked), **values)

    plain = [one.replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD) for one in own]
    parameters = [ctx, *filters, *plain, *shown_in, *timeline]
    called.__name__, called.__doc__ = command.__name__, command.__doc__
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def chosen(session: Session, question: EventQuestion) -> "list[Stored[Event]]":
    """Return the events that the filters choose; end with what is near for none."""
    found = ask(session.index, question, session.today)
    if not found:
        session.none(question, "no event found")
    return found


def _question(session: Session, asked: dict[str, Any]) -> EventQuestion:
    words: Sequence[str] | None = asked.pop("words")
    dates = [asked.get(name, "") for name in ("since", "until", "on")]
    values: dict[str, Any] = {k: () if v is None else v for k, v in asked.items()}
    found = session.asked(words, *dates)
    values["on"] = values.get("on") or found.on
    return EventQuestion(words=found.words, **values)
