"""What people and loops do with a channel: save it, remove it, prove it, hear what came back."""

from dataclasses import replace
from datetime import timedelta

from statusboard.app.delivery.channel_choices import described, save_one, stow_channel
from statusboard.app.delivery.channel_list import channel_named
from statusboard.app.delivery.inputs import (
    BouncesRecorded,
    ConfirmCode,
    RecordBounces,
    RecordProof,
    RecordReports,
    RemoveChannel,
    SaveChannel,
)
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.message_keys import MessageKeys
from statusboard.app.doorway import Audit, Done, verb
from statusboard.catalog.declaration import ChannelKind, kind_of
from statusboard.channels.base import Bounce
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.channel import Channel
from statusboard.domain.proof import Standing
from statusboard.domain.subscriber import Subscriber, SubscriberState
from statusboard.domain.views.channels import Proof, ProofStep
from statusboard.errors import RuleBroken
from statusboard.storage import channels, subscribers
from statusboard.storage.bounces import (
    GivenAway,
    asked_of,
    asking_came_back,
    came_back,
    given_away,
)
from statusboard.storage.channels import read_channels
from statusboard.storage.delivery_reports import find_unreported, note_report
from statusboard.storage.handover_bounces import handed_to, handover_came_back
from statusboard.storage.proofs import KeptProof, read_proofs, write_proof
from statusboard.storage.unit import Unit

# Mail servers try for five days at most before they report that nothing arrived.
COMES_BACK_WITHIN = timedelta(days=6)


@verb("channel.record_proof", Permission.CONFIGURE, RecordProof, Proof)
def record_proof(unit: Unit, given: RecordProof) -> Done[Proof]:
    """What is known of the channel now. Raises RuleBroken where it was changed meanwhile."""
    channel = next((one for one in read_channels(unit) if one.id == given.channel_id), None)
    if channel is None or dict(channel.config) != dict(given.config):
        sentence = "The channel was changed while it was tried. Prove it again."
        raise RuleBroken(sentence, field="channel")
    before = read_proofs(unit).get(channel.id, KeptProof(Proof()))
    test, code = (given.test, given.code) if given.test else (before.proof.test, before.code)
    proof = Proof(given.steps, test, awaits_code=bool(code))
    write_proof(unit, channel.id, KeptProof(proof, code))
    detail: dict[str, object] = {"standing": proof.standing or "", "tested": given.test is not None}
    return Done(proof, Changes.of(Topic.SETTINGS), Audit(f"channel {channel.name}", detail))


@verb("channel.confirm_code", Permission.CONFIGURE, ConfirmCode, Proof)
def confirm_code(unit: Unit, given: ConfirmCode) -> Done[Proof]:
    """What is known of the channel now that somebody has its newest test before them.

    Raises RuleBroken where no code is waited for, or another one.
    """
    channel = channel_named(read_channels(unit), given.channel)
    kept = read_proofs(unit).get(channel.id)
    if kept is None or not kept.code:
        sentence = "No code is waited for. Send a test first; the code stands in it."
        raise RuleBroken(sentence, field="code")
    if [digit for digit in given.code if digit.isalnum()] != kept.code.split("-"):
        sentence = "This is not the code of the newest test. Look for the latest message."
        raise RuleBroken(sentence, field="code")
    words = f"you confirmed the code {kept.code}"
    test = ProofStep("A test arrived", Standing.WELL, words, unit.now)
    proof = replace(kept.proof, test=test, awaits_code=False)
    write_proof(unit, channel.id, KeptProof(proof))
    return Done(proof, Changes.of(Topic.SETTINGS), Audit(f"channel {channel.name}"))


@verb("channel.record_bounces", Permission.RUN, RecordBounces, BouncesRecorded)
def record_bounces(unit: Unit, given: RecordBounces) -> Done[BouncesRecorded]:
    """Writes down what did not arrive after all; the same report a second time changes nothing.

    A report counts only for a message that was given away, by its key, which nobody can make up.
    One that quotes no message may be anybody's: it fails the one message that was given away to
    the address lately, where there is one and no second, and never quarantines. What asked an
    address for its confirmation quarantines nobody either: a stranger has it sent.
    """
    channel = channel_named(read_channels(unit), given.channel)
    kind = kind_of(channel.kind, channel_kinds(), noun="channel")
    failed = quarantined = 0
    for bounce in given.bounces:
        key = _key_of(kind, channel, bounce) if bounce.is_final else None
        if key is None:
            continue
        found = _reported(unit, channel, key, bounce)
        if found is None:
            failed += _asked_in_vain(unit, channel, key, bounce) or _handed_in_vain(
                unit, channel, key, bounce
            )
            continue
        subscriber, delivery = found
        came_back(unit, delivery.id, bounce.reason)
        failed += 1
        is_ours = bool(bounce.key)
        if is_ours and bounce.quarantines and subscriber.state is SubscriberState.ACTIVE:
            quarantine = SubscriberState.QUARANTINED
            subscribers.set_state(unit, subscriber.id, quarantine, reason=bounce.reason)
            quarantined += 1
    done = BouncesRecorded(failed, quarantined, len(given.bounces) - failed)
    detail: dict[str, object] = {"failed": failed, "quarantined": quarantined}
    changes = Changes.of(Topic.DELIVERIES, Topic.SUBSCRIBERS) if failed else Changes()
    return Done(done, changes, Audit(f"channel {channel.name}", detail))


@verb("channel.record_reports", Permission.RUN, RecordReports, BouncesRecorded)
def record_reports(unit: Unit, given: RecordReports) -> Done[BouncesRecorded]:
    """Writes down what a provider said of messages that it took; what changed since stays."""
    channel = channel_named(read_channels(unit), given.channel)
    failed = quarantined = 0
    for one in given.reports:
        found = find_unreported(unit, channel.id, one.row)
        if found is None:
            continue
        report = one.report
        if not report.is_lost:
            note_report(unit, found, report.words, is_final=report.is_final)
            continue
        failed += 1
        if found.is_confirmation:
            asking_came_back(unit, found.id, report.words, is_gone=report.quarantines)
            continue
        came_back(unit, found.id, report.words)
        if report.quarantines and found.subscriber_id is not None:
            quarantine = SubscriberState.QUARANTINED
            subscribers.set_state(unit, found.subscriber_id, quarantine, reason=report.words)
            quarantined += 1
    done = BouncesRecorded(failed, quarantined, len(given.reports) - failed)
    detail: dict[str, object] = {"failed": failed, "quarantined": quarantined}
    topics = (Topic.DELIVERIES, Topic.SUBSCRIBERS) if quarantined else (Topic.DELIVERIES,)
    return Done(done, Changes.of(*topics), Audit(f"channel {channel.name}", detail))


def _key_of(kind: ChannelKind, channel: Channel, bounce: Bounce) -> str | None:
    """The address of a report, as it is compared; None where it is none."""
    try:
        return kind.key_on(bounce.address, channel.config)
    except RuleBroken:
        return None


def _asked_in_vain(unit: Unit, channel: Channel, key: str, bounce: Bounce) -> bool:
    """Whether a report is about what asked an address for its confirmation; that is written down.

    One that quotes no message may be anybody's, and about anything.
    """
    if not bounce.key:
        return False
    keys = MessageKeys.read(unit)
    for one in asked_of(unit, channel.id, key):
        if bounce.key == keys.of(channel.id, one.address, one.update, one.published_at):
            asking_came_back(unit, one.id, bounce.reason, is_gone=bounce.quarantines)
            return True
    return False


def _handed_in_vain(unit: Unit, channel: Channel, key: str, bounce: Bounce) -> bool:
    """Whether a report is about a handover, by a key that nobody can make up; it is written down.

    The address stays as it is: the next update tells whether anything arrives there.
    """
    keys = MessageKeys.read(unit)
    for one in handed_to(unit, channel.id, key):
        is_secret = keys.since is not None and one.published_at >= keys.since
        made = keys.of(channel.id, one.address, one.update, one.published_at)
        if is_secret and bounce.key == made:
            handover_came_back(unit, one.id, bounce.reason)
            return True
    return False


def _reported(
    unit: Unit, channel: Channel, address_key: str, bounce: Bounce
) -> tuple[Subscriber, GivenAway] | None:
    """Whom a report is about, and which message; None where it is none of ours."""
    # The same address may be told by several pages.
    readers = subscribers.find_everywhere(unit, channel.id, address_key)
    sent = [(one, each) for one in readers for each in given_away(unit, channel.id, one.id)]
    if not bounce.key:
        lately = [each for each in sent if each[1].at >= unit.now - COMES_BACK_WITHIN]
        return lately[0] if len(lately) == 1 else None
    keys = MessageKeys.read(unit)
    for subscriber, one in sent:
        if bounce.key == keys.of(channel.id, one.address, one.update, one.published_at):
            return subscriber, one
    return None


@verb("channel.save", Permission.CONFIGURE, SaveChannel, str, prepare=stow_channel)
def save_channel(unit: Unit, given: SaveChannel) -> Done[str]:
    """The name of the channel, which is added or gets its new configuration.

    Raises RuleBroken with the field at fault.
    """
    lines = save_one(unit, given, channel_kinds())
    changes = Changes.of(Topic.SETTINGS, Topic.DELIVERIES) if lines else Changes()
    name = given.channel.name
    return Done(name, changes, Audit(f"channel {name}", {"changes": lines}))


@verb("channel.remove", Permission.CONFIGURE, RemoveChannel, str)
def remove_channel(unit: Unit, given: RemoveChannel) -> Done[str]:
    """The name of the channel. Its people stay known, and what is on its way by it ends.

    Raises RuleBroken where there is none of that name.
    """
    found = channel_named(read_channels(unit), given.name)
    channels.remove_channel(unit, found.id)
    line = f"removed channel {described(found, channel_kinds())}"
    changes = Changes.of(Topic.SETTINGS, Topic.DELIVERIES, Topic.SUBSCRIBERS)
    return Done(found.name, changes, Audit(f"channel {found.name}", {"changes": [line]}))
