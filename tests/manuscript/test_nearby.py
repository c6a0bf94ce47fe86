"""Which citation a quotation belongs to."""

from __future__ import annotations

import pytest

from ddr.manuscript.manuscript import parse

NEAR = [
    # right after the quotation, whatever else is near
    ("“x” [@a].", "a"),
    ("“x.” [@a] Then [@b].", "a"),
    ("[@b] says “x” [@a].", "a"),
    ("“x” (see @a, p. 4).", "a"),
    ("“x”,[^1] he said [@b].\n\n[^1]: See @a.", "a"),
    ("“x.”^[Thus @a, para. 4.] More [@b].", "a"),
    ("“x” [see @a; also @b].", "a b"),
    ("“x” [@a][@b].", "a b"),
    # in its own sentence: after it, or before it where the sentence names the source
    ("“x” was said on that day [@a]. Then [@b].", "a"),
    ("As @a says, “x”. Then [@b].", "a"),
    ("As @a says, “x”; @b says “y”.", "a"),
    ("As @a says, “x” in the town [@b].", "a b"),
    ("In town [@a] he said “x”. Then [@b].", "a"),
    ("He said “x” and “y” [@a].", "a"),
    # in its paragraph: the next, unless that opens a sentence of its own
    ("He said “x”. It was late. So it went on [@a].", "a"),
    ("First [@a]. He said “x”. It was late.", "a"),
    ("First [@a]. He said “x”. But @b says more.", "a"),
    ("He said “x”. But @b says more.", "b"),
    # abbreviations end no sentence
    ("Mr. Putin, cf. para. 4, said “x” to V. Ivanov in 2019 [@a]. Then [@b].", "a"),
    # another paragraph is too far
    ("He said “x”.\n\nThen [@a].", ""),
    ("Then [@a].\n\nHe said “x”.", ""),
]
BLOCKS = [
    ("> x [@a]\n\nThen [@b].", "a"),
    ("> x\n>\n> — @a", "a"),
    ("> x\n\n[@a] Then [@b].", "a"),
    ("> x\n\n— Vladimir Putin, @a", "a"),
    ("He says [@a]:\n\n> x\n\nThen more [@b].", "a"),
    ("As @a has it:\n\n> x", "a"),
    ("One [@b]. As @a has it:\n\n> x", "a"),
    ("As @a has it. He went on:\n\n> x", "a"),
    ("As @a has it. He went on.\n\n> x", ""),
    ("> x\n\nThen more [@b].", ""),
]


@pytest.mark.parametrize(("text", "keys"), [*NEAR, *BLOCKS])
def test_a_quotation_belongs_to_the_citation_next_to_it(text: str, keys: str) -> None:
    first = parse(text, "markdown").quotations[0]
    assert first.words.rstrip(".") == "x"
    assert " ".join(one.key for one in first.near) == keys


def test_each_paragraph_of_a_block_may_cite_on_its_own() -> None:
    found = parse("> x [@a]\n>\n> y\n>\n> z [@b]", "markdown").quotations
    assert [(one.words, one.near[0].key) for one in found] == [("x", "a"), ("y z", "b")]


def test_a_citation_after_the_block_in_latex_is_its_own() -> None:
    text = "He said [it] \\cite{b}.\n\\begin{quote}x\\end{quote}\\autocite[para.~4]{a} Then."
    found = parse(text, "latex").quotations
    assert [(one.words, one.near[0].key) for one in found] == [("x", "a")]


def test_notes_are_checked_on_their_own() -> None:
    text = "“x”[^1] and [@b].\n\n[^1]: “y” [@a]; “z” [@c].\n\n    > w [@d]\n"
    found = {one.words: one.near[0].key for one in parse(text, "markdown").quotations}
    assert found == {"x": "a", "y": "a", "z": "c", "w": "d"}
