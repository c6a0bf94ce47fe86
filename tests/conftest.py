"""What every test shares: a cache of its own, and copies of a timeline that never changes."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ddr.index.open import Index
from tests.shared import FIVE

Opener = Callable[..., Index]

# How fast the machine is proves nothing; `--hypothesis-profile thorough` searches at random.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ordinary", _UNTIMED, derandomize=True, database=None)
settings.register_profile("thorough", _UNTIMED, max_examples=1000, print_blob=True)
settings.load_profile("ordinary")

# A script's background job ignores Ctrl-C, and so would every process that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "tex: needs biber or TeX; skipped where they are missing")


@pytest.fixture(scope="session", autouse=True)
def _isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache and timelines out of every test, and theirs out of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DDR_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("DDR_DATA", str(tmp_path_factory.mktemp("data")))
        patch.delenv("DDR_TIMELINE", raising=False)
        yield


@pytest.fixture
def corpus_copy(tmp_path: Path) -> Path:
    """Return a timeline that may be changed: a copy of the one of five texts, beside its texts."""
    folder = tmp_path / "copy"
    shutil.copytree(FIVE, folder)
    return folder / "timeline.toml"


@pytest.fixture
def open_index(tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens the index of timelines; each is closed after the test.

    ``open_index(*timelines, folder=..., notify=...)`` keeps it in a folder of the test's own, and
    fails on a notice unless `notify` takes it.
    """
    opened: list[Index] = []

    def refuse(message: str) -> None:
        pytest.fail(f"unexpected notice: {message}")

    def open_one(
        *timelines: Path,
        folder: Path = tmp_path / "index",
        notify: Callable[[str], None] = refuse,
    ) -> Index:
        opened.append(Index(timelines, folder, notify))
        return opened[-1]

    yield open_one
    for index in opened:
        index.close()
