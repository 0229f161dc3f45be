"""A branch of a repository, file by file, and the commit that changes several of them at once.

A commit names every file of the branch: whoever reads the branch sees all of it before, or all of
it after. Contents need not be there to tell whether a file changes: its name in Git is its digest.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dulwich.index import commit_tree
from dulwich.object_store import BaseObjectStore, MemoryObjectStore
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree

from statusboard.targets.remote.steps import Hindrance, Trouble

_PLAIN_FILE = 0o100644
_FOLDER = 0o040000


@dataclass(frozen=True, slots=True)
class Author:
    """Who is named in a commit, and when it is made (whole seconds, UTC)."""

    name: str
    mail: str
    at_s: int


@dataclass(frozen=True, slots=True)
class Change:
    """A commit, and what has to travel for it: nothing that is there already."""

    commit: Commit
    objects: Sequence[ShaFile]


@dataclass(frozen=True, slots=True)
class Branch:
    """What a branch holds: mode and name of every file by its path, and what the folders are named.

    `folder` is the one that is spoken of: paths lead from there on. `tip` is the newest commit,
    None where there is none yet, and `made_s` when that was made.
    """

    folder: str
    tip: ObjectID | None = None
    made_s: int = 0
    root: ObjectID = field(default_factory=lambda: Tree().id)
    entries: Mapping[bytes, tuple[int, ObjectID]] = field(default_factory=dict)
    trees: frozenset[ObjectID] = frozenset()

    def name_of(self, path: str) -> ObjectID | None:
        """The name in Git of a file in the folder, which is the digest of its content."""
        found = self.entries.get(self._path(path))
        return found[1] if found is not None else None

    def names(self, path: str) -> list[str]:
        """What is in a folder of the folder, by name."""
        above = self._path(f"{path}/" if path else "")
        inside = (one[len(above) :] for one in self.entries if one.startswith(above))
        return sorted({one.split(b"/")[0].decode(errors="replace") for one in inside})

    def changed(
        self, staged: Mapping[str, Blob | None], words: str, author: Author
    ) -> Change | None:
        """The commit that puts these files there, and removes those that are None.

        None where all that is so already. Raises Hindrance where a file of others stands where a
        folder belongs, or the other way round.
        """
        entries = self._with(staged)
        _refuse_clash(entries)
        store = MemoryObjectStore()
        root = commit_tree(store, ((path, sha, mode) for path, (mode, sha) in entries.items()))
        if root == self.root:
            return None
        commit = self._commit(root, words, author)
        there = {sha for _, sha in self.entries.values()}
        blobs = {blob.id: blob for blob in staged.values() if blob and blob.id not in there}
        trees = [store[sha] for sha in store if sha not in self.trees]
        return Change(commit, (commit, *trees, *blobs.values()))

    def after(self, staged: Mapping[str, Blob | None], change: Change) -> "Branch":
        """The branch with that change on it, which was made of these files."""
        trees = {one.id for one in change.objects if isinstance(one, Tree)}
        return replace(
            self,
            tip=change.commit.id,
            made_s=int(change.commit.commit_time),
            root=change.commit.tree,
            entries=self._with(staged),
            trees=self.trees | trees,
        )

    def _with(self, staged: Mapping[str, Blob | None]) -> dict[bytes, tuple[int, ObjectID]]:
        entries = dict(self.entries)
        for path, blob in staged.items():
            whole = self._path(path)
            if blob is None:
                entries.pop(whole, None)
            else:
                entries[whole] = (_PLAIN_FILE, blob.id)
        return entries

    def _path(self, path: str) -> bytes:
        return posixpath.join(self.folder, path).encode()

    def _commit(self, root: ObjectID, words: str, author: Author) -> Commit:
        commit = Commit()
        commit.tree = root
        commit.parents = [self.tip] if self.tip is not None else []
        commit.author = commit.committer = f"{author.name} <{author.mail}>".encode()
        # A clock that was put back makes no branch that seems to run backwards.
        commit.author_time = commit.commit_time = max(author.at_s, self.made_s)
        commit.author_timezone = commit.commit_timezone = 0
        commit.encoding = b"UTF-8"
        commit.message = f"{words}\n".encode()
        return commit


def branch_at(store: BaseObjectStore, tip: ObjectID, folder: str) -> Branch:
    """The branch whose newest commit that is. Raises Hindrance where it leads to no commit."""
    commit = store[tip]
    if not isinstance(commit, Commit):
        raise Hindrance(Trouble.NO_ROOM, "what is called so is no branch")
    entries: dict[bytes, tuple[int, ObjectID]] = {}
    trees = {commit.tree}
    for entry in store.iter_tree_contents(commit.tree, include_trees=True):
        if entry.mode == _FOLDER:
            trees.add(entry.sha)
        else:
            entries[entry.path] = (entry.mode, entry.sha)
    made_s = int(commit.commit_time)
    return Branch(folder, tip, made_s, commit.tree, entries, frozenset(trees))


def _refuse_clash(entries: Mapping[bytes, object]) -> None:
    """Raises Hindrance where a name is that of a file and of a folder."""
    for path in entries:
        above = path.rpartition(b"/")[0]
        while above:
            if above in entries:
                words = f"{above.decode(errors='replace')} is a file where a folder belongs"
                raise Hindrance(Trouble.STRANGE, words)
            above = above.rpartition(b"/")[0]
