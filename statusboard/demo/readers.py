"""Whom the shop of the demo tells: some 1,500 made-up addresses, the same every time.

Mailboxes end in `.example`, which nobody can own, and numbers are those that the authorities keep
free for films and books (Germany, Sweden, USA).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from statusboard.demo.channels import MAIL, SLACK, TEAMS, TEXTS, WEBHOOK
from statusboard.demo.providers.fates import BREAKS_OFF, BUSY, IN_TROUBLE, NO_MAILBOX, NO_TEXTS
from statusboard.demo.services import SERVICES
from statusboard.domain.subscriber import About, Extent, SubscriberState

MAILBOXES, NUMBERS = 1_284, 212
UNCONFIRMED = 12
# The shop has told people for so many days; what happened before stands on its page alone.
SINCE_DAYS = 100.0
# So many of the mailboxes wait for the end of the present incident, and want nothing else.
WAITING = 87
# So many came when they read of the present incident, and stay.
NEWEST = 60
# Nothing arrives there any more since the incident of that title.
LOST = ("m.keller@bankhaus.example", "info@closed.example", "t.novak@spedition.example")
# People inside, by the list in which they stand.
INSIDE = {
    "Support": ("first.line@northwind.example", "second.line@northwind.example"),
    "Executives": ("m.lindt@northwind.example", "office.of.the.board@northwind.example"),
    "Partners": ("status@spedition.example",),
}
LOST_WITH = "Sign-in is not available"
LOST_WORDS = "550 5.1.1 there is no such mailbox"

_FIRST = (
    *("anna", "ben", "carla", "david", "elif", "felix", "grace", "hannes", "ines", "jonas"),
    *("kim", "lena", "marek", "nora", "omar", "paula", "ravi", "sofia", "tim", "yara"),
)
_LAST = (
    *("adler", "berg", "costa", "dietz", "engel", "fischer", "gruber", "hansen", "ivanov"),
    *("jansen", "krause", "lindt", "moreau", "nowak", "okafor", "petrov", "rossi", "schulz"),
    *("tanaka", "weber"),
)
_COMPANIES = (
    *("customer", "retailer", "partner", "greengrocer", "buchladen", "fabrik", "lakeside"),
    *("warehouse", "bakery", "cyclehouse", "teahouse", "optik", "gartenmarkt", "toyshop"),
    *("outdoors", "vintner", "papershop", "hifi", "schuhhaus", "musikhaus"),
)
_ROOMS = ("support", "ops", "status", "it", "orders", "duty", "noc", "service")


@dataclass(frozen=True, slots=True)
class Reader:
    """One subscriber; services and groups by their names, everything where neither is named.

    `joined_days`: so many days before the demo is opened. `waits`: for the end of the present
    incident alone. `inside_list`: a list of `INSIDE`.
    """

    channel: str
    address: str
    joined_days: float = SINCE_DAYS
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    about: About = About.BOTH
    extent: Extent = Extent.EVERY
    language: str = "en"
    state: SubscriberState = SubscriberState.ACTIVE
    waits: bool = False
    inside_list: str = ""


def readers() -> tuple[Reader, ...]:
    """All of them, those who came first before the others."""
    chance = random.Random(23)  # noqa: S311 - a play, not a secret
    told = sorted({*NO_MAILBOX, *BUSY, *BREAKS_OFF, *LOST})
    inside = [
        Reader(MAIL, address, inside_list=name) for name in INSIDE for address in INSIDE[name]
    ]
    fixed = [*inside, *(Reader(MAIL, address) for address in told)]
    fixed += [Reader(TEXTS, number) for number in NO_TEXTS]
    fixed += [Reader(channel, address) for channel, address in _rooms()]
    addresses = [address for address in _mailboxes(chance) if address not in told]
    left = MAILBOXES + len(LOST) - len(told) - len(inside)
    wishing = [_wishing(Reader(MAIL, address), chance) for address in addresses[: left - WAITING]]
    waiting = [
        Reader(MAIL, address, joined_days=0.0, waits=True, language=chance.choice(("en", "de")))
        for address in addresses[left - WAITING : left]
    ]
    new = [
        replace(
            _wishing(Reader(MAIL, address), chance),
            joined_days=chance.uniform(0.1, 3.0),
            state=SubscriberState.UNCONFIRMED,
        )
        for address in addresses[left : left + UNCONFIRMED]
    ]
    numbers = [number for number in _numbers() if number not in NO_TEXTS]
    texted = [
        _wishing(Reader(TEXTS, number), chance) for number in numbers[: NUMBERS - len(NO_TEXTS)]
    ]
    everybody = [*fixed, *_with_some_new(wishing), *texted, *new, *waiting]
    chance.shuffle(everybody)
    return tuple(sorted(everybody, key=lambda one: -one.joined_days))


def _with_some_new(wishing: list[Reader]) -> list[Reader]:
    """The same, of whom some come only because of the present incident."""
    return [
        replace(one, joined_days=0.0) if number < NEWEST else one
        for number, one in enumerate(wishing)
    ]


def _wishing(reader: Reader, chance: random.Random) -> Reader:
    """The same with wishes: most want everything, some a group, and some a few services."""
    draw = chance.random()
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    if draw > 0.9:
        weights = [6 if service.group == "Shop" else 2 for service in SERVICES]
        drawn = chance.choices([service.name for service in SERVICES], weights, k=3)
        services = tuple(sorted(set(drawn)))
    elif draw > 0.78:
        groups = tuple(chance.choices(("Shop", "Platform", "Data"), (6, 3, 1)))
    return replace(
        reader,
        # More come every month than the month before.
        joined_days=1.0 + (SINCE_DAYS - 1.0) * chance.random() ** 1.6,
        services=services,
        groups=groups,
        about=chance.choices(tuple(About), (6, 2, 92))[0],
        extent=chance.choices(tuple(Extent), (88, 12))[0],
        language="de" if chance.random() < 0.2 else "en",
    )


def _mailboxes(chance: random.Random) -> list[str]:
    people = [
        f"{first}.{last}@{company}.example"
        for (first, last), company in zip(
            product(_FIRST, _LAST), _COMPANIES * len(_FIRST), strict=True
        )
    ]
    more = [
        f"{first[0]}.{last}@{company}.example"
        for first, last, company in product(_FIRST[::3], _LAST[::2], _COMPANIES)
    ]
    rooms = [f"{room}@{company}.example" for room, company in product(_ROOMS, _COMPANIES)]
    found = list(dict.fromkeys((*people, *more, *rooms)))
    chance.shuffle(found)
    return found


def _numbers() -> Iterator[str]:
    yield from (f"+49176040690{last:02}" for last in range(1, 100))
    yield from (f"+4917139200{last:02}" for last in range(60))
    yield from (f"+4670174{last:04}" for last in range(605, 625))
    for area in ("202", "212", "312"):
        yield from (f"+1{area}55501{last:02}" for last in range(20))


def _rooms() -> Iterator[tuple[str, str]]:
    """Channels of chats, and programs of customers."""
    slack = "https://hooks.slack.com/services"
    yield SLACK, f"{slack}/T0SAMPLE1/B0SAMPLE1/northwindsupport"
    yield SLACK, f"{slack}/T0SAMPLE2/B0SAMPLE2/partneroperations"
    yield (
        TEAMS,
        "https://prod-01.westeurope.logic.azure.com/workflows/0sample/triggers/manual/paths/invoke"
        "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=sample",
    )
    yield from ((WEBHOOK, f"https://{host}/status") for host in sorted(IN_TROUBLE))
    yield WEBHOOK, "https://monitoring.customer.example/status"
