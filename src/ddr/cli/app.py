"""The command table, and the one place where an exception becomes a line and an exit code."""

import contextlib
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ddr import __version__, display
from ddr.cli import complete
from ddr.cli.options import Timeline, option
from ddr.cli.pager import SWITCH, paged
from ddr.cli.parameters import aliased, plain
from ddr.cli.session import Session
from ddr.errors import DdrError, Exit, cut, did_you_mean

COMMANDS = {
    "Look up": {
        "events": "List events, in order of time.",
        "said": "Who said what: list statements.",
        "show": "Show a record in full: event, statement, person, organization, place or source.",
        "people": "List people and organizations, or show one.",
        "places": "List places, or show one.",
        "sources": "List sources, or show one.",
        "read": "Read a held text, paragraph by paragraph.",
        "compare": "What each side says of an event, or two wordings word by word.",
        "search": "Search events, statements and held texts at once.",
    },
    "Cite": {
        "cite": "Format a citation of a source, a statement or an event.",
        "bib": "Write a bibliography, or export sources to other programs.",
        "open": "Open a source in the browser, at the very words.",
        "styles": "List the citation styles at hand.",
        "proof": "Check manuscripts: keys, places and quotations.",
        "mcp": "Answer an assistant, over the Model Context Protocol.",
    },
    "Look at": {
        "browse": "Browse on a screen of its own.",
        "today": "What happened on this day, and the anniversaries to come.",
        "timeline": "Draw events on an axis of time, in the terminal or as SVG.",
        "chronology": "Write a chronology with footnotes: Word, PDF, LaTeX, HTML, …",
        "page": "Write one web page with search, filters and citations to copy.",
        "export": "Write events and all that belongs to them for other programs.",
    },
    "Keep": {
        "check": "Check a timeline: every fault, with file, line and remedy.",
        "new": "Start a timeline of your own.",
        "add": "Add a source, event, statement, person, place or organization.",
        "edit": "Change a record, with --set or in your editor.",
        "rename": "Give a record another id; all references follow.",
        "remove": "Delete a record that no other names.",
        "undo": "Undo the last write.",
        "hold": "Keep your own copies of texts, for proof and search alone.",
        "log": "Tell when a record was changed, and why.",
        "changes": "What changed in the data since a version.",
        "fmt": "Write a timeline in its canonical form.",
        "config": "Tell or set what you prefer, and where it comes from.",
        "info": "Tell versions, counts, and where data and cache are.",
    },
}
"""Every command by group; each is the function of its name."""

MODULES = {
    "people": "authority",
    "places": "authority",
    "sources": "authority",
    "read": "show",
    "open": "show",
    "timeline": "picture",
    "changes": "history",
    "new": "timeline",
    "fmt": "timeline",
    "rename": "edit",
    "remove": "edit",
    "undo": "history",
    "log": "history",
}
"""The modules of commands that share one; any other has a module of its own name."""

click = sys.modules[typer.BadParameter.__module__]
"""Typer's own click: where its exceptions live differs between versions of Typer."""


WELCOME = """\
Timelines of what happened and who said what, cited back to each source text.

Try:
  ddr events 1950               what happened in a year, or 1950-1953
  ddr said Putin 2019           who said what, and how the words reached us
  ddr search treaty 1961        words in events, statements and texts
  ddr show 'Kim Jong Un'        all about a person, event, place or source
  ddr cite kremlin-2019 -s apa  a citation, ready to paste

'ddr help' lists commands and topics; 'ddr help cite' explains one.
"""


class LazyGroup(TyperGroup):
    """A group that imports a command only when it is called."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Welcome whoever names no command, and let ``help`` stand for ``--help``."""
        if not args and not ctx.resilient_parsing:
            typer.echo(WELCOME, nl=False)
            ctx.exit()
        if args[:1] == ["help"] and not ctx.resilient_parsing:
            args = self._help(ctx, args[1:])
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed

    def _help(self, ctx: Any, named: list[str]) -> list[str]:
        """Print a topic and exit, or return the arguments that print the help of a command."""
        from ddr.cli.topics import TOPICS, topic_text

        if named and named[0] in TOPICS:
            from shutil import get_terminal_size

            typer.echo(topic_text(named[0], min(get_terminal_size().columns, 100)), nl=False)
            ctx.exit()
        known = [*TOPICS, *self.list_commands(ctx)]
        if named and named[0] not in known:
            hint = did_you_mean(named[0], known) or f"; the topics are {', '.join(TOPICS)}"
            raise click.UsageError(f"there is no help on '{named[0]}'{hint}")
        return [*named[:1], "--help"]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order of the help."""
        return [name for group in COMMANDS.values() for name in group]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import one command, or return None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        made = typer.Typer(add_completion=False, rich_markup_mode=None)
        function = getattr(import_module(f"ddr.cli.{MODULES.get(cmd_name, cmd_name)}"), cmd_name)
        made.command(cmd_name)(function)
        command = aliased(plain(typer.main.get_command(made)))

        def format_help(ctx: Any, formatter: Any) -> None:
            from ddr.cli.manual import write_help

            write_help(command, ctx, formatter)

        command.format_help = format_help
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was called; a mistyped one suggests."""
        if args and args[0] not in self.list_commands(ctx):
            if ctx.resilient_parsing:
                ctx.args = args
                return args[0], None, args[1:]
            from ddr.cli.hints import no_such_command

            raise click.UsageError(
                no_such_command(args[0], [*self.list_commands(ctx), "help"], _typed(args))
            )
        return super().resolve_command(ctx, _without_options(args))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Offer the commands without importing them, or the options."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        if ctx.args and ctx.args != ["help"]:
            return []
        from ddr.cli.topics import TOPICS

        topics = {name: heading for name, (heading, _) in TOPICS.items()} if ctx.args else {}
        alone = {} if ctx.args else {"help": "Explain a command or a topic."}
        return complete.commands({**COMMANDS, "": {**topics, **alone}}, incomplete)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands by group, without importing them."""
        for group, commands in COMMANDS.items():
            with formatter.section(group):
                formatter.write_dl(list(commands.items()))
        from ddr.cli.topics import TOPICS

        with formatter.section("Topics, such as 'ddr help dates'"):
            formatter.write_dl([(name, heading) for name, (heading, _) in TOPICS.items()])


def _typed(args: list[str]) -> str:
    """Return the words before the first option, as they may be typed again."""
    words = " ".join(takewhile(lambda word: not word.startswith("-"), args))
    return words if re.fullmatch(r"[\w-]+", words) else "'" + cut(words.replace("'", "’"), 60) + "'"


_WORDED = ("search", "events", "said", "people", "places", "sources")
_EXCLUDED = re.compile(r"-[^\W\d_]{2}.*", re.DOTALL)


def _without_options(args: list[str]) -> list[str]:
    """Put words that are to be left out, such as ``-nuclear``, where no option is looked for.

    No option of these commands is a hyphen and more than one letter.
    """
    name, *words = args or [""]
    left_out = [word for word in words if _EXCLUDED.fullmatch(word)]
    if name not in _WORDED or not left_out or "--" in words:
        return args
    return [name, *(word for word in words if word not in left_out), "--", *left_out]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"ddr {__version__}")
        raise typer.Exit


def ddr(
    ctx: typer.Context,
    timeline: Timeline = None,
    _: Annotated[
        bool, option("--version -V", "Tell the version.", callback=_version, is_eager=True)
    ] = False,
    no_pager: Annotated[  # noqa: ARG001 (taken out before)
        bool, typer.Option(SWITCH, help="Print long answers without a pager: DDR_PAGER, PAGER.")
    ] = False,
) -> None:
    """Timelines of what happened and who said what, cited back to each source text."""
    ctx.obj = list(timeline or ())


def command() -> Any:
    """Return the whole command line as a click command."""
    app = typer.Typer(
        cls=LazyGroup,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
        epilog="Exit codes: 0 found, 1 nothing found or a check failed, 2 usage, 3 invalid data, "
        "4 a tool is missing, 130 interrupted.",
    )
    app.callback()(ddr)
    return plain(typer.main.get_command(app))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error is one line on standard error."""
    if sys.stdout is None:
        return _fail("standard output is closed: there is nowhere to answer", Exit.TOOL)
    with contextlib.suppress(AttributeError, ValueError):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        with paged(arguments) as rest:
            code = _run(rest)
            sys.stdout.flush()
    except (OSError, SystemExit) as error:
        return not_written(error)
    finally:
        display.show_in("")  # a language is that of one run
    return code


def _seen(argument: str) -> str:
    """Return an argument of one word as a reader sees it; a file is named as it is.

    A soft hyphen or a space without width, which copied ids bring along, belongs to no word.
    """
    if argument.isascii() or "=" in argument or len(argument.split()) != 1:
        return argument
    with contextlib.suppress(OSError, ValueError):
        if os.path.lexists(argument):
            return argument
    from ddr.unseen import as_read, visible

    return read if (read := as_read(argument)).isascii() else visible(argument)


def _run(arguments: Sequence[str]) -> int:
    if "_DDR_COMPLETE" in os.environ:
        complete.prepare()
    if "--install-completion" in arguments:
        complete.install_where_fish_looks()
    try:
        code = command().main(list(map(_seen, arguments)), prog_name="ddr", standalone_mode=False)
        return int(code or Exit.OK) if code != Exit.INTERRUPTED else _interrupted()
    except click.ClickException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stdout.write(f"{error.format_message()}\n")
            return Exit.USAGE
        return _fail(_told(error), Exit.USAGE)
    except DdrError as error:
        Session.refuse(error)
        return error.code
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except UnicodeEncodeError:
        return _fail("an argument has bytes that are not text in UTF-8", Exit.USAGE)


def _interrupted() -> int:
    return _fail("interrupted", Exit.INTERRUPTED)


def not_written(error: OSError | SystemExit) -> int:
    """End where the answer cannot be written; a closed pipe is not an error."""
    cause = error.__context__ if isinstance(error, SystemExit) else error
    if not isinstance(cause, OSError):
        raise error
    _close_quietly()
    if isinstance(cause, BrokenPipeError):  # click and Rich make an exit of it
        return Exit.OK
    where = cause.filename or "the answer cannot be written"
    return _fail(f"{where}: {cause.strerror or cause}", Exit.TOOL)


def _fail(message: str, code: Exit) -> int:
    Session.notify(message)
    return code


def _told(error: Any) -> str:
    """Return what is wrong with the command line, on one line."""
    if isinstance(error, click.NoSuchOption):
        from ddr.cli.hints import no_such_option

        return no_such_option(error)
    message = " ".join(error.format_message().split())
    if (more := _TOO_MANY.fullmatch(message)) and error.ctx is not None:
        from ddr.cli.hints import too_many

        return too_many(error, more[1])
    return message


_TOO_MANY = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)")
"""How click says it; it has no exception of its own."""


def _close_quietly() -> None:
    """Let the interpreter end without a word about output that nobody takes."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
