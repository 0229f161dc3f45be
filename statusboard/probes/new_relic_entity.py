"""The New Relic entity check: what New Relic says about one of its entities.

Not asked one by one: its feed reads many entities with one request (app/new_relic/feed).
"""

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.views.new_relic import UNWATCHED_WORDS, Unwatched
from statusboard.newrelic.pasted import guid_problem, permalink_field

# The default: the team's own choice holds, whatever it is at the time.
TEAMS_CHOICE = "team"


def _describe(config: Config) -> str:
    name = config.get("name") or config.get("guid") or ""
    kind = str(config.get("type") or "").strip()
    return f"New Relic {kind} {name}".replace("  ", " ").strip()


def _target(config: Config) -> str | None:  # noqa: ARG001
    return None


DECLARATION = CheckKind(
    key="new_relic_entity",
    label="New Relic",
    icon="activity",
    fields=(
        FieldSpec(
            "guid",
            FieldKind.TEXT,
            "Entity guid",
            help="Which entity: shown in New Relic under “See metadata and manage tags”.",
            required=True,
            check=guid_problem,
        ),
        FieldSpec("name", FieldKind.TEXT, "Name", help="As New Relic calls it; only shown here."),
        FieldSpec(
            "type",
            FieldKind.TEXT,
            "Sort of entity",
            help="Such as APM or Synthetics; only shown here.",
            advanced=True,
        ),
        FieldSpec(
            "account",
            FieldKind.NUMBER,
            "Account",
            help="The number of the account it belongs to; only shown here.",
            advanced=True,
        ),
        FieldSpec(
            "unwatched",
            FieldKind.CHOICE,
            "Where no alert condition watches it",
            help="New Relic then says only whether it reports. What does not report is never "
            "counted as operational.",
            default=TEAMS_CHOICE,
            choices=(TEAMS_CHOICE, *(choice.value for choice in Unwatched)),
            choice_words=(
                (TEAMS_CHOICE, "As the team has chosen in Settings"),
                *((choice.value, words) for choice, words in UNWATCHED_WORDS.items()),
            ),
        ),
        permalink_field("The entity's page"),
    ),
    probe=None,
    describe=_describe,
    target=_target,
    good=(
        Example({"guid": "MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI"}),
        Example(
            {
                "guid": "MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI",
                "name": "checkout-api",
                "type": "APM",
                "account": 1234567,
                "permalink": "https://one.newrelic.example/redirect/entity/MTIzNDU2N3xBUE18",
                "unwatched": "operational",
            }
        ),
    ),
    bad=(
        Example({}, "guid"),
        Example({"guid": "checkout-api"}, "guid"),
        Example({"guid": "MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI", "account": "mine"}, "account"),
        Example({"guid": "MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI", "unwatched": "up"}, "unwatched"),
        Example(
            {"guid": "MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI", "permalink": "file:///etc/passwd"},
            "permalink",
        ),
    ),
    batched=True,
)
