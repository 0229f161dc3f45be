"""Who has to agree before something is said, as fields of the settings: one for each occasion."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.approval import Consent, Occasion

CONSENT_WORDS = (
    (Consent.NOBODY.value, "Nobody"),
    (Consent.OTHER.value, "One other person"),
    (Consent.DAY_BEFORE.value, "One other person, at least a day before"),
)
OCCASION_WORDS = {
    Occasion.CRITICAL: "Critical incidents",
    Occasion.MAJOR: "Major incidents",
    Occasion.MINOR: "Minor incidents",
    Occasion.NONE: "Incidents without impact",
    Occasion.PLANNED_WORK: "Planned work",
    Occasion.ANNOUNCEMENT: "Announcements",
    Occasion.CORRECTION: "Corrections of history",
}
_HELP = {
    Occasion.CRITICAL: "Who else has to approve the very text before it is published. Whoever may "
    "publish can do so without it in an emergency, with a reason that is recorded.",
    Occasion.MAJOR: "A text counts for the gravest impact that it states, names or was told with.",
    Occasion.MINOR: "Each update is approved for itself, that it is over as well.",
    Occasion.NONE: "Such as what is told when it was over before anybody noticed.",
    Occasion.PLANNED_WORK: "Agreed to a day before, readers hear of it in time.",
    Occasion.ANNOUNCEMENT: "What is said when nothing is wrong, such as a statement of uptime.",
    Occasion.CORRECTION: "What was measured counts until somebody else agreed.",
}


def _field(occasion: Occasion) -> FieldSpec:
    is_planned = occasion is Occasion.PLANNED_WORK
    choices = [one.value for one in Consent if is_planned or one is not Consent.DAY_BEFORE]
    return FieldSpec(
        occasion.value,
        FieldKind.CHOICE,
        OCCASION_WORDS[occasion],
        help=_HELP[occasion],
        choices=tuple(choices),
        choice_words=tuple(words for words in CONSENT_WORDS if words[0] in choices),
        default=Consent.NOBODY.value,
    )


AGREEMENT_FIELDS = tuple(_field(occasion) for occasion in Occasion)
