"""What was deployed, as New Relic's change tracking knows it: marks beside what was measured."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FindDeployments:
    """Asks what was deployed of entities from `since` to `until`."""

    guids: tuple[str, ...]
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Deployment:
    """One of them. `said` is what whoever deployed wrote; `link` leads into New Relic."""

    at: datetime
    version: str
    said: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class DeploymentsFound:
    """The newest first."""

    deployments: tuple[Deployment, ...]
