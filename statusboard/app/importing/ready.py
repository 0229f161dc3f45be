"""Makes services of what was found: by the rules of every service, and without secrets."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from statusboard.app.importing.inputs import Bring, ReadyService
from statusboard.app.services.inputs import CheckInput, ServiceInput
from statusboard.app.services.kinds import describe
from statusboard.app.services.rules import (
    LONGEST_DEADLINE,
    LONGEST_INTERVAL,
    SHORTEST_DEADLINE,
    Kinds,
    settle,
)
from statusboard.app.services.secrets import masked, refuse_references, secrets_in, turned
from statusboard.catalog.declaration import CheckKind
from statusboard.catalog.fields import FieldKind
from statusboard.catalog.references import MASK
from statusboard.domain.brought import FoundCheck, FoundService
from statusboard.domain.manner import Manner
from statusboard.domain.views.importing import Sort
from statusboard.errors import RuleBroken
from statusboard.importers.tables import one_line

_SIGNED_IN = ("password", "token", "client_secret")


def ready_services(given: Bring, kinds: Kinds) -> tuple[ReadyService, ...]:
    """What becomes of the services that were found; two of the same name get different ones."""
    by_manner = {kind.manner: kind for kind in kinds.values()}
    taken: dict[tuple[str, str], int] = {}
    made = []
    for found in given.services:
        if (Sort.SERVICE.value, found.key) in given.without:
            continue
        made.append(_ready(_apart(_placed(found, given.groups), taken), by_manner, kinds, given))
    return tuple(made)


def _placed(found: FoundService, groups: Mapping[str, str]) -> FoundService:
    group = groups.get(found.group, found.group)
    return replace(
        found,
        name=one_line(found.name),
        group=one_line(group),
        description=one_line(found.description, 1_000),
    )


def _apart(found: FoundService, taken: dict[tuple[str, str], int]) -> FoundService:
    place = (found.group, found.name)
    taken[place] = count = taken.get(place, 0) + 1
    if count == 1:
        return found
    name = f"{found.name[:90]} ({count})"
    words = f"Another one is called {found.name}, so it is called {name}."
    return replace(found, name=name, notes=(*found.notes, words))


def _ready(
    found: FoundService, by_manner: Mapping[Manner | None, CheckKind], kinds: Kinds, given: Bring
) -> ReadyService:
    why = list(found.notes)
    checks: list[CheckInput] = []
    whole: list[tuple[CheckInput, CheckKind]] = []
    secrets: list[str] = []
    for one in found.checks:
        kind = by_manner[one.manner]
        checked = _check(one, kind, why)
        names = tuple(name for name, _ in secrets_in(kind, checked.config))
        secrets += names
        whole.append((checked, kind))
        if names and not given.with_secrets:
            checked = replace(checked, config=without_secrets(kind, checked.config), enabled=False)
            named = ", ".join(dict.fromkeys(names))
            why.append(f"Its secrets were left out ({named}), so the check is switched off.")
            if any(MASK in text for _, text in secrets_in(kind, whole[-1][0].config)):
                why.append(f"One of them is a mask ({MASK}) and none: enter it here.")
        checks.append(checked)
    service = ServiceInput(
        found.name,
        found.group,
        description=found.description,
        checks=tuple(checks),
        allow_file=given.allow_file,
    )
    made = ReadyService(
        found.key,
        found.name,
        found.group,
        _digest(service, whole),
        service,
        tuple(why),
        "; ".join(describe(kinds, one.kind, masked(kinds[one.kind], one.config)) for one in checks),
        found.where,
        tuple(dict.fromkeys(secrets)),
    )
    if not (found.checks or found.listed_only):
        return replace(made, service=None)
    problem = _problem(service, kinds)
    return made if not problem else replace(made, service=None, why=(*why, problem))


def _check(found: FoundCheck, kind: CheckKind, why: list[str]) -> CheckInput:
    interval = found.interval or kind.default_interval
    deadline = found.deadline or kind.default_deadline
    kept = min(max(interval, kind.shortest_interval), LONGEST_INTERVAL)
    if kept != interval:
        why.append("How often it is asked was brought within what is possible here.")
    return CheckInput(
        kind.key,
        dict(found.config),
        interval=kept,
        deadline=min(max(deadline, SHORTEST_DEADLINE), LONGEST_DEADLINE),
        fail_after=min(max(found.fail_after, 1), 100),
        recover_after=min(max(found.recover_after, 1), 100),
        enabled=found.enabled,
    )


def without_secrets(kind: CheckKind, config: Mapping[str, object]) -> dict[str, object]:
    """The configuration without its secrets; what says nothing without them goes, too."""
    kept = turned(kind, config, lambda _name, _secret: "")
    for spec in kind.fields:
        value = kept.get(spec.name)
        if spec.kind is FieldKind.URL and isinstance(value, str):
            kept[spec.name] = value.replace("://@", "://", 1)
        elif spec.secret and isinstance(value, Mapping):
            kept[spec.name] = {name: text for name, text in value.items() if text}
        if spec.secret and not kept.get(spec.name):
            kept.pop(spec.name, None)
    if not any(kept.get(name) for name in _SIGNED_IN):
        for name in ("sign_in", "user", "token_url", "client_id", "scope"):
            kept.pop(name, None)
    return kept


def _problem(service: ServiceInput, kinds: Kinds) -> str:
    """Why the service breaks a rule; empty where it breaks none. It quotes nothing secret."""
    try:
        for one in service.checks:
            refuse_references(one.config)
            if any(MASK in text for _, text in secrets_in(kinds[one.kind], one.config)):
                # Of a service that is known here it would stand for what the desk keeps.
                return f"A secret of it is a mask ({MASK}) and none. Write it there, or here."
        settle(service, kinds)
    except RuleBroken as broken:
        field = broken.field.rpartition(".")[2]
        specs = {spec.name: spec for one in service.checks for spec in kinds[one.kind].fields}
        spec = specs.get(field)
        if spec is not None and (spec.secret or spec.kind is FieldKind.URL):
            return f"{spec.label} cannot be used here as it stands there."
        label = f"{spec.label}: " if spec is not None else ""
        return f"{label}{one_line(broken.sentence, 300)}"
    return ""


def _digest(service: ServiceInput, checks: Iterable[tuple[CheckInput, CheckKind]]) -> str:
    """A digest of what the source says, secrets apart."""
    said = [service.name, service.group, service.description]
    for one, kind in checks:
        config = masked(kind, one.config)
        said.append(
            json.dumps(
                [
                    one.kind,
                    sorted((key, str(value)) for key, value in config.items()),
                    one.interval.total_seconds(),
                    one.deadline.total_seconds(),
                    one.fail_after,
                    one.recover_after,
                    one.enabled,
                ]
            )
        )
    return hashlib.sha256("\0".join(said).encode(errors="replace")).hexdigest()[:32]
