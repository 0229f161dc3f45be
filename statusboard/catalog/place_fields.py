"""Fields that places have in common, whatever their kind: what one counts for beside the others."""

from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.target import FALL_BACK, PRIMARY

ROLE = FieldSpec(
    "role",
    FieldKind.CHOICE,
    "Counts as",
    help="A notice counts as published, and messages go out, once a primary place shows it. A "
    "fall-back counts where no primary one shows it in the time that the settings of the page say.",
    default=PRIMARY,
    choices=(PRIMARY, FALL_BACK),
    choice_words=((PRIMARY, "Primary"), (FALL_BACK, "Fall-back")),
    advanced=True,
)
# After so long a fall-back counts, in seconds; messages wait for the page no longer than a minute.
FALL_BACK_AFTER = FieldSpec(
    "fall_back_after",
    FieldKind.NUMBER,
    "A fall-back counts after",
    help="Where no primary place shows a page by then, one that a fall-back shows counts as "
    "published. Messages wait for the page for a minute at most.",
    unit="s",
    default=60,
    check=lambda value: (
        None
        if isinstance(value, int) and 0 <= value <= 3600
        else "Write seconds between 0 and 3600."
    ),
    advanced=True,
)
