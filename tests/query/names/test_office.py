"""Who held an office on a day, its first and its last among them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ddr.index.open import Index
from ddr.query.names.office import Offices

TIMELINE = """\
schema = 1

[[person]]
id = "first"
name = "Ivan First"
roles = [{ title = "Ambassador of Russia", of = "russia", from = "2001-03-01", to = "2005-06-30" }]

[[person]]
id = "second"
name = "Ivan Second"
roles = [{ title = "Ambassador of Russia", of = "russia", from = "2005-07-01", to = "2008-01-31" }]
"""


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2001-02-28", []),
        ("2001-03-01", ["first"]),
        ("2005-06-30", ["first"]),
        ("2005-07-01", ["second"]),
        ("2008-01-31", ["second"]),
        ("2008-02-01", []),
    ],
)
def test_an_office_is_held_from_its_first_day_to_its_last(
    tmp_path: Path, open_index: Callable[..., Index], day: str, holder: list[str]
) -> None:
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(TIMELINE, "utf-8")
    on = date.fromisoformat(day).toordinal()
    found = Offices(open_index(timeline)).holders("Russian ambassador", (on, on))
    assert [one.id for one in found] == holder
