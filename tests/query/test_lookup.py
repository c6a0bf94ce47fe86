"""Words where an id is meant: the records that have them are offered, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.shared import ROOT

from ddr.errors import NotFoundError
from ddr.index.open import Index
from ddr.query.lookup import lookups

SEVERAL = 5


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    opened = Index([ROOT / "data" / "timeline.toml"], tmp_path_factory.mktemp("cache"), print)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["treaty", "1961"], "1961-07-06-treaty"),
        (["treaty 2024"], "2024-06-19-treaty"),
        (["Vladivostok summit"], "2019-04-25-vladivostok-summit"),
        (["Vladivostok", "summit", "25.04.2019"], "2019-04-25-vladivostok-summit"),
        (["(Korean", "War)", "begins:"], "1950-06-25-korean-war"),
        (["договор", "1961", "года"], "1961-07-06-treaty"),
    ],
)
def test_the_records_that_have_the_words_are_offered(
    index: Index, typed: list[str], meant: str
) -> None:
    with pytest.raises(NotFoundError, match="these have the words") as raised:
        lookups(index, typed)
    ids = [choice.partition("  ")[0] for choice in raised.value.choices]
    assert ids[0] == meant
    assert len(ids) <= SEVERAL
    assert lookups(index, ids)


@pytest.mark.parametrize(
    "typed", [["kremlin-2019", "wrong"], ["xyzzy plugh"], ['"'], ["- :", "()"]]
)
def test_nothing_is_offered_for_words_that_stand_nowhere_or_beside_an_id(
    index: Index, typed: list[str]
) -> None:
    with pytest.raises(NotFoundError, match="there is no record") as raised:
        lookups(index, typed)
    assert raised.value.choices == ()


@pytest.mark.parametrize("typed", [["Kim", "Jong", "Un"], ["김", "정은"], ["Владимир", "Путин"]])
def test_a_name_needs_no_quotation_marks(index: Index, typed: list[str]) -> None:
    (found,) = lookups(index, typed)
    assert found.table == "person"
