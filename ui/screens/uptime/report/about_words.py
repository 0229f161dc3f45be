"""What a report is about, in a few words: its services, hours, rule and language."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.language import Language
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.uptime_rules import HALF, STRICT

_NAMED = 3


def rule_words() -> tuple[tuple[str, str], ...]:
    """The rules that are offered, each with its words."""
    return (
        (DEFAULT_RULE.name, _tr("Time-weighted, the usual rule")),
        (STRICT.name, _tr("Strict: degraded counts, too")),
        (HALF.name, _tr("Partial outages at half")),
    )


def about(one: ReportSchedule) -> str:
    """`Checkout API; business hours only; Strict: degraded counts, too; in German`."""
    services = ", ".join(one.services[:_NAMED]) or _tr("All services")
    if len(one.services) > _NAMED:
        more = len(one.services) - _NAMED
        services = _tr("{names} and {n} more").format(names=services, n=more)
    parts = [services]
    if one.business_hours:
        parts.append(_tr("business hours only"))
    if one.rule:
        parts.append(dict(rule_words()).get(one.rule, one.rule))
    if one.language == Language.GERMAN.value:
        parts.append(_tr("in German"))
    return "; ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportAbout", text)
