"""Any words of a held text, quoted in any way, give no finding; any others give one."""

from __future__ import annotations

import re

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ddr.index.open import Index
from ddr.manuscript.included import DOCUMENTS
from ddr.manuscript.included import FORMATS as FORMS
from ddr.manuscript.manuscript import parse
from ddr.manuscript.proofread import proof
from ddr.quotations.exact import stands_in

from .held import EVERY, PARAGRAPHS
from .writing import FORMATS, SINGLE, Writing

KNOWN = {source for source, _, _ in EVERY}
MARKUP = re.compile(r"[*_`~^#<\\/=+\[]")
LOCATORS = (
    "para. {}",
    "¶ {}",
    "par. {}",
    "paragraph {}",
    "paras. {}",
    "para. {}, emphasis added",
    "",
)


@st.composite
def spans(draw: DrawFn) -> tuple[str, int, str]:
    """Draw some words in a row, with their source and paragraph."""
    source, n, text = draw(st.sampled_from([one for one in EVERY if " " in one[2]]))
    words = text.split()
    first = draw(st.integers(0, len(words) - 2))
    last = draw(st.integers(first + 2, len(words)))
    return source, n, " ".join(words[first:last])


def balanced(words: str, style: str) -> bool:
    """Return whether an author could put these marks around the words without changing others."""
    pairs = ("“”", "‘’", "«»", "„“") if not re.search("[“”]", words) else ("“”", "«»", "„“")
    inner = re.sub(r"(?<=\w)[’'](?=\w)|(?<=s)’(?= )", "", words)
    even = (
        all(inner.count(pair[0]) == inner.count(pair[1]) for pair in pairs)
        and not inner.count('"') % 2
    )
    even = even and all(inner.count(one) == inner.count(two) for one, two in ("《》", "〈〉"))
    own = set(style) & set(re.sub(r"\w[’']\w", "", words))
    foreign = style in ("»«", "„“", "foreign") and re.search("[“”„«»]", words)
    return even and not (style in SINGLE and own) and not foreign


def broken(words: str, data: st.DataObject) -> str:
    """Break lines anywhere but before what would begin a list or a heading."""
    gaps = (" ", " ", " ", "\n", "  ", " \n")
    return re.sub(
        r" (?=(\S*))",
        lambda match: (
            data.draw(st.sampled_from(gaps)) if re.match(r"[^\W\d]", match[1]) else match[0]
        ),
        words,
    )


@given(spans(), st.sampled_from(FORMATS), st.data())
@settings(max_examples=400)
def test_verbatim_words_give_no_finding(
    index: Index, span: tuple[str, int, str], w: Writing, data: st.DataObject
) -> None:
    source, n, words = span
    style = data.draw(st.sampled_from(list(w.styles)))
    assume(balanced(words, style) and len(words.split()) > 1)
    assume(w.form != "org" or not MARKUP.search(words))
    assume(w.form != "plain" or "[" not in words)
    written = broken(w.escape(words), data)
    place = data.draw(st.sampled_from(LOCATORS)).format(n)
    beside, within = w.beside(source, place), w.within(source, place)
    quote = w.styles[style](written)
    text = data.draw(
        st.sampled_from(
            [
                f"According to the report, it was {quote} {beside}. More.",
                f"According to {within}, it was {quote}, and more.",
                f"According to the report, {quote}.{w.note(f'See {beside}.')} More.",
                f"{beside} is odd. The report held {quote} {beside}.",
                f"According to the report {beside}:\n\n{w.block(written)}\n\nMore.",
                f"According to the report:\n\n{w.block(f'{written}{chr(10)}{beside}')}\n\nMore.",
                f"According to the report:\n\n{w.block(quote)}\n\n{beside} is odd.",
            ]
        )
    )
    manuscript = parse(text, w.form, known=KNOWN)
    assert [q for q in manuscript.quotations if q.near], text
    assert proof(index, [manuscript]).findings == [], text


@given(st.sampled_from(PARAGRAPHS), st.sampled_from(FORMATS), st.data())
@settings(max_examples=150)
def test_an_altered_word_is_found(
    index: Index, one: tuple[str, int, str], w: Writing, data: st.DataObject
) -> None:
    source, n, text = one
    words = text.split()
    assume(len(words) > 6)
    first = data.draw(st.integers(0, len(words) - 6))
    last = data.draw(st.integers(first + 6, min(len(words), first + 30)))
    part = words[first:last]
    at = data.draw(st.integers(1, len(part) - 2))
    part[at : at + 1] = data.draw(st.sampled_from([[], ["never"], [part[at], "surely"]]))
    altered = " ".join(part).strip(".,;")
    assume(not any(stands_in(altered, other) for _, _, other in PARAGRAPHS))
    quote = w.quote(altered, next(s for s in w.styles if s not in SINGLE))
    written = f"According to the report {quote} {w.beside(source, f'para. {n}')}."
    found = proof(index, [parse(written, w.form, known=KNOWN)]).findings
    assert [finding.code for finding in found] in (["not-verbatim"], ["omission"]), written


ALPHABET = st.sampled_from(
    list("“”„«»‹›‘’‚'\"[]{}()<>@#$%&*_`~^|\\/-.,;: \n>ab1é조ё\x00\u2028\ue000")
    + ["\n\n", "[@key", "@key ", "\\cite{", "\\begin{quote}", "\\footnote{", "#quote[", "#cite(<",
       "```", "<!--", "-->", "[^1]", "[^1]: ", "^[", "[fn::", "[cite:@", "#+begin_quote\n", "---\n",
       "$", "\\end{", "\\verb|", "/*", "//", "\\textquote[", "\\enquote{", "para. 4", "kremlin-2019",
       "\\[…\\]", "[…]", "> ", "- ", "    ", "《", "》", "「", "\\say{", "\\textelp{", "\\epigraph{", "\"`",
       "<<x>>=\n", "\n@\n", "cite:&", "[[cite:", "{cite:p}`", ":cite:`", "`:cite:", ".. note::", "::\n\n",
       ".. [#]", "]_", "#let x = ", "#if ", "#{", "@{", "\\nocite{", "{{< include a >}}", "```{note}\n"]
)  # fmt: skip


@given(
    st.lists(ALPHABET, max_size=60).map("".join),
    st.sampled_from([form for form in FORMS if form not in ("notebook", *DOCUMENTS)]),
)
@example("“" * 5000 + "»" * 5000, "markdown")
@example("[" * 5000 + "@a" + "]" * 3000, "markdown")
@example("\\textquote[" * 500 + "]" * 500, "latex")
@example("#quote(attribution: [" * 500 + "])[x]" * 500, "typst")
@settings(max_examples=500)
def test_no_text_at_all_is_too_much(index: Index, text: str, form: str) -> None:
    manuscript = parse(text, form, known=KNOWN)
    proof(index, [manuscript])
    lines = text.replace("\r\n", "\n").count("\n") + 1
    found = [(one.line, one.column, one.position) for one in manuscript.citations]
    found += [(one.line, one.column, one.position) for one in manuscript.quotations]
    for line, column, position in found:
        assert 1 <= line <= lines
        assert column >= 1
        assert 0 <= position <= len(text)
