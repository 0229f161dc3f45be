"""The rules of a place for the page: what a person gave, made exact, or a sentence why not."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from statusboard.app.page.inputs import TargetInput
from statusboard.app.page.kinds import TargetKinds
from statusboard.app.services.rules import plain_config
from statusboard.app.services.secrets import masked, unmasked
from statusboard.app.settings import DEMO
from statusboard.catalog.declaration import TargetKind, kind_of
from statusboard.domain.page import MAIN
from statusboard.domain.target import ROLE, Target
from statusboard.errors import RuleBroken


def settle_target(
    given: TargetInput, stored: Mapping[str, object], kinds: TargetKinds
) -> dict[str, object]:
    """The configuration as it is kept, with what is stored in the place of every mask.

    Raises RuleBroken with the name of the field at fault.
    """
    kind = kind_of(given.kind, kinds, noun="place")
    return unmasked(kind, plain_config(kind, given.config), stored)


def without_role(config: Mapping[str, object]) -> dict[str, object]:
    """All that a configuration says of the place itself."""
    return {name: value for name, value in config.items() if name != ROLE}


def described(target: Target | TargetInput, kinds: TargetKinds) -> str:
    """Where a place is, in one line for people, which says the same whatever its secrets are.

    Never fails, whatever version stored it.
    """
    kind = kinds.get(target.kind)
    return target.kind if kind is None else kind.describe(masked(kind, target.config))


def same_place(
    given: TargetInput, targets: Sequence[Target], kinds: TargetKinds, page_id: int = MAIN
) -> Target | None:
    """The chosen place that a description means, by its id or by where it is; None for none.

    `page_id` is the page that is meant: what comes for a page by itself is a place of each.
    """
    if given.id is not None:
        found = next((target for target in targets if target.id == given.id), None)
        if found is None or found.kind != given.kind:
            raise RuleBroken("This place no longer exists. Somebody may have removed it.")
        return found
    words = described(given, kinds)
    alike = [t for t in targets if t.kind == given.kind and described(t, kinds) == words]
    return next((t for t in alike if not _is_another(t, page_id, kinds)), None)


def is_twin(wanted: Target, target: Target, kinds: TargetKinds) -> bool:
    """Whether another place is the same one."""
    is_alike = described(target, kinds) == described(wanted, kinds)
    return target.id != wanted.id and is_alike and not _is_another(target, wanted.page_id, kinds)


def _is_another(target: Target, page_id: int, kinds: TargetKinds) -> bool:
    kind = kinds.get(target.kind)
    return kind is not None and kind.comes_by_itself and target.page_id != page_id


def refuse_outside_demo(
    kind: TargetKind,
    config: Mapping[str, object],
    settings: Mapping[str, object],
    home: Path | None,
) -> None:
    """Sample data goes nowhere but into the demo's own folder. May look at a disk."""
    if settings.get(DEMO) is not True or (home is not None and kind.stays_in(config, home)):
        return
    where = f", {home}" if home is not None else ""
    raise RuleBroken(
        f"The demo publishes only into its own folder{where}.", field=kind.fields[0].name
    )
