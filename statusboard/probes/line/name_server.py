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
LIES = "gives every name the same address"
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
    of knowing names, in words. `lies`: the addresses that it gives to every name, even to one that
    nobody has.
    """

    knows: bool | None
    fresh: bool = False
    lame: str = ""
    lies: frozenset[str] = frozenset()


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
    said = [task.result()[0] for task in asked]
    invented = fresh.result()[1]
    given = [task.result()[1] for task in asked if task.result()[1]]
    if invented and given and all(addresses == invented for addresses in given):
        return NameServer(False, lame=LIES, lies=invented)  # noqa: FBT003 - it knows none
    found_out = fresh.result()[0] in ("knows", "empty", "NXDOMAIN")
    if "knows" in said:
        return NameServer(True, found_out)  # noqa: FBT003 - it knows
    told = Counter(word for word in said if word != "empty")
    worst = max(told, key=lambda word: told[word], default="NXDOMAIN")
    return NameServer(False, found_out, _WORDS.get(worst, f"fails (it answers {worst})"))  # noqa: FBT003


async def _ask(
    resolver: dns.asyncresolver.Resolver, name: str, kind: str
) -> tuple[str, frozenset[str]]:
    """`knows`, `empty` (it has none of this kind), `silent`, or what went wrong as DNS says.

    With it the addresses that were given.
    """
    absolute = name if name.endswith(".") else f"{name}."
    try:
        answer = await resolver.resolve(
            absolute, kind, lifetime=TRY_S, raise_on_no_answer=False, search=False
        )
    except dns.resolver.NXDOMAIN:
        return "NXDOMAIN", frozenset()
    except dns.resolver.NoNameservers as error:
        return _refusal(error), frozenset()
    except (dns.exception.DNSException, OSError, UnicodeError, ValueError):
        return "silent", frozenset()
    if answer.rrset is not None:
        is_address = answer.rrset.rdtype == dns.rdatatype.A
        return "knows", frozenset(map(str, answer.rrset)) if is_address else frozenset()
    # A zone names itself beside the answer that it has none; who knows nothing cannot.
    zone = dns.rdatatype.SOA
    has_zone = any(record.rdtype == zone for record in answer.response.authority)
    return "knows" if has_zone else "empty", frozenset()


def _refusal(error: dns.resolver.NoNameservers) -> str:
    for _, _, _, _, response in error.kwargs.get("errors", ()):
        if response is not None:
            return dns.rcode.to_text(response.rcode())
    return "silent"
