"""Brings what was chosen about the page to a new choice, touching only what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from statusboard.app.page.inputs import ApplyPage, TargetInput
from statusboard.app.page.kinds import TargetKinds
from statusboard.app.page.page_rules import page_called, refuse_one_host, settled
from statusboard.app.page.private_places import refuse_public_places
from statusboard.app.page.rules import described, is_twin, same_place, settle_target
from statusboard.app.settings import PUBLIC_URL, SECTIONS, default_of, text_setting
from statusboard.catalog.fields import FieldKind
from statusboard.catalog.own_picture import picture_words
from statusboard.domain.page import Page
from statusboard.domain.target import Target
from statusboard.errors import RuleBroken
from statusboard.storage import generations, notices
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.targets import (
    add_target,
    leave_as_it_is,
    read_leaving,
    read_targets,
    remove_target,
    update_target,
)
from statusboard.storage.unit import Unit

_LONGEST_TOLD = 1_000
ANOTHER_PAGE = "Another page is put there. Choose another place, or remove that one first."


def told(key: str, value: object) -> object:
    """A value of a setting as a log tells it: pictures by their size, long texts by their start."""
    kinds = {s.setting(spec.name): spec.kind for s in SECTIONS for spec in s.fields}
    if not isinstance(value, str):
        return value
    if kinds.get(key) is FieldKind.FILE and value:
        return picture_words(value)
    if len(value) > _LONGEST_TOLD:
        return f"{value[:_LONGEST_TOLD]}… ({len(value)} characters)"
    return value


@dataclass(slots=True)
class Choices:
    """What is chosen, as of one transaction, and what this transaction did to it.

    `lines` says each change in words.
    """

    unit: Unit
    kinds: TargetKinds
    settings: Mapping[str, object]
    targets: list[Target]
    lines: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, unit: Unit, kinds: TargetKinds) -> Self:
        """Everything chosen now. Takes the turn of whoever writes about the page."""
        notices.lock_notices(unit)
        return cls(unit, kinds, read_settings(unit), list(read_targets(unit)))

    def set(self, values: Mapping[str, object]) -> dict[str, object]:
        """The settings that are others now, as they are told; None for those that were taken back.

        Raises RuleBroken with the setting's key as its field.
        """
        changed = {}
        for key, value in settled(values, self.settings).items():
            before, after = (each or default_of(key) for each in (self.settings.get(key), value))
            if before == after:
                continue
            write_setting(self.unit, key, value)
            new, old = (told(key, each) or "none" for each in (after, before))
            changed[key] = value if value is None else told(key, value)
            self.lines.append(f"changed {key}: {new} (was {old})")
        return changed

    def save(self, given: TargetInput) -> int:
        """The id of the place, which is chosen now. Raises RuleBroken with the field at fault."""
        wanted = page_called(self.unit, given.page).id
        found = same_place(given, self.targets, self.kinds, wanted)
        config = settle_target(given, found.config if found is not None else {}, self.kinds)
        if found is None:
            added = add_target(self.unit, kind=given.kind, config=config, page_id=wanted)
            self._keep(added)
            self.targets.append(added)
            self.lines += [f"added target {described(added, self.kinds)}", *given.notes]
            return added.id
        if given.page and wanted != found.page_id:
            raise RuleBroken(ANOTHER_PAGE, field="page")
        if config == found.config:
            return found.id
        after = Target(found.id, found.name, found.kind, config, found.page_id)
        self._refuse_twin(after)
        update_target(self.unit, found.id, config=config)
        self.targets[self.targets.index(found)] = after
        words, before = described(after, self.kinds), described(found, self.kinds)
        was = f" (was {before})" if before != words else ""
        self.lines += [f"changed target {words}{was}", *given.notes]
        return found.id

    def remove(self, target_id: int, *, empty: bool = False) -> None:
        """The place gets no page any more. Raises RuleBroken where it is gone already.

        `empty`: the page there is to be taken away. Where that was to be done before, it no longer
        is without it.
        """
        found = next((target for target in self.targets if target.id == target_id), None)
        if found is None and not empty and leave_as_it_is(self.unit, target_id):
            self.lines.append("left the page where it was to be taken away")
            return
        kind = self.kinds.get(found.kind) if found is not None else None
        if empty and kind is not None and kind.empty is None:
            raise RuleBroken("A place of this kind cannot be emptied from here.", field="empty")
        remove_target(self.unit, target_id, empty=empty)
        assert found is not None
        self.targets.remove(found)
        left = ", whose page is taken away" if empty else ""
        self.lines.append(f"removed target {described(found, self.kinds)}{left}")

    def _keep(self, added: Target) -> None:
        """Takes nothing away where a page is to be from now on."""
        words = described(added, self.kinds)
        for target, _ in read_leaving(self.unit):
            if target.kind == added.kind and described(target, self.kinds) == words:
                leave_as_it_is(self.unit, target.id)

    def bring(self, given: ApplyPage) -> None:
        """Everything that a file says of the page."""
        self.set(given.values)
        named = {self.save(target) for target in given.targets}
        if given.prune and named:
            # One of a kind that a newer version knows no file of this one could have named.
            for target in [one for one in self.targets if one.id not in named]:
                if target.kind in self.kinds:
                    self.remove(target.id)

    def serve(self, page: Page) -> None:
        """Lets page servers that come for other pages be a place of this one, too.

        They do where people can ask them for it, by an address of its own.
        """
        if not text_setting(read_page_settings(self.unit, page.id), PUBLIC_URL):
            return
        coming = {
            target.kind
            for target in self.targets
            if (kind := self.kinds.get(target.kind)) is not None and kind.comes_by_itself
        }
        for kind_key in sorted(coming):
            self.save(TargetInput(kind_key, {}, page=page.key))

    def show(self) -> int | None:
        """The generation that shows what changed; None where nothing did, or nobody shows one.

        A page that was asked for once and has no place is shown by a page server.
        """
        if self.lines:
            refuse_one_host(self.unit)
            for page in read_pages(self.unit):
                own = [target for target in self.targets if target.page_id == page.id]
                refuse_public_places(read_page_settings(self.unit, page.id), own, self.kinds)
        if not self.lines or not (self.targets or generations.newest_generation(self.unit)):
            return None
        names = [target.name for target in self.targets]
        return generations.open_generation(self.unit, "settings", names)

    def _refuse_twin(self, wanted: Target) -> None:
        if any(is_twin(wanted, target, self.kinds) for target in self.targets):
            words = described(wanted, self.kinds)
            raise RuleBroken(f"The page is put there already: {words}.", field="kind")
