"""Figures that this release cannot read: measured anew where that can be done, refused where they were signed."""

from __future__ import annotations

import pytest

from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Refused
from capaian.web.reporting import provisional
from capaian.web.reporting.models import Figures, Snapshot
from capaian.web.reporting.provisional import current_figures, published_figures
from tests.web.inspect_cast import YEAR

pytestmark = pytest.mark.django_db


def test_kept_figures_of_another_release_are_measured_anew(office: Office, frozen: Snapshot) -> None:
    before = current_figures(office, YEAR)
    assert before is not None
    Figures.objects.update(text='{"schema": "capaian/measurement@9"}')
    after = current_figures(office, YEAR)
    assert after is not None and after.text == before.text


def test_frozen_figures_of_another_release_are_refused(frozen: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(text: str) -> None:
        provisional.read_measurement('{"schema": "capaian/measurement@9"}')

    monkeypatch.setattr(provisional, "_read_once", unreadable)
    with pytest.raises(Refused):
        published_figures(frozen)


def test_a_rule_book_that_cannot_be_read_is_never_taken_for_the_one_of_today(
    frozen: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert published_figures(frozen).rules is None, "it is the one of today"
    monkeypatch.setattr(provisional, "_sha256_once", lambda path: "that of a later release")
    assert published_figures(frozen).rules is not None
    monkeypatch.setattr(provisional, "_RULES", {})
    monkeypatch.setattr(provisional.rulebook, "read_rulebook", lambda path: (None, []))
    with pytest.raises(Refused):
        published_figures(frozen)
