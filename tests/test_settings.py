"""Preferences: a flag, else the environment, else the file, else the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.errors import UsageError
from ddr.settings import KEYS, Setting, settings

EVERY = {"flag": "apa", "environment": "mla", "file": "gost"}


def written(folder: Path, text: str) -> dict[str, str]:
    """Write the file of preferences; return the environment that names it."""
    (folder / "config.toml").write_text(text, "utf-8")
    return {"DDR_CONFIG": str(folder)}


@pytest.mark.parametrize("flag", [True, False])
@pytest.mark.parametrize("variable", [True, False])
@pytest.mark.parametrize("file", [True, False])
def test_the_nearest_word_counts(tmp_path: Path, flag: bool, variable: bool, file: bool) -> None:
    environment = written(tmp_path, f'style = "{EVERY["file"]}"' if file else "")
    environment |= {"DDR_STYLE": EVERY["environment"]} if variable else {}
    found = settings({"style": EVERY["flag"] if flag else ""}, environment)
    asked = {"flag": flag, "environment": variable, "file": file}
    nearest = next((name for name, there in asked.items() if there), None)
    if nearest is None:
        assert found["style"] == Setting("chicago", "default")
    else:
        assert found["style"].value == EVERY[nearest]
        assert found["style"].origin.startswith(nearest)
    assert {name for name in KEYS if found[name].origin != "default"} <= {"style"}


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    found = settings(environment={"DDR_CONFIG": str(tmp_path / "none")})
    assert {one.origin for one in found.values()} == {"default"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('stile = "apa"', "style"),
        ("style = 3", "'style'"),
        ("style = ", "TOML"),
        (f"style = {'9' * 5000}", "TOML"),
        (f"style = {'[' * 5000}", "TOML"),
        ('wholly-other = ""', "timeline"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        settings(environment=written(tmp_path, text))
    assert str(tmp_path / "config.toml") in str(raised.value)
    assert said in str(raised.value)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    found = settings(environment=written(tmp_path, '\ufeffstyle = "gost"'))
    assert found["style"].value == "gost"


def test_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'style = "\xff"')
    with pytest.raises(UsageError, match=r"config\.toml"):
        settings(environment={"DDR_CONFIG": str(tmp_path)})
