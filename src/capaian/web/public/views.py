"""Pages and data for everybody: no log-in, no cookie, no script; asked for again they cost three questions.

The language is part of the address (``?bahasa=en``), so that one copy of a page serves everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from capaian.core.wording import chosen, other
from capaian.web.accounts.permissions import Refused
from capaian.web.public import dictionary
from capaian.web.public.data import data_of, to_csv, to_json
from capaian.web.public.queries import Edition, PublishedOffice, offices, published_office
from capaian.web.public.response_cache import cached_response, code_version, sha
from capaian.web.reporting.publishing import TYPES, document_bytes
from capaian.web.ui.middleware import LANGUAGES

AGE = 300
"""Seconds for which a browser or a proxy may show a page without asking again."""

HTML, CSV, JSON = "text/html; charset=utf-8", "text/csv; charset=utf-8; header=present", "application/json"
LIST = "offices"
"""Where the list of offices is kept; no office has such a code."""

Page = Callable[..., HttpResponse]

_SUFFIX = ("", "?bahasa=en")
"""What an address ends with in each language."""


class _Nothing(Exception):
    """There is nothing that everybody may read at an address."""


def for_everybody(page: Page) -> Page:
    """Make a function a view that anybody may open; where there is nothing to show it says so (404)."""

    @require_safe
    @wraps(page)
    def view(request: HttpRequest, **arguments: Any) -> HttpResponse:
        asked = request.GET.get("bahasa", "")
        request.lang = asked if asked in LANGUAGES else LANGUAGES[0]  # type: ignore[attr-defined]
        try:
            return page(request, **arguments)
        except _Nothing:
            return _none(request, "public/none.html", 404)
        except Refused:
            # The server's files are not those that were approved: nothing is shown rather than something else.
            return _none(request, "public/broken.html", 503)

    view.open_to_all = True  # type: ignore[attr-defined]  # no session is looked at: the page is the same for all
    return view


def _none(request: HttpRequest, template: str, status: int) -> HttpResponse:
    response = HttpResponse(_rendered(request, template), status=status)
    response["Cache-Control"] = "no-cache"
    return response


class _Source(NamedTuple):
    """What an answer is made of, as far as it tells whether a kept one still holds."""

    group: str
    stamp: str
    changed: float


def _of(office: PublishedOffice) -> _Source:
    return _Source(office.office.code, office.stamp, office.changed.timestamp())


def _answer(request: HttpRequest, source: _Source, kind: str, make: Callable[[], bytes]) -> HttpResponse:
    """Answer 304 where the reader has the answer, with the kept one where it was made before, else make it."""
    name = f"{request.path} {request.lang}"  # type: ignore[attr-defined]
    tag = f'"{sha(source.stamp, name)[:32]}"'
    response = get_conditional_response(request, etag=tag, last_modified=int(source.changed))
    if response is None:
        response = HttpResponse(cached_response(source.group, source.stamp, name, make), content_type=kind)
    response["ETag"], response["Last-Modified"] = tag, http_date(source.changed)
    response["Cache-Control"] = f"public, max-age={AGE}"
    return response


def _rendered(request: HttpRequest, template: str, **values: object) -> bytes:
    # Without the request's own context: there is no user and no token in a page that is everybody's.
    lang: str = request.lang  # type: ignore[attr-defined]
    values |= {"suffix": chosen(_SUFFIX, lang), "other_lang": other(lang)}
    values["other_suffix"] = chosen(_SUFFIX, other(lang))
    return render_to_string(template, {"request": request, **values}).encode()


def _opened(code: str) -> PublishedOffice:
    office = published_office(code)
    if office is None:
        raise _Nothing
    return office


def _edition(code: str, period: str, edition: str) -> tuple[PublishedOffice, Edition]:
    office = _opened(code)
    found = office.edition(period, edition)
    if found is None:
        raise _Nothing
    return office, found


@for_everybody
def every_office(request: HttpRequest) -> HttpResponse:
    """The offices that show their figures."""
    listed = offices()
    said = [(one.pk, one.office.name, one.office.synthetic, one.periods) for one in listed]
    changed = max((one.at.timestamp() for one in listed), default=0)
    source = _Source(LIST, sha(code_version(), said), changed)
    return _answer(request, source, HTML, lambda: _rendered(request, "public/offices.html", list=listed))


@for_everybody
def office(request: HttpRequest, code: str) -> HttpResponse:
    """The years and periods of an office, each with its editions."""
    one = _opened(code)
    return _answer(
        request,
        _of(one),
        HTML,
        lambda: _rendered(request, "public/office.html", opened=one, office=one.office, editions=one.editions),
    )


@for_everybody
def edition(request: HttpRequest, code: str, period: str, edition: str) -> HttpResponse:
    """The table of an approved edition: target, actual and achievement of every indicator."""
    one, found = _edition(code, period, edition)

    def make() -> bytes:
        data = data_of(found, one.publicity)
        return _rendered(request, "public/edition.html", data=data, **_about(one, found))

    return _answer(request, _of(one), HTML, make)


@for_everybody
def figure(request: HttpRequest, code: str, period: str, edition: str, indicator: str) -> HttpResponse:
    """One figure: its formula, its parts, its working, its source and who answers for it."""
    one, found = _edition(code, period, edition)

    def make() -> bytes:
        data = data_of(found, one.publicity)
        figures = next((each for each in data["indicators"] if each["code"] == indicator), None)
        if figures is None:
            raise _Nothing
        return _rendered(request, "public/figure.html", data=data, one=figures, **_about(one, found))

    return _answer(request, _of(one), HTML, make)


def _about(one: PublishedOffice, found: Edition) -> Mapping[str, object]:
    others = [each for each in one.editions if each.period == found.period and each != found]
    return {"opened": one, "office": one.office, "edition": found, "others": others}


@for_everybody
def data_json(request: HttpRequest, code: str, period: str, edition: str) -> HttpResponse:
    """The edition as JSON."""
    return _data(request, code, period, edition, JSON, to_json)


@for_everybody
def data_csv(request: HttpRequest, code: str, period: str, edition: str) -> HttpResponse:
    """The edition as CSV, a line per indicator."""
    return _data(request, code, period, edition, CSV, to_csv)


def _data(
    request: HttpRequest,
    code: str,
    period: str,
    edition: str,
    kind: str,
    write: Callable[[Mapping[str, Any]], bytes],
) -> HttpResponse:
    one, found = _edition(code, period, edition)
    response = _answer(request, _of(one), kind, lambda: write(data_of(found, one.publicity)))
    return _to_keep(
        response, f"capaian-{one.office.code}-{period}-{found.number}.{request.path.rpartition('.')[2]}"
    )


@for_everybody
def dictionary_page(request: HttpRequest, code: str, period: str, edition: str) -> HttpResponse:
    """What each field of the data means, in words."""
    one, found = _edition(code, period, edition)

    def make() -> bytes:
        fields = dictionary.csv_dictionary()
        return _rendered(request, "public/dictionary.html", fields=fields, **_about(one, found))

    return _answer(request, _of(one), HTML, make)


@for_everybody
def dictionary_json(request: HttpRequest, code: str, period: str, edition: str) -> HttpResponse:
    """What each field of the data means, for machines."""
    one, found = _edition(code, period, edition)
    response = _answer(request, _of(one), JSON, lambda: to_json(dictionary.data_dictionary(found, one.publicity)))
    return _to_keep(response, f"kamus-data-{one.office.code}-{period}-{found.number}.json")


@for_everybody
def document(request: HttpRequest, code: str, period: str, edition: str, ending: str) -> HttpResponse:
    """A report of the edition, byte for byte as it was made."""
    one, found = _edition(code, period, edition)
    made = next((each for each in found.documents if each.format == ending), None)
    if made is None:
        raise _Nothing
    tag = f'"{made.sha256}"'
    response = get_conditional_response(request, etag=tag)
    if response is None:
        content = document_bytes(made)
        if content is None:
            raise Refused("document-changed")
        response = HttpResponse(content, content_type=TYPES[ending])
    response["ETag"], response["Cache-Control"] = tag, f"public, max-age={AGE}"
    return _to_keep(response, f"laporan-iku-{one.office.code}-{period}-{found.number}.{ending}")


def _to_keep(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox"
    # Anybody's page may read what is everybody's.
    response["Access-Control-Allow-Origin"], response["Cross-Origin-Resource-Policy"] = "*", "cross-origin"
    return response
