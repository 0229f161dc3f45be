"""One declaration for every place that is told by calls, made of the way it is opened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn, Protocol

from statusboard.catalog.declaration import Config, Prepared, TargetKind
from statusboard.catalog.fields import Example, FieldSpec
from statusboard.catalog.telling import Telling
from statusboard.domain.target import PageLinks
from statusboard.domain.views.mirror import MirrorView
from statusboard.errors import RuleBroken
from statusboard.targets.accounts.fields import SHARED, SINCE, chosen_components
from statusboard.targets.accounts.matching import Component, mapping_notes, mapping_of, matched
from statusboard.targets.base import Receipt
from statusboard.targets.remote.words import PlaceWords

# Beyond it times of ours would read wrong beside theirs.
SKEW = timedelta(minutes=1)


class Account(Protocol):
    """An open line to an account. All raise Hindrance and Unavailable."""

    @property
    def skew(self) -> timedelta | None:
        """How far its clock is ahead of ours; None where nobody knows."""

    def titled(self) -> tuple[str, str]:
        """What the page there is called, and its public address; empty where it says none."""

    def components(self) -> tuple[Component, ...]:
        """What stands for services there."""

    def bring(self, config: Config, view: MirrorView) -> Receipt:
        """Brings everything there, and reads it back. Raises RuleBroken, too."""


Open = Callable[[Config, datetime | None], AbstractContextManager[Account]]


@dataclass(frozen=True, slots=True)
class AccountKind:
    """What a declaration does with an account that is opened by `open`. Everything blocks."""

    open: Open
    words: Callable[[Config], PlaceWords]

    def bring(self, config: Config, view: MirrorView) -> Receipt:
        """See `Telling.bring`."""
        with self.words(config).told(), self.open(config, view.as_of) as account:
            return account.bring(config, view)

    def match(self, config: Config, view: MirrorView) -> Prepared:
        """See `Telling.match`."""
        words = self.words(config)
        with words.told(at_set_up=True), self.open(config, view.as_of) as account:
            name, address = account.titled()
            components = account.components()
            skew = account.skew
        found = matched(view.services, components, chosen_components(config))
        if found.gone:
            labels = ", ".join(f"“{one.label}”" for one in found.gone)
            raise RuleBroken(
                f"The component that was chosen for {labels} is not at {words.place}. Write the id "
                "or the name of one that is, or none.",
                field="services",
            )
        creates = config.get("create") is True
        mapping = mapping_of(found, view.services)
        if creates:
            for one in found.unmatched:
                del mapping[one.label]
        settled = {
            **config,
            "services": mapping,
            "since": config.get("since") or view.as_of.isoformat(timespec="seconds"),
            "public_url": config.get("public_url") or address,
        }
        notes = (
            f"The page “{name}” was read, and nothing was published there.",
            *mapping_notes(found, view.services, components, creates=creates),
            "Announcements that are no incident are not told there: it has no place for them.",
        )
        return Prepared(settled, (*notes, *_clock_note(skew)))

    def look(self, config: Config) -> str:
        """That the account can be read. Touches nothing."""
        words = self.words(config)
        with words.told(), self.open(config, None) as account:
            name, _ = account.titled()
        return f"{words.place} can be read; the page is called “{name}”"

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
        """The declaration of the kind; `fields` come before those that all of them have."""
        return TargetKind(
            key=key,
            label=label,
            icon="globe",
            summary=summary,
            fields=(*fields, *SHARED),
            put=None,
            telling=Telling(self.bring, self.match, remembers=(SINCE.name,)),
            prepare=_no_files,
            look=self.look,
            describe=describe,
            stays_in=_leaves,
            links=_links,
            rank=rank,
            good=good,
            bad=bad,
        )


def _no_files(_config: Config, _page_id: str) -> NoReturn:
    raise RuleBroken("A place of this kind takes no files.", field="kind")


def _leaves(_config: Config, _folder: Path) -> bool:
    """Whatever is told to another machine leaves this one."""
    return False


def _links(config: Config) -> PageLinks:
    address = str(config.get("public_url") or "")
    return PageLinks(page=address, link=address)


def _clock_note(skew: timedelta | None) -> tuple[str, ...]:
    if skew is None or abs(skew) <= SKEW:
        return ()
    minutes = max(1, round(abs(skew).total_seconds() / 60))
    side = "behind" if skew > timedelta() else "ahead of"
    return (
        f"The clock of this computer is {minutes} min {side} the one there. Set it right: until "
        "then messages that arrive late show the time when they arrived.",
    )
