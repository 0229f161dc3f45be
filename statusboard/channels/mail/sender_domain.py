"""Whether a domain says in the DNS who may send in its name: SPF, DKIM and DMARC.

RFC 7208, 6376 and 7489. Names that are reserved for examples and tests are asked of nobody.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver

from statusboard.channels.base import Standing, Step

TRY_S = 3.0
TOGETHER_S = 8.0
# RFC 2606 and 6761, and names that stay inside a network.
_RESERVED = frozenset(
    {"example", "test", "invalid", "localhost", "local", "internal", "lan", "home", "onion", "arpa"}
)
_RESERVED_DOMAINS = frozenset({"example.com", "example.net", "example.org"})
# What signers call their keys, where nobody chose a name.
_SELECTORS = (
    *("default", "mail", "dkim", "selector1", "selector2", "google", "k1", "s1", "s2", "smtp"),
)
TITLE = "The domain says who may send"


@dataclass(frozen=True, slots=True)
class _Records:
    """What was found; None where the name server did not say."""

    spf: bool | None
    dkim: bool | None
    dmarc: bool | None


async def lets_send(domain: str, resolver: dns.asyncresolver.Resolver | None = None) -> Step:
    """What the domain says, within `TOGETHER_S`, by this computer's name server or `resolver`."""
    if is_reserved(domain):
        detail = f"{domain} is a name for examples: nobody was asked, and no provider knows it."
        return Step("The domain is made up", Standing.DOUBTFUL, detail)
    try:
        resolver = resolver or dns.asyncresolver.Resolver()
        async with asyncio.timeout(TOGETHER_S):
            found = await _looked_up(domain, resolver)
    except (dns.exception.DNSException, OSError, TimeoutError):
        return _unknown(domain)
    return _step(domain, found)


def is_reserved(domain: str) -> bool:
    """Whether nobody can own the domain, so that no question about it leaves this computer."""
    labels = domain.rstrip(".").lower().split(".")
    return (
        len(labels) < 2
        or labels[-1] in _RESERVED
        or labels[-1].isdigit()
        or ".".join(labels[-2:]) in _RESERVED_DOMAINS
    )


async def _looked_up(domain: str, resolver: dns.asyncresolver.Resolver) -> _Records:
    parents = _with_parents(domain)
    async with asyncio.TaskGroup() as group:
        spf = group.create_task(_texts(resolver, domain))
        dmarc = [group.create_task(_texts(resolver, f"_dmarc.{name}")) for name in parents]
        below = group.create_task(_exists(resolver, f"_domainkey.{domain}"))
        keys = [
            group.create_task(_texts(resolver, f"{selector}._domainkey.{domain}"))
            for selector in _SELECTORS
        ]
    has_key = below.result()
    if not has_key:
        # Some name servers deny the name above those that are there.
        listed = _has([task.result() for task in keys], "p=")
        has_key = True if listed else (None if None in (listed, has_key) else False)
    return _Records(
        spf=_has([spf.result()], "v=spf1"),
        dkim=has_key,
        dmarc=_has([task.result() for task in dmarc], "v=dmarc1"),
    )


def _has(answers: Sequence[tuple[str, ...] | None], mark: str) -> bool | None:
    if any(mark in text.lower() for texts in answers if texts for text in texts):
        return True
    return None if None in answers else False


def _with_parents(domain: str) -> list[str]:
    """The domain and those above it that somebody can own: one policy may hold for all below."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))][:4]


async def _texts(resolver: dns.asyncresolver.Resolver, name: str) -> tuple[str, ...] | None:
    """The TXT records of a name; None where nobody said."""
    try:
        answer = await resolver.resolve(f"{name}.", "TXT", lifetime=TRY_S, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except (dns.exception.DNSException, OSError, UnicodeError, ValueError):
        return None
    return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in answer)


async def _exists(resolver: dns.asyncresolver.Resolver, name: str) -> bool | None:
    """Whether there is anything at or below a name (RFC 8020); None where nobody said."""
    try:
        await resolver.resolve(
            f"{name}.", "TXT", lifetime=TRY_S, search=False, raise_on_no_answer=False
        )
    except dns.resolver.NXDOMAIN:
        return False
    except (dns.exception.DNSException, OSError, UnicodeError, ValueError):
        return None
    return True


def _step(domain: str, found: _Records) -> Step:
    named = {"SPF": found.spf, "DKIM": found.dkim, "DMARC": found.dmarc}
    there = [name for name, is_there in named.items() if is_there]
    missing = [name for name, is_there in named.items() if is_there is False]
    if len(there) == len(named):
        detail = (
            f"{domain} has SPF and DMARC records, and keys for DKIM. Whether they name this server "
            "shows with the test: providers write it into its headers."
        )
        return Step(TITLE, Standing.WELL, detail)
    if not missing:
        return _unknown(domain)
    has = f"{domain} has {_listed(there)}; " if there else f"{domain}: "
    detail = f"{has}no {_listed(missing, 'or')} was found. Some providers will file you under spam."
    return Step("The domain does not say who may send", Standing.DOUBTFUL, detail)


def _unknown(domain: str) -> Step:
    detail = f"The name server did not answer about {domain}. Prove again later."
    return Step("What the domain allows is not known", Standing.DOUBTFUL, detail)


def _listed(names: Sequence[str], word: str = "and") -> str:
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
