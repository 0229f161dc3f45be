"""Sentences that a person under stress can follow."""

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule
from statusboard.wording.sentences import sentences_of, word_count

MOST_WORDS = 30

_LONG = (
    "Because of the change that was made to the way in which payments are handed from the shop to "
    "the bank, some of the customers who wanted to pay by card saw a message that asked them to "
    "try again."
)
_LANG = (
    "Weil die Art und Weise, in der Zahlungen vom Laden an die Bank gegeben werden, geändert "
    "worden "
    "ist, haben einige der Kunden, die mit der Karte zahlen wollten, eine Meldung gesehen, die sie "
    "bat, es noch einmal zu versuchen."
)


def _look(draft: Draft) -> Remark | None:
    found = tuple(one for one in sentences_of(draft) if word_count(one.text) > MOST_WORDS)
    if not found:
        return None
    longest = max(word_count(one.text) for one in found)
    many = "A sentence has" if len(found) == 1 else f"{len(found)} sentences have up to"
    return Remark(f"{many} {longest} words. Make two of it; up to 30 can be followed.", found)


DECLARATION = WordRule(
    key="hard_to_read",
    look=_look,
    good=(
        Sample("Payments by card fail. Please pay by invoice meanwhile."),
        Sample("- Payments by card fail\n- Payments by invoice work\n" * 6),
        Sample("Zahlungen mit Karte schlagen fehl.", language=Language.GERMAN),
    ),
    bad=(Sample(_LONG, (_LONG,)), Sample(_LANG, (_LANG,), language=Language.GERMAN)),
)
