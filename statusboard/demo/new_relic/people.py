"""The stand-in's accounts, the people with keys, and what each may see. All invented."""

from dataclasses import dataclass

# As long as a real one (27 capitals and digits after the prefix), for clients that look; put
# together here, so that whoever searches a folder for keys is not alarmed by these.
_PREFIX = "NRAK-"
DEMO_KEY = _PREFIX + "SAMPLEDATA0ONLY0NOT0A0KEY00"
STAGING_KEY = _PREFIX + "SAMPLEDATA0STAGING0ONLY0000"
NEWCOMER_KEY = _PREFIX + "SAMPLEDATA0SEES0NOTHING0000"
OTHER_REGION_KEY = _PREFIX + "SAMPLEDATA0OTHER0REGION0000"

PRODUCTION = 4100201
STAGING = 4100202
WAREHOUSE = 4100203

ACCOUNTS = {
    PRODUCTION: "Sample shop production",
    STAGING: "Sample shop staging",
    WAREHOUSE: "Sample shop warehouse",
}


@dataclass(frozen=True, slots=True)
class Person:
    """The owner of a key. `elsewhere` marks a key of another region."""

    id: int
    name: str
    email: str
    accounts: tuple[int, ...]
    elsewhere: bool = False


PEOPLE = {
    DEMO_KEY: Person(7001, "Sample desk", "desk@shop.example", (PRODUCTION, STAGING, WAREHOUSE)),
    STAGING_KEY: Person(7002, "Sample tester", "tester@shop.example", (STAGING,)),
    NEWCOMER_KEY: Person(7003, "Sample newcomer", "newcomer@shop.example", ()),
    OTHER_REGION_KEY: Person(
        7004, "Sample neighbour", "neighbour@shop.example", (PRODUCTION,), elsewhere=True
    ),
}


def masked(key: str | None) -> str:
    """What a log may show of a key: its first 8 characters."""
    if key is None:
        return "none"
    return key[:8] + "…" if len(key) >= 16 else "…"
