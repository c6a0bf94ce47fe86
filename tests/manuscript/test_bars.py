"""Sixty correct quotations give no finding, sixty wrong ones are all found, in every format."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ddr.manuscript.manuscript import parse

from .conftest import Check
from .held import DIRECT, PARAGRAPHS, REPORTED, TEXTS, middle, sentences, unique
from .writing import FORMATS, SINGLE, Writing

WRITINGS = pytest.mark.parametrize("w", FORMATS, ids=lambda w: w.form)
LONG = [one for one in DIRECT if len(one[2].split()) > 40]
KNOWN = set(TEXTS) | {"kremlin-2019-4f", "1948-10-12-relations"}


def wrapped(text: str, width: int = 60) -> str:
    """Break lines as an editor does, but never before what would begin a list."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > width and word[:1].isalnum():
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def correct(w: Writing) -> Iterator[str]:
    """Yield paragraphs, each with words that stand where they are cited."""
    styles = list(w.styles)
    for number, style in enumerate(styles * 3):
        source, n, text = LONG[number * 5 % len(LONG)]
        words = w.quote(middle(text, 9 + number % 4, number), style)
        yield wrapped(f"It was said that {words} {w.beside(source, f'para. {n}')}, and more.")
    for number, mark in enumerate(w.omission * 2):
        source, n, text = LONG[number * 3 % len(LONG)]
        parts = middle(text, 7), mark, middle(text, 8, 25 + number)
        words = w.styles[styles[number % 2]](
            " ".join((w.escape(parts[0]), mark, w.escape(parts[2])))
        )
        yield wrapped(f"The speaker held: {words} {w.beside(source, f'para. {n}')}.")
    for number in range(6):
        source, n, text = LONG[number * 7 % len(LONG)]
        cited = w.beside(source, ("para. {}", "¶ {}", "paragraph {}")[number % 3].format(n))
        words = w.escape(text)
        if number % 2:
            yield f"{w.block(wrapped(words) + chr(10) + cited)}\n\nSo it went on."
        else:
            yield f"In {w.within(source, f'para. {n}')} this was said:\n\n{w.block(wrapped(words))}"
    for number in range(4):
        source, n, text = LONG[number * 9 % len(LONG)]
        words = w.quote(middle(text, 8, number))
        yield f"It says {words}.{w.note('See ' + w.beside(source, f'para. {n}') + '.')} Then more."
        yield wrapped(f"{w.within(source, f'para. {n}')} says {words}, as others do.")
    yield from special(w)


def special(w: Writing) -> Iterator[str]:
    """Yield paragraphs that only one rule each lets pass."""
    text = TEXTS["kremlin-2019"][3]
    first, last = sentences(text)[0], sentences(text)[-1]
    cited = w.beside("kremlin-2019", "para. 4")
    yield f"Putin said: {w.quote(last)} {w.beside('kremlin-2019-4f', '')}."
    both = (w.quote(middle(first, 6)), w.quote(middle(last, 6)))
    yield f"He spoke {both[0]} and added {both[1]} {cited}."
    other = ("matsegora-2017", "para. 4")
    yield f"They say {both[0]} {w.together([other, ('kremlin-2019', 'para. 4')])}."
    yield f"They say {both[0]} {w.beside('kremlin-2019', '')}."
    yield f"They say {both[0]} {w.beside('kremlin-2019', 'paras. 4–5')}."
    comma = w.styles[next(iter(w.styles))](w.escape(middle(first, 6)) + ",")
    yield f"{comma} he said {cited}."
    words = middle(first, 9).split()
    styled = w.styles[next(iter(w.styles))]
    inserted = " ".join(map(w.escape, words[:5])) + " [as he put it] " + w.escape(words[5])
    yield f"He said {styled(inserted)} {cited}."
    initial = f"[{last[0].lower()}]{w.escape(last[1:40].rpartition(' ')[0])}"
    yield f"He said that {styled(initial)} {cited}."
    bold = f"{w.escape(' '.join(words[:3]))} {w.emphasis(w.escape(words[3]))} {w.escape(words[4])}"
    yield f"He said {styled(bold)} {cited}."
    spread = TEXTS["kremlin-2019"][3] + " " + TEXTS["kremlin-2019"][4]
    yield w.block(wrapped(w.escape(spread)) + "\n" + w.beside("kremlin-2019", "paras. 4-5"))
    yield f"The title {w.quote('Invariable Friendship Inheriting over Centuries')} " + (
        f"{w.beside('mfa-2021', '')} is odd."
    )
    yield "This paragraph has “scare quotes” and cites nothing."
    for number, (source, n, text) in enumerate(REPORTED):
        who = ("KCNA reported that he spoke of", "According to the agency, it was")[number % 2]
        yield wrapped(f"{who} {w.quote(middle(text, 10, 3))} {w.beside(source, f'para. {n}')}.")


@WRITINGS
def test_sixty_correct_quotations_give_no_finding(w: Writing, check: Check) -> None:
    text = "\n\n".join(correct(w)) + "\n"
    quoted = [q for q in parse(text, w.form, known=KNOWN).quotations if q.near]
    assert len(quoted) >= 60
    assert {q.kind for q in quoted} == {"inline", "block"}
    assert check(text, w.form) == []


@WRITINGS
def test_each_correct_quotation_alone_gives_no_finding(w: Writing, check: Check) -> None:
    for text in correct(w):
        assert check(text, w.form) == [], text


def changed(number: int) -> tuple[str, str, int]:
    """Return words with one changed, and where they are cited."""
    source, n, text = LONG[number * 3 % len(LONG)]
    words = middle(text, 12, number).split()
    words[5 + number % 3] = ("plainly", "hardly", "sixteen", "Moscow’s")[number % 4]
    return " ".join(words), source, n


def dropped(number: int) -> tuple[str, str, int]:
    """Return words without their "not", and where they are cited."""
    negated = [
        (source, n, text, at)
        for source, n, text in DIRECT
        for at, word in enumerate(text.split())
        if word in ("not", "no")
    ]
    source, n, text, at = negated[number % len(negated)]
    words = text.split()
    return " ".join(words[max(at - 6, 0) : at] + words[at + 1 : at + 7]), source, n


def misplaced(number: int) -> tuple[str, str, int]:
    """Return words and another paragraph of their source."""
    source, n, text = LONG[number * 4 % len(LONG)]
    words = next(w for s in range(30) if unique(w := middle(text, 10, s)))
    return words, source, n - 1 if n > 1 else n + 1


def foreign(number: int) -> tuple[str, str, int]:
    """Return words and a paragraph of another source."""
    source, _, text = LONG[number * 4 % len(LONG)]
    words = next(w for s in range(30) if unique(w := middle(text, 10, s)))
    return words, "mfa-2021" if source != "mfa-2021" else "matsegora-2022", 4


def joined(number: int) -> tuple[str, str, int]:
    """Return two sentences with nothing for what stood between them."""
    several = [(s, n, sentences(text)) for s, n, text in PARAGRAPHS if len(sentences(text)) > 2]
    source, n, found = several[number % len(several)]
    first, last = (
        found[0].split()[-9:],
        found[2 + number // len(several) % 2 - 0 if len(found) > 3 else 2],
    )
    return " ".join(first + last.split()[:9]), source, n


def direct(number: int) -> tuple[str, str, int]:
    """Return the reporter's words."""
    source, n, text = REPORTED[number % len(REPORTED)]
    return middle(text, 11, number), source, n


WRONG = {
    "changed": (changed, {"not-verbatim"}),
    "dropped": (dropped, {"omission"}),
    "misplaced": (misplaced, {"wrong-paragraph"}),
    "foreign": (foreign, {"wrong-source"}),
    "joined": (joined, {"omission"}),
    "direct": (direct, {"reported"}),
}


def wrong(w: Writing) -> Iterator[tuple[str, set[str]]]:
    """Yield sixty paragraphs, each with one wrong quotation, and what it may be found to be."""
    styles = list(w.styles)
    for make, codes in WRONG.values():
        for number in range(10):
            words, source, n = make(number)
            cited = w.beside(source, f"para. {n}")
            inline = wrapped(w.quote(words, styles[number % len(styles)]))
            who = "The ambassador said"
            kinds = (
                f"{who}: {inline} {cited}. It was late.",
                f"{who} this:\n\n{w.block(wrapped(w.escape(words)) + chr(10) + cited)}",
                f"{who} {inline}.{w.note('See ' + cited + '.')} It was late.",
                f"In {w.within(source, f'para. {n}')} the ambassador said {inline}, and left.",
                f"{who} so in {w.within(source, f'para. {n}')}:\n\n{w.block(w.escape(words))}",
            )
            yield kinds[number % 5 if number < 5 else (number * 3) % 5], codes


@WRITINGS
def test_sixty_wrong_quotations_are_all_found(w: Writing, check: Check) -> None:
    cases = list(wrong(w))
    assert len(cases) == 60
    lines, text = [], ""
    for paragraph, _ in cases:
        lines.append((text.count("\n") + 1, (text + paragraph).count("\n") + 1))
        text += f"{paragraph}\n\n"
    found = check(text, w.form)
    assert len(found) == 60
    for finding, (first, last), (paragraph, codes) in zip(found, lines, cases, strict=True):
        assert finding.code in codes, (finding, paragraph)
        assert first <= finding.line <= last


@WRITINGS
def test_each_wrong_quotation_alone_is_found(w: Writing, check: Check) -> None:
    for paragraph, codes in wrong(w):
        assert [finding.code for finding in check(paragraph, w.form)] in [[c] for c in codes], (
            paragraph
        )


def test_single_marks_are_among_the_styles() -> None:
    assert all(SINGLE & set(w.styles) for w in FORMATS)
