"""One declaration for every kind of place on another machine, made of the way it is opened."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from statusboard.catalog.address_checks import url_problem
from statusboard.catalog.declaration import Config, Prepared, PublicLook, TargetKind
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.catalog.place_fields import ROLE
from statusboard.catalog.web_address import whole_address
from statusboard.domain.target import PageLinks
from statusboard.errors import StatusBoardError
from statusboard.targets.base import Receipt, Site
from statusboard.targets.remote.proving import prove
from statusboard.targets.remote.public_look import look_at
from statusboard.targets.remote.public_proof import refuse_other_content
from statusboard.targets.remote.steps import NO_WAY, Hindrance, Steps, Stored
from statusboard.targets.remote.uploading import FIRST, Upload
from statusboard.targets.remote.way import WAY_FIELDS, Way, by_each_way, way_of
from statusboard.targets.remote.words import PlaceWords

Value = TypeVar("Value")

# Opens the place: its steps until the connection is closed. Raises Hindrance.
Open = Callable[[Config], AbstractContextManager[Steps]]
# What setting up finds out by itself: fields to keep, and sentences about them. Raises Hindrance,
# and RuleBroken where a person has to agree to something first. It leaves nothing there.
FindOut = Callable[[Config, Steps], tuple[Mapping[str, object], tuple[str, ...]]]

# Of every remote kind the last of its fields.
PUBLIC_URL = FieldSpec(
    "public_url",
    FieldKind.URL,
    "Public address",
    help="Where customers open the page that is put here. A test file is read back there when the "
    "place is set up; without it nobody knows whether customers see what is put.",
    tidy=whole_address,
    check=url_problem,
    example="https://status.example.com",
)


def _nothing(_config: Config, _steps: Steps) -> tuple[Mapping[str, object], tuple[str, ...]]:
    return {}, ()


@dataclass(frozen=True, slots=True)
class RemoteKind:
    """What a declaration does with a place that is opened by `open`, and named by `words`.

    Everything blocks. `open` imports its library itself: it is loaded only where it is used.
    """

    open: Open
    words: Callable[[Config], PlaceWords]
    find_out: FindOut = _nothing
    # How the public address is read; a private page takes more than the way to it.
    public_way: Callable[[Config], Way] = way_of
    keeps_private: bool = False

    def put(self, config: Config, site: Site) -> Receipt:
        """See `Upload.put`. By the second way where the first does not get there."""

        def act(config: Config) -> Receipt:
            words = self.words(config)
            with words.told(), self.open(config) as steps:
                return Upload(steps, words).put(site)

        return by_the_first_that_leads(config, act)

    def prepare(self, config: Config, page_id: str) -> Prepared:
        """The place proved: test files were written, read back there and at the public address.

        Raises RuleBroken with the field at fault.
        """
        words = self.words(config)
        with words.told(at_set_up=True), self.open(config) as steps:
            Upload(steps, words).refuse_other_page(page_id)
            found, said = self.find_out(config, steps)
            notes = prove(
                steps, words, str(config.get("public_url") or ""), self.public_way(config)
            )
        for other in by_each_way(config)[1:]:
            with words.told(at_set_up=True), self.open(other) as steps:
                steps.names("")
            said = (*said, "The second way leads there too.")
        return Prepared({**config, **found}, (*said, *notes))

    def look(self, config: Config) -> str:
        """That the place can be opened and read, and what customers read. Touches nothing."""
        words = self.words(config)

        def act(config: Config) -> Stored | None:
            with words.told(), self.open(config) as steps:
                steps.names("")
                return steps.read(FIRST)

        stored = by_the_first_that_leads(config, act)
        public_url = str(config.get("public_url") or "")
        if not public_url or stored is None:
            return f"{words.place} can be reached"
        refuse_other_content(public_url, FIRST, stored.content, self.public_way(config))
        return f"{words.place} can be reached, and {public_url} shows what stands there"

    def empty(self, config: Config, site: Site) -> int:
        """See `Upload.empty`."""

        def act(config: Config) -> int:
            words = self.words(config)
            with words.told(), self.open(config) as steps:
                return Upload(steps, words).empty(site)

        return by_the_first_that_leads(config, act)

    def watch(self, config: Config, first_digest: str) -> PublicLook:
        """What customers read at the public address, by the way of the place."""
        return look_at(str(config["public_url"]), first_digest, self.public_way(config))

    def declared(
        self,
        key: str,
        *,
        label: str,
        summary: str,
        fields: tuple[FieldSpec, ...],
        describe: Callable[[Config], str],
        good: tuple[Example, ...],
        bad: tuple[Example, ...],
        rank: int,
    ) -> TargetKind:
        """The declaration of the kind; `fields` come before the public address."""
        return TargetKind(
            key=key,
            label=label,
            icon="globe",
            summary=summary,
            fields=(*fields, PUBLIC_URL, ROLE, *WAY_FIELDS),
            put=self.put,
            prepare=self.prepare,
            look=self.look,
            empty=self.empty,
            describe=describe,
            stays_in=_leaves,
            links=_links,
            watch=self.watch,
            keeps_private=self.keeps_private,
            rank=rank,
            good=good,
            bad=bad,
        )


def by_the_first_that_leads(config: Config, act: Callable[[Config], Value]) -> Value:
    """What is answered by the first way that gets there. Whatever refuses us is not asked twice."""
    *ways, last = by_each_way(config)
    for each in ways:
        try:
            return act(each)
        except StatusBoardError as error:
            cause = error.__cause__
            if not isinstance(cause, Hindrance) or cause.trouble not in NO_WAY:
                raise
    return act(last)


def _leaves(_config: Config, _folder: Path) -> bool:
    """Nothing that is sent to another machine stays in a folder of this one."""
    return False


def _links(config: Config) -> PageLinks:
    address = str(config.get("public_url") or "")
    return PageLinks(page=address, link=address)
