"""Every GraphQL document the program sends. Tests hold each against the schema and the parser.

No field is asked for that is not used: each one that New Relic drops costs the whole document.
"""

from dataclasses import dataclass

# `entities` takes at most this many guids, a page of a search holds at most this many entities.
GUIDS_AT_ONCE = 25
PAGE_SIZE = 200


@dataclass(frozen=True, slots=True)
class Document:
    """A named query and its text."""

    name: str
    text: str


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

# Free of anything optional: one field lost by New Relic would cost every state (contract 2.2).
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

DOCUMENTS = (WHO_AM_I, FIND_ENTITIES, COUNT_BY_TYPE, READ_STATES)
