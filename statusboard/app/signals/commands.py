"""Verbs about what is reported: an address is given, something came, a page server listens."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.services.kinds import check_kinds, describe
from statusboard.app.settings import PUBLIC_URL, text_setting
from statusboard.app.signals.tokens import LONGEST, digest_of, new_token
from statusboard.catalog.echoes import Echoes
from statusboard.catalog.fields import validate
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes
from statusboard.domain.instants import from_us
from statusboard.domain.received import Report
from statusboard.domain.views.signals import (
    GiveAddress,
    Reported,
    SignalAddress,
    StillListening,
)
from statusboard.errors import RuleBroken
from statusboard.storage import signals
from statusboard.storage.checks import read_check
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit

# While nobody judges, a sender that went wild fills no database.
MOST_WAITING = 200
UNKNOWN_SERVER = "https://YOUR-PAGE-SERVER"


@verb("signal.give_address", Permission.CONFIGURE, GiveAddress, SignalAddress)
def give_address(unit: Unit, given: GiveAddress) -> Done[SignalAddress]:
    """Gives a check its address, which is shown this once. Another one ends the one before.

    Raises RuleBroken where the check is gone, is asked and not told, or has one and `again` is not
    said.
    """
    check = read_check(unit, given.check_id)
    if check is None:
        raise RuleBroken("This check no longer exists. Somebody may have removed it.")
    kinds = check_kinds()
    kind = kinds.get(check.kind)
    if kind is None or kind.receives is None:
        raise RuleBroken("This check asks by itself, so nothing is reported to it.")
    made_us = signals.addresses_made(unit).get(check.id)
    if made_us is not None and not given.again:
        raise RuleBroken(
            f"It has an address since {from_us(made_us):%Y-%m-%d}, and only whoever made it has "
            "seen it. Make another one, and the one before ends.",
            field="again",
        )
    token = new_token()
    signals.give_address(unit, check.id, digest_of(token))
    public_url = text_setting(read_settings(unit), PUBLIC_URL).rstrip("/")
    url = f"{public_url or UNKNOWN_SERVER}/{kind.receives.path}/{token}"
    address = SignalAddress(url, kind.receives.command(url), is_whole=bool(public_url))
    subject = describe(kinds, check.kind, check.config)
    return Done(address, Changes(), Audit(subject, {"again": made_us is not None}))


@verb("signal.report", Permission.VISIT, Reported, bool)
def report(unit: Unit, given: Reported) -> Done[bool]:
    """Keeps what was reported until it is judged; whether the address is one.

    Raises RuleBroken with a sentence for whoever reported what its check does not understand.
    """
    nothing = Done(result=False, changes=Changes(), audit=None)
    if not given.token or len(given.token) > LONGEST:
        return nothing
    check_id = signals.check_at(unit, digest_of(given.token))
    check = None if check_id is None else read_check(unit, check_id)
    kind = None if check is None else check_kinds().get(check.kind)
    if check is None or kind is None or kind.receives is None:
        return nothing
    if kind.receives.path != given.path:
        return nothing
    said = kind.receives.unread
    if not given.is_unread:
        config = validate(kind.fields, check.config)
        said = kind.receives.read(config, _without_token(given))
    if said is None:
        return Done(result=True, changes=Changes(), audit=None)
    if signals.waiting_for(unit, check.id, MOST_WAITING) >= MOST_WAITING:
        raise RuleBroken("Too much came and was not looked at yet. Report less often.")
    signals.add_signal(unit, check.id, said)
    # Its place in the history is that of an answer; the trail is of what people did.
    return Done(result=True, changes=Changes(), audit=None)


def _without_token(given: Reported) -> Report:
    """The report without its own address, which many print: who reads it could report, too."""
    hidden = Echoes.of((given.token,))
    asked = {name: hidden.hide(text) for name, text in given.asked.items()}
    return Report(given.rest, asked, hidden.hide(given.body))


@verb("signal.listen", Permission.VISIT, StillListening, type(None))
def listen(unit: Unit, _given: StillListening) -> Done[None]:
    """Notes that reports can be heard now."""
    signals.note_listening(unit)
    return Done(None, Changes(), None)
