"""Every GraphQL document the program sends. Tests hold each against the schema and the parser.

No field is asked for that is not used: each one that New Relic drops costs the whole document.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

# `entities` takes at most this many guids, a page of a search holds at most this many entities.
GUIDS_AT_ONCE = 25
PAGE_SIZE = 200
# Figures in one request: each runs by itself at New Relic, and can fail alone.
FIGURES_AT_ONCE = 20
# Said with every request that touches `aiIssues`, whose type New Relic calls experimental.
OPT_IN = "nerd-graph-unsafe-experimental-opt-in"


@dataclass(frozen=True, slots=True)
class Document:
    """A named query and its text."""

    name: str
    text: str
    opts_in: str = ""


def _bare(document: Document, name: str) -> Document:
    """The document without what it asks of some kinds alone."""
    text = re.sub(r"\n *\.\.\. on \w+ \{\n.*\n *\}", "", document.text)
    return Document(name, text.replace(document.name, name))


WHO_AM_I = Document(
    "WhoAmI",
    """\
query WhoAmI {
  actor {
    user { id name email }
    accounts(scope: GLOBAL) { id name }
  }
}
""",
)

FIND_ENTITIES = Document(
    "FindEntities",
    """\
query FindEntities($search: String!, $limit: Int, $cursor: String) {
  actor {
    entitySearch(query: $search, options: {limit: $limit}) {
      count
      results(cursor: $cursor) {
        nextCursor
        entities {
          guid
          name
          accountId
          account { id name }
          domain
          type
          alertSeverity
          reporting
          permalink
          tags { key values }
          ... on SyntheticMonitorEntityOutline {
            monitorSummary { status locationsFailing locationsRunning }
          }
          ... on WorkloadEntityOutline {
            workloadStatus { statusValue statusSource summary }
          }
        }
      }
    }
  }
}
""",
)

FIND_BARE_ENTITIES = _bare(FIND_ENTITIES, "FindBareEntities")

COUNT_BY_TYPE = Document(
    "CountByType",
    """\
query CountByType($search: String!) {
  actor {
    entitySearch(query: $search) {
      types { domain type count }
    }
  }
}
""",
)

# The parts that two kinds stand on come along while New Relic has them. One field it lost costs the
# whole document (contract 2.2): then the bare one is asked, and each part by itself.
READ_STATES = Document(
    "ReadStates",
    """\
query ReadStates($guids: [EntityGuid]!) {
  actor {
    entities(guids: $guids) {
      guid
      name
      domain
      type
      alertSeverity
      reporting
      permalink
      ... on SyntheticMonitorEntity {
        monitorSummary { status locationsFailing locationsRunning }
      }
      ... on WorkloadEntity {
        workloadStatus { statusValue statusSource summary }
      }
    }
  }
}
""",
)

READ_BARE_STATES = _bare(READ_STATES, "ReadBareStates")

READ_MONITORS = Document(
    "ReadMonitors",
    """\
query ReadMonitors($guids: [EntityGuid]!) {
  actor {
    entities(guids: $guids) {
      guid
      ... on SyntheticMonitorEntity {
        monitorSummary { status locationsFailing locationsRunning }
      }
    }
  }
}
""",
)

READ_WORKLOADS = Document(
    "ReadWorkloads",
    """\
query ReadWorkloads($guids: [EntityGuid]!) {
  actor {
    entities(guids: $guids) {
      guid
      ... on WorkloadEntity {
        workloadStatus { statusValue statusSource summary }
      }
    }
  }
}
""",
)


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

GOLDEN_METRICS = Document(
    "GoldenMetrics",
    """\
query GoldenMetrics($guid: EntityGuid!) {
  actor {
    entity(guid: $guid) {
      accountId
      goldenMetrics { metrics { title unit query } }
    }
  }
}
""",
)

# Optional parts, each in a document of its own: New Relic has lost such fields for days.
SERVICE_LEVELS = Document(
    "ServiceLevels",
    """\
query ServiceLevels($guid: EntityGuid!) {
  actor {
    entity(guid: $guid) {
      accountId
      serviceLevel {
        indicators {
          name
          objectives {
            target
            timeWindow { rolling { count unit } }
            resultQueries { attainment { nrql } }
          }
        }
      }
    }
  }
}
""",
)

WORKLOAD_MEMBERS = Document(
    "WorkloadMembers",
    """\
query WorkloadMembers($guid: EntityGuid!) {
  actor {
    entity(guid: $guid) {
      ... on WorkloadEntity {
        collection(name: "WORKLOAD") {
          members { results { entities { name alertSeverity } } }
        }
      }
    }
  }
}
""",
)

ISSUES = Document(
    "Issues",
    """\
query Issues(
  $account: Int!, $filter: AiIssuesFilterIssues, $window: TimeWindowInput, $cursor: String
) {
  actor {
    account(id: $account) {
      aiIssues {
        issues(filter: $filter, timeWindow: $window, cursor: $cursor) {
          nextCursor
          issues {
            issueId
            title
            priority
            state
            mutingState
            createdAt
            closedAt
            entityGuids
            incidentIds
            deepLinkUrl
          }
        }
      }
    }
  }
}
""",
    opts_in="AiIssues",
)

INCIDENTS = Document(
    "Incidents",
    """\
query Incidents($account: Int!, $filter: AiIssuesFilterIncidents, $window: TimeWindowInput) {
  actor {
    account(id: $account) {
      aiIssues {
        incidents(filter: $filter, timeWindow: $window) {
          incidents { incidentId title }
        }
      }
    }
  }
}
""",
    opts_in="AiIssues",
)

MUTING_RULES = Document(
    "MutingRules",
    """\
query MutingRules($account: Int!) {
  actor {
    account(id: $account) {
      alerts {
        mutingRules {
          id
          name
          enabled
          status
          schedule { timeZone startTime endTime nextStartTime nextEndTime repeat }
          condition {
            operator
            conditions { attribute operator values }
          }
        }
      }
    }
  }
}
""",
)

DEPLOYMENTS = Document(
    "Deployments",
    """\
query Deployments(
  $guid: EntityGuid!, $limit: Int, $start: EpochMilliseconds, $end: EpochMilliseconds
) {
  actor {
    entity(guid: $guid) {
      deploymentSearch(filter: {limit: $limit, timeWindow: {startTime: $start, endTime: $end}}) {
        results { version timestamp description deepLink }
      }
    }
  }
}
""",
)

DOCUMENTS = (
    *(WHO_AM_I, FIND_ENTITIES, FIND_BARE_ENTITIES, COUNT_BY_TYPE),
    *(READ_STATES, READ_BARE_STATES, READ_MONITORS, READ_WORKLOADS),
    *(FIGURES, FIGURES_ACROSS, BEGIN_FIGURE, POLL_FIGURE),
    *(GOLDEN_METRICS, SERVICE_LEVELS, WORKLOAD_MEMBERS, ISSUES, INCIDENTS),
    *(MUTING_RULES, DEPLOYMENTS),
)
