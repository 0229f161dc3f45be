"""What the verbs about channels are given. Plain values, fit for a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.channels.base import Bounce, DeliveryReport
from statusboard.domain.views.channels import ProofStep
from statusboard.storage.delivery_reports import Unreported


@dataclass(frozen=True, slots=True)
class ChannelInput:
    """One channel as a person describes it; `name` tells which.

    `config` holds the kind's own fields as plain JSON values; a mask in it stands for the secret
    that is stored. `allow_file`: where there is no key store, the person agrees to files that only
    they can read.
    """

    name: str
    kind: str
    config: Mapping[str, object] = field(default_factory=dict, repr=False)
    allow_file: bool = False


@dataclass(frozen=True, slots=True)
class ApplyChannels:
    """The channels of a file.

    With `prune`, those that it does not name are removed, unless it names none at all.
    """

    channels: tuple[ChannelInput, ...] = ()
    prune: bool = False


@dataclass(frozen=True, slots=True)
class ProveChannel:
    """A channel, by its name, whose steps are done for real now.

    `to`: where a test message with a code goes then; empty: none is sent.
    """

    channel: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class RecordProof:
    """What was found of a channel while it was configured so.

    `test` and `code` are those of a test that was sent; without one, what is known of the last
    test stays.
    """

    channel_id: int
    config: Mapping[str, object] = field(repr=False)
    steps: tuple[ProofStep, ...]
    test: ProofStep | None = None
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ConfirmCode:
    """The code that somebody found in the newest test of a channel."""

    channel: str
    code: str


@dataclass(frozen=True, slots=True)
class RecordBounces:
    """What was reported not to have arrived, by a channel's name."""

    channel: str
    bounces: tuple[Bounce, ...]


@dataclass(frozen=True, slots=True)
class BouncesRecorded:
    """What became of reports: messages that failed after all, and addresses put in quarantine.

    `others` are reports of nothing of ours, of what was known already, or of mere delays.
    """

    failed: int = 0
    quarantined: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class RowReport:
    """What was said of a row, as it was when it was asked for."""

    row: Unreported
    report: DeliveryReport


@dataclass(frozen=True, slots=True)
class RecordReports:
    """What a provider said of messages that it took, by a channel's name."""

    channel: str
    reports: tuple[RowReport, ...]


@dataclass(frozen=True, slots=True)
class SaveChannel:
    """One channel by itself. `is_new`: its name must not be taken yet."""

    channel: ChannelInput
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class RemoveChannel:
    """A channel, by its name, that nobody shall be reached by any more."""

    name: str


@dataclass(frozen=True, slots=True)
class ListInput:
    """An inside list as a person describes it; `name` tells which. `text` is a `ListText`."""

    name: str
    text: str = "page"


@dataclass(frozen=True, slots=True)
class SaveList:
    """An inside list as it is from now on. `list_id` tells which one; None: a new one."""

    wanted: ListInput
    list_id: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveList:
    """An inside list that nobody shall stand in any more."""

    list_id: int


@dataclass(frozen=True, slots=True)
class ApplyLists:
    """The inside lists of a file.

    With `prune`, those that it does not name are removed, unless it names none at all.
    """

    lists: tuple[ListInput, ...] = ()
    prune: bool = False
