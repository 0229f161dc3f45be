"""What was refused to visitors, in a few words for the desk; a number stands before them."""

from collections.abc import Mapping

from statusboard.domain.visits import Seen

REFUSAL_WORDS: Mapping[Seen, str] = {
    Seen.OVER_NETWORK: "asked too often from one network",
    Seen.OVER_ADDRESS: "asked too often for one address",
    Seen.OVER_PAGE: "over the limit of the page",
    Seen.NOBODY_THERE: "to an address where nobody was found before",
    Seen.TOO_OFTEN: "too many forms in a minute",
    Seen.TRAPPED: "filled in by a program",
    Seen.STALE: "sent too soon or too late",
    Seen.BAD_ADDRESS: "to an address that cannot be used",
    Seen.BAD_LINK: "by a link that opens nothing",
    Seen.OLD_LINK: "by a link that has ended",
    Seen.FOREIGN: "from a form on another page",
    Seen.NO_FORM: "not sent by a form",
    Seen.UNSIGNED: "not signed by the provider",
    Seen.NOT_LET_IN: "by a wrong password or link of the private page",
    Seen.BUSY: "while the office did not answer",
}
