"""How two writers at one place are told apart, with conditions or without.

The manifest carries a mark of its writer. Where the place keeps conditions, it is written over the
one that was read, and no other. Where it keeps none, a file beside it says who began last: whoever
finds another there at the end, or stops, takes the word back that all is there.
"""

from contextlib import suppress
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from statusboard.targets.ownership import MANIFEST, Manifest
from statusboard.targets.remote.names import UNSURE
from statusboard.targets.remote.serving import media_type
from statusboard.targets.remote.steps import ABSENT, Hindrance, Steps, Stored, Trouble
from statusboard.targets.remote.words import PlaceWords

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Rivals:
    """One writer among others at one place, known by `writer`."""

    steps: Steps
    words: PlaceWords
    writer: str

    @property
    def is_guarded(self) -> bool:
        """Whether the place itself keeps two writers apart."""
        return self.steps.keeps_conditions or self.steps.is_atomic

    def manifest(self, found: Stored | None) -> Manifest | None:
        """What the place says it holds of ours. Whoever can write there can write it."""
        if found is None:
            return None
        try:
            return msgspec.json.decode(found.content, type=Manifest)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self.words.refused(
                f"At {self.words.place} stands a manifest that StatusBoard cannot read "
                f"({MANIFEST}). Choose an empty place."
            ) from error

    def write_manifest(self, manifest: Manifest, before: Stored | None) -> None:
        """Writes it over the one that was read before; OVERTAKEN where that is another by now."""
        content = msgspec.json.encode(manifest, order="sorted")
        tag = ABSENT if before is None else before.tag
        only_if = tag if self.steps.keeps_conditions else None
        self.steps.write(MANIFEST, content, media_type(MANIFEST), only_if=only_if)

    def claimed(self, claim: Manifest, found: Stored | None, *, is_marked: bool) -> Stored | None:
        """The claim as it stands, written over what was found. Raises OVERTAKEN."""
        if not self.is_guarded:
            if not is_marked:
                self.mark()
            self.stop_if_changed(found)
        self.write_manifest(claim, found)
        return self.stop_if_overtaken(claim)

    def stop_if_overtaken(self, claim: Manifest) -> Stored | None:
        """The manifest as it stands. Raises OVERTAKEN where it is no longer this writer's."""
        if self.steps.is_atomic:
            return self.steps.read(MANIFEST)
        found = self.steps.read(MANIFEST)
        known = self.manifest(found)
        if known is None or known.writer != claim.writer:
            raise Hindrance(Trouble.OVERTAKEN)
        return found

    def stop_if_changed(self, found: Stored | None) -> None:
        """Raises OVERTAKEN where the manifest is another than the one that was read."""
        now = self.steps.read(MANIFEST)
        if (now and now.content) != (found and found.content):
            raise Hindrance(Trouble.OVERTAKEN)

    def say_unsure(self) -> None:
        """What was written last may stand over what the other wrote: its next put reads all.

        Where conditions are kept, the other notices at once. Where they are not, its manifest is
        left alone until it says that all is there: it looks for the mark then, which is set again
        where the other had only just begun, and set its own.
        """
        with suppress(Hindrance):
            for _ in range(_TRIES):
                if not self.is_guarded:
                    self.mark()
                found = self.steps.read(MANIFEST)
                known = self.manifest(found)
                if known is None or known.writer == self.writer:
                    return
                if known.is_complete or self.steps.keeps_conditions:
                    self.write_manifest(replace(known, is_complete=False, writer=""), found)
                    return
                if self.is_guarded or self._is_marked_by_us():
                    return

    def mark(self) -> None:
        """Says that this one has begun, where the place keeps no conditions."""
        self.steps.write(UNSURE, self.writer.encode(), media_type("txt"))

    def _is_marked_by_us(self) -> bool:
        mark = self.steps.read(UNSURE)
        return mark is not None and mark.content == self.writer.encode()

    def heed_others(self, whole: Manifest) -> None:
        """Takes the word back that all is there, where anybody else was writing meanwhile."""
        if self._is_marked_by_us():
            self.steps.remove(UNSURE)
            return
        self.stop_if_overtaken(whole)
        self.write_manifest(replace(whole, is_complete=False, writer=""), None)
        raise Hindrance(Trouble.OVERTAKEN)
