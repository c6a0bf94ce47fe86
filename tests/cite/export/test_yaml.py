"""YAML, held against PyYAML."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from ddr.cite.export.yaml import dump, key

scalars = st.text() | st.integers() | st.booleans()
keys = st.from_regex(r"[a-z][a-z-]{0,8}x", fullmatch=True)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def _storable(value: Any) -> Any:
    """Leave out what UTF-8 cannot hold."""
    match value:
        case str():
            return value.encode(errors="ignore").decode()
        case list():
            return [_storable(part) for part in value]
        case dict():
            return {name: _storable(part) for name, part in value.items()}
    return value


@given(st.dictionaries(keys, values, max_size=4))
def test_what_is_written_is_read(value: dict[str, Any]) -> None:
    wanted = _storable(value)
    assert yaml.safe_load(dump(wanted) or "{}") == wanted


@given(st.text())
def test_a_key_is_read_as_text(text: str) -> None:
    wanted = _storable(text)
    assert yaml.safe_load(f"{key(wanted)}: 1") == {wanted: 1}


def test_the_layout() -> None:
    value = {"a": [{"b": "x", "c": [[2026, 11, 21]]}, {"d": {"e": "y"}}], "f": []}
    assert dump(value) == ('a:\n  - b: "x"\n    c: [[2026, 11, 21]]\n  - d:\n      e: "y"\nf: []\n')
