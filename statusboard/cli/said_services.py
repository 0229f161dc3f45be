"""Services and their states as somebody types them for a notice."""

from typing import TYPE_CHECKING

from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.status import ComponentStatus
    from statusboard.domain.views.notices import Choice


def said_once(texts: list[str], choices: "tuple[Choice, ...]") -> "dict[int, ComponentStatus]":
    """What is said of each service. Raises RuleBroken where it is two things of one."""
    said: dict[int, ComponentStatus] = {}
    for text in texts:
        component_id, status = _said(text, choices)
        before = said.setdefault(component_id, status)
        if before is not status:
            raise RuleBroken(
                f"--service {text}: it was said to be {before} already. Say one of them.",
                field="service",
            )
    return said


def _said(text: str, choices: "tuple[Choice, ...]") -> "tuple[int, ComponentStatus]":
    from statusboard.domain.status import ComponentStatus

    name, _, status = text.rpartition("=")
    if status not in set(ComponentStatus) - {ComponentStatus.UNKNOWN}:
        known = ", ".join(sorted(set(ComponentStatus) - {ComponentStatus.UNKNOWN}))
        raise RuleBroken(f"--service {text}: write GROUP/NAME=STATUS, one of {known}.", "service")
    fits = [
        choice
        for choice in choices
        if name in (choice.name, f"{choice.group}/{choice.name}" if choice.group else choice.name)
    ]
    if len(fits) != 1:
        why = "There is no service" if not fits else "More than one service is"
        raise RuleBroken(f"{why} called “{name}”. Write GROUP/NAME=STATUS.", field="service")
    return fits[0].component_id, ComponentStatus(status)
