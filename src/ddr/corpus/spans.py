"""Where the values of a TOML document stand, to the character, so that one alone can be changed."""

from __future__ import annotations

from ddr.corpus.positions import TOKEN, header_path, join, names

Span = tuple[int, int]
_ENDS = frozenset("\n,]}")


def spans(text: str) -> dict[str, Span]:
    """Return where each value stands in a valid TOML document, from its first character to its end.

    Paths are those of `positions`, and go on into inline tables: ``event[2].evidence[0].exact``.
    """
    walk = _Walk(text)
    prefix = ""
    counts: dict[str, int] = {}
    while walk.mark:
        if walk.mark == "\n":
            walk.step()
        elif walk.mark == "[":
            words = []
            while walk.mark not in ("\n", ""):
                words.append(walk.mark)
                walk.step()
            prefix = header_path(words, counts)
        else:
            walk.pair(prefix)
    return walk.found


class _Walk:
    """A walk over the tokens of a document."""

    def __init__(self, text: str) -> None:
        self._tokens = [m for m in TOKEN.finditer(text) if not m[0].startswith("#")]
        self._at = 0
        self.found: dict[str, Span] = {}

    @property
    def mark(self) -> str:
        """The token here; "" at the end."""
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def step(self) -> None:
        """Go on to the next token."""
        self._at += 1

    def pair(self, prefix: str) -> None:
        """Read a key and its value."""
        key = []
        while self.mark != "=":
            key.append(self.mark)
            self.step()
        self.step()
        self._value(join(prefix, ".".join(names(key))))

    def _value(self, path: str) -> None:
        start = self._tokens[self._at].start()
        if self.mark == "[":
            self._array(path)
        elif self.mark == "{":
            self._table(path)
        else:
            while self.mark and self.mark not in _ENDS:
                self.step()
        self.found[path] = start, self._tokens[self._at - 1].end()

    def _array(self, path: str) -> None:
        self.step()
        index = 0
        while self.mark != "]":
            if self.mark in ("\n", ","):
                self.step()
            else:
                self._value(f"{path}[{index}]")
                index += 1
        self.step()

    def _table(self, path: str) -> None:
        self.step()
        while self.mark != "}":
            if self.mark in ("\n", ","):
                self.step()
            else:
                self.pair(path)
        self.step()
