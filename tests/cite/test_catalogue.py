"""The list of styles: what is searched, how words are matched, what is suggested."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.cite.style.catalogue import StyleEntry, catalogue, find, suggestion
from ddr.cite.style.finder import NAMED, styles_package


def entry(name: str, title: str, *fields: str) -> StyleEntry:
    return StyleEntry(name, name, title, "", "note", fields, "2026-11-22", "", "", extra=True)


ENTRIES = [
    entry("gost", "GOST R 7.0.5-2008 (Ру́сский)", "history"),
    entry("revue", "Revue d’histoire économique (Français)", "history", "social science"),
    entry("apa", "APA Style 7th edition", "psychology"),
]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["русский"], ["gost"]),
        (["РУССКИЙ"], ["gost"]),
        (["Ру́сский"], ["gost"]),
        (["economique"], ["revue"]),
        (["ÉCONOMIQUE", "francais"], ["revue"]),
        (["русскии"], []),
        (["history"], ["gost", "revue"]),
        (["history", "social"], ["revue"]),
        (["history", "psychology"], []),
        ([], ["gost", "revue", "apa"]),
    ],
)
def test_case_and_diacritics_are_nothing(words: list[str], names: list[str]) -> None:
    assert [one.name for one in find(ENTRIES, words)] == names


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["histroy"], "; did you mean 'history' or 'histoire'?"),
        (["history", "psycology"], "; did you mean 'psychology'?"),
        (["history", "psychology"], ""),
        (["Ру́ский"], "; did you mean 'русский'?"),
        (["x" * 10_000], ""),
        ([], ""),
    ],
)
def test_a_word_of_no_style_gets_a_suggestion(words: list[str], hint: str) -> None:
    assert suggestion(ENTRIES, words) == hint


@pytest.mark.skipif(styles_package() is None, reason="the package of styles is not installed")
def test_one_list_of_styles_is_kept(tmp_path: Path) -> None:
    (tmp_path / "styles-1.json").write_text("[]", "utf-8")
    entries = catalogue(tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.name != "styles-1.json"
    assert catalogue(tmp_path) == entries


def test_every_named_style_is_listed_first(tmp_path: Path) -> None:
    entries = catalogue(tmp_path)
    assert [one.name for one in entries[: len(NAMED)]] == list(NAMED)
    assert not any(one.extra for one in entries[: len(NAMED)])
    assert len({one.id for one in entries}) == len(entries)
    assert catalogue(tmp_path) == entries  # read back from the cache
    ours = next(one for one in entries if one.name == "gost")
    assert (ours.format, ours.license) == ("note", "https://opensource.org/licenses/MIT")
    assert "history" in ours.fields
