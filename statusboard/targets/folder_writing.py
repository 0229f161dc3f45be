"""How a site is put into a folder that visitors are shown, so that nobody reads a mix.

What a visitor can see while a new generation is being put there. The folder itself is served, so
no pointer can be switched for all files at once; instead every file is whole at every instant
(it is written beside its place, made durable, and moved over the old one), every page carries
its own stylesheet, and files appear in the order of the site: pages of incidents first, then the
API, `index.html` last. So a page never lacks anything it refers to. For a moment the API may
already say what the page says next; never the other way round.

What is ours is written down in a manifest before anything is touched: after a crash the next run
knows what it may finish, replace or remove. Of what it names only such paths count as a site can
have: whoever can write to the folder can write the manifest. Files that are not ours are never
touched, links never followed (`files`), and a folder that holds somebody else's site is refused.
Nothing private stands in the manifest or the lock, and no page refers to them: a server may show
or hide them. The manifest also carries the generation that is being put there: an older one never
overwrites a newer one. A lock, which the system gives back when its holder dies, keeps two writers
on one machine apart.
"""

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from statusboard.errors import RuleBroken, StatusBoardError, Unavailable
from statusboard.targets.base import Receipt, Site, content_digest, digest_of
from statusboard.targets.files import FILE, BusyError, Files, StrangeError
from statusboard.targets.ownership import FRESH, LEFTOVER, LOCK, MANIFEST, Manifest, Ownership

# The page itself; everything else is reached from it.
FIRST = "index.html"
# Written and removed at once, to know now and not at the first notice whether the folder will do.
TRIAL = f"{FRESH}trial"

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as a publish target. `files` is the way to the disk; tests hand in a bad one."""

    path: Path
    files: Files = field(default_factory=Files)

    def put(self, site: Site) -> Receipt:
        """Shows the site, and reads everything back. See the module for what visitors see.

        Raises Unavailable where trying again can help (a full or read-only disk, a folder that is
        gone), RuleBroken where the folder is not ours, Rejected where it shows a newer generation.
        """
        with self._in_words(), self._alone(site):
            self._ours.refuse_other_page(site.page_id)
            owned = self._ours.owned(site)
            site = site.without(self._ours.kept_by_others(owned, site))
            self._ours.refuse_foreign_files(owned, site)
            self._ours.refuse_overtaken(site.generation)
            wanted = {path: content_digest(content) for path, content in site.files.items()}
            changed = [path for path in wanted if self._digest_of(path) != wanted[path]]
            stale = sorted(owned.keys() - wanted.keys())
            claim = Manifest(site.page_id, site.generation, owned | wanted)
            self._write_manifest(claim)
            self._show(changed, site)
            for path in stale:
                self._ours.refuse_overtaken(site.generation)
                self._remove(path)
            digests = self._read_back(wanted)
            self._sweep(claim.files)
            self._write_manifest(Manifest(site.page_id, site.generation, wanted, is_complete=True))
            return Receipt(
                digest_of(digests), len(digests), len(changed), len(stale), wanted.get(FIRST, "")
            )

    def empty(self, site: Site) -> int:
        """Removes the page of that site, its manifest and its lock; how many files the page had.

        The page itself goes first. What such a site cannot have is left, and so is another page.
        """
        with self._in_words():
            if self.files.sort(self.path, MANIFEST) != FILE:
                return 0
            known = self._ours.manifest()
            if known is None or known.page_id != site.page_id:
                return 0
            with self._locked():
                paths = self._ours.owned(site)
                for path in sorted(paths, key=lambda path: path != FIRST):
                    self._remove(path)
                self._sweep(paths)
                self.files.remove(self.path, MANIFEST)
            self.files.remove(self.path, LOCK)
            self.files.sync_folder(self.path, "")
            return len(paths)

    def try_out(self) -> None:
        """Writes a file there and removes it at once. Raises RuleBroken, and OSError."""
        try:
            self.files.write(self.path, TRIAL, b"")
            self.files.remove(self.path, TRIAL)
        except StrangeError as error:
            raise self._strange(error) from error

    def refuse_other_page(self, page_id: str) -> None:
        """Raises RuleBroken where the folder holds anything but the page of that id.

        Unavailable where it cannot be looked at. Touches nothing.
        """
        with self._in_words():
            self._ours.refuse_other_page(page_id)

    @property
    def _ours(self) -> Ownership:
        return Ownership(self.path, self.files)

    def _write_manifest(self, manifest: Manifest) -> None:
        content = msgspec.json.encode(manifest, order="sorted")
        self._place(MANIFEST, content, manifest.generation)
        self.files.sync_folder(self.path, "")

    def _show(self, paths: Sequence[str], site: Site) -> None:
        """Puts files into their places, in order, and waits until the disk has their names.

        It has those of all that the page refers to before the page is shown. Each folder is waited
        for once, and not once for each of its files: these waits were a third of all the time.
        """
        folders: dict[str, None] = {}
        try:
            for path in paths:
                if path == FIRST:
                    self._sync(folders)
                    folders.clear()
                self._place(path, site.files[path], site.generation)
                folders[_above(path)] = None
        except (OSError, StatusBoardError):
            # The next try finds these in their places, and does nothing for them.
            with suppress(OSError):
                self._sync(folders)
            raise
        self._sync(folders)

    def _sync(self, folders: Iterable[str]) -> None:
        for folder in folders:
            self.files.sync_folder(self.path, folder)

    def _place(self, path: str, content: bytes, generation: int) -> None:
        """Puts one file into its place, whole and durable, unless a newer page is on its way.

        Its name is durable once its folder is.
        """
        above, _, name = path.rpartition("/")
        fresh = _under(above, f"{FRESH}{generation}.{name}")
        if above:
            self.files.make_folder(self.path, above)
        try:
            self.files.write(self.path, fresh, content)
            self._ours.refuse_overtaken(generation)
            self.files.move(self.path, fresh, path)
        except OSError:
            # What is left of it would only make a full disk fuller.
            with suppress(OSError):
                self.files.remove(self.path, fresh)
            raise

    def _remove(self, path: str) -> None:
        self.files.remove(self.path, path)
        above = _above(path)
        while above and not self.files.names(self.path, above):
            self.files.remove_folder(self.path, above)
            above = _above(above)

    def _sweep(self, paths: Iterable[str]) -> None:
        """Removes what earlier runs left half written, beside files of ours."""
        for above in {_above(path) for path in (MANIFEST, *paths)}:
            for name in self.files.names(self.path, above):
                left = _under(above, name)
                if LEFTOVER.fullmatch(name) and self.files.sort(self.path, left) == FILE:
                    self.files.remove(self.path, left)

    def _digest_of(self, path: str) -> str | None:
        content = self.files.read(self.path, path)
        return None if content is None else content_digest(content)

    def _read_back(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """The digests of the files as they stand there now; all must be as wanted."""
        found = {path: self._digest_of(path) for path in wanted}
        wrong = sorted(path for path in wanted if found[path] != wanted[path])
        if wrong:
            raise Unavailable(
                f"The page was written to {self.path}, but {wrong[0]} does not read back as "
                "written. Something else may be changing that folder; it will be tried again."
            )
        return {path: digest for path, digest in found.items() if digest is not None}

    @contextmanager
    def _alone(self, site: Site) -> Iterator[None]:
        self.files.require_folder(self.path)
        # Before the lock, too: in somebody else's folder not even a lock is left behind.
        self._ours.refuse_other_page(site.page_id)
        with self._locked():
            yield

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with self.files.lock(self.path, LOCK):
                yield
        except BusyError as error:
            raise Unavailable(
                f"Another StatusBoard is writing to {self.path} just now. It will be tried again."
            ) from error

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except StrangeError as error:
            raise self._strange(error) from error
        except OSError as error:
            raise Unavailable(self._sentence(error)) from error

    def _strange(self, error: StrangeError) -> RuleBroken:
        if error.path == str(self.path):
            sentence = f"The publish folder {self.path} is {error.what}. Choose a real folder."
        else:
            sentence = (
                f"In the folder {self.path}, {error.path} is {error.what}, which StatusBoard did "
                "not make and does not touch. Remove it, or choose an empty folder."
            )
        return RuleBroken(sentence, field="path")

    def _sentence(self, error: OSError) -> str:
        rest = "The page there stays as it was; it is tried again by itself."
        if not self.path.is_dir():
            return f"The publish folder {self.path} is gone. Bring it back or choose another one."
        if error.errno in _FULL:
            return f"There is no space left for the page in {self.path}. {rest}"
        if error.errno in _FORBIDDEN:
            return f"StatusBoard may not write to {self.path}. {rest}"
        return f"The page could not be written to {self.path} ({error.strerror or error}). {rest}"


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _under(above: str, name: str) -> str:
    return f"{above}/{name}" if above else name
