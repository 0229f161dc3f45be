"""The NRQL check: a figure out of New Relic's data, held against limits or what is usual for it.

Not asked one by one: its feed reads many figures with one request (app/new_relic/figures).
"""

from collections.abc import Mapping
from datetime import timedelta

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.newrelic.limits import Compare, Groups, Missing
from statusboard.newrelic.nrql_question import MOST_ACCOUNTS, accounts_in
from statusboard.newrelic.nrql_text import has_facet, problem_of, tidy
from statusboard.newrelic.pasted import account_problem, permalink_field

_LONGEST = timedelta(days=1)
_SHORTEST = timedelta(minutes=1)
_BY_FIGURE = (Compare.ABOVE.value, Compare.BELOW.value)
_QUERY = (
    "SELECT (count(apm.service.error.count) / count(apm.service.transaction.duration)) * 100 "
    "FROM Metric WHERE entity.guid = 'MTIzNDU2N3xBUE18QVBQTElDQVRJT058NDI'"
)


def _window_problem(value: object) -> str | None:
    assert isinstance(value, timedelta)
    if value % timedelta(minutes=1) or not _SHORTEST <= value <= _LONGEST:
        return "The window is whole minutes, from 1m to 1d."
    return None


def _accounts_problem(value: object) -> str | None:
    if accounts_in(str(value)) is not None:
        return None
    return f"Write numbers of accounts, between commas; with the first, {MOST_ACCOUNTS} at most."


def _compare_problem(value: object, before: Mapping[str, object]) -> str | None:
    if value == Compare.USUAL and has_facet(str(before.get("query") or "")):
        return "What is usual is known of one value: leave FACET out, or compare with a limit."
    return None


def _order_problem(value: object, before: Mapping[str, object]) -> str | None:
    """Down lies beyond degraded, on the side that is compared."""
    degraded = before.get("degraded_when")
    if not isinstance(value, int | float) or not isinstance(degraded, int | float):
        return None
    if before.get("compare") == Compare.ABOVE and value < degraded:
        return "It is degraded only above that: choose a limit that is not lower."
    if before.get("compare") == Compare.BELOW and value > degraded:
        return "It is degraded only below that: choose a limit that is not higher."
    return None


def _deviation_problem(value: object) -> str | None:
    if isinstance(value, int | float) and value > 0:
        return None
    return "A deviation is greater than 0; 3 is much, and 6 is very much."


def _describe(config: Config) -> str:
    what = str(config.get("label") or "").strip() or "NRQL"
    name = str(config.get("name") or "").strip()
    return f"New Relic {what} of {name}" if name else f"New Relic {what}"


def _target(config: Config) -> str | None:  # noqa: ARG001
    return None


DECLARATION = CheckKind(
    key="new_relic_nrql",
    label="New Relic figure",
    icon="activity",
    summary="A figure out of New Relic's data, held against limits of your own.",
    fields=(
        FieldSpec(
            "account",
            FieldKind.NUMBER,
            "Account",
            help="The number of the New Relic account that has the data.",
            required=True,
            check=account_problem,
            example="1234567",
        ),
        FieldSpec(
            "accounts",
            FieldKind.TEXT,
            "And of these accounts",
            help="Further accounts that the same key sees, between commas: the query is of all of "
            "them together.",
            check=_accounts_problem,
            example="2345678, 3456789",
            advanced=True,
        ),
        FieldSpec(
            "query",
            FieldKind.LINES,
            "NRQL query",
            help="It gives one value, or one for each group of a FACET. Leave SINCE and UNTIL out.",
            required=True,
            tidy=tidy,
            check=lambda value: problem_of(str(value)),
            example="SELECT percentage(count(*), WHERE error IS TRUE) FROM Transaction",
        ),
        FieldSpec(
            "label",
            FieldKind.TEXT,
            "What it is called",
            help="In sentences, such as “Error rate”.",
            example="Error rate",
        ),
        FieldSpec("unit", FieldKind.TEXT, "Unit", help="Such as % or ms.", example="%"),
        FieldSpec(
            "window",
            FieldKind.DURATION,
            "Over the last",
            help="The newest two minutes are left out: what happened in them comes in late.",
            default=timedelta(minutes=5),
            check=_window_problem,
        ),
        FieldSpec(
            "compare",
            FieldKind.CHOICE,
            "It is bad",
            help="What is usual: the same time of day on the seven days before.",
            default=Compare.ABOVE.value,
            choices=tuple(one.value for one in Compare),
            choice_words=(
                (Compare.ABOVE.value, "Above a limit"),
                (Compare.BELOW.value, "Below a limit"),
                (Compare.USUAL.value, "Far from what is usual"),
            ),
            beside=_compare_problem,
        ),
        FieldSpec(
            "degraded_when",
            FieldKind.NUMBER,
            "Degraded when past",
            help="Left empty, it is never degraded.",
            needs="compare",
            only_for=_BY_FIGURE,
        ),
        FieldSpec(
            "down_when",
            FieldKind.NUMBER,
            "Down when past",
            help="Left empty, it is never down.",
            needs="compare",
            only_for=_BY_FIGURE,
            beside=_order_problem,
        ),
        FieldSpec(
            "degraded_deviation",
            FieldKind.NUMBER,
            "Degraded when so many times its usual spread away",
            help="By chance alone, 5 is rare.",
            default=5,
            needs="compare",
            only_for=(Compare.USUAL.value,),
            check=_deviation_problem,
        ),
        FieldSpec(
            "down_deviation",
            FieldKind.NUMBER,
            "Down when so many times away",
            help="Left empty, it is never down.",
            needs="compare",
            only_for=(Compare.USUAL.value,),
            check=_deviation_problem,
        ),
        FieldSpec(
            "side",
            FieldKind.CHOICE,
            "To which side",
            default="both",
            choices=("both", "above", "below"),
            choice_words=(("both", "Either side"), ("above", "Above"), ("below", "Below")),
            needs="compare",
            only_for=(Compare.USUAL.value,),
        ),
        FieldSpec(
            "groups",
            FieldKind.CHOICE,
            "Groups of a FACET",
            default=Groups.WORST.value,
            choices=tuple(one.value for one in Groups),
            choice_words=(
                (Groups.WORST.value, "The worst one counts"),
                (Groups.AVERAGE.value, "Their mean counts"),
                (Groups.SUM.value, "Their sum counts"),
            ),
            advanced=True,
        ),
        FieldSpec(
            "no_data",
            FieldKind.CHOICE,
            "Where there are no data",
            help="No data is not zero. Of what counts errors alone, it may well be good.",
            default=Missing.UNKNOWN.value,
            choices=tuple(one.value for one in Missing),
            choice_words=(
                (Missing.UNKNOWN.value, "No data"),
                (Missing.OPERATIONAL.value, "Operational"),
                (Missing.DEGRADED.value, "Degraded"),
                (Missing.DOWN.value, "Down"),
            ),
        ),
        FieldSpec(
            "name",
            FieldKind.TEXT,
            "Name",
            help="Of the entity it is about; only shown here.",
            advanced=True,
        ),
        FieldSpec(
            "guid",
            FieldKind.TEXT,
            "Entity guid",
            help="Of the entity it is about; its issues are shown in Verify.",
            advanced=True,
        ),
        permalink_field("The entity's page"),
    ),
    probe=None,
    describe=_describe,
    target=_target,
    good=(
        Example({"account": 1234567, "query": _QUERY, "degraded_when": 2}),
        Example(
            {
                "account": 1234567,
                "query": "FROM Transaction SELECT average(duration) FACET host LIMIT 20",
                "label": "Response time",
                "unit": "s",
                "window": "10m",
                "compare": "above",
                "degraded_when": 0.5,
                "down_when": 3,
                "groups": "worst",
                "no_data": "degraded",
            }
        ),
        Example(
            {
                "account": 1234567,
                "query": "SELECT count(*) FROM PageAction WHERE actionName = 'order'",
                "compare": "usual",
                "side": "below",
                "degraded_deviation": 4,
            }
        ),
    ),
    bad=(
        Example({"query": _QUERY}, "account"),
        Example({"account": 12.5, "query": _QUERY}, "account"),
        Example({"account": 1234567}, "query"),
        Example({"account": 1234567, "query": "SHOW EVENT TYPES"}, "query"),
        Example({"account": 1234567, "query": f"{_QUERY} SINCE 1 day ago"}, "query"),
        Example({"account": 1234567, "query": "SELECT count(* FROM Transaction"}, "query"),
        Example({"account": 1234567, "query": _QUERY, "window": "90s"}, "window"),
        Example(
            {"account": 1234567, "query": f"{_QUERY} FACET host", "compare": "usual"}, "compare"
        ),
        Example(
            {"account": 1234567, "query": _QUERY, "degraded_when": 5, "down_when": 2}, "down_when"
        ),
        Example(
            {
                "account": 1234567,
                "query": _QUERY,
                "compare": "usual",
                "degraded_deviation": 0,
            },
            "degraded_deviation",
        ),
        Example({"account": 1234567, "query": _QUERY, "permalink": "javascript:x"}, "permalink"),
    ),
    shortest_interval=timedelta(seconds=30),
    batched=True,
)
