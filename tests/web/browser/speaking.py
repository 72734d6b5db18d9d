"""Which words of a page are in the other language, by the table of words."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from capaian.web.ui.translation import table
from tests.web.conftest import ROOT

READ_OUT = ("aria-label", "title", "placeholder", "data-label", "alt")
_NOT_OURS = r"<pre.*?</pre>|<textarea.*?</textarea>|<(tbody|p|blockquote|dd|code) lang=.*?</\1>"
"""What somebody else wrote, and what is marked as being in a language of its own."""
ENOUGH = 12
"""Letters of a sentence with values in it that tell it from what an office itself writes."""


class _Texts(HTMLParser):
    """Collects what a page says: its texts, and the attributes that are read out or shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.said.add(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said |= {" ".join((value or "").split()) for name, value in attrs if name in READ_OUT}


def foreign(text: str, lang: str) -> list[str]:
    """Return what a page in ``lang`` says that the table has for the other language alone."""
    faults = [] if f'<html lang="{lang}">' in text else [f"not in the language {lang}"]
    said = _Texts(re.sub(_NOT_OURS, "", text, flags=re.DOTALL)).said
    whole, holed = _only(1 if lang == "id" else 0)
    faults += [f"in {lang} it says: {one}" for one in sorted(said & whole)]
    whole_text = "\n".join(said)
    likely = [words for fixed, words in holed if fixed in whole_text]
    faults += [f"in {lang} it says: {one}" for one in sorted(said) if any(each.fullmatch(one) for each in likely)]
    return faults


@cache
def _only(side: int) -> tuple[frozenset[str], list[tuple[str, re.Pattern[str]]]]:
    """Return the words of one language that are none of the other nor of the office, and those with values."""
    plan = " ".join((ROOT / "examples/jambi-timur/plan.yaml").read_text(encoding="utf-8").split())
    others = {" ".join(words[1 - side].split()) for words in table().values()}
    own = {" ".join(words[side].split()) for key, words in table().items() if key != "ui.other-language"}
    own = {words for words in own - others if words not in plan}
    holed = [words for words in own if "{" in words and len(re.sub(r"{\w+}|\W", "", words)) >= ENOUGH]
    split = [re.split(r"{\w+}", words) for words in holed]
    patterns = [(max(parts, key=len), re.compile(".+?".join(map(re.escape, parts)))) for parts in split]
    return frozenset(words for words in own if "{" not in words), patterns
