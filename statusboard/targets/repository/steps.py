"""The steps of a place that is a branch: all of them are one commit, and appear with one push."""

import re
from dataclasses import dataclass, field

import msgspec
from dulwich.objects import Blob, ObjectID
from dulwich.refs import Ref

from statusboard.targets.ownership import MANIFEST, Manifest
from statusboard.targets.remote.steps import Hindrance, Stored, Trouble
from statusboard.targets.repository.branch import Author, Branch
from statusboard.targets.repository.commit_time import commit_time_s
from statusboard.targets.repository.faults import told
from statusboard.targets.repository.repositories import Repository

# A host that makes pages of Markdown would hide what begins with a dot or a line, and take longer.
AS_IT_IS = ".nojekyll"
FIRST = "index.html"
# What hosts want beside a page, and what people keep there: no other's page.
_BESIDE = re.compile(r"\.(?!statusboard).*|CNAME|README.*|LICENSE.*", re.DOTALL)


@dataclass(slots=True)
class BranchSteps:
    """An open branch (Steps). What is written and removed waits for `settle`.

    Nothing that was pushed travels back: the name of a commit is a digest of every file in it, and
    the server is asked afterwards whether its branch leads to that commit.
    """

    repository: Repository
    ref: Ref
    folder: str
    author: str
    mail: str
    _branch: Branch = field(init=False)
    _staged: dict[str, Blob | None] = field(default_factory=dict)
    _pushed: dict[ObjectID, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with told():
            self._branch = self.repository.branch(self.ref, self.folder)
            # Both are read each time: one question for two.
            found = [self._branch.name_of(path) for path in (MANIFEST, FIRST)]
            self.repository.contents([name for name in found if name is not None])

    @property
    def keeps_conditions(self) -> bool:
        """A push is let in only where the branch is still the one that was read."""
        return True

    @property
    def is_atomic(self) -> bool:
        """All of a push appears at once."""
        return True

    def read(self, path: str) -> Stored | None:
        """See Steps."""
        if path in self._staged:
            blob = self._staged[path]
            return None if blob is None else Stored(blob.data, blob.id.decode())
        name = self._branch.name_of(path)
        if name is None:
            return None
        if name in self._pushed:
            return Stored(self._pushed[name], name.decode())
        with told():
            return Stored(self.repository.contents([name])[name], name.decode())

    def write(
        self,
        path: str,
        content: bytes,
        media_type: str,  # noqa: ARG002 - a branch keeps none
        *,
        only_if: str | None = None,  # noqa: ARG002 - held to by the push, for the whole branch
    ) -> None:
        """See Steps."""
        self._staged[path] = Blob.from_string(content)

    def remove(self, path: str) -> None:
        """See Steps. A folder is nothing but what is in it."""
        self._staged[path] = None

    def names(self, folder: str) -> list[str]:
        """See Steps. What hosts and people keep beside a page is not told."""
        found = self._branch.names(folder)
        return [name for name in found if folder or not _BESIDE.fullmatch(name)]

    def settle(self) -> None:
        """Commits, pushes, and asks whether the branch leads there now."""
        if self._staged.get(FIRST) is not None and self._branch.name_of(AS_IT_IS) is None:
            self._staged[AS_IT_IS] = Blob()
        author = Author(self.author, self.mail, commit_time_s())
        with told():
            change = self._branch.changed(self._staged, self._words(), author)
            if change is None:
                self._staged.clear()
                return
            self.repository.push(self.ref, self._branch.tip, change)
            if self.repository.tip(self.ref) != change.commit.id:
                raise Hindrance(Trouble.OVERTAKEN)
        staged, self._staged = self._staged, {}
        self._pushed.update({blob.id: blob.data for blob in staged.values() if blob is not None})
        self._branch = self._branch.after(staged, change)

    def may_push(self) -> None:
        """Asks whether a push would be let in. Raises Hindrance."""
        with told():
            self.repository.push(self.ref, self._branch.tip, None)

    def _words(self) -> str:
        """What the commit does, in the first line that people read of it."""
        if MANIFEST not in self._staged:
            return "Try whether the page can be put here"
        blob = self._staged[MANIFEST]
        if blob is None:
            return "Take the page away"
        return f"Show page {msgspec.json.decode(blob.data, type=Manifest).generation}"
