"""Lines of a file held against what is known: what each would do, found out or done for many."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.subscribers.inputs import Imported, ImportRow
from statusboard.app.subscribers.keeping import (
    WANTED_NO_MORE,
    Described,
    as_known,
    by_a_file,
    consent_of,
)
from statusboard.app.subscribers.rules import Names
from statusboard.domain.subscriber import Subscriber, SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage import subscribers, suppressions
from statusboard.storage.subscribers import NewSubscriber
from statusboard.storage.unit import Unit

LEFT_AS_IT_WAS = f"{WANTED_NO_MORE} The line was left out."
SAID_TO_HAVE_LEFT = "The file says that this address wants no more. The line was left out."


@dataclass(slots=True)
class Plan:
    """What is to be written for some lines, and what is said of each of the others.

    `hashes` are of addresses that the file says have left, and that are not known here.
    """

    new: list[NewSubscriber] = field(default_factory=list)
    changed: list[tuple[int, NewSubscriber]] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[tuple[int, str]] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)

    @property
    def imported(self) -> Imported:
        """What became of the lines, once it is written."""
        return Imported(
            len(self.new),
            len(self.changed),
            self.unchanged,
            tuple(self.skipped),
            tuple(self.bad),
        )


def plan_of(unit: Unit, rows: Iterable[ImportRow], *, names: Names) -> Plan:
    """What the lines ask for. It asks the database little, however many they are."""
    plan = Plan()
    read = _read(unit, rows, names, plan)
    suppressed = suppressions.suppressed(unit, {hashed for _, _, hashed in read if hashed})
    known = {
        (page_id, *at): one
        for page_id in {d.page_id for _, d, _ in read}
        for at, one in subscribers.find_subscribers(
            unit, {(d.channel_id, d.key) for _, d, _ in read if d.page_id == page_id}, page_id
        ).items()
    }
    seen: dict[tuple[int, int, str], int] = {}
    for line, described, hashed in read:
        place = (described.page_id, described.channel_id, described.key)
        before = known.get(place)
        if place in seen:
            words = f"This is the address of line {seen[place]}. The line was left out."
            plan.skipped.append((line, words))
            continue
        seen[place] = line
        if described.state is SubscriberState.LEFT and before is None:
            plan.skipped.append((line, SAID_TO_HAVE_LEFT))
            if hashed and hashed not in suppressed:
                plan.hashes.append(hashed)
        elif hashed in suppressed or (before and before.state is SubscriberState.LEFT):
            plan.skipped.append((line, LEFT_AS_IT_WAS))
        elif described.state is SubscriberState.LEFT:
            plan.skipped.append((line, SAID_TO_HAVE_LEFT))
        else:
            _settle(plan, before, described)
    return plan


def _settle(plan: Plan, before: Subscriber | None, described: Described) -> None:
    wanted = by_a_file(before, described)
    if before is None:
        plan.new.append(wanted)
    elif wanted == as_known(before, described.key):
        plan.unchanged += 1
    else:
        plan.changed.append((before.id, wanted))


def _read(
    unit: Unit, rows: Iterable[ImportRow], names: Names, plan: Plan
) -> list[tuple[int, Described, str]]:
    """The lines that can be meant, each with the hash of its address."""
    found = []
    for row in rows:
        try:
            channel = names.channel(row.given.channel)
            address, key = names.address(channel, row.given.address)
            described = Described(
                channel.id,
                address,
                key,
                names.wishes(row.given),
                consent_of(unit, row.given.vouched, row.given.inside_list),
                names.inside_list(row.given.inside_list),
                row.state,
                names.page(row.given),
            )
        except RuleBroken as broken:
            plan.bad.append((row.line, broken.sentence))
        else:
            found.append((row.line, described, names.hash_of(channel, key)))
    return found


def check_rows(unit: Unit, rows: Iterable[ImportRow]) -> Imported:
    """What would become of the lines; nothing is written."""
    return plan_of(unit, rows, names=Names.read(unit, channel_kinds())).imported
