"""Chunks of knitr, in R Markdown and Sweave: the documents that they include."""

from __future__ import annotations

import re

CHUNK = (
    r"(?:(?<=\n)|\A)<<(?P<options>[^\n]*)>>=[ \t]*\n(?P<code>(?:(?!@|<<)[^\n]*+\n)*+)(?:@[^\n]*)?"
)
"""A chunk within LaTeX."""
_CHILD = re.compile(
    r"\bchild\s*=\s*(c\([^()]*\)|\"[^\"]*\"|'[^']*')|\bknit_child\(\s*(\"[^\"]*\"|'[^']*')"
    r"|^#\|\s*child:[ \t]*(.*(?:\n#\|\s+-.*)*)",
    re.MULTILINE,
)
"""How a child is named: as an option, by code, or as an option in a comment."""
_QUOTED = re.compile(r"\"([^\"\n]+)\"|'([^'\n]+)'")
_LISTED = re.compile(r"(?:\n#\|\s+-|[\s\[\],\"'])+")


def children(options: str, code: str = "") -> list[str]:
    """Return the files that a chunk includes."""
    names: list[str] = []
    for match in (*_CHILD.finditer(options), *_CHILD.finditer(code)):
        if match[3] is None:
            names += [one[0] or one[1] for one in _QUOTED.findall(match[1] or match[2])]
        else:
            names += _LISTED.split(match[3])
    return [name for name in names if name]
