"""What a shell offers for an option or an argument: the sources of ``autocompletion=``.

Ids and names come straight from the index at hand; none is built for a Tab. The protocol of the
shells, and the reading of the line, are Typer's.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ddr.errors import counted
from ddr.index.open import Index, at_hand

if TYPE_CHECKING:
    from ddr.terms import Terms

Words = Iterable[tuple[str, str]]
Source = Callable[[str, "Timelines"], Words]
"""Finds words and what each is, from what is typed and the timelines in use."""

_MOST = 400
"""Offers at most: who wants to choose from more types a letter more."""

_CLICK = typer.BadParameter.__module__.rpartition(".")[0]
"""Typer's own click: where it lives differs between versions of Typer."""

_LAST = "\U0010ffff"
_SAFE = r"[\w.+@/,%=-]+"
"""What no shell takes for anything but itself: only that is offered."""
_SAFE_QUOTED = r"[\w.+@/,%= -]+"
"""What may be offered besides where a quotation mark is open: names with their blanks."""

_ODD = str.maketrans({'"': "”", "'": "’", "`": "’", "$": "", "\\": "", "\n": " ", "\t": " "})
"""What shells would read in a description."""
_SHORT = 3
_YEAR = 4
"""Letters of a word that may stand for a name; Il and Jong stand for too many."""


class Timelines:
    """The timelines that a command line names so far, and their index."""

    def __init__(self, ctx: typer.Context) -> None:
        self._named = [
            *((ctx.parent and ctx.parent.params.get("timeline")) or ()),
            *(ctx.params.get("timeline") or ()),
        ]
        self._index: list[Index | None] = []

    @property
    def index(self) -> Index | None:
        """The index, or None where it would have to be built."""
        if not self._index:
            from ddr.corpus.locate import timelines
            from ddr.files import cache_folder, copies_path

            self._index = [at_hand(timelines(self._named), cache_folder(), copies_path())]
        return self._index[0]

    def terms(self) -> "list[Terms]":
        """Return what the timelines declare; without an index, what stands at their heads."""
        if self.index:
            return [self.index.terms]
        from ddr.corpus.declarations import of_head
        from ddr.corpus.locate import timelines

        return [of_head(path, path.read_bytes()) for path in timelines(self._named)]

    def written(self, typed: str, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the ids that the files of the timelines hold and that no index has yet."""
        from ddr.corpus.locate import timelines

        for path in timelines(self._named):
            for table, name in _RECORD.findall(path.read_text("utf-8-sig")):
                if name.startswith(typed) and (not kinds or table in kinds):
                    yield name, table

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Ask the index; without one there is no row."""
        return self.index.rows(sql, parameters) if self.index else []


_RECORD = re.compile(r'^\[\[(\w+)\]\]\s*\nid = "([^"\\]+)"', re.MULTILINE)


class _Offer(str):
    """A word that is offered though it may not begin with what was typed, as Typer asks of it."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        """Return True: a source has chosen it."""
        return True


def offer(source: Source) -> Callable[..., Any]:
    """Return a source in the form of Typer's ``autocompletion=``.

    Errors are swallowed: a traceback in the middle of a command line helps nobody.
    """

    def offers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        before = _before()
        found: dict[str, str] = {}
        try:
            for value, help_ in source(incomplete, Timelines(ctx)):
                safe = _SAFE_QUOTED if " " in incomplete else _SAFE
                if re.fullmatch(safe, value) and len(found) < _MOST:
                    found.setdefault(_Offer(before + value), help_.translate(_ODD).strip())
        except Exception:  # noqa: BLE001
            return []
        return list(found.items())

    return offers


def commands(groups: Mapping[str, Mapping[str, str]], typed: str) -> list[Any]:
    """Return the commands that begin so, as click offers them."""
    item = import_module(f"{_CLICK}.shell_completion").CompletionItem
    return [
        item(name, help=help_)
        for group in groups.values()
        for name, help_ in group.items()
        if name.startswith(typed)
    ]


def prepare() -> None:
    """Make Typer ready for shells that ask: descriptions need no Rich, and keep their brackets."""
    with contextlib.suppress(ImportError):
        vars(import_module("typer._completion_classes"))["_sanitize_help_text"] = str
    _join_bash_words()


def install_where_fish_looks() -> None:
    """Let Typer install for fish below XDG_CONFIG_HOME, where that is set, as fish has it."""
    base = os.environ.get("XDG_CONFIG_HOME", "")
    if not Path(base).is_absolute():
        return
    shared = import_module("typer._completion_shared")

    def install(*, prog_name: str, complete_var: str, shell: str) -> Path:
        path = Path(base) / "fish" / "completions" / f"{prog_name}.fish"
        path.parent.mkdir(parents=True, exist_ok=True)
        script = shared.get_completion_script(
            prog_name=prog_name, complete_var=complete_var, shell=shell
        )
        path.write_text(f"{script}\n", "utf-8")
        return path

    vars(shared)["install_fish"] = install


def _join_bash_words() -> None:
    """Take the equals sign of ``--by=Putin``, of which bash makes a word, out of what it asks."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    place = os.environ.get("COMP_CWORD", "")
    if "=" in words and place.isdecimal():
        signs = words[: int(place)].count("=")
        os.environ["COMP_WORDS"] = "\n".join(word for word in words if word != "=")
        os.environ["COMP_CWORD"] = str(int(place) - signs)


def _before() -> str:
    """Return the ``--by=`` that zsh and fish have as a part of the word."""
    word = os.environ.get("_TYPER_COMPLETE_ARGS", "").rpartition(" ")[2]
    option, equals, _ = word.partition("=")
    return f"{option}=" if equals and option.startswith("--") else ""


def words(*known: str) -> Callable[..., Any]:
    """Offer these words."""
    return offer(lambda typed, _: _beginning(known, typed))


def settled(module: str, name: str) -> Callable[..., Any]:
    """Offer the words that a module settles, imported when they are asked for."""
    return offer(lambda typed, _: _beginning(getattr(import_module(module), name), typed))


def _beginning(known: Iterable[str], typed: str) -> Words:
    return ((word, "") for word in known if word.startswith(typed))


def _ids(*kinds: str) -> Source:
    where = f"type IN ({', '.join(map(repr, kinds))})" if kinds else "1"
    label = """CASE type WHEN 'statement' THEN coalesce(
        nullif(json_extract(body, '$.exact'), ''), json_extract(body, '$.says')) ELSE label END"""
    sql = f"""
        SELECT id, {label} FROM record WHERE {where} AND id >= ?1 AND id < ?2
        UNION SELECT f.id, r.label FROM former f JOIN record r ON r.id = f.now
            WHERE f.key AND {where} AND f.id >= ?1 AND f.id < ?2
        ORDER BY 1 LIMIT ?3
    """

    def source(typed: str, timelines: Timelines) -> Words:
        if timelines.index:
            return timelines.rows(sql, (typed, typed + _LAST, _MOST))
        return timelines.written(typed, kinds)

    return source


def _named(*kinds: str) -> Source:
    """Find ids and forms of names, whose blanks are written as hyphens; else what they mean."""
    some = ", ".join(map(repr, kinds))
    sql = (
        "SELECT f.text, r.label, f.id FROM form f JOIN record r ON r.id = f.id "
        f"WHERE f.type IN ({some}) ORDER BY f.id, f.number"
    )

    def source(typed: str, timelines: Timelines) -> Iterator[tuple[str, str]]:
        found = list(_ids(*kinds)(typed, timelines))
        if typed and timelines.index:
            found += _forms(timelines.rows(sql), typed)
            found = found or list(_meant(timelines.index, typed, kinds))
        yield from found

    return source


def _forms(rows: Iterable[tuple[Any, ...]], typed: str) -> Iterator[tuple[str, str]]:
    from unicodedata import normalize

    wanted = normalize("NFC", typed).casefold()
    for text, label, record in rows:
        blank = " " if " " in typed else "-"  # in quotation marks
        whole = normalize("NFC", blank.join(text.split()))
        for form in dict.fromkeys([whole, *whole.split(blank)]) if text != record else ():
            begins = form.casefold().startswith(wanted)
            if begins and len(form) >= len(wanted) and (form == whole or len(form) > _SHORT):
                yield typed + form[len(typed) :], label


def _meant(index: Index, typed: str, kinds: tuple[str, ...]) -> Words:
    """Return the ids of those who are so called, or so romanized as far as it is typed."""
    from ddr import names
    from ddr.query.names.resolve import find
    from ddr.query.stored import labels
    from ddr.spelling.keys import keys

    found = [match.id for match in find(index, typed, kinds)]
    some = ", ".join(map(repr, kinds))
    sql = (
        "SELECT id FROM spelling WHERE key >= ? AND key < ? "
        f"AND type IN ({some}) UNION SELECT id FROM spelling_word WHERE word >= ? AND word < ? "
        f"AND type IN ({some}) LIMIT ?"
    )
    for one in [] if found else keys([names.fold(typed)]):
        first, last = one.whole, one.whole + _LAST
        found += [row[0] for row in index.rows(sql, (first, last, first, last, _MOST))]
    return sorted(labels(index, found).items())


def _tallied(field: str) -> Source:
    """Find the topics or tags in use, whose blanks are written as hyphens."""
    sql = "SELECT DISTINCT value FROM tally WHERE field = ? ORDER BY value"

    def source(typed: str, timelines: Timelines) -> Iterator[tuple[str, str]]:
        wanted = typed.casefold().replace("-", " ")
        for (value,) in timelines.rows(sql, (field,)):
            if value.startswith(wanted):
                yield value.replace(" ", "-"), ""
        for terms in timelines.terms():
            yield from _spoken(terms, "topic", typed)

    return source


def _terms(table: str) -> Source:
    """Find words that the timeline declares, in any language; a form that is typed is kept."""

    def source(typed: str, timelines: Timelines) -> Iterator[tuple[str, str]]:
        for terms in timelines.terms():
            yield from _spoken(terms, table, typed)

    return source


def _spoken(terms: "Terms", table: str, typed: str) -> Iterator[tuple[str, str]]:
    wanted = typed.casefold()
    for word in terms.words(table):
        if word.startswith(typed):
            yield word, terms.label(table, word) if terms.label(table, word) != word else ""
    for form in terms.spoken(table) if typed else ():
        one = "-".join(form.split())
        if one.casefold().startswith(wanted):
            yield typed + one[len(typed) :], terms.label(table, terms.means(table, form))


def _held(typed: str, timelines: Timelines) -> Words:
    sql = (
        "SELECT id, label FROM record WHERE id IN (SELECT DISTINCT source FROM paragraph) "
        "AND id >= ? AND id < ? ORDER BY id LIMIT ?"
    )
    return timelines.rows(sql, (typed, typed + _LAST, _MOST))


def _any_of(*sources: Source) -> Callable[..., Any]:
    return offer(
        lambda typed, timelines: (found for source in sources for found in source(typed, timelines))
    )


def _shown(typed: str, timelines: Timelines) -> Words:
    """Find what ``show`` takes: every id, and names."""
    yield from _ids()(typed, timelines)
    if typed:
        yield from _named("person", "organization", "place")(typed, timelines)


def _dates(typed: str, timelines: Timelines) -> Iterator[tuple[str, str]]:
    """Find years, then months, then days on which something is on record; and words for days."""
    for word in ("today", "yesterday", "last-year"):
        if typed and word.startswith(typed):
            yield word, ""
    known: dict[str, int] = {}
    from datetime import date

    for day, number in timelines.rows("SELECT earliest, count(*) FROM dated GROUP BY earliest"):
        if date.min.toordinal() <= day <= date.max.toordinal():
            text = date.fromordinal(day).isoformat()
            length = next(size for size in (4, 7, 10) if len(typed) <= size - (size > _YEAR))
            known[text[:length]] = known.get(text[:length], 0) + number
    yield from ((text, counted(n, "record")) for text, n in known.items() if text.startswith(typed))


def _offices(typed: str, timelines: Timelines) -> Iterator[tuple[str, str]]:
    sql = "SELECT value, number FROM tally WHERE field = 'role' ORDER BY value"
    for value, number in timelines.rows(sql):
        shown = value if " " in typed else value.replace(" ", "-")
        if shown.casefold().startswith(typed.casefold()):
            yield shown, counted(number, "statement")


def _fields(typed: str, _: Timelines) -> Iterator[tuple[str, str]]:
    """Find the next field of a list of them."""
    before, comma, last = typed.rpartition(",")
    for name in ("date", "start", "end", "title", "kind", "place", "id", "source", "summary",
                 "speaker", "mode", "words", "locator", "topics", "issued", "URL"):  # fmt: skip
        if name.startswith(last):
            yield f"{before}{comma}{name}", ""


def _rules(typed: str, _: Timelines) -> Iterator[tuple[str, str]]:
    rules = import_module("ddr.corpus.rules").RULES
    yield from ((rule.code, rule.explanation) for rule in rules if rule.code.startswith(typed))


DATE = offer(_dates)
OFFICE = offer(_offices)
FIELDS = offer(_fields)
RULE = offer(_rules)
ID = offer(_ids())
SHOWN = offer(_shown)
SOURCE = offer(_ids("source"))
HELD = offer(_held)
CITABLE = offer(_ids("source", "event", "statement"))
COMPARED = offer(_ids("event", "statement"))
PARTY = offer(_named("person", "organization"))
PLACE = offer(_named("place"))
ABOUT = _any_of(_named("person", "organization", "place"), _tallied("topic"), _ids("event"))
TOPIC = offer(_tallied("topic"))
TAG = offer(_tallied("tag"))
KIND = offer(_terms("kind"))
MODE = settled("ddr.vocabulary", "MODES")
CONFIDENCE = settled("ddr.vocabulary", "CONFIDENCES")
SOURCE_TYPE = settled("ddr.vocabulary", "SOURCE_TYPES")
LANGUAGE = words("en", "en-GB", "en-US", "ko", "ru", "ru-RU", "zh", "ja", "de", "fr")
SIDE = offer(_terms("side"))
STYLE = settled("ddr.cite.style.finder", "NAMED")
