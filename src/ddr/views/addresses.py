"""Where a text stands on the web, down to its very words."""

from __future__ import annotations

from urllib.parse import quote

_WHOLE = 80
"""Characters of words that an address holds whole; of more it holds the beginning and the end."""
_ENDS = 5
"""Words of a beginning and of an end."""


def at_words(address: str, words: str) -> str:
    """Return the address that leads to these words on its page, or the address as it is.

    A text fragment, as WICG's URL Fragment Text Directives have it: browsers that know it scroll to
    the words and mark them, others show the page.
    """
    plain = " ".join(words.split())
    if not address.startswith(("http://", "https://")) or not plain:
        return address
    parts = plain.split(" ")
    if len(plain) <= _WHOLE or len(parts) <= 2 * _ENDS:
        directive = _encoded(plain)
    else:
        start, end = " ".join(parts[:_ENDS]), " ".join(parts[-_ENDS:])
        directive = f"{_encoded(start)},{_encoded(end)}"
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _encoded(words: str) -> str:
    """Encode every character that may mean something in a directive, the hyphen too."""
    return quote(words, safe="").replace("-", "%2D")
