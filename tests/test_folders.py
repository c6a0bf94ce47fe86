"""The folders of a user, held against platformdirs."""

from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from ddr.errors import UsageError
from ddr.folders import Kind, cache_folder, config_path, user_folder

NAMED = {"cache": platformdirs.user_cache_path, "config": platformdirs.user_config_path}


@pytest.mark.parametrize("kind", ["cache", "config"])
@pytest.mark.parametrize("base", [None, "", " ", "/var/else where", "~/mine", "below", "~nobody/x"])
@pytest.mark.parametrize("home", ["/home/someone", None])
def test_the_folder_is_where_platformdirs_has_it(
    monkeypatch: pytest.MonkeyPatch, kind: Kind, base: str | None, home: str | None
) -> None:
    for name, value in ((f"XDG_{kind.upper()}_HOME", base), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert user_folder(kind) == NAMED[kind]("ddr", appauthor=False)


@pytest.mark.parametrize(
    ("variable", "folder"), [("DDR_CACHE", cache_folder), ("DDR_CONFIG", config_path)]
)
def test_the_home_of_nobody_is_an_error(
    monkeypatch: pytest.MonkeyPatch, variable: str, folder: Callable[[], Path]
) -> None:
    monkeypatch.setenv(variable, "~nosuchuser/x")
    with pytest.raises(UsageError, match="~nosuchuser/x"):
        folder()
