"""Two ways to a repository: one on this computer, and one that a server answers for.

Of a server's repository the newest commit and its folders are asked for, without history and, where
the server can leave them out, without contents; what has to be read is asked for by its name. So a
branch may grow for years. A push names the commit that it follows (compare and swap): where the
branch has moved on, it is refused by the server itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dulwich.client import GitClient
from dulwich.object_store import MemoryObjectStore
from dulwich.objects import ObjectID
from dulwich.pack import UnpackedObject, pack_objects_to_data
from dulwich.protocol import ZERO_SHA
from dulwich.refs import Ref
from dulwich.repo import Repo

from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.repository.branch import Branch, Change, branch_at
from statusboard.targets.repository.faults import refused_push

# What is larger than this is no branch with a page.
LARGEST = 256 * 1024 * 1024
_WITHOUT_CONTENTS = b"blob:none"


class Repository(Protocol):
    """A repository. `ref` is the whole name of a branch. All raise what `faults` can tell."""

    def tip(self, ref: Ref) -> ObjectID | None:
        """The newest commit of a branch, None where there is no such branch."""

    def branch(self, ref: Ref, folder: str) -> Branch:
        """The branch as it stands there now."""

    def contents(self, names: Sequence[ObjectID]) -> Mapping[ObjectID, bytes]:
        """What is in these files of the branch that was asked for."""

    def push(self, ref: Ref, old: ObjectID | None, change: Change | None) -> None:
        """Moves the branch from `old` on to the change. Raises Hindrance, OVERTAKEN among them.

        None: asks only whether a push would be let in.
        """


@dataclass(frozen=True, slots=True)
class Local:
    """A repository in a folder of this computer."""

    path: Path

    def tip(self, ref: Ref) -> ObjectID | None:
        """See Repository."""
        with closing(Repo(self.path)) as repo:
            return repo.get_refs().get(ref)

    def branch(self, ref: Ref, folder: str) -> Branch:
        """See Repository."""
        with closing(Repo(self.path)) as repo:
            tip = repo.get_refs().get(ref)
            return Branch(folder) if tip is None else branch_at(repo.object_store, tip, folder)

    def contents(self, names: Sequence[ObjectID]) -> Mapping[ObjectID, bytes]:
        """See Repository."""
        with closing(Repo(self.path)) as repo:
            return {name: repo.object_store[name].as_raw_string() for name in names}

    def push(self, ref: Ref, old: ObjectID | None, change: Change | None) -> None:
        """See Repository."""
        if change is None:
            return
        with closing(Repo(self.path)) as repo:
            repo.object_store.add_objects([(one, None) for one in change.objects])
            if not repo.refs.set_if_equals(ref, old or ZERO_SHA, change.commit.id):
                raise Hindrance(Trouble.OVERTAKEN)


@dataclass(slots=True)
class Served:
    """A repository behind a server that speaks Git's protocol."""

    client: GitClient
    path: str
    _store: MemoryObjectStore = field(default_factory=MemoryObjectStore)

    def tip(self, ref: Ref) -> ObjectID | None:
        """See Repository."""
        return self.client.get_refs(self.path.encode(), ref_prefix=[ref]).refs.get(ref)

    def branch(self, ref: Ref, folder: str) -> Branch:
        """See Repository."""
        wants = _Newest(ref)
        self._fetch(
            lambda into: self.client.fetch_pack(
                self.path,
                wants,
                _Nothing(),
                into,
                depth=1,
                ref_prefix=[ref],
                filter_spec=_WITHOUT_CONTENTS,
            )
        )
        tip = wants.found
        return branch_at(self._store, tip, folder) if tip is not None else Branch(folder)

    def contents(self, names: Sequence[ObjectID]) -> Mapping[ObjectID, bytes]:
        """See Repository."""
        lacking = [name for name in dict.fromkeys(names) if name not in self._store]
        if lacking:
            self._fetch(
                lambda into: self.client.fetch_pack(self.path, _Named(lacking), _Nothing(), into)
            )
        return {name: self._store[name].as_raw_string() for name in names}

    def push(self, ref: Ref, old: ObjectID | None, change: Change | None) -> None:
        """See Repository."""

        def following(refs: dict[Ref, ObjectID]) -> dict[Ref, ObjectID]:
            if change is None:
                return {}
            if refs.get(ref, ZERO_SHA) != (old or ZERO_SHA):
                raise Hindrance(Trouble.OVERTAKEN)
            return {ref: change.commit.id}

        def packed(
            have: Set[ObjectID],  # noqa: ARG001 - it is known already what the server has
            want: Set[ObjectID],  # noqa: ARG001
            *,
            ofs_delta: bool = False,  # noqa: ARG001 - whole files, no differences
            progress: object = None,  # noqa: ARG001
        ) -> tuple[int, Iterator[UnpackedObject]]:
            return pack_objects_to_data(change.objects if change else ())

        answer = self.client.send_pack(self.path.encode(), following, packed)
        refusal = (answer.ref_status or {}).get(ref)
        if refusal:
            raise refused_push(refusal)

    def _fetch(self, fetch: Callable[[Callable[[bytes], int]], object]) -> None:
        """Brings what is fetched into the store; `fetch` is given what takes it."""
        into, commit, abort = self._store.add_pack()
        size = 0

        def take(content: bytes) -> int:
            nonlocal size
            size += len(content)
            if size > LARGEST:
                raise Hindrance(Trouble.FULL, "the branch is too large to be read")
            return into.write(content)

        try:
            fetch(take)
        except BaseException:
            abort()
            raise
        commit()


@dataclass(slots=True)
class _Newest:
    """Wants the newest commit of a branch, and says which that is."""

    ref: Ref
    found: ObjectID | None = None

    def __call__(self, refs: Mapping[Ref, ObjectID], depth: int | None = None) -> list[ObjectID]:  # noqa: ARG002
        self.found = refs.get(self.ref)
        return [] if self.found is None else [self.found]


@dataclass(frozen=True, slots=True)
class _Named:
    """Wants what has these names."""

    names: Sequence[ObjectID]

    def __call__(self, refs: Mapping[Ref, ObjectID], depth: int | None = None) -> list[ObjectID]:  # noqa: ARG002
        return list(self.names)


class _Nothing:
    """What this computer has of the branch already (a graph walker): nothing."""

    def __next__(self) -> ObjectID | None:
        return None

    def ack(self, sha: ObjectID) -> None:
        """The server has that, too."""

    def nak(self) -> None:
        """Nothing is shared."""
