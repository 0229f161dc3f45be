"""Subscribers of another program, brought along the way that a file of subscribers is."""

from collections.abc import Iterator

from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.doorway import Doorway
from statusboard.app.subscribers.commands import import_subscribers
from statusboard.app.subscribers.importing import CHECK_IMPORT
from statusboard.app.subscribers.inputs import (
    CHUNK,
    Imported,
    ImportRow,
    ImportSubscribers,
    SubscriberInput,
)
from statusboard.domain.access import Actor
from statusboard.domain.brought import Found, FoundSubscriber
from statusboard.domain.views.importing import Fate, ReportRow, Sort
from statusboard.errors import RuleBroken

ASK_FOR_THEM = "They come along where you name the channel that reaches them."
UNCONFIRMED = "Nothing is sent to them before they confirm, or you vouch that they agreed."
OTHER_FORM = "They are reached another way than by e-mail. Bring them along as a file of theirs."
MAIL = "email"
# The sentences about single ones quote their addresses.
_LEFT = {
    "skipped": "They wanted no more, or are there twice.",
    "bad": "The channel takes no such address, or it names what is no service here.",
}


def refuse_unknown_channel(door: Doorway, channel: str) -> None:
    """Raises RuleBroken where there is no channel of that name; before anything is written."""
    if channel and channel not in {one.name for one in door.ask(CHANNELS, None)}:
        raise RuleBroken(f"There is no channel {channel} here.", field="subscribers_by")


def bring_subscribers(
    door: Doorway, found: Found, actor: Actor, *, channel: str, vouched: str, dry_run: bool
) -> list[ReportRow]:
    """The rows that say what became of subscribers; addresses stand in none of them.

    Who wanted no more stays away.
    """
    if not found.subscribers:
        return []
    mails = [one for one in found.subscribers if one.form == MAIL]
    others = len(found.subscribers) - len(mails)
    rows = [_row("others", others, Fate.LEFT_OUT, OTHER_FORM)] if others else []
    if not channel:
        rows += [_row("all", len(mails), Fate.LEFT_OUT, ASK_FOR_THEM)] if mails else []
        return rows
    done = Imported()
    for piece in _pieces(mails, channel, vouched):
        done += (
            door.ask(CHECK_IMPORT, piece, actor)
            if dry_run
            else door.do(import_subscribers, piece, actor).result
        )
    if done.added:
        rows.append(_row("added", done.added, Fate.NEW, *([] if vouched else [UNCONFIRMED])))
    if done.changed:
        rows.append(_row("changed", done.changed, Fate.CHANGED))
    if done.unchanged:
        rows.append(_row("unchanged", done.unchanged, Fate.SAME))
    for key, lines in (("skipped", done.skipped), ("bad", done.bad)):
        if lines:
            rows.append(_row(key, len(lines), Fate.LEFT_OUT, _LEFT[key]))
    return rows


def _pieces(
    mails: list[FoundSubscriber], channel: str, vouched: str
) -> Iterator[ImportSubscribers]:
    for start in range(0, len(mails), CHUNK):
        yield ImportSubscribers(
            tuple(
                ImportRow(
                    number,
                    SubscriberInput(channel, one.address, one.services, vouched=vouched),
                )
                for number, one in enumerate(mails[start : start + CHUNK], start + 1)
            )
        )


def _row(key: str, count: int, fate: Fate, *why: str) -> ReportRow:
    title = "1 subscriber" if count == 1 else f"{count:,} subscribers"
    return ReportRow(Sort.SUBSCRIBERS, key, title, fate, tuple(why))
