"""What is asked of reports."""

from dataclasses import dataclass

from statusboard.domain.language import Language


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """Which report: a period as `read_period` reads it, of some services by name or of all.

    `business_hours`: only those count, as the settings have them. `rule` is the name of one.
    """

    period: str = "last-month"
    services: tuple[str, ...] = ()
    language: Language = Language.ENGLISH
    business_hours: bool = False
    rule: str = ""
