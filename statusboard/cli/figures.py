"""`statusboard status` and `statusboard uptime`: what is so now, and what was."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json, instant
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.health.report import OutageReport, ServiceUptime

From = Annotated[
    str | None, typer.Option("--from", metavar="TIME", help="ISO 8601; otherwise 90 days before.")
]
To = Annotated[str | None, typer.Option("--to", metavar="TIME", help="ISO 8601; otherwise now.")]


Period = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="90d, 2026-11, 2026-Q4, last-month, this-quarter, 2026-11-03..2026-11-17.",
    ),
]
Hours = Annotated[str, typer.Option("--hours", metavar="HOURS", help="all or business.")]
Line = Annotated[
    bool, typer.Option("--line", help="Only one sentence, as an executive wants to read it.")
]


def status(
    database: Database = None, demo: Demo = False, as_json: Json = False, line: Line = False
) -> None:
    """Say how every service is now. Ends with 0 whatever that is: read the answer."""
    from statusboard.app.delivery.troubles import CHANNEL_TROUBLES
    from statusboard.app.health.report import STATUS_REPORT
    from statusboard.cli.desk import reading_doorway

    if line:
        _print_line(database, demo=demo, as_json=as_json)
        return
    with reading_doorway(database, demo=demo) as door:
        report = door.ask(STATUS_REPORT, None)
        troubles = door.ask(CHANNEL_TROUBLES, None)
    if as_json:
        print_json({**report, "channel_troubles": list(troubles)})
        return
    for trouble in troubles:
        print(trouble)
    services = report["services"]
    if not services:
        print("No services yet. Describe some in a file and “statusboard apply” it.")
        return
    names = [f"{s['group']} / {s['name']}" if s["group"] else s["name"] for s in services]
    width = max(map(len, names))
    for name, service in zip(names, services, strict=True):
        since = f" since {service['since']}" if service["since"] else ""
        reason = f"  {service['reason']}" if service["reason"] else ""
        stale = " (out of date)" if service["stale"] else ""
        flapping = " (flapping)" if service["flapping"] else ""
        cause = f"  because of {service['explained_by']}" if service["explained_by"] else ""
        print(f"{name:{width}}  {service['status']}{stale}{flapping}{since}{reason}{cause}")
    print(f"observed at {report['observed_at']}")


def _print_line(database: str | None, *, demo: bool, as_json: bool) -> None:
    from statusboard.app.health.executive import EXECUTIVE_LINE
    from statusboard.cli.desk import reading_doorway
    from statusboard.render.clean import clean_line

    with reading_doorway(database, demo=demo) as door:
        said = clean_line(door.ask(EXECUTIVE_LINE, None))
    if as_json:
        print_json({"line": said})
    else:
        print(said)


Rules = Annotated[
    bool, typer.Option("--rules", help="By every rule, and why they differ; of one --period.")
]
Service = Annotated[
    str | None, typer.Option("--service", metavar="SERVICE", help="With --rules: of one alone.")
]


def uptime(
    *,
    database: Database = None,
    demo: Demo = False,
    start: From = None,
    stop: To = None,
    rules: Rules = False,
    only: Service = None,
    period: Period = "",
    hours: Hours = "all",
    as_json: Json = False,
) -> None:
    """Say the uptime of every service over a time, with its coverage and the rule."""
    from statusboard.app.health.report import UPTIME_REPORT, UptimeReportAsk
    from statusboard.app.services.objective_rules import settle_hours
    from statusboard.cli.desk import reading_doorway
    from statusboard.cli.rules import print_rules
    from statusboard.domain.objective import Hours as Counted

    if rules:
        if settle_hours(hours) is not Counted.ALL:
            raise RuleBroken(
                "The rules are compared over all hours: Statuspage and New Relic know no others. "
                "Leave --hours away.",
                field="hours",
            )
        print_rules(database, only, period or "last-month", demo=demo, as_json=as_json)
        return
    if period and (start or stop):
        raise RuleBroken("Write either --period, or --from and --to.", field="period")
    asked = UptimeReportAsk(
        instant(start, "--from"), instant(stop, "--to"), period, settle_hours(hours)
    )
    with reading_doorway(database, demo=demo) as door:
        report = door.ask(UPTIME_REPORT, asked)
    if as_json:
        print_json(report)
        return
    width = max((len(service["name"]) for service in report["services"]), default=0)
    for service in report["services"]:
        count = len(service["outages"])
        print(
            f"{service['name']:{width}}  {_percent(service['uptime_percent']):>19}  "
            f"coverage {_percent(service['coverage_percent'])}, "
            f"down {service['down_seconds']:.0f} s in {count} outage{'' if count == 1 else 's'}"
            f"{_left_out(service['outages'])}"
            f"{_elsewhere(service.get('measured_elsewhere_until', ''))}"
            f"{_corrected(service)}"
            f"{_cost(service['cost'], service['currency'])}"
        )
    within = ", business hours" if report["hours"] == "business" else ""
    print(f"from {report['from']} to {report['to']}{within}, rule: {report['rule']}")
    print(report["rule_sentence"])
    if report["cost_assumption"]:
        print(report["cost_assumption"])


def _cost(cost: float | None, currency: str | None) -> str:
    """What it cost by the assumption below; nothing where there is none."""
    from fractions import Fraction

    from statusboard.domain.downtime_cost import money_text

    if cost is None:
        return ""
    return f", cost {money_text(Fraction(str(cost)), currency or '')}"


def _left_out(outages: "list[OutageReport]") -> str:
    """That planned work lay over them, which is no down time; empty where none did."""
    left_out = sum(outage["left_out_seconds"] for outage in outages)
    return f", {left_out:.0f} s under planned work left out" if left_out else ""


def _elsewhere(until: str) -> str:
    """That part of it was measured by another program; nothing where none was."""
    return f"; before {until[:10]} measured by another program" if until else ""


def _corrected(service: "ServiceUptime") -> str:
    """That people corrected some of it, and what was measured; nothing where nobody did."""
    count = service.get("corrections", 0)
    if not count:
        return ""
    what = "1 correction counts" if count == 1 else f"{count} corrections count"
    return f"; {what}, as measured {_percent(service.get('measured_uptime_percent'))}"


def _percent(number: float | None) -> str:
    """As it is: it was cut where it was made, and a second rounding could only flatter."""
    return (
        "too little observed" if number is None else f"{number:.6f}".rstrip("0").rstrip(".") + " %"
    )
