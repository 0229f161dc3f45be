"""The GraphQL documents of optional parts, one each: New Relic has lost such fields for days."""

from statusboard.newrelic.document import Document

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
