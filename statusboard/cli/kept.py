"""`statusboard subscribers show` and `erase`: what is kept of one address, and its end."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import Unavailable

if TYPE_CHECKING:
    from statusboard.domain.views.people import KeptOfAddress

Address: TypeAlias = Annotated[str, typer.Argument(metavar="ADDRESS")]
Channel: TypeAlias = Annotated[
    str, typer.Option("--channel", metavar="NAME", help="Only there; otherwise on every channel.")
]


def show(
    address: Address,
    channel: Channel = "",
    database: Database = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Show everything that is kept of an address."""
    from statusboard.app.subscribers.inputs import Address as Given
    from statusboard.app.subscribers.queries import KEPT
    from statusboard.cli.desk import reading_doorway, this_person

    with reading_doorway(database, demo=demo) as door:
        kept = door.ask(KEPT, Given(channel, address), this_person(door))
    if as_json:
        print_json(_report(kept))
        return
    for one in kept.subscribers:
        known = one.subscriber
        reason = f" ({known.reason})" if known.reason else ""
        since = f"since {known.created_at:%Y-%m-%d %H:%M:%SZ}"
        print(f"{one.channel}  {known.address}  {known.state.value}{reason}  {since}")
        print(f"  wants {one.wishes}, in the language {known.wishes.language}")
        if one.inside_list:
            print(f"  stands in the list {one.inside_list}")
        if known.consent is not None:
            words = f": {known.consent.words}" if known.consent.words else ""
            print(f"  {known.consent.how} on {known.consent.at:%Y-%m-%d %H:%M:%SZ}{words}")
    for instant in kept.asked:
        print(f"{instant:%Y-%m-%d %H:%M:%SZ}  asked to confirm what a visitor chose for it")
    for act in kept.acts:
        print(f"{act.at:%Y-%m-%d %H:%M:%SZ}  {act.verb} by {act.actor}")
    for sent in kept.deliveries:
        told = sent.reason or sent.receipt
        state = sent.state.value.replace("_", " ")
        print(
            f"{sent.at:%Y-%m-%d %H:%M:%SZ}  {sent.channel}  update {sent.update}  {state}  {told}"
        )
    for gone in kept.suppressed:
        print(f"wants nothing by {gone.kind} since {gone.since:%Y-%m-%d %H:%M:%SZ} ({gone.why})")
    if not kept:
        print("nothing is kept of this address")


def erase(
    address: Address,
    channel: Channel = "",
    wipe: Annotated[
        bool, typer.Option("--wipe", help="Write the database anew, so that no byte is left.")
    ] = False,
    database: Database = None,
) -> None:
    """Forget an address everywhere; only a hash stays, so that it is not added again."""
    from statusboard.app.subscribers.commands import erase_subscriber
    from statusboard.app.subscribers.inputs import Address as Given
    from statusboard.app.subscribers.queries import KEPT
    from statusboard.app.subscribers.wiping import wipe_people
    from statusboard.cli.desk import doorway, this_person

    given = Given(channel, address)
    with doorway(database) as door:
        # Whoever could not wipe tries again, and has erased it by then.
        is_left = not wipe or door.ask(KEPT, given, this_person(door)).holds_the_address
        if is_left:
            door.do(erase_subscriber, given, this_person(door))
            print("erased")
        if wipe and not wipe_people(door):
            raise Unavailable(
                "The address is erased, but somebody was at work on the database, so that it was "
                "not written anew. Try again with the programs stopped."
            )
    if not is_left:
        print("nothing is kept of this address; the database was written anew")
    if not wipe:
        print("Copies made before still hold it, until newer ones take their place.")


def _report(kept: "KeptOfAddress") -> dict[str, object]:
    def at(instant: object) -> str:
        return f"{instant:%Y-%m-%dT%H:%M:%SZ}"

    return {
        "address": kept.address,
        "subscribers": [
            {
                "channel": one.channel,
                "address": one.subscriber.address,
                "state": one.subscriber.state.value,
                "reason": one.subscriber.reason,
                "since": at(one.subscriber.created_at),
                "services": one.services,
                "groups": one.groups,
                "about": one.subscriber.wishes.about.value,
                "extent": one.subscriber.wishes.extent.value,
                "language": one.subscriber.wishes.language,
                "waits_for": one.waits_for,
                "list": one.inside_list,
                "consent": None
                if one.subscriber.consent is None
                else {
                    "at": at(one.subscriber.consent.at),
                    "how": one.subscriber.consent.how,
                    "words": one.subscriber.consent.words,
                },
            }
            for one in kept.subscribers
        ],
        "deliveries": [
            {
                "incident": one.incident,
                "update": one.update,
                "channel": one.channel,
                "state": one.state.value,
                "at": at(one.at),
                "receipt": one.receipt,
                "reason": one.reason,
            }
            for one in kept.deliveries
        ],
        "suppressed": [
            {"kind": one.kind, "since": at(one.since), "why": one.why} for one in kept.suppressed
        ],
        "asked": [at(instant) for instant in kept.asked],
        "acts": [{"at": at(one.at), "actor": one.actor, "verb": one.verb} for one in kept.acts],
    }
