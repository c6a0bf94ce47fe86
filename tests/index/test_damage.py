"""A damaged index is never believed: it is built again, and the answer is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ddr.errors import UsageError
from ddr.index import cache
from ddr.index.open import Index
from ddr.query.names.resolve import find
from ddr.query.select import Selection, select
from ddr.query.stored import every, fetch
from ddr.query.text.search import search

Opener = Callable[..., Index]
PAGE = 4096


def answers(index: Index) -> list[Any]:
    """Ask everything that reads another part of the file."""
    selection = Selection(table="event", filters=(("kind", ("summit", "treaty")),), since=1)
    return [
        [one.body for one in fetch(index, select(index, selection)).values()],
        select(index, Selection(table="event", filters=(("agent", ("kim-jong-un",)),))),
        select(index, Selection(table="event", match='"vladivostok" OR "peace"')),
        search(index, "peace OR Vladivostok OR Kim", 0, 10),
        find(index, "김정은", ("person",)),
        find(index, "jong", ("person",)),
        [one.body for one in every(index, "source")],
        index.meta("title"),
    ]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "one byte": lambda content: content[:1],
    "half": lambda content: content[: len(content) // 2],
    "without its last page": lambda content: content[:-PAGE],
    "garbage": lambda content: b"garbage " * (len(content) // 8),
    "a garbage header": lambda content: b"garbage " * 2 + content[16:],
    "zero bytes in the middle": lambda content: (
        content[: 5 * PAGE] + bytes(len(content) - 9 * PAGE) + content[-4 * PAGE :]
    ),
    "some bytes in the middle": lambda content: content.replace("김정은".encode(), b"\0" * 9),
    "another database": lambda content: content[:60] + bytes(4) + content[64:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_built_again(
    timeline: Path,
    open_index: Opener,
    builds: list[str],
    damage: Callable[[bytes], bytes],
) -> None:
    index = open_index(timeline)
    path, right = index.path, answers(index)
    assert path
    content = path.read_bytes()
    assert damage(content) != content
    path.write_bytes(damage(content))
    assert answers(open_index(timeline)) == right
    assert answers(open_index(timeline)) == right
    assert len(builds) == 2


def test_every_damaged_page_is_found_when_it_is_read(timeline: Path, open_index: Opener) -> None:
    index = open_index(timeline)
    path, right = index.path, answers(index)
    assert path
    content = path.read_bytes()
    notices: list[str] = []
    for start in range(PAGE, len(content), PAGE):
        path.write_bytes(content[:start] + bytes(PAGE) + content[start + PAGE :])
        cache.seal(path)  # as if the disk had failed, not as if someone had written
        before = len(notices)
        damaged = open_index(timeline, notify=notices.append)
        assert answers(damaged) == right
        assert len(notices) <= before + 1
        damaged.close()
    assert len(notices) > 10
    assert all("damaged" in notice and "built again" in notice for notice in notices)


def test_damage_to_an_open_index_is_mended(timeline: Path, open_index: Opener) -> None:
    notices: list[str] = []
    index = open_index(timeline, notify=notices.append)
    path, right = index.path, answers(index)
    assert path
    index.close()
    index = open_index(timeline, notify=notices.append)
    path.write_bytes(path.read_bytes()[:PAGE] + b"\xff" * 40 * PAGE)
    assert answers(index) == right
    assert len(notices) == 1
    assert answers(open_index(timeline)) == right


def test_damage_where_nothing_can_be_kept_is_mended_in_memory(
    timeline: Path, open_index: Opener, tmp_path: Path
) -> None:
    notices: list[str] = []
    index = open_index(timeline)
    path, right = index.path, answers(index)
    assert path
    path.write_bytes(path.read_bytes()[:PAGE] + b"\xff" * 40 * PAGE)
    cache.seal(path)
    index = open_index(timeline, notify=notices.append)
    folder = tmp_path / "index"
    folder.rename(tmp_path / "moved")
    folder.write_bytes(b"a file in its place")
    assert answers(index) == right
    assert index.path is None
    assert ["damaged" in notices[0], "in memory" in notices[1], len(notices)] == [True, True, 2]


def test_a_query_beyond_the_limits_of_sqlite_is_no_damage(
    timeline: Path, open_index: Opener, builds: list[str]
) -> None:
    index = open_index(timeline)
    filters = tuple(("agent", (f"person-{number}",)) for number in range(1_100))
    with pytest.raises(UsageError, match="too many values for one query"):
        select(index, Selection(table="event", filters=filters))
    values = tuple(map(str, range(300_000)))
    with pytest.raises(UsageError, match="too many values for one query"):
        select(index, Selection(table="event", filters=(("agent", values),)))
    assert len(builds) == 1
