"""What the tests of exports share."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "tex: needs biber or TeX; skipped where they are missing")
