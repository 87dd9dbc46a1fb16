"""review-overdue: a handout whose month of review is over is named at every run."""

import pytest

from tests.files import change, write
from tests.heads import HEAD

LINE = (
    "sheet: warning: review-overdue: should have been reviewed by 2028-11; "
    "have it read again, then write a later 'review_by'"
)
LAST_DAY, NEXT_DAY = "1859241599", "1859241600"  # the last second of November 2028, and the first of December


@pytest.fixture
def built(clinic, command, monkeypatch):
    """A clinic with a small handout, to be reviewed by November 2028, that is built within that month."""
    write(clinic / "content" / "sheet.yaml", HEAD + "blocks:\n  - {id: a, heading: Hello, text: Some words.}\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LAST_DAY)
    assert command("build", "sheet").problems == []
    return clinic


@pytest.mark.usefixtures("built")
def test_it_is_said_from_the_next_month_on(command, monkeypatch):
    """On the last day of the month nothing is said, on the next day it is, of an up-to-date sheet as well."""
    assert command("build", "sheet").problems == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEXT_DAY)
    first, second = command("build", "sheet"), command("build", "sheet")
    assert (first.code, first.problems, second.problems) == (0, [LINE], [LINE])
    assert second.out == "1 sheet is up to date.\n"


def test_today_counts_where_no_day_is_told(clinic, command, monkeypatch):
    """Without SOURCE_DATE_EPOCH the day is that of the calendar, which is no part of the sheet."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    head = HEAD.replace("2026-11", "2019-01").replace("2028-11", "2020-01")
    write(clinic / "content" / "sheet.yaml", f"{head}blocks:\n  - {{id: a, heading: Hello, text: Some words.}}\n")
    old = LINE.replace("2028-11", "2020-01")
    assert (command("build", "sheet").problems, command("build", "sheet").problems) == ([old], [old])
    with monkeypatch.context() as tomorrow:
        tomorrow.setattr("handouts.survey.today", lambda: "2020-01-31")
        result = command("build", "sheet")
    assert (result.problems, result.out) == ([], "1 sheet is up to date.\n")


def test_strict_refuses_it_and_a_clinic_may_switch_it_off(built, command, monkeypatch):
    """It is a warning like others: an error with --strict, nothing where the clinic says so."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEXT_DAY)
    result = command("check", "sheet", "--strict")
    assert (result.code, result.problems) == (1, [LINE.replace("warning", "error")])
    change(built / "content" / "clinic.yaml", "\ncountry:", "\nchecks: {review-overdue: off}\ncountry:")
    assert command("check", "sheet", "--strict").problems == []
