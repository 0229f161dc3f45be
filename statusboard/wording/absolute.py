"""No promise that nobody can keep."""

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on

_HAPPEN = r"(?:happen|occur|recur|repeat|come back|return)\w*"
_PATTERNS = {
    Language.ENGLISH: any_of(
        "never again",
        rf"(?:will|would|can|does|do) never {_HAPPEN}",
        rf"(?:will not|won['’]t|cannot|can['’]t) {_HAPPEN}(?: again)?",
        r"(?<!not )guarantee[sd]?(?= (?:that|you|the|an?|no|\d))",
        r"ensur\w+ (?:that )?(?:this|it|such \w+)[^.!?\n]{0,40}?(?:never|not|"
        r"n['’]t)[^.!?\n]{0,20}?again",
        "once and for all",
        r"(?:permanently|completely) (?:fixed|solved|eliminated)",
        r"100 ?% (?:sure|certain|confident)",
        "under no circumstances",
    ),
    Language.GERMAN: any_of(
        r"nie(?:mals)? (?:wieder|mehr)",
        r"(?:wird|kann|werden|können)[^.!?\n]{0,40}? nicht (?:wieder|mehr|noch einmal|erneut) "
        r"(?:vorkommen|passieren|auftreten|geschehen)",
        r"garantier\w+",
        "ein für alle Mal",
        r"(?:hundertprozentig|100 ?%ig)",
        "unter keinen Umständen",
    ),
}


def _look(draft: Draft) -> Remark | None:
    found = draft.find(_PATTERNS)
    return remark_on(
        found,
        "{} is a promise that nobody can keep. Say what was done so that it becomes less likely.",
    )


DECLARATION = WordRule(
    key="absolute",
    look=_look,
    good=(
        Sample("We have added capacity so that this becomes less likely."),
        Sample("To keep this from happening again, we are changing how we release."),
        Sample("We cannot guarantee that every message arrives in time."),
        Sample("This will not affect your data."),
        Sample("Wir haben die Kapazität erhöht.", language=Language.GERMAN),
        Sample("Ihre Daten sind nicht betroffen.", language=Language.GERMAN),
    ),
    bad=(
        Sample("This will never happen again.", ("will never happen",)),
        Sample("We guarantee that your data is safe.", ("guarantee",)),
        Sample("It won't happen again.", ("won't happen again",)),
        Sample(
            "We are working to ensure this does not happen again.",
            ("ensure this does not happen again",),
        ),
        Sample("The fault is fixed once and for all.", ("once and for all",)),
        Sample("Das wird nie wieder vorkommen.", ("nie wieder",), language=Language.GERMAN),
        Sample("Wir garantieren den Betrieb.", ("garantieren",), language=Language.GERMAN),
    ),
)
