"""What templates say and how they show amounts; no figure is computed here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from capaian.core.numbers.numerals import read_plain, shortest_printed
from capaian.core.period import Period, written_day
from capaian.web.ui.translation import translate as speak

register = template.Library()

_CURRENT = SafeString(' aria-current="page"')


def lang_of(context: template.Context) -> str:
    request = context.get("request")
    return getattr(request, "lang", "id")


@register.simple_tag
@lru_cache
def asset(name: str) -> str:
    """``{% asset "capaian.css" %}``: the address of one of our own files, put together once."""
    return static(f"ui/{name}")


@register.simple_tag(takes_context=True)
def say(context: template.Context, key: str, **values: object) -> str:
    """``{% say "home.title" name=office.name %}``: the words in the reader's language, escaped as any text."""
    return speak(key, lang_of(context), **values)


@register.simple_tag(takes_context=True)
def entries(context: template.Context, menu: Sequence[Any]) -> str:
    """``{% entries menu %}``: the entries of an office's menu; a page without one has none."""
    return _entries(tuple(menu), lang_of(context)) if menu else ""


@lru_cache(maxsize=1024)
def _entries(menu: Sequence[Any], lang: str) -> str:
    """Return the entries as HTML: the same for everybody with these, so a fifth of a page is written once."""
    found: str = format_html_join(
        "",
        '\n<li class="nav-item"><a class="nav-link{}" href="{}"{}>{}</a></li>\n',
        (
            (" active" if one.here else "", one.href, _CURRENT if one.here else "", speak(one.words, lang))
            for one in menu
        ),
    )
    return found


@register.simple_tag(takes_context=True)
def say_of(context: template.Context, group: str, key: object, **values: object) -> str:
    """``{% say_of "status" submission.status %}``: the words of ``status.draft``."""
    return speak(f"{group}.{key}", lang_of(context), **values)


@register.simple_tag(takes_context=True)
def sentence(context: template.Context, key: str, values: Mapping[str, object]) -> str:
    """Return the words of a key with values that somebody else put together."""
    return speak(key, lang_of(context), **values)


@register.simple_tag(takes_context=True)
def twin(context: template.Context, pair: Mapping[str, str], name: str) -> str:
    """``{% twin one "reason" %}``: of ``reason_id`` and ``reason_en`` the one in the reader's language."""
    return pair[f"{name}_{lang_of(context)}"]


@register.simple_tag(takes_context=True)
def event_words(context: template.Context, kind: str) -> str:
    """Return the sentence of a kind of event; a refusal has that of what was tried."""
    tried = kind.removeprefix("refused.").replace("_", "-")
    return speak(f"event.{tried}", lang_of(context))


@register.simple_tag(takes_context=True)
def day(context: template.Context, value: datetime.date | datetime.datetime | None) -> str:
    """Return a date as people write it: ``31 Desember 2017``."""
    if value is None:
        return "–"
    if isinstance(value, datetime.datetime):
        value = localtime(value).date()
    return written_day(value, lang_of(context))


@register.simple_tag(takes_context=True)
def moment(context: template.Context, value: datetime.datetime | None) -> str:
    """Return a day with its hour: ``31 Desember 2017 14.05``."""
    if value is None:
        return "–"
    return f"{day(context, value)} {localtime(value):%H.%M}"


@register.simple_tag(takes_context=True)
def message_of(context: template.Context, found: Any) -> str:
    """Return a finding's message in the reader's language."""
    return str(found.message(lang_of(context)))


@register.simple_tag(takes_context=True)
def mend_of(context: template.Context, found: Any) -> str:
    """Return what to do about a finding."""
    return str(found.mend(lang_of(context)))


@register.simple_tag(takes_context=True)
def sentence_of(context: template.Context, missing: Any) -> str:
    """Return why there is no figure."""
    return str(missing.sentence(lang_of(context)))


@register.simple_tag(takes_context=True)
def label_of(context: template.Context, line: Any) -> str:
    """Return what a line of a working is called."""
    return str(line.label_in(lang_of(context)))


@register.simple_tag(takes_context=True)
def period_words(context: template.Context, period: Period | str) -> str:
    """Return what people call a period: ``Triwulan I Tahun 2017``."""
    known = Period.parse(period) if isinstance(period, str) else period
    if known is None:
        return str(period)
    return known.label_in(lang_of(context))


@register.simple_tag
def shown_amount(text: str) -> str:
    """Return a kept amount, in the plain notation, as papers print it; a letter stays as it is."""
    amount = read_plain(text)
    return text if amount is None else shortest_printed(amount, grouped=True)


@register.filter
def grouped(number: int) -> str:
    """Return a whole number as papers print it: ``2.602``."""
    return f"{number:,}".replace(",", ".")


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """Return an entry of a mapping by a variable key."""
    return mapping.get(key) if mapping is not None else None
