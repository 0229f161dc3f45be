"""No promise that nobody can keep."""

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on

_HAPPEN = r"(?:happen|occur|recur|repeat|come back|return)\w*"
# What a promise of this kind is about. Results that will not return are no promise.
_EVIL = (
    r"(?:such (?:an? )?\w+|(?:issue|incident|problem|outage|error|failure|fault|"
    r"disruption|event|bug|mistake)s?)"
)
_PATTERNS = {
    Language.ENGLISH: any_of(
        "never again",
        rf"(?:will|would|can|does|do) never {_HAPPEN}",
        r"(?:this|it) (?:will not|won['’]t|cannot|can['’]t) (?:happen|occur|recur|repeat)\w*"
        r"(?: again)?",
        rf"{_EVIL} (?:will not|won['’]t|cannot|can['’]t) {_HAPPEN}(?: again)?",
        rf"(?:will not|won['’]t|cannot|can['’]t) {_HAPPEN} again",
        r"(?<!not )(?<!of )(?<!the )(?<!our )(?<!n['’]t )"
        r"(?<!one can )(?<!nobody can )(?<!unable to )"
        r"guarantee[sd]?(?= (?:that|you|the|an?|no|\d))",
        r"ensur\w+ (?:that )?(?:this|it|such \w+)[^.!?\n]{0,40}?(?:never|not|"
        r"n['’]t)[^.!?\n]{0,20}?again",
        "once and for all",
        r"(?:will not|won['’]t|cannot|can['’]t|will never) (?:recur|re-?occur)",
        r"eliminated? (?:any|the) (?:possibility|risk|chance)",
        r"100 ?% (?:sure|certain|confident)",
        "under no circumstances (?:will|can) (?:this|it|such)",
    ),
    Language.GERMAN: any_of(
        r"nie(?:mals)? (?:wieder|mehr)",
        r"(?:wird|kann|werden|können)[^.!?\n]{0,40}? nicht (?:wieder|mehr|noch einmal|erneut) "
        r"(?:vorkommen|passieren|auftreten|geschehen)",
        r"(?<!nicht )garantier(?:en?|t)",
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
        Sample("No one can guarantee that machines never fail."),
        Sample("Searches will not return results of closed accounts."),
        Sample("Ask for a closed account, and it will not return anything that you need."),
        Sample("The maintenance of Sunday, 4 May, will not happen."),
        Sample("Wir können eine Zustellung nicht garantieren.", language=Language.GERMAN),
        Sample("Wir haben die Kapazität erhöht.", language=Language.GERMAN),
        Sample("Ihre Daten sind nicht betroffen.", language=Language.GERMAN),
    ),
    bad=(
        Sample("This will never happen again.", ("will never happen",)),
        Sample("We guarantee that your data is safe.", ("guarantee",)),
        Sample("It won't happen again.", ("It won't happen again",)),
        Sample(
            "We are working to ensure this does not happen again.",
            ("ensure this does not happen again",),
        ),
        Sample("The fault is fixed once and for all.", ("once and for all",)),
        Sample("Das wird nie wieder vorkommen.", ("nie wieder",), language=Language.GERMAN),
        Sample("Wir garantieren den Betrieb.", ("garantieren",), language=Language.GERMAN),
    ),
)
