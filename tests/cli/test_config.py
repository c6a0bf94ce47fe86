"""``ddr config``: what is told, what is set, and that nothing else in the file changes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from tests.e2e.running import DDR, Ddr

from ddr.settings import KEYS

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


@pytest.fixture
def ddr(tmp_path: Path) -> Ddr:
    """The command with a folder of preferences of its own."""
    made = Ddr(tmp_path)
    made.env["DDR_CONFIG"] = str(tmp_path / "config")
    made.env.pop("DDR_TIMELINE")
    return made


def file(ddr: Ddr) -> Path:
    return Path(ddr.env["DDR_CONFIG"]) / "config.toml"


def test_what_is_set_is_told_and_counts(ddr: Ddr) -> None:
    assert call(ddr, "get", "style") == (0, "chicago\n")
    assert call(ddr, "set", "style", "apa")[0] == 0
    assert call(ddr, "get", "style") == (0, "apa\n")
    told = json.loads(call(ddr, "--format", "json")[1])
    assert told["file"] == str(file(ddr))
    assert told["preferences"]["style"] == {"value": "apa", "origin": "file"}
    assert call(ddr, "unset", "style")[0] == 0
    assert call(ddr, "get", "style") == (0, "chicago\n")


def call(ddr: Ddr, *words: str) -> tuple[int, str]:
    answer = ddr.run(DDR, "config", *words)
    return answer.code, answer.out


def test_comments_and_other_lines_stay(ddr: Ddr) -> None:
    file(ddr).parent.mkdir()
    before = '# mine\nform = "short"  # as they ask\nstyle = "gost"\n'
    file(ddr).write_text(before, "utf-8")
    assert call(ddr, "set", "style", "mla")[0] == 0
    assert file(ddr).read_text("utf-8") == before.replace("gost", "mla")
    assert call(ddr, "set", "language", "en-GB")[0] == 0
    assert tomllib.loads(file(ddr).read_text("utf-8")) == {
        "form": "short", "style": "mla", "language": "en-GB",
    }  # fmt: skip
    assert call(ddr, "unset", "style")[0] == 0
    assert "style" not in file(ddr).read_text("utf-8")
    assert file(ddr).read_text("utf-8").startswith("# mine\n")


@pytest.mark.parametrize(
    "words",
    [
        ("set", "style"), ("set", "stile", "apa"), ("set", "style", "no-such-style"),
        ("set", "form", "footnote"), ("set", "accessible", "perhaps"), ("get",),
        ("forget", "style"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_no_command_would_take_is_not_kept(ddr: Ddr, words: tuple[str, ...]) -> None:
    code, out = call(ddr, *words)
    assert code in (1, 2)
    assert out == ""
    assert not file(ddr).exists()


def test_a_file_of_another_shape_is_left_alone(ddr: Ddr) -> None:
    file(ddr).parent.mkdir()
    before = '"style" = "gost"\n'
    file(ddr).write_text(before, "utf-8")
    assert call(ddr, "set", "style", "apa")[0] == 2
    assert file(ddr).read_text("utf-8") == before


@pytest.mark.parametrize("name", KEYS)
def test_the_page_tells_every_key(name: str) -> None:
    rows = [
        line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| `{name}` ")
    ]
    assert len(rows) == 1
    assert f"`{KEYS[name].variable}`" in rows[0]
    assert not KEYS[name].default or f"`{KEYS[name].default}`" in rows[0]
