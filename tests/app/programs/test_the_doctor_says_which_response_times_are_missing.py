"""Response times that were chosen for a page and have nothing to show are told to whoever asks."""

from dataclasses import replace
from datetime import timedelta

from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.programs.metric_findings import SUBJECT, metric_findings
from statusboard.domain.instants import MINUTE_US, to_us
from statusboard.storage.checks import read_checks
from statusboard.storage.components import remove_component
from statusboard.storage.database import Database
from statusboard.storage.history import results
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import UP, result
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

pytestmark = ON_SQLITE


def found(newsroom: Newsroom) -> list[Finding]:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        return list(metric_findings(unit))


def choose(newsroom: Newsroom, *lines: str) -> None:
    newsroom.do(choose_settings, ChooseSettings({"metrics.shown": "\n".join(lines)}))


def test_nothing_is_said_of_response_times_that_nobody_chose(database: Database) -> None:
    newsroom = Newsroom(database)
    newsroom.service("Checkout API")

    assert found(newsroom) == []


def test_a_figure_that_is_missing_or_has_stopped_is_told_by_its_name(database: Database) -> None:
    newsroom = Newsroom(database)
    timed, _ = newsroom.service("Checkout API"), newsroom.service("Sign-in")
    with database.writing(NOON, COLLECTOR) as unit:
        (check,) = read_checks(unit, component_ids=frozenset({timed}))
        at = to_us(NOON) - 30 * MINUTE_US
        results.append(unit, [result(check.id, at, replace(UP, response_us=200_000))])
    newsroom.clock.forward(timedelta(minutes=6))

    choose(newsroom, "Checkout API")
    assert found(newsroom) == [Finding(SUBJECT, Verdict.FINE, "1 shown, with figures")]

    choose(newsroom, "Checkout API", "Sign-in | Time to sign in")
    (missing,) = found(newsroom)
    assert missing.verdict is Verdict.NOTE
    assert missing.words.startswith("Time to sign in: no figures in 30 days")

    newsroom.clock.forward(timedelta(hours=1))
    stopped, missing = found(newsroom)
    assert stopped.words.startswith("Checkout API: nothing was measured in the last whole hour")


def test_a_service_that_is_no_more_is_told(database: Database) -> None:
    newsroom = Newsroom(database)
    gone = newsroom.service("Checkout API")
    choose(newsroom, "Checkout API")
    with database.writing(NOON, COLLECTOR) as unit:
        remove_component(unit, gone)

    (finding,) = found(newsroom)
    assert finding.words.startswith("Checkout API: the page has no such service any more")
