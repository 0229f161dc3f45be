"""Where an address leads that a visitor typed, looked at before it is asked to confirm.

A name is looked up by servers that may be anybody's and may be slow. So it has an end, few are
looked up at once, and what could not be looked up in time is taken: at each sending it is judged
again, and nothing is sent to what was not.
"""

import logging
import threading
from collections.abc import Callable

from statusboard.app.doorway import Doorway, query
from statusboard.app.visitors.rules import LONGEST_ADDRESS
from statusboard.app.visitors.ways import Ways
from statusboard.catalog.declaration import ChannelKind
from statusboard.domain.channel import Channel
from statusboard.domain.views.visiting import AskToBeTold
from statusboard.errors import RuleBroken
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

LOOK_UP_S = 3.0
AT_ONCE = 8
_seats = threading.BoundedSemaphore(AT_ONCE)


def addressed(ways: Ways, given: AskToBeTold) -> tuple[Channel, ChannelKind, str, str]:
    """The channel with its kind, and the address as it is written to and as it is compared.

    Raises RuleBroken for what can be seen of them: `channel`, `address`.
    """
    channel, kind = ways.channel(given.channel)
    if len(given.address) > LONGEST_ADDRESS:
        raise RuleBroken("This is longer than any address.", "address")
    return channel, kind, *kind.address_on(given.address, channel.config)


def _addressed(unit: Unit, given: AskToBeTold) -> tuple[Channel, ChannelKind, str]:
    channel, kind, address, _ = addressed(Ways.read(unit, given.page), given)
    return channel, kind, address


ADDRESSED = query("visitor.addressed")(_addressed)


def looked_up(doorway: Doorway, given: AskToBeTold) -> AskToBeTold:
    """What was given, once nothing is known against its address. Blocking, for a few seconds.

    Raises RuleBroken (`address`) where nothing may be written there.
    """
    channel, kind, address = doorway.ask(ADDRESSED, given)
    if kind.look_up is not None:
        look_up = kind.look_up
        _in_time(lambda: look_up(address, channel.config))
    return given


def _in_time(call: Callable[[], None]) -> None:
    """Raises what the call raises within its time; not later, and not where too many wait."""
    if not _seats.acquire(blocking=False):
        log.info("address not looked up because=others are")
        return
    refusals: list[RuleBroken] = []

    def work() -> None:
        try:
            call()
        except RuleBroken as broken:
            refusals.append(broken)
        except Exception:
            log.exception("address not looked up")
        finally:
            _seats.release()

    thread = threading.Thread(target=work, name="look up", daemon=True)
    thread.start()
    thread.join(LOOK_UP_S)
    if refusals:
        raise refusals[0]
