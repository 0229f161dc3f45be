"""The GraphQL documents that ask NRQL: several figures at once, or one that takes its time."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from statusboard.newrelic.document import Document

# Figures in one request: each runs by itself at New Relic, and can fail alone.
FIGURES_AT_ONCE = 20


@cache
def figures(count: int) -> Document:
    """Asks `count` accounts a query each; `q0` and so on name the answers, and errors' paths."""
    given = "".join(f", $a{place}: Int!, $n{place}: Nrql!" for place in range(count))
    asked = "".join(
        f"    q{place}: account(id: $a{place}) "
        f"{{ nrql(query: $n{place}, timeout: $timeout) {{ results }} }}\n"
        for place in range(count)
    )
    return Document(
        "Figures", f"query Figures($timeout: Seconds{given}) {{\n  actor {{\n{asked}  }}\n}}\n"
    )


@cache
def figures_across(count: int) -> Document:
    """Asks a query each of several accounts together, `count` times; named as in `figures`."""
    given = "".join(f", $a{place}: [Int!]!, $n{place}: Nrql!" for place in range(count))
    asked = "".join(
        f"    q{place}: nrql(accounts: $a{place}, query: $n{place}, timeout: $timeout) "
        "{ results }\n"
        for place in range(count)
    )
    return Document(
        "FiguresAcross",
        f"query FiguresAcross($timeout: Seconds{given}) {{\n  actor {{\n{asked}  }}\n}}\n",
    )


FIGURES = figures(1)
FIGURES_ACROSS = figures_across(1)


def queries_in(variables: Mapping[str, object]) -> Mapping[int, int]:
    """How many NRQL queries a document runs with these variables, by account."""
    if "nrql" in variables:
        listed = variables.get("accounts")
        accounts = listed if isinstance(listed, list) else [variables.get("account")]
    else:
        told = [one for name, one in variables.items() if re.fullmatch(r"a\d+", name)]
        accounts = [each for one in told for each in (one if isinstance(one, list) else [one])]
    return Counter(one for one in accounts if isinstance(one, int))


BEGIN_FIGURE = Document(
    "BeginFigure",
    """\
query BeginFigure($account: Int!, $nrql: Nrql!) {
  actor {
    account(id: $account) {
      nrql(query: $nrql, async: true) {
        results
        queryProgress { queryId completed retryAfter retryDeadline }
      }
    }
  }
}
""",
)

POLL_FIGURE = Document(
    "PollFigure",
    """\
query PollFigure($account: Int!, $queryId: ID!) {
  actor {
    account(id: $account) {
      nrqlQueryProgress(queryId: $queryId) {
        results
        queryProgress { completed retryAfter }
      }
    }
  }
}
""",
)
