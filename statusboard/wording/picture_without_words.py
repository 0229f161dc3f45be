"""Pictures that say in words what they show, to who cannot see them."""

import re

from statusboard.domain.language import Language
from statusboard.domain.picture import NAME, SCHEME
from statusboard.wording.base import Draft, Remark, Sample, WordRule, remark_on

_SILENT = re.compile(rf"!\[\s*\]\({SCHEME}:{NAME.pattern}\)", re.ASCII)
_ONE = "image:0123456789abcdef0123456789abcdef-1200x800.png"


def _look(draft: Draft) -> Remark | None:
    return remark_on(
        tuple(words for words in draft.find(_SILENT) if words.part == "body"),
        "A picture says nothing to who cannot see it. Write between its brackets what it shows.",
    )


DECLARATION = WordRule(
    key="picture_without_words",
    look=_look,
    good=(
        Sample(f"Payments fail with this message: ![The words “Try later”]({_ONE})"),
        Sample(f"![Die Meldung „Später“]({_ONE})", language=Language.GERMAN),
    ),
    bad=(
        Sample(f"Payments fail. ![]({_ONE})", (f"![]({_ONE})",)),
        Sample(
            f"Zahlungen gehen nicht.\n![ ]({_ONE})", (f"![ ]({_ONE})",), language=Language.GERMAN
        ),
    ),
)
