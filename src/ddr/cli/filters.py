"""The filters of ``ddr events`` and ``ddr said``, for every command that shows a selection."""

import inspect
from collections.abc import Callable, Container, Iterator, Sequence
from typing import TYPE_CHECKING, Any, get_args

import typer

from ddr.cli.events import events
from ddr.cli.said import said
from ddr.cli.session import Session
from ddr.errors import NotFoundError, UsageError, did_you_mean
from ddr.query.questions import EventQuestion, StatementQuestion
from ddr.query.questions import events as ask

if TYPE_CHECKING:
    from ddr.query.stored import Stored
    from ddr.records import Event, Statement

_OWN = {"by": "--group-by", "to": "--format"}
"""Filters whose option a command also takes for one of its own, by a word that this one settles."""


def filtered(
    command: Callable[..., None], without: Container[str] = (), *, statements: bool = True
) -> Callable[..., None]:
    """Return a command with the filters of ``ddr events`` and ``ddr said`` before its own options.

    command: takes the session, the question that the filters ask, and its own options by keyword.
    without: filters that make no sense there.
    statements: take the filters that only ``ddr said`` has.
    """
    ctx, *given = inspect.signature(events).parameters.values()
    filters = [
        one for one in given if one.name in EventQuestion._fields and one.name not in without
    ]
    timeline = [one for one in given if one.name == "timeline"]
    own = list(inspect.signature(command).parameters.values())[2:]
    citing = any(one.name == "language" for one in own)  # it is the language of both
    shown_in = [] if citing else [one for one in given if one.name == "shown_in"]
    of_said = list(_of_statements()) if statements else []

    def called(ctx: typer.Context, **values: Any) -> None:
        language = values["language"] if citing else values.pop("shown_in")
        session = Session(ctx, values.pop("timeline"), language)
        asked = {one.name: values.pop(one.name) for one in filters}
        told = {one.name: values.pop(one.name) for one in of_said}
        words: dict[str, list[str]] = {}
        for name, option in _OWN.items():
            if told.get(name) and (mine := _with(own, option)):
                words[name] = [word for word, _ in _info(mine).autocompletion(ctx, "")]
                values[mine.name] = _settle(told, name, words[name]) or values[mine.name]
        try:
            command(session, _question(session, asked, told), **values)
        except NotFoundError as error:
            error.choices += tuple(
                f"{_OWN[name]} takes {', '.join(known)}"
                for name, known in words.items()
                if str(error).startswith(f"--{name}:")
            )
            raise

    plain = [one.replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD) for one in own]
    parameters = [ctx, *filters, *of_said, *plain, *shown_in, *timeline]
    called.__name__, called.__doc__ = command.__name__, command.__doc__
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def _of_statements() -> Iterator[inspect.Parameter]:
    """Yield the filters that statements have and events have not."""
    for one in inspect.signature(said).parameters.values():
        if one.name in StatementQuestion._fields and one.name not in (
            *EventQuestion._fields,
            "topic",  # that of events, which is called `tag` there
        ):
            yield one


def chosen(session: Session, question: EventQuestion) -> "list[Stored[Event]]":
    """Return the events that the filters choose; end with what is near for none."""
    found = ask(session.index, question, session.today)
    if not found:
        session.none(question, "no event found")
    return found


def told(
    session: Session, question: EventQuestion, found: "Sequence[Stored[Event]]"
) -> "dict[str, list[Stored[Statement]]]":
    """Return the statements that belong to the events found and are asked for, by the event."""
    from ddr.query.chapters import statements_of
    from ddr.query.questions import ids

    asked = question.said and ids(session.index, question.said, session.today)
    return statements_of(session.index, [one.id for one in found], asked)


def _with(parameters: Sequence[inspect.Parameter], option: str) -> inspect.Parameter | None:
    """Return the parameter that has an option, if one has."""
    return next((one for one in parameters if _info(one).default == option), None)


def _settle(told: dict[str, Any], name: str, known: Sequence[str]) -> str:
    """Take out of a filter the word that is one of a command's own option; return it, or "".

    Raises `UsageError` for a word that comes near to one of them.
    """
    for word in told[name]:
        if word not in known and (hint := did_you_mean(word, known, cutoff=0.75)):
            raise UsageError(f"--{name} '{word}' is not known here{hint}")
    given, told[name] = told[name], [word for word in told[name] if word not in known]
    return next((word for word in reversed(given) if word in known), "")


def _info(parameter: inspect.Parameter) -> Any:
    """Return what Typer is told of a parameter; the name of its option stands as `default`."""
    return get_args(parameter.annotation)[1]


def _question(session: Session, asked: dict[str, Any], told: dict[str, Any]) -> EventQuestion:
    words: Sequence[str] | None = asked.pop("words")
    dates = [asked.get(name, "") for name in ("since", "until", "on")]
    values = _given(asked)
    found = session.asked(words, *dates)
    values["on"] = values.get("on") or found.on
    if any(told.values()):
        values["said"] = StatementQuestion(**_given(told))
    return EventQuestion(words=found.words, **values)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: () if value is None else value for name, value in values.items()}
