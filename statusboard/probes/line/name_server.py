"""Asking the name server itself: does it know any name, and what does it do in place of that?

What a service's own name gives says nothing of the name server. Names that it should know do, and
one that it cannot have kept from before shows that it still finds out.
"""

import asyncio
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import dns.asyncresolver
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver

TRY_S = 1.5
# Names of the root itself: whoever knows names at all knows these.
ROOT_NAMES = (("a.root-servers.net.", "A"), (".", "NS"))
_WORDS = {
    "silent": "does not answer",
    "SERVFAIL": "fails (it answers SERVFAIL)",
    "REFUSED": "refuses to answer",
    "NXDOMAIN": "says that no name exists",
}


@dataclass(frozen=True, slots=True)
class NameServer:
    """What it said. `knows` None: this computer names no name server that could be asked.

    `fresh`: it found out about a name that nobody ever asked for. `lame`: what it does in place
    of knowing names, in words.
    """

    knows: bool | None
    fresh: bool = False
    lame: str = ""


async def ask_name_server(
    known: Sequence[str],
    doubted: Sequence[str],
    resolver: dns.asyncresolver.Resolver | None = None,
) -> NameServer:
    """Asks it for names it should know, and for the parents of those it does not find.

    It is the one that this computer asks, read anew each time, or that of `resolver`.
    """
    try:
        resolver = resolver or dns.asyncresolver.Resolver()
    except (dns.resolver.NoResolverConfiguration, OSError):
        return NameServer(None)
    resolver.cache = None
    questions = [*ROOT_NAMES, *((name, "A") for name in known)]
    questions += [(parent, "SOA") for name in doubted if (parent := name.partition(".")[2])]
    unheard = f"{secrets.token_hex(8)}.com."
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(_ask(resolver, *question)) for question in questions]
        fresh = group.create_task(_ask(resolver, unheard, "A"))
    said = [task.result() for task in asked]
    found_out = fresh.result() in ("knows", "empty", "NXDOMAIN")
    if "knows" in said:
        return NameServer(True, found_out)  # noqa: FBT003 - it knows
    told = Counter(word for word in said if word != "empty")
    worst = max(told, key=lambda word: told[word], default="NXDOMAIN")
    return NameServer(False, found_out, _WORDS.get(worst, f"fails (it answers {worst})"))  # noqa: FBT003


async def _ask(resolver: dns.asyncresolver.Resolver, name: str, kind: str) -> str:
    """`knows`, `empty` (it has none of this kind), `silent`, or what went wrong as DNS says."""
    absolute = name if name.endswith(".") else f"{name}."
    try:
        answer = await resolver.resolve(
            absolute, kind, lifetime=TRY_S, raise_on_no_answer=False, search=False
        )
    except dns.resolver.NXDOMAIN:
        return "NXDOMAIN"
    except dns.resolver.NoNameservers as error:
        return _refusal(error)
    except (dns.exception.DNSException, OSError, UnicodeError, ValueError):
        return "silent"
    if answer.rrset is not None:
        return "knows"
    # A zone names itself beside the answer that it has none; who knows nothing cannot.
    zone = dns.rdatatype.SOA
    return "knows" if any(r.rdtype == zone for r in answer.response.authority) else "empty"


def _refusal(error: dns.resolver.NoNameservers) -> str:
    for _, _, _, _, response in error.kwargs.get("errors", ()):
        if response is not None:
            return dns.rcode.to_text(response.rcode())
    return "silent"
