"""Objectives, and figures of incidents, in the words of the cards."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.budget_words import lookback_words, rate_text
from statusboard.domain.error_budget import fastest_alarm
from statusboard.domain.instants import DAY_US
from statusboard.domain.objective import YEAR, Objective, terms_words, window_words
from statusboard.domain.promise_kept import UNDECIDED
from statusboard.domain.views.incident_figures import IncidentFigures
from statusboard.domain.views.objectives import ObjectiveStanding
from statusboard.domain.views.uptime import Figures
from ui.screens.uptime.words import delay_words, lost_words
from ui.widgets.time_words import days_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


def terms_of(objective: Objective) -> str:
    """The window and the hours: `this month, in business hours`."""
    return terms_words(objective.window, objective.hours)


def budget_label(objective: Objective) -> str:
    """What the card of the budget is called: with its window, where that is not the usual one."""
    if objective.window == YEAR:
        return _tr("Error budget left")
    return _tr("Budget left, {window}").format(
        window=window_words(objective.window).removeprefix("over ")
    )


def promises_sentence(figures: Figures) -> str:
    """How promises stand, each held against its own window; empty without one."""
    made = figures.promises + figures.promises_open
    if not made:
        return ""
    missed = figures.promises - figures.promises_kept
    counted = [_tr("{n} kept").format(n=figures.promises_kept)]
    if missed:
        counted.append(_tr("{n} missed").format(n=missed))
    if figures.promises_open:
        counted.append(f"{figures.promises_open} {UNDECIDED}")
    words = _tr("Promises: {counted}; {window}. A promise is held against its own window.")
    return words.format(counted=", ".join(counted), window=figures.promised_over)


def corrected_words(count: int) -> str:
    """That a figure counts corrections; empty where it counts none."""
    if not count:
        return ""
    words = _tr("1 correction counts") if count == 1 else _tr("{n} corrections count")
    return words.format(n=count)


def burn_words(standing: ObjectiveStanding) -> str:
    """How fast the budget burns, where that is too fast: `burns 14.4 times too fast …`."""
    burn = fastest_alarm(standing.burns)
    if burn is None or burn.long is None:
        return ""
    return _tr("burns {rate} times too fast over {lookback}").format(
        rate=rate_text(burn.long), lookback=lookback_words(burn.rule.long_us)
    )


def longest_words(told: IncidentFigures) -> str:
    """The longest time without a major outage that ever was; empty where none was measured."""
    if told.record_us is None:
        return ""
    if told.is_record:
        return _tr("the longest time so far")
    return _tr("longest so far: {days}").format(days=days_words(told.record_us // DAY_US))


def major_free_words(figures: Figures) -> str:
    """How the time without a major outage is counted, and which was the longest."""
    said = [
        _tr(
            "Counted in whole days from the end of the last major outage of any of these services, "
            "whatever range is looked at; where none was seen, from the first answer."
        )
    ]
    if figures.told.record_us is not None and figures.ever_major:
        said.append(
            _tr("The longest such time was {days}.").format(
                days=days_words(figures.told.record_us // DAY_US)
            )
        )
    return " ".join(said)


def detected_sentence(told: IncidentFigures) -> str:
    """How long outages took to be noticed; empty where that is not known."""
    if told.detected_us is None:
        return ""
    if told.detections == 1:
        words = _tr("The outage was noticed after {length}.")
    else:
        words = _tr("Outages were noticed after {length} (median of {n}).")
    return words.format(length=delay_words(told.detected_us), n=told.detections)


def waits_sentence(told: IncidentFigures) -> str:
    """How long customers waited for the next update; empty where there was no second one."""
    if told.between_updates_us is None or told.longest_silence_us is None:
        return ""
    middle, longest = lost_words(told.between_updates_us), lost_words(told.longest_silence_us)
    return _tr("From one update to the next {middle} passed (median), at most {longest}.").format(
        middle=middle, longest=longest
    )
