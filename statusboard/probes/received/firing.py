"""What Alertmanager posts (webhook, version 4): which of its alerts count, and for what."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from statusboard.errors import RuleBroken
from statusboard.probes.received.alerts import DEGRADED, DOWN, UP
from statusboard.probes.web.patterns import compile_pattern, is_found

BY_SEVERITY = "severity"
# What people call an alert that somebody is woken for.
SEVERE = frozenset({"critical", "page", "emergency", "error", "high", "disaster"})
MOST_LINES = 20
_LINE = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=~|!~|!=|=)\s*(.*?)\s*")
_WORDS = ("summary", "message", "description")


def match_problem(value: object) -> str | None:
    """A sentence where lines are no matchers."""
    lines = [line for line in str(value).splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        return f"At most {MOST_LINES} labels are looked at."
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            return (
                f"“{line.strip()}” is not a label with what it has to be. Write it like "
                "service = checkout, severity =~ critical|page or team != search."
            )
        if found[2] in ("=~", "!~"):
            try:
                compile_pattern(_whole(found[3]))
            except ValueError as error:
                return str(error)
    return None


def is_cut(content: object) -> bool:
    """Whether Alertmanager left some out, as it does where it is told how many to post."""
    left_out = content.get("truncatedAlerts") if isinstance(content, dict) else None
    return isinstance(left_out, int) and left_out > 0


def read_alerts(content: object, match: str, firing: str) -> Sequence[tuple[str, str, str]]:
    """The name, state and words of each alert that counts. Raises RuleBroken."""
    alerts = content.get("alerts") if isinstance(content, dict) else None
    if not isinstance(alerts, list):
        raise RuleBroken(
            "This is not what Alertmanager posts: it has no list of alerts.", field="alerts"
        )
    found: list[tuple[str, str, str]] = []
    for alert in alerts:
        labels = _texts(alert.get("labels")) if isinstance(alert, dict) else None
        if labels is None or alert.get("status") not in ("firing", "resolved"):
            raise RuleBroken(
                "This is not what Alertmanager posts: an alert has labels, and is firing or "
                "resolved.",
                field="alerts",
            )
        if all(_fits(line, labels) for line in match.splitlines() if line.strip()):
            state = UP if alert["status"] == "resolved" else _level(labels, firing)
            found.append((_name(alert, labels), state, _said(alert, labels)))
    return found


def _level(labels: Mapping[str, str], firing: str) -> str:
    if firing != BY_SEVERITY:
        return firing
    return DOWN if labels.get("severity", "").lower() in SEVERE else DEGRADED


def _name(alert: Mapping[str, object], labels: Mapping[str, str]) -> str:
    fingerprint = alert.get("fingerprint")
    if isinstance(fingerprint, str) and fingerprint:
        return fingerprint
    return json.dumps(labels, sort_keys=True)


def _said(alert: Mapping[str, object], labels: Mapping[str, str]) -> str:
    annotations = _texts(alert.get("annotations")) or {}
    words = next((annotations[name] for name in _WORDS if annotations.get(name)), "")
    name = labels.get("alertname", "")
    if name and words:
        return f"{name}: {words}"
    return name or words or "an alert without a name"


def _fits(line: str, labels: Mapping[str, str]) -> bool:
    found = _LINE.fullmatch(line)
    assert found is not None
    # A label that is not there is empty, as Prometheus has it.
    name, sign, wanted = labels.get(found[1], ""), found[2], found[3]
    if sign in ("=", "!="):
        return (name == wanted) is (sign == "=")
    return is_found(compile_pattern(_whole(wanted)), name) is (sign == "=~")


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _texts(value: object) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    return dict(_pairs(value))


def _pairs(value: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    for name, text in value.items():
        if isinstance(name, str) and isinstance(text, str):
            yield name, text
