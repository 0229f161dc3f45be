"""What the page's verbs are given, and what they answer. Plain values, fit for a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from statusboard.app.page.page_inputs import PageInput


@dataclass(frozen=True, slots=True)
class ChooseSettings:
    """What the team chooses, by setting such as `page.name`. None or empty text takes it back.

    Settings that are not named stay as they are.
    """

    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings that changed, by key; and the page generation that shows them, if any."""

    keys: tuple[str, ...]
    generation: int | None = None


@dataclass(frozen=True, slots=True)
class TargetInput:
    """One place for the page as a person describes it.

    `id` names a place that is chosen already; None means a new one. `config` holds the kind's own
    fields as plain JSON values; a mask in it stands for the secret that is stored. `allow_file`:
    where there is no key store, the person agrees to files that only they can read. `notes` are
    what setting it up found, in sentences; nobody gives them. `page` is the key of the page that is
    put there, for ever; empty: the main one, or that which has been.
    """

    kind: str
    config: Mapping[str, object] = field(default_factory=dict, repr=False)
    id: int | None = None
    allow_file: bool = False
    notes: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class RemoveTarget:
    """The place that gets no page any more.

    `empty`: the page that stands there is taken away; otherwise it stays, and so it does where
    emptying has begun already and somebody would rather leave the rest. `unwatch`: the service that
    watches its public address goes with it, where it watches nothing else.
    """

    target_id: int
    empty: bool = False
    unwatch: bool = False


@dataclass(frozen=True, slots=True)
class WatchPlace:
    """The place whose public address is to be watched like any service."""

    target_id: int


@dataclass(frozen=True, slots=True)
class PlaceWatched:
    """The service that watches the address, and whether it was made for that just now."""

    component_id: int
    name: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class TargetSaved:
    """The place, whether it is another than before, and the page generation that goes there.

    `notes`: what setting it up proved, and what the place cannot do, in sentences.
    """

    target_id: int
    is_changed: bool
    generation: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplyPage:
    """What a file says of the page. Settings that it leaves out stay as they are.

    `pages` are the pages beside it, and what this one hides. With `prune`, places that `targets`
    does not name are removed, unless it names none at all: a file about services alone does not
    take the page from customers.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    targets: tuple[TargetInput, ...] = ()
    prune: bool = False
    pages: tuple[PageInput, ...] = ()
