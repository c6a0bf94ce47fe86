"""Hostile titles and names come through every export escaped and whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ddr.cite.export.formats import EXPORTS
from ddr.cite.pandoc.inlines import clean
from ddr.frozen import replace
from ddr.records import Source

from ..test_hostile import HOSTILE
from .readers import pandoc, pybtex, ris, seen, skeleton, templates, typeset, untagged, yaml_
from .shelf import exported, hostile

LEAST = 9
"""In so many of its fields at least must a hostile text be found again."""

MOST = 1000
LONG = [text for text in HOSTILE if len(text) > MOST]
TEXTS = [text for text in HOSTILE if len(text) <= MOST]
TEXTS += ["a | b || c", "{{unclosed |x=1", "TY  - BOOK", "ER  - ", "@misc{x,", "'''b'''"]
BY_PANDOC = {
    "biblatex": "biblatex", "bibtex": "bibtex", "csl-json": "csljson", "csl-yaml": "markdown",
}  # fmt: skip


def check(binary: Path, to: str, sources: list[Source], texts: list[str]) -> None:
    written = exported(sources, to)
    for text, found in zip(texts, _found(binary, to, written, len(texts)), strict=True):
        pandocs = to in BY_PANDOC and to != "csl-json"
        wanted = skeleton(untagged(clean(text)) if pandocs else clean(text))
        assert found.count(wanted) >= LEAST, (to, text[:99])


def _found(binary: Path, to: str, written: str, count: int) -> list[str]:
    """Return what a reader finds in each record."""
    records: list[Any]
    if to in BY_PANDOC:
        if "bib" in to:
            assert len(pybtex(written).entries) == count
        records = pandoc(binary, written, BY_PANDOC[to])
    elif to == "ris":
        records = ris(written)
    elif to == "wikipedia":
        records = [parameters for _, parameters in templates(written)]
    else:
        records = [_unescaped(item) for item in yaml_(written).values()]
    return [seen(record, tags=to in BY_PANDOC) for record in records]


def _unescaped(item: dict[str, Any]) -> Any:
    """Resolve the escapes of formattable strings; Typst itself reads them in another test."""
    plain = ("author", "affiliated", "page-range", "serial-number")
    return [
        value
        if key in plain
        else re.sub(r"\\\\([\\{}$])", r"\1", repr(value)).replace("\\\\", "\\")
        for key, value in item.items()
    ]


@pytest.mark.parametrize(
    ("kind", "language"), [("webpage", "en"), ("speech", "en"), ("article-newspaper", "ru")]
)
@pytest.mark.parametrize("to", [to for to in EXPORTS if to != "hayagriva"])
def test_hostile_texts_come_through_whole(binary: Path, to: str, kind: Any, language: str) -> None:
    check(binary, to, hostile(TEXTS, kind, language), TEXTS)


@pytest.mark.parametrize("to", EXPORTS)
def test_a_title_of_ten_thousand_characters_comes_through_whole(binary: Path, to: str) -> None:
    (text,) = LONG
    assert len(text) > 10_000
    (source,) = hostile(["plain"], "webpage", "en")
    found = _found(binary, to, exported([replace(source, title=text)], to), 1)
    assert skeleton(text) in found[0]


@pytest.mark.parametrize("kind", ["webpage", "speech"])
def test_typst_prints_hostile_texts_whole(tmp_path: Path, kind: Any) -> None:
    printed = skeleton(typeset(tmp_path, exported(hostile(TEXTS, kind, "en"), "hayagriva")))
    for text in TEXTS:
        assert printed.count(skeleton(clean(text))) >= 4, text[:99]


@pytest.mark.parametrize("to", EXPORTS)
def test_no_control_character_is_written(to: str) -> None:
    written = exported(hostile(TEXTS, "speech", "en"), to)
    assert {sign for sign in written if not sign.isprintable() and sign < "\x80"} <= {"\n", "\r"}


signs = st.text(
    st.sampled_from(
        "<>&;#%$^_~*`[](){}\\/|\"'“”‘’«»!?.,:-+=@ \t\n0aBi1.Vя김é\u00a0\u202e👧\x1b\u2028"
    ),
    min_size=1,
    max_size=25,
)
anything = st.text(min_size=1, max_size=25)


@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(st.lists(signs | anything, min_size=80, max_size=80), st.sampled_from(["en", "ru"]))
@pytest.mark.parametrize("to", [to for to in EXPORTS if to != "hayagriva"])
def test_any_text_comes_through_whole(
    binary: Path, to: str, texts: list[str], language: str
) -> None:
    kept = [text for text in texts if skeleton(untagged(clean(text)))]
    check(binary, to, hostile(kept, "webpage", language), kept)


@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(texts=st.lists(signs | anything, min_size=60, max_size=60))
def test_typst_prints_any_text_whole(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    kept = [text for text in texts if skeleton(clean(text))]
    written = exported(hostile(kept, "webpage", "en"), "hayagriva")
    printed = skeleton(typeset(tmp_path_factory.mktemp("any"), written))
    for text in kept:
        assert skeleton(clean(text)) in printed, text
