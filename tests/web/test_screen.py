"""The screen of the head is kept, and never shows what is no longer so."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.planning.models import PlanVersion
from capaian.web.registers import actions
from capaian.web.registers.queries import registers_of
from capaian.web.reporting import dashboard
from capaian.web.reporting.models import Figures, Submission
from tests.web.conftest import As
from tests.web.register_cast import LETTER

AT = "/o/15.71.03/?tahun=2017"


@pytest.fixture
def letters(office: Office, plan: PlanVersion) -> Register:
    return registers_of(office)["letters"]


def shown(as_: As, who: str = "citra") -> str:
    answer = getattr(as_, who).get(AT)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.usefixtures("values")
def test_it_is_measured_once(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    first = shown(as_)
    monkeypatch.setattr(dashboard, "_screen", lambda *_: pytest.fail("measured again"))
    assert "129,15" in first
    assert main(shown(as_, "ani")) == main(first)


@pytest.mark.usefixtures("values")
def test_a_changed_value_is_seen_at_once(as_: As) -> None:
    before = main(shown(as_))
    sent = {"amount": "1", "evidence": "Rekap", "version": 1}
    assert as_.budi.post("/o/15.71.03/ukur/2017/i/1.2/nilai/groups_active/", sent).status_code == 302
    assert main(shown(as_)) != before


def test_a_new_row_is_seen_at_once(as_: As, office: Office, people: dict[str, User], letters: Register) -> None:
    for number, kind in enumerate(("letter", "permit")):
        cells = LETTER | {"number": f"2017/{number}", "kind": kind}
        actions.add_row(office=office, by=people["ani"], register=letters, cells=cells)
    before = main(shown(as_))
    late = LETTER | {"number": "2017/9002", "served_on": "2017-05-30"}
    actions.add_row(office=office, by=people["ani"], register=letters, cells=late)
    assert "100,00" in before and "75,00" in main(shown(as_))


@pytest.mark.usefixtures("values")
def test_the_way_of_a_period_is_seen_at_once(as_: As, office: Office, people: dict[str, User]) -> None:
    assert 'status-submitted"' not in shown(as_)
    first, last = datetime.date(2017, 1, 1), datetime.date(2017, 12, 31)
    days = {"first_day": first, "last_day": last}
    Submission.objects.create(
        office=office,
        period="2017",
        state="submitted",
        submitted_by=people["budi"],
        submitted_at="2018-01-05T00:00Z",
        **days,
    )
    assert 'status-submitted"' in shown(as_)


@pytest.mark.usefixtures("values")
def test_the_other_language_is_the_other_screen(as_: As) -> None:
    client: Any = as_.citra
    indonesian = client.get(AT).content
    client.post("/bahasa/", {"next": AT})
    assert client.get(AT).content != indonesian
    assert b'lang="en"' in client.get(AT).content


@pytest.mark.usefixtures("values")
def test_another_office_shows_its_own(as_: As, office: Office) -> None:
    shown(as_)
    other = as_.dedi.get("/o/15.71.04/?tahun=2017").content.decode()
    assert "/o/15.71.03/" not in other


def main(page: str) -> str:
    """Return what stands in the page's content: the rest has the reader's name and tokens."""
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.usefixtures("values")
def test_who_read_the_office_before_the_last_row_takes_the_screen_that_has_it(
    office: Office, people: dict[str, User], letters: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where fifty write at once, nobody makes the screen of a moment that is over."""
    before, day = Office.objects.get(pk="15.71.03"), datetime.date(2018, 1, 5)
    actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)
    made = dashboard.load_dashboard(Office.objects.get(pk="15.71.03"), "2017", day)
    monkeypatch.setattr(dashboard, "_screen", lambda *_: pytest.fail("measured again"))
    assert dashboard.load_dashboard(before, "2017", day) == made


@pytest.mark.usefixtures("values")
def test_a_screen_is_kept_as_of_what_it_was_made_of(
    office: Office, people: dict[str, User], letters: Register
) -> None:
    """A request that read the office before a row came keeps the screen for those who know of the row."""
    before, day = Office.objects.get(pk="15.71.03"), datetime.date(2018, 1, 5)
    actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)
    dashboard.load_dashboard(before, "2017", day)
    assert Figures.objects.get(period__endswith=":board").version == Office.objects.get(pk="15.71.03").version


def test_who_looks_meanwhile_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four look at once: it is made once."""
    made: list[dashboard.Dashboard] = []
    waiting = threading.Barrier(4)

    def kept(*_: object) -> dashboard.Dashboard | None:
        if threading.current_thread() not in asked:  # all four have found nothing before one begins
            asked.add(threading.current_thread())
            waiting.wait(10)
            return None
        return made[0] if made else None

    def make(*_: object) -> dashboard.Dashboard:
        made.append(dashboard.Dashboard(2017, [2017], None, False, str(len(made))))
        return made[-1]

    asked: set[threading.Thread] = set()
    monkeypatch.setattr(dashboard, "_kept", kept)
    monkeypatch.setattr(dashboard, "_made", make)
    monkeypatch.setattr(dashboard, "_screen", lambda *_: {})
    with ThreadPoolExecutor(4) as threads:
        day = datetime.date(2018, 1, 5)
        found = list(
            threads.map(lambda _: dashboard.load_dashboard(Office(code="15.71.03"), "2017", day), range(4))
        )
    assert len(made) == 1 and found == made * 4
