"""`statusboard uptime --rules`: a service by every rule, and why they differ."""

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from statusboard.cli.json_output import print_json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.views.rules import RulesView


def print_rules(
    database: str | None, service: str | None, period: str, *, demo: bool, as_json: bool
) -> None:
    """Prints the rules side by side, of one service or of each."""
    from statusboard.app.health.rule_comparison import RULES_OF, RulesAsk
    from statusboard.app.services.naming import SERVICE_IDS, SERVICE_NAMED
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.period import read_period

    try:
        wanted = read_period(period)
    except ValueError as error:
        raise RuleBroken(str(error), field="period") from error
    with reading_doorway(database, demo=demo) as door:
        if service is None:
            numbers = door.ask(SERVICE_IDS, None)
        else:
            numbers = (door.ask(SERVICE_NAMED, service),)
        views = [door.ask(RULES_OF, RulesAsk(number, wanted)) for number in numbers]
    if as_json:
        print_json({"services": [_row(view) for view in views]})
        return
    for view in views:
        print_rules_of(view)


def print_rules_of(view: "RulesView") -> None:
    """Prints the rules of one service, of the days in the zone of the page."""
    zone = ZoneInfo(view.zone)
    first, last = (at.astimezone(zone) for at in (view.start, view.stop - timedelta.resolution))
    when = f"{first:%Y-%m-%d} to {last:%Y-%m-%d} ({view.zone})"
    print(f"{view.service}  {when}, coverage {view.coverage} %")
    width = max(len(row.label) for row in view.rows)
    for row in view.rows:
        print(f"  {row.label:{width}}  {row.uptime:>7} %  {row.why}")
    if view.corrected:
        print(f"  {view.corrected}")


def _row(view: "RulesView") -> dict[str, object]:
    numbers = asdict(view.numbers)
    return {
        "name": view.service,
        "from": view.start.isoformat(),
        "to": view.stop.isoformat(),
        "coverage_percent": view.coverage,
        "corrected": view.corrected,
        "numbers": {
            key.replace("_us", "_seconds"): value / 1_000_000 if key.endswith("_us") else value
            for key, value in numbers.items()
        },
        "rules": [
            {
                "rule": row.name,
                "uptime_percent": row.exact,
                "sentence": row.sentence,
                "why": row.why,
            }
            for row in view.rows
        ],
    }
