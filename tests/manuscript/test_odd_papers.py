"""Papers with odd markup: every quotation is counted, and mending only puts in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ddr.index.open import Index
from ddr.manuscript.manuscript import read
from ddr.manuscript.mending import mended, mends
from ddr.manuscript.proofread import proof
from ddr.manuscript.works import Works

from .forty_papers import exact
from .writing import FORMATS, Writing

RIGHT = "there is no alternative to a peaceful resolution of the nuclear"
WRONG = RIGHT.replace("no ", "", 1)
ODD = {
    "empty": "",
    "blank": "\n\n \n\t\n",
    "line ends": f"He “{WRONG}” KEY.\r\n\r\n“{RIGHT}”\r\rAnd “{RIGHT}”.\r",
    "over paragraphs": "He said “there is alternative to a\n\npeaceful one” KEY and “more\n\nwords.",
    "twice": f"“{WRONG}” KEY “{WRONG}” KEY\n\n“{RIGHT}” and “{RIGHT}”.\n",
    "table": f"| a | b |\n|---|---|\n| “{WRONG}” KEY | “{RIGHT}” |\n\nTable: “{RIGHT}”\n",
    "caption": f"![“{RIGHT}” KEY](a.png)\n\n#figure(caption: [“{RIGHT}”])\n\n\\caption{{“{WRONG}” KEY}}",
    "nested": f"«„“‘{WRONG}’”“»KEY{'“' * 50} x {'”' * 49}",
    "brackets": "“[T]here is […] alternative [sic] to a [[peaceful]] resolution” KEY “t[]” “[” “]”",
    "code": f"```\n“{WRONG}”\n```\n\n    “{WRONG}”\n\n`“{WRONG}”` $“{WRONG}”$ KEY\n",
    "markup": f"<p>“{WRONG}” KEY</p>\n<!-- “{WRONG}” -->\n<blockquote>{RIGHT}</blockquote>\n",
    "marks": f"\"{WRONG}\" KEY '{RIGHT}' ``{RIGHT}'' ,,{RIGHT}'' <<{RIGHT}>> „{RIGHT}\" «{RIGHT}«\n",
    "long": f"“{'word ' * 5000}” KEY “{RIGHT * 100}”",
    "unseen": "“there\u00ad is\u2060 alternative\u00a0to a peaceful resolution” KEY.\u2028“a b c d”.",
    "deep": f"{'> ' * 100}“{WRONG}” KEY\n\n{'{' * 100}“{RIGHT}”{'}' * 100}",
}


@pytest.mark.parametrize("w", FORMATS, ids=lambda w: w.form)
def test_the_sum_is_exact_and_mending_only_puts_in(
    index: Index, tmp_path: Path, w: Writing
) -> None:
    offered = 0
    for name, text in ODD.items():
        path = tmp_path / f"paper{w.suffix}"
        old = text.replace("KEY", w.beside("kremlin-2019", "para. 4")).encode()
        path.write_bytes(old)
        manuscript = read(path, known=Works(index))
        found = proof(index, [manuscript])
        assert exact(found), name
        changes = [*mends(index, manuscript, found.judged)]
        offered += len(changes)
        path.write_bytes(mended(old, changes))
        again = proof(index, [read(path, known=Works(index))])
        assert exact(again), name
        assert len(again.findings) == len(found.findings) - len(changes), name
        left = path.read_bytes().decode()
        for change in sorted(changes, key=lambda one: one.start):
            assert (change.old, left[change.start :][: len(change.new)]) == ("", change.new), name
            left = left[: change.start] + left[change.start + len(change.new) :]
        assert left.encode() == old, name
    assert offered > 5
