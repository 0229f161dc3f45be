"""The contact for weaknesses: chosen, on the page while it holds, and told of before it ends."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.page.security import public_security
from statusboard.app.programs.finding import Verdict
from statusboard.app.programs.security_findings import security_findings
from statusboard.catalog.security_fields import SECURITY
from statusboard.errors import RuleBroken

NOW = datetime(2026, 11, 22, 13, 20, tzinfo=UTC)
CONTACT = "security@northwind.example"


def chosen(days: int | None, **more: object) -> dict[str, object]:
    until = {} if days is None else {"security.expires": str((NOW + timedelta(days=days)).date())}
    return {"security.contact": CONTACT, **until, **more}


@pytest.mark.parametrize(
    ("days", "verdict", "said"),
    [
        (200, Verdict.FINE, "holds until 10 June 2027"),
        (31, Verdict.FINE, "holds until 23 December 2026"),
        (29, Verdict.NOTE, "only; give a later day"),
        (-1, Verdict.PROBLEM, "no security.txt any more"),
        (800, Verdict.NOTE, "more than a year ahead"),
        (None, Verdict.NOTE, "no day is said"),
    ],
)
def test_its_end_is_told_a_month_before(days: int | None, verdict: Verdict, said: str) -> None:
    (found,) = security_findings(chosen(days), NOW)

    assert (found.verdict, said in found.words) == (verdict, True)


def test_nothing_is_said_where_nobody_chose_one() -> None:
    assert list(security_findings({}, NOW)) == []


def test_it_is_on_the_page_to_the_end_of_its_day_and_no_longer() -> None:
    settings = chosen(0, **{"security.policy": "https://northwind.example/s"})
    end = datetime(2026, 11, 23, tzinfo=UTC)

    said = public_security(settings, NOW)
    assert said is not None
    assert (said.contact, said.expires, said.policy) == (
        *(CONTACT, end, "https://northwind.example/s"),
    )
    assert public_security(settings, end) is None
    assert public_security(chosen(None), NOW) is None
    assert public_security({"security.expires": "2027-01-01"}, NOW) is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"contact": "nobody"}, "security.contact"),
        ({"contact": "http://northwind.example/s"}, "security.contact"),
        ({"contact": CONTACT, "expires": "soon"}, "security.expires"),
        ({"contact": CONTACT, "policy": "javascript://x"}, "security.policy"),
    ],
)
def test_what_readers_could_not_use_is_refused(given: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        SECURITY.settle(given)
    assert refused.value.field == field
