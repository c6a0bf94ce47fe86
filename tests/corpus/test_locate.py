"""Which timelines are read: those named, else the environment's, else the preferred ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ddr.corpus.locate import builtin, timelines
from ddr.errors import DataError, UsageError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "timeline.toml").touch()
    return tmp_path


def located(home: Path, preferences: str, *named: str, **environment: str) -> list[Path]:
    (home / "config.toml").write_text(preferences, "utf-8")
    return timelines(named, {"DDR_CONFIG": str(home), **environment})


def test_a_preferred_timeline_is_seen_from_the_file_of_preferences(home: Path) -> None:
    assert located(home, 'timeline = "mine"\n') == [home / "mine" / "timeline.toml"]
    both = os.pathsep.join(("builtin", "mine", str(home / "theirs")))
    mine, theirs = home / "mine" / "timeline.toml", home / "theirs" / "timeline.toml"
    assert located(home, f'timeline = "{both}"\n') == [builtin(), mine, theirs]


def test_the_environment_comes_before_it_and_a_flag_before_both(home: Path) -> None:
    theirs = home / "theirs" / "timeline.toml"
    assert located(home, 'timeline = "mine"', DDR_TIMELINE=str(theirs)) == [theirs]
    assert located(home, 'timeline = "mine"', "builtin", DDR_TIMELINE=str(theirs)) == [builtin()]


def test_without_any_the_built_in_one_is_read(home: Path) -> None:
    assert located(home, 'style = "apa"\n') == [builtin()]
    assert located(home, "# timeline\n") == [builtin()]
    assert timelines([], {"DDR_CONFIG": str(home / "none")}) == [builtin()]


def test_a_preference_that_cannot_be_followed_is_told(home: Path) -> None:
    with pytest.raises(DataError, match="there is no such timeline"):
        located(home, 'timeline = "gone"')
    with pytest.raises(UsageError, match="must be text"):
        located(home, "timeline = 5")
