"""What withdrawing or joining something would do, before a person does it."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.update_kind import NoticeSort
from statusboard.domain.views.reach import ReachView


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """An update that can be withdrawn: its public id, which one it was, when, and its words."""

    update: str
    number: int
    at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """Who hears that something is withdrawn.

    `updates` are those that can be withdrawn by themselves, newest first; none where there is only
    one. `still_failing` are services that nobody would tell of any more although they fail.
    `begins` is how a reason usually begins, in the language of notices. `is_emergency`: somebody
    else would have to agree, so it takes a reason why it cannot wait.
    """

    incident_id: int
    title: str
    sort: NoticeSort
    updates: tuple[SaidBefore, ...]
    reach: ReachView
    still_failing: tuple[str, ...]
    begins: str
    zone: str
    is_emergency: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """An incident that lasts, and the names of its services."""

    incident_id: int
    title: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoiningView:
    """What an incident can be joined with, the usual words for it, and who hears them.

    `reach` is None until it is chosen with which one. `is_emergency`: somebody
    else would have to agree, so it takes a reason why it cannot wait.
    """

    incident_id: int
    title: str
    others: tuple[Other, ...]
    words: str
    reach: ReachView | None
    zone: str
    is_emergency: bool = False
