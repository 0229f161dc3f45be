"""What the verbs about services are given, and what they answer. Plain values, fit for a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from statusboard.domain.component_rule import USUAL_WEIGHT, WORST, ComponentRule
from statusboard.domain.objective import YEAR, Hours, window_text

USUAL_WINDOW = window_text(YEAR)


@dataclass(frozen=True, slots=True)
class CheckInput:
    """One check as a person describes it.

    `id` names a check that exists already; None means a new one. `config` holds the kind's own
    fields as plain JSON values (durations as text such as `800ms`). Secrets stand in it as they
    are, or as the mask that stands for what is stored. What weighs 0 is shown and does not count.
    `locations` names from where it is asked (empty: from home alone), `quorum` how many of them
    have to agree on a major outage.
    """

    kind: str
    config: Mapping[str, object] = field(default_factory=dict, repr=False)
    id: int | None = None
    interval: timedelta = timedelta(seconds=60)
    deadline: timedelta = timedelta(seconds=15)
    fail_after: int = 2
    recover_after: int = 2
    enabled: bool = True
    weight: int = USUAL_WEIGHT
    locations: tuple[str, ...] = ()
    quorum: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceInput:
    """A service as a person describes it, with all of its checks.

    `group` is the name of its group (made where it does not exist), or empty. `promised` is the
    promised uptime in percent as text, such as `99.95`, or None. `allow_file`: where there is no
    key store, the person agrees to files that only they can read. `rule` is how its checks add up;
    `depends_on` names services, with their group before a slash where the name is not enough.
    `promised_over` and `promised_hours` are window and hours of the promise, as texts of
    `domain/objective`; `weight` is how much it counts wherever services are added up.
    """

    name: str
    group: str = ""
    promised: str | None = None
    description: str = ""
    checks: tuple[CheckInput, ...] = ()
    allow_file: bool = False
    rule: ComponentRule = WORST
    depends_on: tuple[str, ...] = ()
    promised_over: str = USUAL_WINDOW
    promised_hours: str = Hours.ALL.value
    weight: int = USUAL_WEIGHT


@dataclass(frozen=True, slots=True)
class PromiseInput:
    """What is promised, each as `ServiceInput` has it; `promised` None: nothing is."""

    promised: str | None = None
    promised_over: str = USUAL_WINDOW
    promised_hours: str = Hours.ALL.value


@dataclass(frozen=True, slots=True)
class EditServiceInput:
    """The whole new description of a service. Checks that it leaves out are removed."""

    component_id: int
    service: ServiceInput


@dataclass(frozen=True, slots=True)
class RemoveServiceInput:
    """The service to take off the screens. Its history stays."""

    component_id: int


@dataclass(frozen=True, slots=True)
class ApplyInput:
    """The services of a file. With `prune`, services that it does not name are removed.

    Unless it names neither service nor group: a file about targets alone takes no service.
    `allow_file`: where there is no key store, the person agrees to files that only they can read.
    `group_rules` says how the services of some groups add up, `group_promises` what is promised of
    them together.
    """

    groups: tuple[str, ...] = ()
    services: tuple[ServiceInput, ...] = ()
    prune: bool = False
    allow_file: bool = False
    group_rules: tuple[tuple[str, ComponentRule], ...] = ()
    group_promises: tuple[tuple[str, PromiseInput], ...] = ()


@dataclass(frozen=True, slots=True)
class GiveSecret:
    """A secret for this machine, by the name that a configuration refers to it by."""

    name: str
    text: str = field(repr=False)
    allow_file: bool = False


@dataclass(frozen=True, slots=True)
class Wiped:
    """Says that no page of the database's files holds a secret any more."""
