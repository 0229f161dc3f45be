"""What is each reader's own in a message: its key, that of its thread, and the tokens of its links.

All of it is made when the message is to be sent, and for a hundred thousand readers no row is
written for it.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from statusboard.app.delivery.message_keys import MessageKeys
from statusboard.app.delivery.texts import combined
from statusboard.app.delivery.tokens import Purpose, Tokens, reader_bound
from statusboard.domain.personal_links import PLACE_TO_CONFIRM
from statusboard.storage.claim_texts import Claim
from statusboard.storage.unit import Unit


def made_personal(unit: Unit, channel_id: int, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The rows with all that is their reader's own."""
    keys, tokens = MessageKeys.read(unit), Tokens.read(unit)
    made = []
    for one in claims:
        key = keys.of(channel_id, one.address, one.update, one.written_at)
        thread, token, to_confirm = "", "", ""
        if one.begun_at is not None:
            thread = keys.of(channel_id, one.address, one.begins, one.begun_at)
        if one.reader is not None and _has_links(one):
            bound = reader_bound(one.reader.created_at, one.reader.key)
            token = tokens.make(Purpose.MANAGE, one.reader.id, *bound)
        if one.is_confirmation:
            to_confirm = tokens.make(Purpose.CONFIRM, one.id, one.salt)
        made.append(
            replace(
                one,
                key=key,
                thread=thread,
                token=token,
                to_confirm=to_confirm,
                content=one.content.replace(PLACE_TO_CONFIRM, to_confirm)
                if to_confirm
                else one.content,
            )
        )
    return tuple(made)


def _has_links(claim: Claim) -> bool:
    """Whether its text has any: where it was written the page server had a public address."""
    try:
        update = combined(claim).update
    except msgspec.DecodeError:  # a text that nobody can read is parked when it is to be sent
        return False
    return claim.is_confirmation or (update is not None and bool(update.server))
