"""What `submit`, `approve`, `reject` and `withdraw-request` have in common, whatever it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from statusboard.app.doorway import Doorway, Verb
    from statusboard.domain.views.agreement import AgreementView, Redline

Input = TypeVar("Input")
Result = TypeVar("Result")
Seen = Annotated[
    int, typer.Option("--revision", metavar="NUMBER", help="The text or plan that you have read.")
]
Newest = Annotated[
    int | None,
    typer.Option("--revision", metavar="NUMBER", help="The one that is meant; else the newest."),
]


@dataclass(frozen=True, slots=True)
class Way(Generic[Result]):
    """The way from what was typed to what is decided about, and to what is said then.

    `find` answers its number and its newest revision; `say` prints how it stands.
    """

    find: Callable[["Doorway"], tuple[int, int]]
    say: Callable[["Doorway", Result], None]


def decide(
    verb: "Verb[Input, Result]",
    made: Callable[[int, int], Input],
    way: Way[Result],
    revision: int | None,
    database: str | None,
) -> None:
    """Does a step about a revision, the newest unless one is named, and says how it stands."""
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        number, newest = way.find(door)
        seen = newest if revision is None else revision
        way.say(door, door.do(verb, made(number, seen), this_person(door)).result)


def standing(view: "AgreementView", zone: str) -> str:
    """How a draft stands, in a few words; empty where there is nothing to say."""
    from statusboard.domain.approval import ApprovalState
    from statusboard.domain.time_text import clock_text, day_text

    def told(at: datetime) -> str:
        local = ZoneInfo(zone)
        return f"{day_text(at.astimezone(local).date())}, {clock_text(at, local)}"

    schedule, step = view.schedule, view.step
    if schedule is not None:
        if schedule.is_standing:
            return f"scheduled for {told(schedule.at)} by {schedule.by.name}"
        return f"not sent at {told(schedule.at)}: {schedule.problem}"
    if step is None or view.state is ApprovalState.OPEN:
        return "needs approval" if view.is_needed else "nobody has to agree"
    words = {
        ApprovalState.ASKED: "waits for approval, asked by",
        ApprovalState.APPROVED: "approved by",
        ApprovalState.REJECTED: "sent back by",
    }[view.state]
    why = f": “{step.words}”" if step.words else ""
    return f"{words} {step.by.name} at {told(step.at)}{why}"


def marked(redline: "Redline | None") -> str:
    """The difference as text: what was taken out, and what came in."""
    from statusboard.domain.word_diff import Kind, differences

    if redline is None:
        return "Nothing of it was approved yet."
    marks = {Kind.KEPT: "{0}", Kind.REMOVED: "[-{0}-]", Kind.ADDED: "{{+{0}+}}"}
    parts: list[str] = []
    for piece in differences(redline.before, redline.after):
        bare = piece.text.lstrip(" ")
        space = " " if parts and (len(bare) < len(piece.text) or piece.kind is Kind.ADDED) else ""
        parts.append(f"{space}{marks[piece.kind].format(bare)}")
    return "".join(parts)
