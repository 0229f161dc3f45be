"""The alert check: another monitor posts when something is wrong, and when that is over.

Nothing is asked. What came is read by the office, and judged by a feed (app/signals/feed).
"""

import json
from collections.abc import Iterator
from datetime import timedelta

from statusboard.catalog.declaration import CheckKind, Config, Memory, Receiving
from statusboard.catalog.durations import duration_text
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.received import Listening, Report, Standing
from statusboard.errors import RuleBroken
from statusboard.probes.received.alerts import UNREAD
from statusboard.probes.received.firing import BY_SEVERITY, match_problem, read_alerts
from statusboard.probes.web.refusals import path_problem

ALERTMANAGER, JSON = "alertmanager", "json"
UP, DEGRADED, DOWN, UNKNOWN = "up", "degraded", "down", "unknown"
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=31)
_LEVELS = ((DOWN, "down_values"), (DEGRADED, "degraded_values"), (UP, "up_values"))
# What makes a JSON path lead to more than one value.
_SEVERAL = ("*", "..", "?", ":", ",")
# More than fits into a body.
_MOST = 200_000


def _length_problem(value: object) -> str | None:
    if isinstance(value, timedelta) and SHORTEST <= value <= LONGEST:
        return None
    return f"Choose from {duration_text(SHORTEST)} to {duration_text(LONGEST)}."


def _read(config: Config, report: Report) -> Memory:
    from statusboard.probes.received.alerts import heard
    from statusboard.probes.received.firing import is_cut

    if report.rest.strip("/"):
        raise RuleBroken("Nothing stands behind this address.", field="rest")
    try:
        content = json.loads(report.body)
    except (ValueError, RecursionError) as error:
        raise RuleBroken("The body is not JSON.", field="body") from error
    if config.get("sender") == JSON:
        # Without names each report is about the same, and says all there is to say.
        return heard(_states(config, content), is_whole=not config.get("name_path"))
    match, firing = str(config.get("match") or ""), str(config.get("firing") or BY_SEVERITY)
    return heard(read_alerts(content, match, firing), is_cut=is_cut(content))


def _states(config: Config, content: object) -> Iterator[tuple[str, str, str]]:
    """The name, state and words of each thing that a body of JSON names."""
    path = str(config.get("state_path") or "")
    states = _found(path, content)
    if not states:
        raise RuleBroken(f"There is nothing at {path}.", field="state_path")
    names = _found(str(config.get("name_path") or ""), content)
    words = _found(str(config.get("words_path") or ""), content)
    name_path = str(config.get("name_path") or "")
    is_one = len(names) == 1 and not any(sign in name_path for sign in _SEVERAL)
    if name_path and len(names) != len(states) and not is_one:
        raise RuleBroken(
            f"There are {len(states)} states and {len(names)} names, so nobody can say which "
            "belongs to which. Give each alert its name.",
            field="name_path",
        )
    for number, state in enumerate(states):
        raw = _text(state)
        # One name, or one text, is for all of them; texts that do not pair are of none.
        name = _text(names[number if len(names) > 1 else 0]) if names else ""
        said = ""
        if len(words) in (1, len(states)):
            said = _text(words[number if len(words) > 1 else 0])
        yield name, _level(config, raw), f"{name}: {said or raw}" if name else said or raw


def _found(path: str, content: object) -> list[object]:
    from statusboard.probes.web.json_path import values_at

    if not path:
        return []
    try:
        return values_at(path, content, _MOST)
    except ValueError as error:
        raise RuleBroken(f"{path} could not be searched.", field="body") from error


def _level(config: Config, raw: str) -> str:
    for level, field in _LEVELS:
        wanted = {one.strip().casefold() for one in str(config.get(field) or "").split(",")}
        if raw.strip().casefold() in wanted - {""}:
            return level
    return UNKNOWN


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _take(memory: Memory, said: Memory, at_us: int) -> Memory:
    from statusboard.probes.received.alerts import take

    return take(memory, said, at_us)


def _stand(config: Config, memory: Memory, listening: Listening | None, now_us: int) -> Standing:
    from statusboard.probes.received.alerts import stand

    return stand(config, memory, listening, now_us)


def _describe(config: Config) -> str:
    if config.get("sender") == JSON:
        return f"Alerts posted as JSON, by {config.get('state_path') or 'a path'}"
    match = ", ".join(line.strip() for line in str(config.get("match") or "").splitlines())
    return f"Alerts of Alertmanager where {match}" if match else "Alerts of Alertmanager"


def _command(address: str) -> str:
    return (
        "curl --silent --show-error --fail --max-time 10 --retry 7 --retry-connrefused "
        f"--header 'Content-Type: application/json' --data @alert.json {address}"
    )


def _values(name: str, label: str, default: str) -> FieldSpec:
    return FieldSpec(
        name,
        FieldKind.TEXT,
        label,
        help="Between commas; capitals make no difference.",
        default=default,
        needs="sender",
        only_for=(JSON,),
    )


DECLARATION = CheckKind(
    key="alert_webhook",
    label="Alerts",
    icon="radar",
    fields=(
        FieldSpec(
            "sender",
            FieldKind.CHOICE,
            "Sent by",
            default=ALERTMANAGER,
            choices=(ALERTMANAGER, JSON),
            choice_words=((ALERTMANAGER, "Alertmanager"), (JSON, "Another monitor, as JSON")),
        ),
        FieldSpec(
            "match",
            FieldKind.LINES,
            "Labels",
            help="Which alerts count: one label in a line, such as service = checkout or severity "
            "=~ critical|page, as Alertmanager has it. All have to fit; left empty, every alert "
            "counts.",
            check=match_problem,
            needs="sender",
            only_for=(ALERTMANAGER,),
            example="service = checkout",
        ),
        FieldSpec(
            "firing",
            FieldKind.CHOICE,
            "While an alert fires",
            help="By its severity: critical, page, error and the like are down, all else degraded.",
            default=BY_SEVERITY,
            choices=(BY_SEVERITY, DOWN, DEGRADED),
            choice_words=(
                (BY_SEVERITY, "By its severity"),
                (DOWN, "Down"),
                (DEGRADED, "Degraded"),
            ),
            needs="sender",
            only_for=(ALERTMANAGER,),
        ),
        FieldSpec(
            "state_path",
            FieldKind.TEXT,
            "State",
            help="The JSON path (RFC 9535) that leads to the state, such as $.state or "
            "$.alerts[*].state.",
            required=True,
            tidy=str.strip,
            check=path_problem,
            needs="sender",
            only_for=(JSON,),
            example="$.state",
        ),
        _values("down_values", "Down", "down, critical, firing, alerting"),
        _values("degraded_values", "Degraded", "degraded, warning"),
        _values("up_values", "Up", "up, ok, resolved, operational"),
        FieldSpec(
            "name_path",
            FieldKind.TEXT,
            "Name",
            help="What tells one alert from another. Left empty, each report is about the same.",
            tidy=str.strip,
            check=path_problem,
            needs="sender",
            only_for=(JSON,),
            example="$.id",
        ),
        FieldSpec(
            "words_path",
            FieldKind.TEXT,
            "Words",
            help="What is said of it, shown as the reason.",
            tidy=str.strip,
            check=path_problem,
            needs="sender",
            only_for=(JSON,),
            example="$.message",
        ),
        FieldSpec(
            "repeats",
            FieldKind.DURATION,
            "Says so again every",
            help="How often the sender repeats what still fires (repeat_interval). Where it did "
            "not for twice as long, nothing is known.",
            unit="such as 4h",
            default=timedelta(hours=4),
            check=_length_problem,
            advanced=True,
        ),
        FieldSpec(
            "stale_after",
            FieldKind.DURATION,
            "Unknown when nothing came for",
            help="For senders that report without an alert too, such as a watchdog that always "
            "fires. Left empty, silence is good news.",
            unit="such as 15m",
            check=_length_problem,
            advanced=True,
        ),
    ),
    probe=None,
    describe=_describe,
    target=lambda _config: None,
    offer="Hear alerts",
    summary="Another monitor posts its alerts here: Alertmanager, or any that sends JSON.",
    batched=True,
    receives=Receiving("alert", _read, _take, _stand, _command, unread=UNREAD),
    rank=65,
    good=(
        Example({}),
        Example({"match": "service = checkout\nseverity =~ critical|page", "firing": "down"}),
        Example({"sender": "json", "state_path": "$.state", "stale_after": "15m"}),
        Example(
            {
                "sender": "json",
                "state_path": "$.alerts[*].state",
                "name_path": "$.alerts[*].id",
                "words_path": "$.alerts[*].text",
                "down_values": "red",
            }
        ),
    ),
    bad=(
        Example({"sender": "json"}, "state_path"),
        Example({"sender": "json", "state_path": "state"}, "state_path"),
        Example({"match": "checkout"}, "match"),
        Example({"match": "service =~ ("}, "match"),
        Example({"sender": "json", "state_path": "$.s", "firing": "down"}, "firing"),
        Example({"stale_after": "1s"}, "stale_after"),
        Example({"repeats": "1y"}, "repeats"),
    ),
)
