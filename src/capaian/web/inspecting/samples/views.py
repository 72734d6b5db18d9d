"""Samples of rows: drawn, judged row by row, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.core.findings.finding import Finding
from capaian.core.numbers.numerals import shortest_printed
from capaian.core.period import Period
from capaian.core.registers.sampling import MAX_SAMPLE_SIZE, required_sample_size
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import Permission
from capaian.web.inspecting.models import Drawn, Sample, Verdict
from capaian.web.inspecting.queries import (
    basis_of_sample,
    plan_of_sample,
    register_of,
    rows_with_verdict,
    sample_of,
)
from capaian.web.inspecting.samples import actions
from capaian.web.inspecting.samples.draw_sample import sampling_basis
from capaian.web.inspecting.samples.population import population_keys, population_size
from capaian.web.planning.queries import latest
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers.personal import reveal_for
from capaian.web.registers.queries import evidence_of, places_of
from capaian.web.registers.rows import InvalidRows as Rows
from capaian.web.registers.rows import display_row, form_cells, from_data, label_of
from capaian.web.registers.uploads import integrity_of
from capaian.web.registers.views_row import form_fields, history, origin_of
from capaian.web.reporting.basis import FigureBasis, kept_rows
from capaian.web.reporting.queries import newest_year
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import refusal_text, translate

PER_PAGE = 30
MARGINS = (5, 10, 15, 20)
"""Percentage points around the rate that a size is suggested for."""
USUAL = 10


class Suggestion(NamedTuple):
    """How many rows a margin needs: whatever is found, and if nothing wrong is found."""

    margin: int
    worst: int
    clean: int
    enough: bool
    """Whether the worst case is within what one sample may have."""


@office_page()
def samples(visit: Visit) -> HttpResponse:
    """Every sample that was drawn from an office's rows."""
    listed = visit.office.samples.select_related("by", "snapshot")
    page = Paginator(listed, PER_PAGE).get_page(visit.request.GET.get("hal"))
    # An area's office above others has no plan, so no rows of its own to draw from.
    values = {"page": page, "drawable": latest(visit.office) is not None}
    return show(visit, "inspecting/samples.html", "inspections", **values)


@office_page(Permission.INSPECT)
def take(visit: Visit) -> HttpResponse:
    """Choose period and indicator, then how many rows and by which seed."""
    given = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    period_text = given.get("periode", "") or str(newest_year(visit.office))
    values: dict[str, Any] = {
        "period": period_text,
        "indicator": given.get("indikator", ""),
        "size": "",
        "seed": "",
    }
    try:
        on = _on(visit, period_text)
        indicators = [(one.code, one.name) for one in on.measurement.plan.indicators()]
        values |= {"indicators": indicators, "on": on, "period_known": on.measurement.period}
        if values["indicator"] in on.measurement.results:
            values |= _sizes(on, values["indicator"])
        if visit.request.method == "POST":
            values |= {"size": given.get("size", ""), "seed": given.get("seed", "")}
            one = actions.draw_sample(
                office=visit.office,
                by=visit.user,
                period=on.measurement.period,
                indicator=values["indicator"],
                size=positive_int(values["size"]),
                seed=values["seed"],
            )
            messages.success(visit.request, translate("sample.drawn", visit.lang, size=one.size, seed=one.seed))
            return redirect("sample", visit.office.code, one.pk)
    except Faulty as faulty:
        values["why"] = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
    except Refused as refused:
        if refused.code == "no-right":
            raise
        values["why"] = refusal_text(refused.code, visit.lang, refused.values)
    return show(visit, "inspecting/take.html", "inspections", 422 if "why" in values else 200, **values)


def _on(visit: Visit, text: str) -> FigureBasis:
    period = Period.parse(text.strip())
    if period is None or period.months == 1:
        raise Faulty("inspect-period", found=text)
    return sampling_basis(visit.office, period)


def _sizes(on: FigureBasis, code: str) -> dict[str, Any]:
    count = population_size(on, code)
    if not count:
        return {"count": 0}
    found = []
    for margin in MARGINS:
        worst = required_sample_size(count, Fraction(margin, 100))
        clean = required_sample_size(count, Fraction(margin, 100), expected=Fraction(0))
        found.append(Suggestion(margin, worst, clean, worst < MAX_SAMPLE_SIZE or worst == count))
    usual = next(one.worst for one in found if one.margin == USUAL)
    return {"count": count, "sizes": found, "size": usual, "most": min(count, MAX_SAMPLE_SIZE)}


@office_page(Permission.INSPECT)
def sample_keys(visit: Visit, pk: int) -> StreamingHttpResponse:
    """Answer with the keys of all rows that a sample was drawn from: whoever doubts draws again."""
    one: Sample = found_or_404(sample_of(visit.office, pk))
    on = basis_of_sample(one)
    if on is None:
        raise Refused("sample-figures-gone", number=pk)
    response = StreamingHttpResponse(_lines_of_keys(on, one.indicator), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="uji-petik-{pk}-kunci.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _lines_of_keys(on: FigureBasis, code: str) -> Iterator[bytes]:
    with population_keys(on, code) as keys:
        for key in keys:
            yield f"{key}\n".encode()


class DrawnRowView(NamedTuple):
    """A drawn row in the list of them."""

    drawn: Drawn
    called: str
    verdict: Verdict | None


@office_page()
def sample(visit: Visit, pk: int) -> HttpResponse:
    """One sample: its rows with their verdicts, and what it comes to once it is finished."""
    return _sample_page(visit, found_or_404(sample_of(visit.office, pk)))


def _sample_page(visit: Visit, one: Sample, status: int = 200, **more: object) -> HttpResponse:
    verdicts = {drawn.pk: verdict for drawn, verdict in rows_with_verdict(one)}
    plan = plan_of_sample(one)
    lines = [
        DrawnRowView(drawn, _called(visit, plan.registers[drawn.register], drawn), verdicts.get(drawn.pk))
        for drawn in one.drawn.order_by("number")
    ]
    following = next((line.drawn.number for line in lines if line.verdict is None), None)
    labels = {name: plan.variables[name].label for name in plan.variables}
    values = {
        "one": one,
        "indicator": plan.indicator(one.indicator),
        "lines": lines,
        "done": len(verdicts),
        "following": following,
        "scopes": [(name, scope, _shifts(scope, labels)) for name, scope in one.result.get("scopes", {}).items()],
        **more,
    }
    return show(visit, "inspecting/sample.html", "inspections", status, **values)


def _shifts(scope: dict[str, Any], labels: dict[str, str]) -> list[tuple[str, str]]:
    shifts = {name: Fraction(shift) for name, shift in scope.get("shifts", {}).items()}
    return [
        (labels.get(name, name), ("−" if shift < 0 else "+") + shortest_printed(abs(shift), grouped=True))
        for name, shift in shifts.items()
        if shift
    ]


def _called(visit: Visit, register: Any, drawn: Drawn) -> str:
    data = drawn.data
    if set(register.key) & set(register.people):
        (data,) = reveal_for(visit.office, register, [data], visit.rights, visit.lang)
    texts = display_row(register, data)
    return " ".join(texts[name] for name in register.key or (register.date,)) or drawn.key


@office_page()
def drawn_row(visit: Visit, pk: int, number: int) -> HttpResponse:
    """One drawn row with its evidence and its trail; the inspector gives his verdict here."""
    one: Sample = found_or_404(sample_of(visit.office, pk))
    drawn: Drawn = found_or_404(one.drawn.filter(number=number).first())
    register = register_of(one, drawn.register)
    last = drawn.verdicts.select_related("by").last()
    post, values = visit.request.POST, dict[str, Any]()
    cells = form_cells(register, _should(drawn, last))
    findings: Sequence[Finding] = ()
    said = {"says": last.says, "struck": last.struck, "note": last.note} if last else {"says": "", "note": ""}
    if visit.request.method == "POST":
        if Permission.INSPECT not in visit.rights:
            raise Refused("no-right", right=Permission.INSPECT.value)
        cells = {name: post.get(name, "") for name in register.columns}
        said = {"says": post.get("says", ""), "struck": post.get("struck") == "1", "note": post.get("note", "")}
        try:
            actions.give_verdict(office=visit.office, by=visit.user, sample=pk, number=number, cells=cells, **said)
        except Rows as rows:
            findings, values["why"] = rows.findings, translate("row.faults", visit.lang)
        except Faulty as faulty:
            values["why"] = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
        except Refused as refused:
            values["why"] = refusal_text(refused.code, visit.lang, refused.values)
        else:
            messages.success(visit.request, translate("sample.judged", visit.lang, number=number))
            left = one.drawn.filter(number__gt=number, verdicts=None).order_by("number").first()
            goal = ("sample-row", visit.office.code, pk, left.number) if left else ("sample", visit.office.code, pk)
            return redirect(*goal)
    own = kept_rows(visit.office, register, [from_data(register, drawn.data)])[0]
    (data,) = reveal_for(visit.office, register, [drawn.data], visit.rights, visit.lang)
    texts = display_row(register, data, visit.lang)
    plan = plan_of_sample(one)
    values |= {
        "one": one,
        "drawn": drawn,
        "called": _called(visit, register, drawn),
        "register": register,
        "shown": [(label_of(register, name), text) for name, text in texts.items()],
        "counts": [plan.variables[name].label for name in drawn.counts],
        "row": own,
        "changed": own is not None and (own.removed or own.data != drawn.data),
        "history": history(visit, register, own) if own else [],
        "came": origin_of(own) if own else None,
        "evidence": [(file, integrity_of(file.sha256)) for file in _files(visit, own)],
        "verdicts": drawn.verdicts.select_related("by"),
        "may": Permission.INSPECT in visit.rights and one.state == Sample.State.OPEN,
        "boxes": [
            box for box in form_fields(register, cells, visit.lang, findings) if box.name not in register.people
        ],
        "places": places_of(visit.office, register.name),
        "said": said,
        "says": Verdict.Says.values,
        "before": number - 1,
        "after": number + 1 if number < one.size else 0,
    }
    return show(visit, "inspecting/row.html", "inspections", 422 if "why" in values else 200, **values)


def _should(drawn: Drawn, last: Verdict | None) -> dict[str, Any]:
    both = {**drawn.data, **(last.should if last else {})}
    return {name: value for name, value in both.items() if value is not None}


def _files(visit: Visit, own: Any) -> list[Any]:
    return evidence_of(visit.office, f"row:{own.pk}") if own else []


@require_POST
@office_page(Permission.INSPECT)
def finish(visit: Visit, pk: int) -> HttpResponse:
    """Close a sample."""
    one: Sample = found_or_404(sample_of(visit.office, pk))
    try:
        actions.finish_sample(office=visit.office, by=visit.user, sample=pk)
    except Faulty as faulty:
        return _sample_page(visit, one, 422, why=refusal_text(faulty.code, visit.lang, faulty.values, "faulty"))
    except Refused as refused:
        if refused.code == "no-right":
            raise
        return _sample_page(visit, one, 403, why=refusal_text(refused.code, visit.lang, refused.values))
    messages.success(visit.request, translate("sample.finished", visit.lang))
    return redirect("sample", visit.office.code, pk)
