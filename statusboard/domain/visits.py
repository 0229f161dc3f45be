"""What is counted of whoever comes to the page by themselves: how often, of what. Never who."""

from enum import StrEnum


class Seen(StrEnum):
    """One sort of thing that happened. The values are kept, and travel.

    `PAGES` and `API` were given. `ASKED`: an address was asked to confirm; `EXPIRED`: it never did.
    The rest was refused: over a limit of confirmations (`OVER_ADDRESS`, `OVER_NETWORK`,
    `OVER_PAGE`), where asking was in vain before (`NOBODY_THERE`), over a limit of forms
    (`TOO_OFTEN`), filled in by a program (`TRAPPED`), sent too soon or from an old form (`STALE`),
    to an address that nothing may be sent to (`BAD_ADDRESS`), by a link that opens nothing
    (`BAD_LINK`) or nothing any more (`OLD_LINK`), from another page (`FOREIGN`), what is no form
    (`NO_FORM`), in a provider's name (`UNSIGNED`), by a wrong password or link of a private page
    (`NOT_LET_IN`). `BUSY`: the office was not there, or had no
    time.
    """

    PAGES = "pages"
    API = "api"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    LEFT = "left"
    EXPIRED = "expired"
    OVER_ADDRESS = "over_address"
    OVER_NETWORK = "over_network"
    OVER_PAGE = "over_page"
    NOBODY_THERE = "nobody_there"
    TOO_OFTEN = "too_often"
    TRAPPED = "trapped"
    STALE = "stale"
    BAD_ADDRESS = "bad_address"
    BAD_LINK = "bad_link"
    OLD_LINK = "old_link"
    FOREIGN = "foreign"
    NO_FORM = "no_form"
    UNSIGNED = "unsigned"
    NOT_LET_IN = "not_let_in"
    BUSY = "busy"


# What the office counts itself, for it happens there: nobody else may say so.
BY_THE_OFFICE = frozenset(
    {
        *(Seen.ASKED, Seen.CONFIRMED, Seen.CHANGED, Seen.LEFT, Seen.EXPIRED),
        *(Seen.OVER_ADDRESS, Seen.OVER_NETWORK, Seen.OVER_PAGE, Seen.NOBODY_THERE),
    }
)
# In the order in which they are told.
REFUSALS = (
    *(Seen.OVER_NETWORK, Seen.OVER_ADDRESS, Seen.OVER_PAGE, Seen.NOBODY_THERE),
    Seen.TOO_OFTEN,
    *(Seen.TRAPPED, Seen.STALE, Seen.BAD_ADDRESS, Seen.BAD_LINK, Seen.OLD_LINK),
    *(Seen.FOREIGN, Seen.NO_FORM, Seen.UNSIGNED, Seen.NOT_LET_IN, Seen.BUSY),
)
