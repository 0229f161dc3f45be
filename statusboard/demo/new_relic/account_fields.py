"""What is asked across accounts: the organisation, NRQL over several, and the timers of issues."""

from typing import Any, Final

from graphql import GraphQLError

from statusboard.demo.new_relic.asking import Asking, Json
from statusboard.demo.new_relic.figures import ask_nrql, begin_nrql, poll_nrql
from statusboard.demo.new_relic.issues import GRACE_S
from statusboard.demo.new_relic.people import ACCOUNTS

# As many accounts in one query: what the schema says; the documentation says 30.
ACCOUNTS_AT_ONCE: Final = 5


def cross_nrql_field(
    asking: Asking,
    _source: object,
    accounts: list[int],
    query: str,
    **given: Any,  # noqa: ANN401 - GraphQL
) -> Json:
    """The answer to an NRQL query over several accounts, at once or in the background."""
    several = _seen(asking, accounts)
    if given.get("async"):
        return begin_nrql(asking.world, asking.person, several, text=query)
    timeout = given.get("timeout")
    return ask_nrql(asking.world, asking.person, several, text=query, timeout=timeout)


def cross_progress_field(
    asking: Asking,
    _source: object,
    accounts: list[int],
    queryId: str,  # noqa: N803 - GraphQL's name
) -> Json:
    """What has become of a query over several accounts."""
    return poll_nrql(asking.world, _seen(asking, accounts), queryId)


def _seen(asking: Asking, accounts: list[int]) -> tuple[int, ...]:
    if len(accounts) > ACCOUNTS_AT_ONCE:
        raise GraphQLError(f"Too many accounts: at most {ACCOUNTS_AT_ONCE} are allowed")
    for one in accounts:
        if one not in asking.person.accounts:
            raise GraphQLError(f"You are not authorized to query account {one}")
    return tuple(sorted(set(accounts)))


def organization_field(asking: Asking, _source: object) -> Json:
    """The organisation; whoever does not see every account has no rights to its accounts."""
    if len(asking.person.accounts) < len(ACCOUNTS):
        raise GraphQLError("You do not have the capability to use this feature: organization")
    managed = [
        {"id": number, "name": name, "regionCode": "us01", "isCanceled": False}
        for number, name in ACCOUNTS.items()
    ]
    return {
        "id": "00000000-0000-4000-8000-000000000001",
        "name": "Sample shop",
        "customerId": None,
        "accountManagement": {"managedAccounts": managed},
    }


def issue_timers_field(_asking: Asking, _source: object) -> Json:
    """How long issues wait and live, in seconds."""
    grace = [{"priority": priority, "period": seconds} for priority, seconds in GRACE_S.items()]
    config = {
        "gracePeriod": grace,
        "issueTtl": 259_200,
        "inactivePeriod": 1800,
        "incidentTimeout": 43_200,
        "flappingInterval": 900,
        "maxIssueSize": 5000,
    }
    return {"config": config}
