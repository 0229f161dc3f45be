"""What the verb `apply` is given, and what it answers. Plain values, fit for a pipe."""

from dataclasses import dataclass, field

from statusboard.app.delivery.inputs import ApplyChannels, ApplyLists
from statusboard.app.health.claim_file import ApplyClaims
from statusboard.app.maintenance.inputs import ApplyMaintenance
from statusboard.app.new_relic.file_part import ApplyNewRelic
from statusboard.app.page.inputs import ApplyPage
from statusboard.app.reports.inputs import ApplySchedules
from statusboard.app.services.inputs import ApplyInput
from statusboard.app.templates.inputs import ApplyTemplates


@dataclass(frozen=True, slots=True)
class ApplyDesk:
    """A whole file: page, places, services, channels, lists, templates, work, New Relic, claims."""

    page: ApplyPage = field(default_factory=ApplyPage)
    services: ApplyInput = field(default_factory=ApplyInput)
    channels: ApplyChannels = field(default_factory=ApplyChannels)
    lists: ApplyLists = field(default_factory=ApplyLists)
    templates: ApplyTemplates = field(default_factory=ApplyTemplates)
    maintenance: ApplyMaintenance = field(default_factory=ApplyMaintenance)
    new_relic: ApplyNewRelic = field(default_factory=ApplyNewRelic)
    schedules: ApplySchedules = field(default_factory=ApplySchedules)
    claims: ApplyClaims = field(default_factory=ApplyClaims)


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a file changed, one line each; empty where nothing did."""

    lines: tuple[str, ...] = ()
