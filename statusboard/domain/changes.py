"""What a write touched, so that screens know whether to ask again."""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """The subjects a screen can be about."""

    RESULTS = "results"
    STATES = "states"
    SERVICES = "services"
    NOTICES = "notices"
    INCIDENTS = "incidents"
    PUBLICATION = "publication"
    SETTINGS = "settings"
    HEALTH = "health"
    SECRETS = "secrets"
    DELIVERIES = "deliveries"
    SUBSCRIBERS = "subscribers"
    MAINTENANCE = "maintenance"
    PEOPLE = "people"
    PRESENCE = "presence"
    OVERRIDES = "overrides"
    CORRECTIONS = "corrections"
    ASKED_NOW = "asked_now"
    STATEMENTS = "statements"
    ALARMS = "alarms"


@dataclass(frozen=True, slots=True)
class Changes:
    """The topics a write touched, and the components among them where it matters."""

    topics: frozenset[Topic] = frozenset()
    component_ids: frozenset[int] = frozenset()

    @classmethod
    def of(cls, *topics: Topic, components: frozenset[int] = frozenset()) -> "Changes":
        """Changes to the given topics."""
        return cls(frozenset(topics), components)

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.topics | other.topics, self.component_ids | other.component_ids)

    def __bool__(self) -> bool:
        return bool(self.topics)
