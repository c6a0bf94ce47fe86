"""Korean names as the North and the South spell them."""

from __future__ import annotations

import pytest

from ddr.spelling.korean import hangul


@pytest.mark.parametrize(
    ("name", "others"),
    [
        (("리", "룡", "호"), {"이용호", "이룡호", "리용호"}),
        (("이", "용", "호"), {"리룡호", "이룡호", "리용호", "니뇽호"}),
        (("로", "동"), {"노동"}),
        (("노", "동"), {"노동"}),
        (("여", "운", "형"), {"려운형", "녀운형"}),
    ],
)
def test_the_spellings_of_the_north_and_the_south_are_both_written(
    name: tuple[str, ...], others: set[str]
) -> None:
    assert {"".join(name), *others} <= {"".join(words) for words in hangul(name)}
