"""Every GraphQL document the program sends. A test holds each against the schema."""

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
    user { id name email timeZoneName }
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
          __typename
          guid
          name
          accountId
          account { id name }
          domain
          type
          entityType
          alertSeverity
          reporting
          permalink
          lastReportingChangeAt
          tags { key values }
          ... on SyntheticMonitorEntityOutline {
            monitorType
            monitorSummary { status successRate locationsFailing locationsRunning }
          }
          ... on WorkloadEntityOutline {
            workloadStatus { statusValue statusSource summary description }
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
      count
      types { domain type entityType count }
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
      __typename
      guid
      name
      accountId
      domain
      type
      alertSeverity
      reporting
      permalink
      lastReportingChangeAt
      ... on SyntheticMonitorEntity {
        monitorType
        monitorSummary { status successRate locationsFailing locationsRunning }
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
