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
from statusboard.storage.tables.records import (
    AUDIT,
    CHANGE_LOG,
    LEASE,
    SETTING,
    SOURCE,
)

__all__ = [
    "AUDIT",
    "CHANGE_LOG",
    "CHECK",
    "CHECK_STATE",
    "COMPONENT",
    "COMPONENT_GROUP",
    "GENERATION",
    "INCIDENT",
    "INCIDENT_UPDATE",
    "LEASE",
    "METADATA",
    "NOTICE",
    "PUBLICATION",
    "RECENT",
    "RESULT_CHUNK",
    "REVISION",
    "ROLLUP_DAY",
    "ROLLUP_HOUR",
    "SETTING",
    "SOURCE",
    "SPAN",
    "TARGET",
    "TRANSCRIPT",
    "TRANSITION",
    "UPDATE_COMPONENT",
]
