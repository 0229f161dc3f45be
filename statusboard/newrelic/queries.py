"""Every GraphQL document the program sends. Tests hold each against the schema and the parser.

No field is asked for that is not used: each one that New Relic drops costs the whole document.
"""

import re

from statusboard.newrelic.document import Document
from statusboard.newrelic.figure_queries import BEGIN_FIGURE, FIGURES, FIGURES_ACROSS, POLL_FIGURE
from statusboard.newrelic.optional_queries import (
    DEPLOYMENTS,
    INCIDENTS,
    ISSUES,
    MUTING_RULES,
    SERVICE_LEVELS,
    WORKLOAD_MEMBERS,
)

# `entities` takes at most this many guids, a page of a search holds at most this many entities.
GUIDS_AT_ONCE = 25
PAGE_SIZE = 200


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

DOCUMENTS = (
    *(WHO_AM_I, FIND_ENTITIES, FIND_BARE_ENTITIES, COUNT_BY_TYPE),
    *(READ_STATES, READ_BARE_STATES, READ_MONITORS, READ_WORKLOADS),
    *(FIGURES, FIGURES_ACROSS, BEGIN_FIGURE, POLL_FIGURE),
    *(GOLDEN_METRICS, SERVICE_LEVELS, WORKLOAD_MEMBERS, ISSUES, INCIDENTS),
    *(MUTING_RULES, DEPLOYMENTS),
)
