"""The ten statements that somebody would write by hand for ``lake.py``: one for each register of the example."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lake_rows import YEAR

FIRST, LAST = f"{YEAR}-01-01", f"{YEAR}-12-31"

# By hand: each register's date, and what is asked of it, in the words that DuckDB, SQLite and PostgreSQL share.
BY_HAND: dict[str, tuple[str, dict[str, str]]] = {
    "letters": (
        "received_on",
        {
            "letters_in": "count(*) FILTER (WHERE kind = 'letter' AND served_on IS NOT NULL)",
            "letters_on_time": "count(*) FILTER (WHERE kind = 'letter' AND served_on <= due_on)",
            "permits_in": "count(*) FILTER (WHERE kind = 'permit' AND served_on IS NOT NULL)",
            "permits_on_time": "count(*) FILTER (WHERE kind = 'permit' AND served_on <= due_on)",
        },
    ),
    "institutions": (
        "recorded_on",
        {
            "groups": "count(DISTINCT number)",
            "groups_active": "count(DISTINCT number) FILTER (WHERE activities >= 1)",
        },
    ),
    "musrenbang": ("held_on", {"attendees": "count(*) FILTER (WHERE attended)"}),
    "bangkit_berdaya": ("finished_on", {"locations_served": "count(*)", "rt_served": "count(DISTINCT rt)"}),
    "survey": (
        "answered_on",
        {
            f"answers_{one}": f"count(*) FILTER (WHERE answer = '{one}')"
            for one in ("not_easy", "less_easy", "easy", "very_easy")
        },
    ),
    "complaints": (
        "received_on",
        {"complaints": "count(*)", "complaints_followed_up": "count(*) FILTER (WHERE followed_up_on IS NOT NULL)"},
    ),
    "rastra": ("recorded_on", {"rastra_recipients": "count(DISTINCT number)"}),
    "kampung_bantar": (
        "judged_on",
        {"bantar_entrants": "count(*)", "bantar_winners": "count(*) FILTER (WHERE rank IS NOT NULL)"},
    ),
    "akip": ("evaluated_on", {"akip_score": "sum(score)"}),
    "findings": (
        "reported_on",
        {
            "findings_rupiah": "sum(amount)",
            "findings_settled_rupiah": "sum(amount) FILTER (WHERE status = 'settled')",
            "findings": "count(*)",
            "findings_settled": "count(*) FILTER (WHERE status = 'settled')",
        },
    ),
}


def by_hand(month: str, table: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield each register and its statement, in a dialect's words for the month of a ``{date}`` and for a table."""
    for register, (date, asked) in BY_HAND.items():
        columns = ", ".join(f"{sql} AS {name}" for name, sql in asked.items())
        yield (
            register,
            f"SELECT substr(place, 1, 8) AS office, {month.format(date=date)} AS month, {columns} "
            f"FROM {table(register)} WHERE {date} BETWEEN '{FIRST}' AND '{LAST}' GROUP BY 1, 2",
        )
