"""Words of the verify screen."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.result import Outcome, Phases
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.verify import CheckDetail, RecentAnswer
from ui.widgets.response_words import response_words

NONE = "\N{EN DASH}"
_NEW_RELIC = "new_relic"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Verify", text)


def missed_words(missed: Mapping[str, str]) -> str:
    """Which connections to New Relic a search could not ask, and why; empty where it asked all."""
    words = _tr("{name} was not searched: {why}")
    return " ".join(words.format(name=name, why=why) for name, why in missed.items())


def adding_words(count: int, *, is_each: bool) -> str:
    """What the button says that adds so many entities; `is_each`: each as a service of its own."""
    if is_each:
        words = {0: _tr("Add services"), 1: _tr("Add 1 service")}
        several = _tr("Add {count} services")
    else:
        words = {0: _tr("Add"), 1: _tr("Add 1 entity")}
        several = _tr("Add {count} entities")
    return words.get(count) or several.format(count=count)


def took_words(response_us: int | None) -> str:
    """How long an answer took, or a dash."""
    return NONE if response_us is None else response_words(response_us)


def second_words(instant: datetime | None, zone: tzinfo, *, now: datetime) -> str:
    """The time of day to the second; with its day where that is not today."""
    if instant is None:
        return NONE
    local, today = instant.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M:%S}"
    return f"{local.day}.{local.month}. {local:%H:%M}"


def outcome_words(outcome: Outcome) -> str:
    """What one answer says."""
    match outcome:
        case Outcome.UP:
            return _tr("Good")
        case Outcome.DEGRADED:
            return _tr("Degraded")
        case Outcome.DOWN:
            return _tr("Failed")
        case Outcome.UNKNOWN:
            return _tr("No answer")


def answer_level(answer: RecentAnswer) -> ComponentStatus:
    """How a single answer is coloured."""
    return answer.outcome.level


def answer_caption(answer: RecentAnswer, zone: tzinfo) -> str:
    """One answer of a strip: `14:20:04, 503, 212 ms`."""
    parts = [f"{answer.at.astimezone(zone):%H:%M:%S}"]
    if answer.code is not None:
        parts.append(str(answer.code))
    if answer.response_us is not None:
        parts.append(response_words(answer.response_us))
    return ", ".join(parts)


def phase_parts(phases: Phases) -> tuple[tuple[str, int | None], ...]:
    """The five phases in order, with their lengths in microseconds; None where it was skipped."""
    return (
        (_tr("DNS"), phases.dns_us),
        (_tr("Connect"), phases.connect_us),
        (_tr("TLS"), phases.tls_us),
        (_tr("Wait"), phases.wait_us),
        (_tr("Read"), phases.read_us),
    )


def is_new_relic(check: CheckDetail) -> bool:
    """Whether New Relic answers this check."""
    return check.kind.startswith(_NEW_RELIC)
