"""Formulas as a page sets them: fractions stacked, and readable in one line where styles are not."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from capaian.core.formula.typeset import Piece, TextRun

register = template.Library()


@register.simple_tag
def formula(pieces: Sequence[Piece]) -> SafeString:
    """Return the pieces of a formula; slash and brackets of a fraction are there for who hears or copies it."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> str | SafeString:
    if isinstance(piece, TextRun):
        return piece.text
    return format_html(
        '<span class="fraction"><span class="over">{}</span><span class="visually-hidden">/</span>'
        '<span class="under">{}</span></span>',
        _held(formula(piece.over), piece.bracket_over),
        _held(formula(piece.under), piece.bracket_under),
    )


def _held(text: SafeString, bracket: bool) -> SafeString:
    if not bracket:
        return text
    return format_html('<span class="visually-hidden">(</span>{}<span class="visually-hidden">)</span>', text)
