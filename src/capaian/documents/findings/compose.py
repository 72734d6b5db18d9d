"""An audit to the model of its working paper: every text final."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from capaian.core.claims.claim import Claims
from capaian.core.claims.objection import Examined, Objection
from capaian.core.claims.rule_sentences import rule_in_words
from capaian.core.findings.catalogue import kind_in_words
from capaian.core.findings.finding import Finding, Level
from capaian.core.period import written_day
from capaian.documents.findings.model import FindingHeadings, FindingRow, FindingsPaper, PaperSection, SummaryRow
from capaian.documents.findings.recomputing import recomputation_of
from capaian.documents.findings.words import say
from capaian.documents.model import Paper

DASH = "–"
_MOST_NUMBERS = 12


def compose(
    claims: Claims,
    examined: Examined,
    *,
    sha256: str,
    day: datetime.date,
    findings: Sequence[Finding] = (),
    compared: bool = False,
    lang: str = "id",
    paper: Paper = Paper.A4,
) -> FindingsPaper:
    """Return the working paper on the report that ``claims`` are of; ``sha256`` is that of its file.

    ``day`` is that of the audit: this room has no clock. ``findings`` are those of reading the file.
    ``compared`` where the figures were also compared with what the office counted.
    """
    when = written_day(day, lang)
    rows = tuple(_row(number, objection, claims, lang) for number, objection in enumerate(examined.objections, 1))
    count = Counter(row.level_key for row in rows)
    period = say("year", lang, year=claims.year) if claims.year else ""
    return FindingsPaper(
        lang=lang,
        paper=paper,
        title=(say("title-1", lang), say("title-2", lang, period=period).strip()),
        head=tuple(_head(claims, sha256, when, compared, lang)),
        filing=tuple(say(key, lang) for key in ("filing-number", "filing-made", "filing-reviewed")),
        summary_title=say("summary", lang),
        summary_headings=(say("level", lang), say("code", lang), say("count", lang), say("numbers", lang)),
        summary=tuple(_summary(rows, lang)),
        totals=say(
            "totals",
            lang,
            errors=count[Level.ERROR.value],
            warnings=count[Level.WARNING.value],
            notes=count[Level.NOTE.value],
        ),
        table_title=say("findings", lang),
        headings=FindingHeadings(
            number=say("number", lang),
            place=say("place", lang),
            indicator=say("indicator", lang),
            printed=say("printed", lang),
            should=say("should", lang),
            explanation=say("explanation", lang),
            level=say("level", lang),
            response=say("response", lang),
            follow_up=say("follow-up", lang),
        ),
        rows=rows,
        sound="" if rows else say("sound", lang),
        labels=tuple(say(key, lang) for key in ("cause", "mend", "again", "consequence")),
        sections=tuple(_sections(examined, findings, lang)),
        signature=tuple(
            tuple(say(f"signed-{line}", lang) if line else "" for line in block)
            for block in (("team", "leader", "", "name", "nip"), ("place", "inspector", "", "name", "nip"))
        ),
        footer=say("footer", lang, file=claims.file, sha256=sha256[:16], date=when),
        author=claims.office or claims.file,
        sha256=sha256,
        date=(day.year, day.month, day.day),
    )


def _head(claims: Claims, sha256: str, when: str, compared: bool, lang: str) -> Iterator[tuple[str, str]]:
    unknown = say("unknown", lang)
    title = next((board.title for board in claims.boards if board.title), "")
    scope = say("scope-of", lang, claims=claims.count, tables=len(claims.boards))
    yield say("office", lang), claims.office or unknown
    yield say("report", lang), " ".join(title.split()) or unknown
    yield say("period", lang), str(claims.year or unknown)
    yield say("file", lang), claims.file
    yield say("sha256", lang), sha256
    yield say("date", lang), when
    yield say("scope", lang), say("scope-compared", lang, scope=scope) if compared else scope


def _row(number: int, objection: Objection, claims: Claims, lang: str) -> FindingRow:
    names = {line.code: line.name for _, line in reversed(list(claims.lines))}
    name = " ".join(names.get(objection.indicator, "").split())
    return FindingRow(
        number=number,
        place=tuple(_place(objection, lang)),
        indicator=f"{objection.indicator} {name}".strip() or DASH,
        printed=objection.printed or DASH,
        should=objection.recomputed or DASH,
        explanation=objection.finding.message(lang),
        cause=objection.cause.message(lang) if objection.cause else "",
        consequence=objection.consequence.message(lang) if objection.consequence else "",
        mend=objection.finding.mend(lang),
        level=say(objection.level.value, lang),
        level_key=objection.level.value,
        code=objection.code,
        recomputation=recomputation_of(objection, claims),
    )


def _place(objection: Objection, lang: str) -> Iterator[str]:
    spot = objection.spot
    yield say("table", lang, table=spot.table) if spot.table else say("whole", lang)
    if spot.page:
        yield say("page", lang, page=spot.page)
    cell = [("row", spot.row), ("column", spot.column)]
    known = [say(name, lang, **{name: place}) for name, place in cell if place]
    if known:
        yield ", ".join(known)
    if objection.heading:
        yield " ".join(objection.heading.split())


def _summary(rows: tuple[FindingRow, ...], lang: str) -> Iterator[SummaryRow]:
    """Yield one row for each kind, the gravest first, then in the order in which they were met."""
    gravest = [level.value for level in Level]
    kinds: dict[tuple[str, str], list[FindingRow]] = {}
    for row in rows:
        kinds.setdefault((row.level_key, row.code), []).append(row)
    for (level, code), of_kind in sorted(kinds.items(), key=lambda kind: gravest.index(kind[0][0])):
        numbers = [str(row.number) for row in of_kind]
        shown = ", ".join(numbers[:_MOST_NUMBERS]) + (", …" if len(numbers) > _MOST_NUMBERS else "")
        yield SummaryRow(of_kind[0].level, level, kind_in_words(code, lang), code, len(of_kind), shown)


def _sections(examined: Examined, findings: Sequence[Finding], lang: str) -> Iterator[PaperSection]:
    letters = iter("CDE")
    if examined.rules:
        rules = tuple(rule_in_words(rule, lang) for rule in examined.rules)
        yield PaperSection(f"{next(letters)}. {say('rules', lang)}", rules)
    unread = [_unread(objection, lang) for objection in examined.objections if objection.code == "not-read"]
    unread += [found.message(lang) for found in findings]
    yield PaperSection(f"{next(letters)}. {say('unread', lang)}", tuple(unread) or (say("unread-none", lang),))
    yield PaperSection(
        f"{next(letters)}. {say('method', lang)}", tuple(say(f"method-{n}", lang) for n in (1, 2, 3))
    )


def _unread(objection: Objection, lang: str) -> str:
    page = f" ({say('page', lang, page=objection.spot.page)})" if objection.spot.page else ""
    return f"{objection.message(lang)}{page}"
