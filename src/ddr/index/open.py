"""Open the index of a set of timelines: the fresh one at hand, or a new one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ddr.errors import DataError, UsageError
from ddr.index import cache
from ddr.index.schema import APPLICATION, VERSION

if TYPE_CHECKING:
    from ddr.corpus.corpus import Corpus
    from ddr.terms import Terms

_TRIES = 3
_LIMITS = ("Expression tree is too large", "too many ", "at most ", "parser stack overflow")
"""How SQLite's messages begin where a query has more parts than it takes."""

_PORTION = 500

Notify = Callable[[str], None]
T = TypeVar("T")


def _terms(index: Index) -> Terms:
    import json

    from ddr.terms import from_values

    return from_values(json.loads(index.meta("terms")))


def where_in(column: str, values: Sequence[object]) -> str:
    """Return the condition that a column has one of these values, which are bound in order."""
    return f"{column} IN ({', '.join('?' * len(values))})"


def portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield values a few hundred at a time, as many as one query takes easily."""
    for start in range(0, len(values), _PORTION):
        yield values[start : start + _PORTION]


class Index:
    """An open index, read-only.

    A damaged file is found out when it is read: it is then built anew, once, and the query
    runs again.
    """

    _closed = False

    def __init__(
        self, timelines: Sequence[Path], folder: Path, notify: Notify, copies: Path | None = None
    ) -> None:
        """Open the index of timelines in a folder.

        copies: the list of the reader's own copies of texts, laid over the timelines if it exists.
        """
        self.timelines = list(timelines)
        self._copies = copies if copies and copies.is_file() else None
        self._watched = [*self.timelines, *filter(None, [self._copies])]
        self.folder = folder
        self.path: Path | None = None
        self._notify = notify
        self._told: set[str] = set()
        self._own: dict[str, str] | None = None
        self._made: dict[Callable[[Index], Any], Any] = {}
        self._connection = self._fresh() or self._build()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one query and return all its rows; raises `UsageError` once it is closed."""
        if self._closed:
            raise UsageError("the timeline was closed: open it again")
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            if _too_much(error):
                raise UsageError("too many values for one query: ask for fewer") from None
            if self.path is None:
                raise
            self._connection.close()
            self._notify(f"the index was damaged ({error}) and has been built again")
            self._connection = self._build()
            return self._connection.execute(sql, parameters).fetchall()

    def notify(self, message: str) -> None:
        """Tell the user something about an answer, each thing once."""
        if message not in self._told:
            self._told.add(message)
            self._notify(message)

    def close(self) -> None:
        """Let go of the file; the index answers no more queries."""
        self._closed = True
        self._connection.close()

    def copies(self) -> dict[str, str]:
        """Return the days on which the reader's own copies were held, by the id of the source."""
        return dict(self.rows("SELECT source, day FROM copy"))

    def mark(self, source: str) -> str:
        """Return "your copy" where the text of a source is the reader's own, else ""."""
        if self._own is None:
            self._own = self.copies()
        return "your copy" if source in self._own else ""

    def meta(self, key: str) -> str:
        """Return a value noted when the index was built, or ``""``."""
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def once(self, make: Callable[[Index], T]) -> T:
        """Return what is made of the index, the same each time that it is asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @property
    def terms(self) -> Terms:
        """The vocabulary that the timelines declare, read on first use."""
        return self.once(_terms)

    def _fresh(self) -> sqlite3.Connection | None:
        """Open the index at hand if the timelines have not changed since it was built."""
        stamp_path = cache.stamp_path(self.folder, self._watched)
        stamp = cache.read_stamp(stamp_path, self._watched)
        if stamp is None:
            return None
        if not cache.unchanged(stamp):
            stamp = cache.same_contents(stamp)
            if stamp is None:
                return None
            with contextlib.suppress(OSError):  # it only costs another reading next time
                cache.write_stamp(stamp_path, stamp, self._watched)
        path = cache.index_path(self.folder, stamp.fingerprint)
        connection = _connect(path) if cache.sealed(path) else None
        self.path = path if connection else None
        return connection

    def _build(self) -> sqlite3.Connection:
        """Read the timelines and build their index: in the cache, or in memory where it cannot."""
        from ddr.index.build import build

        corpus, stamp = _read(self.timelines, self._copies, self._notify)
        path = cache.index_path(self.folder, stamp.fingerprint)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                build(corpus, connection, stamp.fingerprint)
            cache.seal(part)
            part.replace(path)
            stamp_path = cache.stamp_path(self.folder, self._watched)
            cache.write_stamp(stamp_path, stamp, self._watched)
            cache.prune(self.folder, path)
            built = _connect(path)
            if built is not None:
                self.path = path
                return built
        except (OSError, sqlite3.Error) as error:
            self._notify(f"no index can be kept in {self.folder} ({error}); working in memory")
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        self.path = None
        connection = sqlite3.connect(":memory:", isolation_level=None)
        build(corpus, connection, stamp.fingerprint)
        return connection


class _AtHand(Index):
    """An index that is never built; without one, or with a damaged one, a query raises."""

    def _build(self) -> sqlite3.Connection:
        raise sqlite3.DatabaseError("no index is at hand")


def at_hand(timelines: Sequence[Path], folder: Path, copies: Path | None = None) -> Index | None:
    """Open the fresh index of these timelines, or return None where one would have to be built."""
    try:
        return _AtHand(timelines, folder, lambda _: None, copies)
    except sqlite3.Error:
        return None


def _read(
    timelines: Sequence[Path], copies: Path | None, notify: Notify
) -> tuple[Corpus, cache.Stamp]:
    """Read the timelines and the copies, and again if a file changes while it is read."""
    import hashlib

    from ddr.corpus.load import load
    from ddr.records import Source

    for _ in range(_TRIES):
        corpus = load(timelines, copies)
        texts = [text.path for text in corpus.texts.values()]
        try:
            stamp = cache.take_stamp([*timelines, *filter(None, [copies])], texts)
        except OSError as error:
            raise DataError(f"{error.filename} cannot be read: {error.strerror}") from None
        read = [hashlib.sha256(file.content).hexdigest() for file in corpus.files]
        read += [corpus.listed] if copies else []
        read += [source.sha256 for source in corpus.every(Source) if source.text]
        read += [copy.sha256 for copy in corpus.copies.values()]
        if read == [content for _, _, content in stamp.files]:
            for line in corpus.told:
                notify(line)
            return corpus, stamp
    raise DataError("the timeline keeps changing while it is read; try again")


def _too_much(error: sqlite3.DatabaseError) -> bool:
    """Return whether a query goes beyond SQLite's limits, which is no sign of damage."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith(_LIMITS)


def _connect(path: Path) -> sqlite3.Connection | None:
    """Open an index file read-only, or return None where it is missing or not ours."""
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    except (sqlite3.Error, ValueError):
        return None
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error:
        connection.close()
        return None
    if (application, version) == (APPLICATION, VERSION):
        return connection
    connection.close()
    return None
