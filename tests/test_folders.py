"""The folders of a user, held against platformdirs."""

import platformdirs
import pytest

from ddr.folders import Kind, user_folder

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
