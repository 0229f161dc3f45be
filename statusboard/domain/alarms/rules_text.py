"""A person's rules as a JSON text, and back. What a newer version wrote is left at its default."""

import json
from collections.abc import Mapping
from datetime import time

from statusboard.domain.alarms.alarm import AlarmSeverity
from statusboard.domain.alarms.rules import (
    ALL_WEEK,
    DEFAULT_RULES,
    AlarmRules,
    DailyQuiet,
    KindRule,
)


def rules_text(rules: AlarmRules) -> str:
    """The rules as a JSON text, the same for the same rules."""
    quiet = rules.quiet
    written = {
        "kinds": {
            kind.value: {"notify_from": rule.notify_from, "sound_from": rule.sound_from}
            for kind, rule in rules.kinds
        },
        "groups": sorted(rules.groups),
        "quiet": None
        if quiet is None
        else {
            "start": f"{quiet.start:%H:%M}",
            "stop": f"{quiet.stop:%H:%M}",
            "days": sorted(quiet.days),
            "lets_critical": quiet.lets_critical,
        },
    }
    return json.dumps(written, ensure_ascii=False, sort_keys=True)


def rules_of(text: str) -> AlarmRules:
    """The rules of a text; what it does not say, or not so that it is understood, is as usual."""
    try:
        said = json.loads(text)
    except ValueError:
        return DEFAULT_RULES
    if not isinstance(said, dict):
        return DEFAULT_RULES
    kinds, groups = said.get("kinds"), said.get("groups")
    by_kind = kinds if isinstance(kinds, dict) else {}
    return AlarmRules(
        tuple(
            (kind, _kind_rule(by_kind.get(kind.value), usual))
            for kind, usual in DEFAULT_RULES.kinds
        ),
        frozenset(map(str, groups if isinstance(groups, list) else ())),
        _quiet(said.get("quiet")),
    )


def _kind_rule(said: object, usual: KindRule) -> KindRule:
    if not isinstance(said, dict):
        return usual
    return KindRule(
        _severity(said, "notify_from", usual.notify_from),
        _severity(said, "sound_from", usual.sound_from),
    )


def _severity(
    said: Mapping[str, object], name: str, usual: AlarmSeverity | None
) -> AlarmSeverity | None:
    found = said.get(name, usual)
    if found is None:
        return None
    return next((one for one in AlarmSeverity if one == found), usual)


def _quiet(said: object) -> DailyQuiet | None:
    if not isinstance(said, dict):
        return None
    days = said.get("days")
    try:
        start, stop = time.fromisoformat(said["start"]), time.fromisoformat(said["stop"])
        chosen = ALL_WEEK if days is None else frozenset(map(int, days)) & ALL_WEEK
    except (KeyError, TypeError, ValueError):
        # Without hours everything is told: rather once too often than never.
        return None
    return DailyQuiet(start, stop, chosen, said.get("lets_critical") is not False)
