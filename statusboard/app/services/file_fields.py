"""What groups, services and checks of every kind say of themselves in the file of a desk.

For its help; read_file reads them. What a kind asks beside these is in its declaration.
"""

from statusboard.app.services.inputs import USUAL_WINDOW
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.uptime_fields import WINDOW_HELP
from statusboard.domain.component_rule import USUAL_WEIGHT, WORST, RuleKind
from statusboard.domain.location import EVERYWHERE, HOME
from statusboard.domain.objective import Hours


def _rule(of: str) -> tuple[FieldSpec, ...]:
    weighted = f'With rule = "{RuleKind.WEIGHTED.value}".'
    return (
        FieldSpec(
            "rule",
            FieldKind.CHOICE,
            "Rule",
            default=WORST.kind.value,
            choices=tuple(kind.value for kind in RuleKind),
            help=f"Which of its {of} decides.",
        ),
        FieldSpec(
            "quorum",
            FieldKind.NUMBER,
            "Quorum",
            default=WORST.quorum,
            help=f'With rule = "{RuleKind.QUORUM.value}": so many {of} in a major outage make one.',
        ),
        *(
            FieldSpec(name, FieldKind.NUMBER, label, unit="percent", default=default, help=weighted)
            for name, label, default in (
                ("degraded_at", "Degraded from", WORST.degraded_at),
                ("partial_at", "Partial outage from", WORST.partial_at),
                ("major_at", "Major outage from", WORST.major_at),
            )
        ),
    )


_PROMISE = (
    FieldSpec(
        "promised", FieldKind.TEXT, "Promised uptime", unit="percent", help="Such as “99.95”."
    ),
    FieldSpec(
        "promised_over",
        FieldKind.TEXT,
        "Promised over",
        default=USUAL_WINDOW,
        help=f"Its window: {WINDOW_HELP}",
    ),
    FieldSpec(
        "promised_hours",
        FieldKind.CHOICE,
        "Promised in",
        default=Hours.ALL.value,
        choices=tuple(one.value for one in Hours),
        help="Which hours count.",
    ),
)
GROUP_FIELDS = (
    FieldSpec("name", FieldKind.TEXT, "Name", required=True, help="It heads its services."),
    *_rule("services"),
    *_PROMISE,
)
SERVICE_FIELDS = (
    FieldSpec("name", FieldKind.TEXT, "Name", required=True, help="As customers know it."),
    FieldSpec("group", FieldKind.TEXT, "Group", help="Made where there is none of that name."),
    *_PROMISE,
    FieldSpec(
        "weight",
        FieldKind.NUMBER,
        "Weight",
        default=USUAL_WEIGHT,
        help="How much it counts where services are added up, in its group and in all; 0: not.",
    ),
    FieldSpec("description", FieldKind.TEXT, "Description", help="For the public page."),
    *_rule("checks"),
    FieldSpec(
        "depends_on",
        FieldKind.LINES,
        "Depends on",
        default=(),
        help="Names of services; GROUP/NAME where a name is not enough.",
    ),
    FieldSpec(
        "check", FieldKind.MAPPING, "Checks", default=(), help="Its [[service.check]] tables."
    ),
)
CHECK_FIELDS = (
    FieldSpec("kind", FieldKind.TEXT, "Kind", required=True, help="One of those below."),
    FieldSpec("interval", FieldKind.DURATION, "Interval", help="Its kind says the usual one."),
    FieldSpec("deadline", FieldKind.DURATION, "Deadline", help="Its kind says the usual one."),
    FieldSpec("fail_after", FieldKind.NUMBER, "Down after", unit="failures in a row", default=2),
    FieldSpec("recover_after", FieldKind.NUMBER, "Up after", unit="good answers", default=2),
    FieldSpec("enabled", FieldKind.SWITCH, "Switched on", default=True),
    FieldSpec(
        "weight",
        FieldKind.NUMBER,
        "Weight",
        default=USUAL_WEIGHT,
        help="0: it is shown and does not count.",
    ),
    FieldSpec(
        "locations",
        FieldKind.LINES,
        "Locations",
        default=(),
        help=f'Names, or ["{EVERYWHERE}"]; without it “{HOME}” alone asks.',
    ),
    FieldSpec(
        "quorum",
        FieldKind.NUMBER,
        "Quorum",
        help="So many locations have to agree on a major outage; more than half without it.",
    ),
)
