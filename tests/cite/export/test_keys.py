"""Keys to paste, read back by pandoc and set by Typst."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst

from ddr.cite.citations import Cited
from ddr.cite.export.formats import keys
from ddr.parts import Contributor
from ddr.records import Source

from .readers import skeleton
from .shelf import exported

KREMLIN = Source(
    id="kremlin-2019",
    type="webpage",
    title="Speeches",
    origin="russia",
    author=(Contributor(literal="Putin"),),
)
MFA = Source(id="mfa-2021", type="webpage", title="Friendship", origin="dprk")


@pytest.mark.parametrize(
    ("cited", "pandoc", "latex", "typst_"),
    [
        (
            [Cited(KREMLIN, "4")],
            "[@kremlin-2019, para. 4]",
            r"\autocite[para.~4]{kremlin-2019}",
            "@kremlin-2019[para. 4]",
        ),
        ([Cited(KREMLIN)], "[@kremlin-2019]", r"\autocite{kremlin-2019}", "@kremlin-2019"),
        (
            [Cited(KREMLIN, "4-6"), Cited(MFA)],
            "[@kremlin-2019, paras. 4-6; @mfa-2021]",
            r"\autocites[paras.~4--6]{kremlin-2019}{mfa-2021}",
            "@kremlin-2019[paras. 4-6] @mfa-2021",
        ),
        (
            [Cited(KREMLIN, "p. 12-14")],
            "[@kremlin-2019, pp. 12-14]",
            r"\autocite[12--14]{kremlin-2019}",
            "@kremlin-2019[pp. 12-14]",
        ),
        (
            [Cited(KREMLIN, "4", suffix="through an interpreter")],
            "[@kremlin-2019, para. 4, through an interpreter]",
            r"\autocite[para.~4, through an interpreter]{kremlin-2019}",
            "@kremlin-2019[para. 4, through an interpreter]",
        ),
        (
            [Cited(KREMLIN, "4", reported="Choe Son Hui")],
            "[Choe Son Hui, as reported by @kremlin-2019, para. 4]",
            r"\autocite[Choe Son Hui, as reported by][para.~4]{kremlin-2019}",
            "Choe Son Hui, as reported by @kremlin-2019[para. 4]",
        ),
        (
            [Cited(MFA, prefix="see also")],
            "[see also @mfa-2021]",
            r"\autocite[see also][]{mfa-2021}",
            "see also @mfa-2021",
        ),
        (
            [Cited(MFA, "p. 3", suffix="a] b; @c #d")],
            r"[@mfa-2021, p. 3, a\] b\; \@c \#d]",
            r"\autocite[{p.~3, a] b; @c \#d}]{mfa-2021}",
            r"@mfa-2021[p. 3, a\] b; \@c \#d]",
        ),
    ],
)
def test_keys(cited: list[Cited], pandoc: str, latex: str, typst_: str) -> None:
    assert keys(cited, "pandoc-key") == pandoc
    assert keys(cited, "latex-key") == latex
    assert keys(cited, "typst-key") == typst_


def _pandoc(binary: Path, text: str, *arguments: str) -> str:
    head = "---\nsuppress-bibliography: true\n"
    references = exported([KREMLIN, MFA], "csl-yaml")
    done = subprocess.run(
        [binary, "-f", "markdown", "--citeproc", "--wrap=none", *arguments],
        input=f"{head}{references}---\n\n{text}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    return done.stdout.strip()


def test_pandoc_reads_the_locator(binary: Path) -> None:
    text = keys([Cited(KREMLIN, "4-6"), Cited(MFA, "2", suffix="my remark")], "pandoc-key")
    assert _pandoc(binary, text, "-t", "plain") == (
        "(Putin, n.d., paras. 4–6; “Friendship,” n.d., para. 2, my remark)"
    )


@pytest.mark.parametrize("mark", list(";,@[](){}*_`$^~#\\|<>&!"))
def test_a_remark_comes_through_whole(binary: Path, tmp_path: Path, mark: str) -> None:
    remark = f"a{mark}b {mark}c{mark} d{mark}"
    cited = [Cited(KREMLIN, "4", prefix=remark, suffix=remark), Cited(MFA)]
    seen = _pandoc(binary, keys(cited, "pandoc-key"), "-t", "json")
    (paragraph,) = json.loads(seen)["blocks"]
    (cite,) = [inline for inline in paragraph["c"] if inline["t"] == "Cite"]
    assert [one["citationId"] for one in cite["c"][0]] == ["kremlin-2019", "mfa-2021"]
    printed = _pandoc(binary, keys(cited, "pandoc-key"), "-t", "html")
    text = skeleton(html.unescape(re.sub(r"<[^>]*>", "", printed)))
    assert text.count(skeleton(remark)) == 2, text
    assert _typeset(tmp_path, keys(cited, "typst-key")).count(skeleton(remark)) == 2


def _typeset(folder: Path, text: str) -> str:
    (folder / "refs.yaml").write_text(exported([KREMLIN, MFA], "hayagriva"), "utf-8")
    main = folder / "main.typ"
    main.write_text(f'X {text}\n\n#bibliography("refs.yaml", style: "apa")', "utf-8")
    made: Any = typst.compile(str(main), format="html")
    body = bytes(made).decode().partition("<section")[0]
    return skeleton(html.unescape(re.sub(r"<[^>]*>", "", body)))


def test_typst_prints_the_supplement(tmp_path: Path) -> None:
    printed = _typeset(tmp_path, keys([Cited(KREMLIN, "4")], "typst-key"))
    assert skeleton("(Putin, n.d., para. 4)") in printed
