"""What the TeX in a bibliography prints, decoded by pylatexenc; what it does not know is told."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_TEX = re.compile(r"[\\{}$~`]|--|''")
_PRINTED = {
    "url": "%s", "path": "%s", "enquote": "“%s”", "mkbibquote": "“%s”", "mkbibemph": "%s",
    "mkbibitalic": "%s", "textcyr": "%s", "textless": "<", "textgreater": ">",
    "textasciigrave": "`", "lbrace": "{", "rbrace": "}", "TeX": "TeX", "LaTeX": "LaTeX",
    "BibTeX": "BibTeX", "LaTeXe": "LaTeX2ε", "slash": "/", "hyphen": "-", "textquote": "“%s”",
    "href": "%(2)s <%(1)s>", "foreignlanguage": "%(2)s", "foreignquote": "“%(2)s”",
    **dict.fromkeys(("allowbreak", "newblock", "relax", "tt", "it", "bf", "em", "sl", "sc"), ""),
    **dict.fromkeys(("rm", "sf", "normalfont", "bfseries", "itshape", "scshape"), ""),
    **dict.fromkeys(("mbox", "hbox", "texttt", "textup", "textmd", "textsf", "textrm"), "%s"),
    "textnormal": "%s",
}  # fmt: skip
"""What TeX commands print that pylatexenc does not know, or prints otherwise."""
_SORTING = ("noopsort", "NOOPSORT", "SortNoop", "sortnoop", "noop")
"""Commands that hold what is only to be sorted by, and print nothing."""
_UNTRUE = frozenset({"cite", "ref", "footnote", "today", "section", "subsection"})
"""Commands that pylatexenc knows and whose print is none of the author's words."""

_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ARGUMENTS = re.compile(r"\\([A-Za-z]+)(?:\{[^{}]*\}){2,}")
_VERBATIM = re.compile(r"\\(?:path|url|verb)([|!+])(.*?)\1")
_LOGO = re.compile(r"\\([A-Za-z]*[A-Z][A-Za-z]*)(?![A-Za-z]|\s*[\[{][^}])")


def decoded(value: str) -> str:
    """Return a value as TeX would print it; groups in braces are as they are."""
    if not _TEX.search(value):
        return " ".join(value.split())
    plain = _LOGO.sub(_logo, _VERBATIM.sub(r"{\2}", value))
    plain = _ARGUMENTS.sub(_parted, plain)
    plain = re.sub(r"(?<!\\)%", r"\\%", plain)
    try:
        decoder, _, parsed = _decoder()
        text = str(decoder.latex_to_text(plain, latex_context=parsed))
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
        text = value
    if "`" in text:
        text = text.replace("`", "‘").replace("'", "’")
    return " ".join(unicodedata.normalize("NFC", text).split())


def _parted(command: re.Match[str]) -> str:
    """Return a command that is not known with its arguments apart, or they would be one word."""
    return command[0] if _is_known(command[1]) else command[0].replace("}{", "} {")


def _logo(command: re.Match[str]) -> str:
    """Return the name of a command that is not known and has capitals: it is most likely a name."""
    return command[0] if _is_known(command[1]) else f"{{{command[1]}}}"


@cache
def _decoder() -> tuple[Any, Any, Any]:
    """Return the decoder of TeX, the commands that it prints, and those that it parses."""
    import logging

    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
    from pylatexenc.latexwalker import get_default_latex_context_db as get_parsed
    from pylatexenc.macrospec import std_macro

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    printed, parsed = get_default_latex_context_db(), get_parsed()
    macros = [MacroTextSpec(name, simplify_repl=form) for name, form in _PRINTED.items()]
    macros += [MacroTextSpec(name, discard=True) for name in _SORTING]
    macros += [MacroTextSpec(name, discard=False) for name in _UNTRUE]
    printed.add_context_category("bibliographies", prepend=True, macros=macros)
    printed.set_unknown_macro_spec(MacroTextSpec("", discard=False))
    taking = [
        std_macro(name, False, 2 if "2" in form else 1)
        for name, form in _PRINTED.items()
        if "%" in form
    ]
    taking += [std_macro(name, False, 1) for name in (*_SORTING, *_UNTRUE)]
    parsed.add_context_category("bibliographies", prepend=True, macros=taking)
    decoder = LatexNodes2Text(latex_context=printed, math_mode="text", keep_comments=True)
    return decoder, printed, parsed


def unknown(value: str) -> list[str]:
    """Return the commands in a value whose print nobody knows, each with its backslash."""
    return sorted({f"\\{one}" for one in _COMMAND.findall(value) if not _is_known(one)})


@cache
def _is_known(command: str) -> bool:
    spec = _decoder()[1].get_macro_spec(command)
    return bool(spec and spec.macroname) and command not in _UNTRUE
