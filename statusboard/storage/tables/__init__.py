"""The tables. Instants are integers of microseconds since 1970, UTC; kinds and states are text."""

from statusboard.storage.tables.base import METADATA
from statusboard.storage.tables.communication import (
    GENERATION,
    INCIDENT,
    INCIDENT_UPDATE,
    NOTICE,
    PUBLICATION,
    REVISION,
    TARGET,
    UPDATE_COMPONENT,
)
from statusboard.storage.tables.monitoring import (
    CHECK,
    CHECK_STATE,
    COMPONENT,
    COMPONENT_GROUP,
    RECENT,
    RESULT_CHUNK,
    ROLLUP_DAY,
    ROLLUP_HOUR,
    SPAN,
    TRANSCRIPT,
    TRANSITION,
)
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
    CHANGE_LOG,
    LEASE,
    SETTING,
    SOURCE,
)
from statusboard.storage.tables.searching import UPDATE_WORDS
from statusboard.storage.tables.suggestions import SUGGESTION
from statusboard.storage.tables.visitors import CONFIRMATION, HEARD_REPLY, VISIT_COUNT

__all__ = [
    "AUDIT",
    "CHANGE_LOG",
    "CHANNEL",
    "CHANNEL_PROOF",
    "CHANNEL_TROUBLE",
    "CHECK",
    "CHECK_STATE",
    "COMPONENT",
    "COMPONENT_GROUP",
    "CONFIRMATION",
    "DELIVERY",
    "DISPATCH",
    "GENERATION",
    "HEARD_REPLY",
    "INCIDENT",
    "INCIDENT_UPDATE",
    "INSIDE_LIST",
    "LEASE",
    "MESSAGE",
    "METADATA",
    "NOTICE",
    "PICTURE",
    "PUBLICATION",
    "RECENT",
    "RESULT_CHUNK",
    "REVISION",
    "ROLLUP_DAY",
    "ROLLUP_HOUR",
    "SETTING",
    "SOURCE",
    "SPAN",
    "SUBSCRIBER",
    "SUBSCRIPTION",
    "SUGGESTION",
    "SUPPRESSION",
    "TARGET",
    "TRANSCRIPT",
    "TRANSITION",
    "UPDATE_COMPONENT",
    "UPDATE_WORDS",
    "VISIT_COUNT",
]
