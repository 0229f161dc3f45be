"""The doorway, a command bus with unit of work: the only way to write, and the only way to read.

A verb is a plain function `(unit, input) -> Done`. It declares its permission and its audit name
where it is defined; the doorway checks the one, writes the other, records what changed and
commits, all in one transaction. So no verb can forget to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from statusboard.app.clock import Clock
from statusboard.catalog.secret import Secret
from statusboard.domain.access import Actor, ActorKind, Permission, Role
from statusboard.domain.changes import Changes
from statusboard.errors import Bug, RuleBroken
from statusboard.storage.audit import write_audit
from statusboard.storage.change_log import log_changes
from statusboard.storage.database import Database
from statusboard.storage.people import is_still_so
from statusboard.storage.unit import Unit

Input = TypeVar("Input")
Result = TypeVar("Result")


class Secrets(Protocol):
    """Where verbs keep secrets, never in the database: `keys.choose.SecretPlace`. Blocking."""

    def agree(self, *, allow_file: bool) -> object:
        """Raises RuleBroken (`allow_file`) where a person has to agree to files first."""

    def names(self) -> frozenset[str]:
        """The names of all secrets kept here."""

    def read(self, name: str) -> Secret | None:
        """The secret of that name, or None."""

    def write(self, name: str, secret: Secret, *, allow_file: bool = False) -> object:
        """Keeps the secret."""

    def write_together(self, secrets: Mapping[str, Secret], *, allow_file: bool = False) -> None:
        """Keeps several by their names; all are kept when it returns."""

    def renew(self, name: str) -> bool:
        """Keeps a secret from being swept as if it were new; whether there is one."""

    def sweep(self, prefix: str, wanted: frozenset[str], *, before: datetime) -> frozenset[str]:
        """Forgets what nobody refers to any more; the names of what is gone."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit row says beside the verb's name: about what, and with which particulars."""

    subject: str
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What a verb answers: its result, what it changed, and its line in the audit trail.

    Without a line nothing was done by anybody: strangers may ask for what is refused as often as
    they like, and a window says by itself that somebody is there.
    """

    result: Result
    changes: Changes
    audit: Audit | None


@dataclass(frozen=True, slots=True)
class Verb(Generic[Input, Result]):
    """A write that a person (or a loop) can ask for. `input_type` is a frozen dataclass.

    `prepare` is what has to be looked at outside before the transaction begins, such as a disk
    that may be slow; it gives the input back, made definite where that is needed.
    """

    name: str
    permission: Permission
    input_type: type[Input]
    run: Callable[[Unit, Input], Done[Result]]
    result_type: type[Result]
    prepare: Callable[["Doorway", Input], Input] | None = None


@dataclass(frozen=True, slots=True)
class Query(Generic[Input, Result]):
    """A read that answers a frozen view. With a `permission` it tells only who has that."""

    name: str
    run: Callable[[Unit, Input], Result]
    permission: Permission | None = None


def verb(
    name: str,
    permission: Permission,
    input_type: type[Input],
    result_type: type[Result],
    *,
    prepare: Callable[["Doorway", Input], Input] | None = None,
) -> Callable[[Callable[[Unit, Input], Done[Result]]], Verb[Input, Result]]:
    """Declares the function below as a verb."""

    def declare(run: Callable[[Unit, Input], Done[Result]]) -> Verb[Input, Result]:
        return Verb(name, permission, input_type, run, result_type, prepare)

    return declare


def query(
    name: str, permission: Permission | None = None
) -> Callable[[Callable[[Unit, Input], Result]], Query[Input, Result]]:
    """Declares the function below as a query."""

    def declare(run: Callable[[Unit, Input], Result]) -> Query[Input, Result]:
        return Query(name, run, permission)

    return declare


@dataclass(frozen=True, slots=True)
class Doorway:
    """Carries verbs and queries into the database of one process. Blocking: call it off-loop.

    `store` keeps the secrets that verbs are given; a doorway that only reads needs none.
    """

    database: Database
    clock: Clock
    store: Secrets | None = None

    @property
    def secrets(self) -> Secrets:
        """Where secrets are kept. Raises Bug for a doorway that was given no store."""
        if self.store is None:
            raise Bug("A secret was to be kept by a program that has no store of secrets.")
        return self.store

    def do(self, verb: Verb[Input, Result], given: Input, actor: Actor) -> Done[Result]:
        """What the verb answers, after its transaction has been committed.

        Raises RuleBroken where the actor may not, or the verb's own rules say no.
        """
        return self.carry_out(verb, self.prepare(verb, given, actor), actor)

    def prepare(self, verb: Verb[Input, Result], given: Input, actor: Actor) -> Input:
        """The first half of `do`, without a transaction: it may take as long as a disk takes."""
        refuse_without(verb.permission, verb.name, actor)
        return given if verb.prepare is None else verb.prepare(self, given)

    def carry_out(self, verb: Verb[Input, Result], prepared: Input, actor: Actor) -> Done[Result]:
        """The second half of `do`: the transaction. It waits for nothing but the database."""
        refuse_without(verb.permission, verb.name, actor)
        with self.database.writing(self.clock.now(), actor) as unit:
            refuse_what_changed(unit)
            done = verb.run(unit, prepared)
            if done.audit is not None:
                about, detail = done.audit.subject, done.audit.detail
                write_audit(unit, verb=verb.name, subject=about, detail=detail)
            if done.changes:
                log_changes(unit, done.changes)
        return done

    def ask(self, query: Query[Input, Result], given: Input, actor: Actor | None = None) -> Result:
        """The view, from one consistent picture of the database.

        Raises RuleBroken where the query asks for a permission that the actor does not have; of
        nobody it may be asked then.
        """
        if query.permission is not None:
            if actor is None:
                raise Bug(f"{query.name} was asked in nobody's name.")
            refuse_without(query.permission, query.name, actor, reads=True)
        with self.database.reading(self.clock.now()) as unit:
            return query.run(unit, given)


def refuse_what_changed(unit: Unit) -> None:
    """Raises RuleBroken where the actor may not any more what they could when they began."""
    actor = unit.actor
    if actor is not None and not is_still_so(unit, actor):
        raise RuleBroken(
            f"What {actor.name} may do here was changed a moment ago, so nothing was done. Look "
            "again, or ask an administrator of this desk."
        )


def refuse_without(permission: Permission, name: str, actor: Actor, *, reads: bool = False) -> None:
    """Raises RuleBroken where the actor may not do, or read, what is called `name`."""
    if actor.may(permission):
        return
    role = Role.least_with(permission)
    needs = "" if role is None or actor.kind is not ActorKind.PERSON else f" It takes {_A[role]}."
    what = f"may not read this ({name})" if reads else f"may not do this ({name})"
    then = "" if reads else ", so nothing was done"
    raise RuleBroken(f"{actor.name} {what}{then}.{needs} Ask an administrator of this desk.")


_A = {role: f"{'an' if role[0] in 'aeiou' else 'a'} {role}" for role in Role}
