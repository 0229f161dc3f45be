"""Asks the list of an authority whether it revoked a certificate; bounded, and never a claim."""

import asyncio

from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.document import fetched
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.revocation import Signed, read_list, revoked_words, signed_by

_ACCEPT = "application/pkix-crl, */*;q=0.5"


async def words_of_list(context: ProbeContext, chain: tuple[bytes, ...], *, within_s: float) -> str:
    """That the first certificate was revoked, in words; empty where it was not, or nobody says."""
    signed = await context.connections.work_out(lambda: signed_by(chain))
    if signed is None or context.asked_at is None:
        return ""
    lists, now = context.connections.revocation_lists, context.asked_at
    found = lists.known(signed.address, now)
    if found is None:
        content = await _fetched(context, signed, within_s)
        found = await context.connections.work_out(lambda: read_list(content, signed, now))
        if found is None:
            context.record.lines.append("whether it was revoked is not known")
            return ""
        lists.keep(signed.address, now, found)
    words = revoked_words(found, signed.serial)
    context.record.lines.append(words or "not revoked, by the list of who signed it")
    return words


async def _fetched(context: ProbeContext, signed: Signed, within_s: float) -> bytes:
    """What stands at the address of the list; nothing where it does not come in time."""
    mark = context.record.mark()
    try:
        async with asyncio.timeout(within_s):
            document = await fetched(context, signed.address, accept=_ACCEPT)
    except Failed as failed:
        context.record.lines.append(f"its list did not come: {failed.detail}")
        return b""
    except TimeoutError:
        context.record.lines.append("its list did not come in time")
        return b""
    finally:
        context.record.back_to(mark)
    return document.body if document.code == 200 else b""
