"""A figure of uptime is one that measurements carry."""

from statusboard.wording.base import Draft, Language, Remark, Sample, WordRule, any_of, remark_on

_PER_CENT = r"\d{1,3}(?:[.,]\d+)? ?(?:%|per ?cent|Prozent)"
_UPTIME = r"(?:uptime|availab\w+|reliab\w+|operational|up and running)"
_UPTIME_DE = r"(?:Verfügbarkeit|verfügbar\w*|Uptime|erreichbar\w*|Zuverlässigkeit)"
_PATTERNS = {
    Language.ENGLISH: any_of(
        rf"{_PER_CENT}(?: \w+){{0,2}} {_UPTIME}",
        rf"(?:uptime|availability|reliability)(?: \w+){{0,5}} {_PER_CENT}",
        r"(?:zero|no|without(?: any)?) downtime",
        r"(?:never|not once) (?:been |gone )?(?:down|offline|unavailable)",
        r"(?:four|five|six) nines",
    ),
    Language.GERMAN: any_of(
        rf"{_PER_CENT}(?: \w+){{0,2}} {_UPTIME_DE}",
        rf"(?:Verfügbarkeit|Uptime)(?: \w+){{0,5}} {_PER_CENT}",
        r"(?:nie|niemals|kein einziges Mal) (?:ausgefallen|offline)",
        r"(?:ohne|keinen?) (?:einzigen )?Ausfall",
    ),
}


def _look(draft: Draft) -> Remark | None:
    found = tuple(
        one
        for one in draft.find(_PATTERNS)
        if not any(figure in one.text for figure in draft.carried)
    )
    return remark_on(
        found,
        "No measurement here carries {}. Insert the uptime record, which says its period and rule.",
    )


DECLARATION = WordRule(
    key="uptime_claim",
    look=_look,
    blocks=True,
    good=(
        Sample("About 20 % of payments fail."),
        Sample("Payments are available again."),
        Sample("We measure our uptime and publish it here."),
        Sample("20 Prozent der Zahlungen schlagen fehl.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We had 100% uptime this year.", ("100% uptime",)),
        Sample("Our availability was 99.99 % in March.", ("availability was 99.99 %",)),
        Sample("The shop has never been down before.", ("never been down",)),
        Sample("We release with zero downtime.", ("zero downtime",)),
        Sample(
            "Wir hatten 99,99 % Verfügbarkeit.",
            ("99,99 % Verfügbarkeit",),
            language=Language.GERMAN,
        ),
    ),
)
