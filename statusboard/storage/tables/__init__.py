"""The tables. Instants are integers of microseconds since 1970, UTC; kinds and states are text."""

from statusboard.storage.tables.agreement import APPROVAL_STEP, SCHEDULE
from statusboard.storage.tables.base import METADATA
from statusboard.storage.tables.brought import BROUGHT, BROUGHT_HISTORY
from statusboard.storage.tables.communication import (
    GENERATION,
    INCIDENT,
    INCIDENT_UPDATE,
    NOTICE,
    PUBLICATION,
    REVISION,
    TARGET,
    TEMPLATE,
    UPDATE_COMPONENT,
)
from statusboard.storage.tables.corrections import (
    HISTORY_CORRECTION,
    MEASURED_SPAN,
    OUTAGE_NOTE,
)
from statusboard.storage.tables.handovers import HANDOVER, HANDOVER_MESSAGE
from statusboard.storage.tables.locations import (
    LOCATION,
    LOCATION_STATE,
    LOCATION_TRANSCRIPT,
    LOCATION_TRANSITION,
)
from statusboard.storage.tables.maintenance import (
    FREEZE_PERIOD,
    MAINTENANCE,
    MAINTENANCE_CHANGE,
    MAINTENANCE_COMPONENT,
    MAINTENANCE_WINDOW,
)
from statusboard.storage.tables.monitoring import (
    CHECK,
    CHECK_STATE,
    COMPONENT,
    COMPONENT_GROUP,
    COMPONENT_RULE,
    DEPENDENCY,
    RECENT,
    RESULT_CHUNK,
    ROLLUP_DAY,
    ROLLUP_HOUR,
    SPAN,
    TRANSCRIPT,
    TRANSITION,
)
from statusboard.storage.tables.new_relic import (
    FOLLOWED_ENTITY,
    FOLLOWED_TAG,
    NEW_RELIC_BUDGET,
    NEW_RELIC_CONNECTION,
    NEW_RELIC_RECORD,
    NEW_RELIC_REQUEST,
    NEW_RELIC_WINDOW,
)
from statusboard.storage.tables.overrides import OVERRIDE
from statusboard.storage.tables.people import DEVICE, PERSON, PRESENCE, SIGN_IN, SIGN_IN_TRY
from statusboard.storage.tables.pictures import PICTURE
from statusboard.storage.tables.recipients import (
    CHANNEL,
    CHANNEL_PROOF,
    CHANNEL_TROUBLE,
    DELIVERY,
    DISPATCH,
    INSIDE_LIST,
    MESSAGE,
    SUBSCRIBER,
    SUBSCRIPTION,
    SUPPRESSION,
)
from statusboard.storage.tables.records import (
    AUDIT,
    AUDIT_CHAIN,
    CHANGE_LOG,
    LEASE,
    SETTING,
    SOURCE,
)
from statusboard.storage.tables.reports import REPORT_SCHEDULE, REPORT_SHARE
from statusboard.storage.tables.searching import UPDATE_WORDS
from statusboard.storage.tables.signals import (
    LISTENING,
    SIGNAL,
    SIGNAL_ADDRESS,
    SIGNAL_MEMORY,
)
from statusboard.storage.tables.statements import CLAIM_USE
from statusboard.storage.tables.suggestions import SUGGESTION
from statusboard.storage.tables.visitors import CONFIRMATION, HEARD_REPLY, VISIT_COUNT

__all__ = [
    "APPROVAL_STEP",
    "AUDIT",
    "AUDIT_CHAIN",
    "BROUGHT",
    "BROUGHT_HISTORY",
    "CHANGE_LOG",
    "CHANNEL",
    "CHANNEL_PROOF",
    "CHANNEL_TROUBLE",
    "CHECK",
    "CHECK_STATE",
    "CLAIM_USE",
    "COMPONENT",
    "COMPONENT_GROUP",
    "COMPONENT_RULE",
    "CONFIRMATION",
    "DELIVERY",
    "DEPENDENCY",
    "DEVICE",
    "DISPATCH",
    "FOLLOWED_ENTITY",
    "FOLLOWED_TAG",
    "FREEZE_PERIOD",
    "GENERATION",
    "HANDOVER",
    "HANDOVER_MESSAGE",
    "HEARD_REPLY",
    "HISTORY_CORRECTION",
    "INCIDENT",
    "INCIDENT_UPDATE",
    "INSIDE_LIST",
    "LEASE",
    "LISTENING",
    "LOCATION",
    "LOCATION_STATE",
    "LOCATION_TRANSCRIPT",
    "LOCATION_TRANSITION",
    "MAINTENANCE",
    "MAINTENANCE_CHANGE",
    "MAINTENANCE_COMPONENT",
    "MAINTENANCE_WINDOW",
    "MEASURED_SPAN",
    "MESSAGE",
    "METADATA",
    "NEW_RELIC_BUDGET",
    "NEW_RELIC_CONNECTION",
    "NEW_RELIC_RECORD",
    "NEW_RELIC_REQUEST",
    "NEW_RELIC_WINDOW",
    "NOTICE",
    "OUTAGE_NOTE",
    "OVERRIDE",
    "PERSON",
    "PICTURE",
    "PRESENCE",
    "PUBLICATION",
    "RECENT",
    "REPORT_SCHEDULE",
    "REPORT_SHARE",
    "RESULT_CHUNK",
    "REVISION",
    "ROLLUP_DAY",
    "ROLLUP_HOUR",
    "SCHEDULE",
    "SETTING",
    "SIGNAL",
    "SIGNAL_ADDRESS",
    "SIGNAL_MEMORY",
    "SIGN_IN",
    "SIGN_IN_TRY",
    "SOURCE",
    "SPAN",
    "SUBSCRIBER",
    "SUBSCRIPTION",
    "SUGGESTION",
    "SUPPRESSION",
    "TARGET",
    "TEMPLATE",
    "TRANSCRIPT",
    "TRANSITION",
    "UPDATE_COMPONENT",
    "UPDATE_WORDS",
    "VISIT_COUNT",
]
