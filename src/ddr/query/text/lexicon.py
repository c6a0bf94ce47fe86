"""Words of diplomacy in Russian and Korean, and the English in which a timeline may tell of them.

A timeline in English is so found by readers of the languages of its sources. Names of persons,
bodies, states and places are not here: they are on record with all their forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

from ddr.names import stem

_SENTENCE = """
a about after all also am an and any are as ask asked at be been before being between by can
could did do does during ever find first for from get give got had has have how i in into is it
its last many me much of on or our over s please said say says since so some take taken tell than
that the their them then there these they think this those to told until upon us was we were what
when where whether which who whom whose why will with would you your
а без будет будут бы был была были было в ведь во все всё для до его ее еще ещё же если есть и из
или им их к как какая какие каким каких какого какое какой каком какую когда кого кем кому кто куда
ли между можно на над надо не нет ни но ну нужен нужна нужно о об он она они от перед по под после
потом почему при про с свой своей своего себя со сам само сколько сказал сказала так такое также
там то тогда того тот у уже чего чем через что чтобы чья чей чьи эта эти этот это
г год года году год день дня дней
가장 것 과 관한 관해 그 그리고 내 누가 누구 누구에게 누구와 누구의 는 대한 대해 더 등 때 때문 또
를 말했나 말한 몇 무슨 무엇 무엇을 및 사이 사이의 서로 수 어느 어디 어디서 어떤 어떻게 언제 얼마나
없나 없는 없다 에서 와 왜 위한 위해 은 의 이 이유 이전 이후 있나 있는 있다 있었나 전 통해 하는
하나 한 했나 했는가 했다 후
"""
LIGHT = frozenset(_SENTENCE.split())
"""Words that hold a sentence or a question together; a search may do without them."""
_SAYING = """
say says said tell told сказал сказала говорил говорила заявил заявила 말했나 말했다 말한
"""
SAYING = frozenset(_SAYING.split())
"""Words with which it is asked what somebody said."""

_ALIKE = 3
"""Letters that all forms of an English word begin with."""
PARTICLES = (
    "에서는", "으로부터", "에서", "에게", "께서", "까지", "부터", "으로", "하고", "이나", "한테",
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도", "만",
    "했나", "했는가", "했다", "하였다", "하다", "한", "된", "되다", "들", "들이", "들은", "들의",
)  # fmt: skip
"""What Korean writes onto a noun."""
_BELONGING = ("군", "인", "측")
"""What it writes onto the name of a state: its army, its people, its side."""
_STATE = 3  # letters of such a word at least


@cache
def _rows() -> list[list[list[str]]]:
    """Read ``lexicon.tsv``: each row has words of much the same meaning in three languages.

    The Russian words stand there as `ddr.names.stem` leaves them.
    """
    text = Path(__file__).with_suffix(".tsv").read_text("utf-8")
    return [[cell.split() for cell in row.split("\t")] for row in text.splitlines()[1:]]


def english(word: str) -> tuple[str, ...]:
    """Return English words that may stand for one, in any of its forms."""
    root = stem(word)
    alike = (same for same, *_ in _rows() if any(one[:_ALIKE] == root[:_ALIKE] for one in same))
    return _each(same for same in alike if root in map(stem, same))


def russian(word: str) -> tuple[str, ...]:
    """Return the English for a Russian word in any of its forms."""
    root = stem(word)
    return _each(same for same, roots, _ in _rows() if root in roots) or _clipped(root)


_CLIPPED = {
    "ген": ("general {}", "{} general"),
    "гос": ("state {}",),
    "дип": ("diplomatic {}",),
    "зам": ("deputy {}", "vice {}"),
    "межгос": ("interstate {}",),
    "межправ": ("intergovernmental {}",),
    "мин": ("{} ministry", "ministry of {}"),
    "спец": ("special {}",),
}
"""What Russian clips an adjective to and writes onto a noun: дипотношения, минобороны."""
_SHORTEST = 3  # letters of such a noun


def _clipped(root: str) -> tuple[str, ...]:
    """Return the English for a noun that a clipped adjective is written onto, as phrases."""
    return tuple(
        pattern.format(noun)
        for clip, patterns in _CLIPPED.items()
        if root.startswith(clip) and len(rest := root[len(clip) :]) >= _SHORTEST
        for same, roots, _ in _rows()
        if stem(rest) in roots or rest in roots
        for noun in same
        for pattern in patterns
    )


def korean(word: str) -> tuple[str, ...]:
    """Return the English for a Korean noun, particles left aside."""
    bare = without_particle(word)
    return _each(same for same, _, nouns in _rows() if any(one in nouns for one in bare))


def _each(several: Iterable[list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(several)))


def without_particle(word: str) -> list[str]:
    """Return a Korean word, and what it may be without the particle written onto it."""
    ends = (word.removesuffix(end) for end in PARTICLES)
    found = dict.fromkeys([word, *(bare for bare in ends if bare)])
    states = (one[:-1] for one in found if one.endswith(_BELONGING) and len(one) >= _STATE)
    return list(dict.fromkeys([*found, *states]))
