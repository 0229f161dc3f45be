"""How a site is put at a place on another machine so that no visitor reads a mix.

The algorithm of the folder (`folder_writing`) with what a network changes. What is ours is written
down in the manifest before anything is touched; files go in the order of the site, so that nothing
refers to what is not there yet, `index.html` last; what is stale is removed after it. Two things
differ. Only changed files travel, told by the digests in a manifest that says it is complete; after
a cut connection it does not say so, and what stands there is read instead. And there is no lock
that ends with its holder: the manifest carries a mark of its writer, is written under the condition
that it is still the one that was read, and is read again before each switch. So of two writers one
wins; the other stops.

What travelled is read back, and the page. The one that stopped may have written a moment too late,
over what the other had left as it was; it says so in the manifest, and the next put reads all.
Where a place keeps no conditions, a mark beside the manifest says who began last: whoever finds
another there at the end, or stops, takes the word back that all is there. (Reading everything back
each time would do, too; of a thousand files over a slow line it takes minutes.)

Two algorithms and not one, because a disk is cheap to read and dear to lose: the folder reads all
of itself each time, waits for the disk, holds a lock and follows no link.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from statusboard.errors import Bug, Rejected, Unavailable
from statusboard.targets.base import Receipt, Site, content_digest, digest_of, is_plain_path
from statusboard.targets.ownership import MANIFEST, Manifest
from statusboard.targets.remote.names import UNSURE, is_left_over, is_own
from statusboard.targets.remote.rivals import Rivals
from statusboard.targets.remote.serving import media_type
from statusboard.targets.remote.steps import Hindrance, Steps, Stored, Trouble
from statusboard.targets.remote.words import PlaceWords

# The page itself; everything else is reached from it.
FIRST = "index.html"


@dataclass(frozen=True, slots=True)
class Upload:
    """One writer at one place. `words` name the place in what is said."""

    steps: Steps
    words: PlaceWords
    writer: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def rivals(self) -> Rivals:
        """How it is told apart from others."""
        return Rivals(self.steps, self.words, self.writer)

    def put(self, site: Site) -> Receipt:
        """Shows the site, and reads back what travelled. See the module for what visitors see.

        Raises Unavailable where trying again can help, RuleBroken where the place is not ours or
        a person has to mend something, Rejected where it shows a newer generation.
        """
        with self.words.told():
            return self._put(site)

    def refuse_other_page(self, page_id: str) -> None:
        """Raises RuleBroken where the place holds anything but the page of that id.

        Touches nothing. Raises Hindrance.
        """
        self._refuse_others(self.steps.read(MANIFEST), page_id)

    def empty(self, site: Site) -> int:
        """Removes the page of that site and its manifest; how many files that were.

        What such a site cannot have is left, whatever the manifest names. Nothing is done where
        another page, or none, stands there.
        The page itself goes first: whoever asks meanwhile finds nothing rather than half of it.
        """
        with self.words.told():
            found = self.steps.read(MANIFEST)
            known = self.rivals.manifest(found)
            if known is None or known.page_id != site.page_id:
                return 0
            claim = replace(known, is_complete=False, writer=self.writer)
            self.rivals.write_manifest(claim, found)
            paths = _owned(known, site)
            for path in sorted(paths, key=lambda path: path != FIRST):
                self.rivals.stop_if_overtaken(claim)
                self.steps.remove(path)
            self._sweep(paths)
            if not self.rivals.is_guarded:
                self.steps.remove(UNSURE)
            self.steps.remove(MANIFEST)
            self.steps.settle()
            return len(paths)

    def _put(self, site: Site) -> Receipt:
        for path in site.files:
            if not is_plain_path(path):
                raise Bug(f"The page has a file that no page can have: {path}.")
        found = self.steps.read(MANIFEST)
        known = self.rivals.manifest(found)
        self._refuse_others(found, site.page_id)
        self._refuse_older(known, site.generation)
        owned = _owned(known, site)
        site = site.without(self._kept_by_others(known, owned, site, found))
        wanted = {path: content_digest(content) for path, content in site.files.items()}
        if known is not None:
            self._refuse_foreign_files(wanted.keys() - owned.keys(), found)
        if known is not None and not known.is_complete and not self.rivals.is_guarded:
            self.rivals.mark()  # before all is read: who is late from here on finds it, and says so
        standing = self._standing(known, owned)
        changed = [path for path in wanted if standing.get(path) != wanted[path]]
        stale = sorted(owned.keys() - wanted.keys())
        whole = Manifest(
            site.page_id, site.generation, wanted, is_complete=True, writer=self.writer
        )
        is_told = known is not None and (known.generation, known.is_complete) == (
            site.generation,
            True,
        )
        if changed or stale or not is_told:
            self._bring(site, changed, stale, whole, (found, known, owned | wanted))
        return Receipt(
            digest_of(wanted), len(wanted), len(changed), len(stale), wanted.get(FIRST, "")
        )

    def _bring(
        self,
        site: Site,
        changed: list[str],
        stale: list[str],
        whole: Manifest,
        before: tuple[Stored | None, Manifest | None, Mapping[str, str]],
    ) -> None:
        """Writes what changed, from the claim to the manifest that says all is there."""
        found, known, owned = before
        was_cut = known is not None and not known.is_complete
        claim = Manifest(whole.page_id, whole.generation, dict(owned), writer=self.writer)
        if not self.steps.is_atomic:
            found = self.rivals.claimed(claim, found, is_marked=was_cut)
        is_writing = False
        try:
            for path in changed:
                found = self.rivals.stop_if_overtaken(claim) if is_writing else found
                is_writing = True
                self.steps.write(path, site.files[path], media_type(path))
            for path in stale:
                found = self.rivals.stop_if_overtaken(claim)
                self.steps.remove(path)
            # What was cut in its claim has left that alone, and no mark of it.
            self._sweep(owned if was_cut else ())
            if not self.steps.is_atomic:
                self._read_back({*changed, FIRST}, whole)
                found = self.rivals.stop_if_overtaken(claim)
            self.rivals.write_manifest(whole, found)
            if not self.rivals.is_guarded:
                self.rivals.heed_others(whole)
        except (Hindrance, Unavailable) as error:
            is_cut = isinstance(error, Hindrance) and error.trouble is not Trouble.OVERTAKEN
            if is_writing and not is_cut:
                self.rivals.say_unsure()
            raise
        if self.steps.is_atomic:
            self.steps.settle()
            self._read_back({*changed, FIRST}, whole)

    def _standing(self, known: Manifest | None, owned: Mapping[str, str]) -> Mapping[str, str]:
        """The digests of what stands there of ours: as written down where that can be trusted."""
        if known is None:
            return {}
        if known.is_complete and self._digest_at(FIRST) == known.files.get(FIRST):
            return known.files
        found = {path: self._digest_at(path) for path in owned}
        return {path: digest for path, digest in found.items() if digest is not None}

    def _digest_at(self, path: str) -> str | None:
        stored = self.steps.read(path)
        return None if stored is None else content_digest(stored.content)

    def _read_back(self, paths: Collection[str], whole: Manifest) -> None:
        for path in (path for path in whole.files if path in paths):
            if self._digest_at(path) != whole.files[path]:
                raise Unavailable(
                    f"The page was written at {self.words.place}, but {path} does not read back as "
                    "written. Something else may be changing it there; it will be tried again."
                )

    def _sweep(self, paths: Iterable[str]) -> None:
        """Removes what earlier runs left half written, beside files of ours."""
        for above in sorted({path.rpartition("/")[0] for path in (MANIFEST, *paths)}):
            for name in self.steps.names(above):
                if is_left_over(name):
                    self.steps.remove(f"{above}/{name}".lstrip("/"))

    def _refuse_others(self, found: Stored | None, page_id: str) -> None:
        known = self.rivals.manifest(found)
        if known is not None and known.page_id != page_id:
            raise self.words.refused(
                f"At {self.words.place} stands the page of another StatusBoard. "
                "Nothing was changed there; choose an empty place."
            )
        if known is not None:
            return
        names = [name for name in self.steps.names("") if not is_own(name)]
        if names:
            # Where a server takes a file away before it moves its successor there, ours may only
            # have been missed for an instant.
            self.rivals.stop_if_changed(found)
            raise self.words.refused(
                f"At {self.words.place} are other files already ({names[0]}). "
                "Nothing was changed there; choose an empty place."
            )

    def _refuse_older(self, known: Manifest | None, generation: int) -> None:
        if known is not None and known.generation > generation:
            raise Rejected(
                f"{self.words.place[0].upper()}{self.words.place[1:]} already shows page "
                f"{known.generation}, which is newer than page {generation}. If the database was "
                "restored from a backup, choose an empty place."
            )

    def _kept_by_others(
        self, known: Manifest | None, owned: Mapping[str, str], site: Site, found: Stored | None
    ) -> tuple[str, ...]:
        """Those of the files that give way in whose place somebody else has put something."""
        if known is None:
            return ()  # nothing stands there at all
        giving_way = sorted(site.yields & site.files.keys() - owned.keys())
        kept = tuple(path for path in giving_way if self.steps.read(path) is not None)
        if kept:
            self.rivals.stop_if_changed(found)
        return kept

    def _refuse_foreign_files(self, paths: Iterable[str], found: Stored | None) -> None:
        """Stops before whatever somebody else put where one of ours belongs."""
        for path in sorted(paths):
            if self.steps.read(path) is not None:
                self.rivals.stop_if_changed(found)  # then it is of another StatusBoard's page
                raise self.words.refused(
                    f"At {self.words.place} is a file that is not StatusBoard's: {path}. "
                    "Nothing was changed there; move that file, or choose an empty place."
                )


def _owned(known: Manifest | None, site: Site) -> dict[str, str]:
    """Those of the files in the manifest that a site can have, with their digests."""
    named = known.files if known is not None else {}
    return {
        path: digest
        for path, digest in named.items()
        if is_plain_path(path) and (path in site.files or site.makes(path))
    }
