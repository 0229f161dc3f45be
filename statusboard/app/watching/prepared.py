"""A check made ready to be asked: its secrets filled in and its configuration parsed, once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import validate
from statusboard.catalog.references import names_in, resolved
from statusboard.domain.check import Check
from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Prepared:
    """A check with its parsed configuration, or why it cannot be asked (`refusal`)."""

    check: Check
    config: Mapping[str, object] = field(repr=False)
    host: str | None
    refusal: Answer | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)


def made_ready(check: Check, kinds: Mapping[str, CheckKind], secrets: CheckSecrets) -> Prepared:
    """The check as it can be asked here and now."""
    kind = kinds.get(check.kind)
    if kind is None:
        detail = f"this version of StatusBoard does not know checks of the kind {check.kind}"
        return _refused(check, Reason.UNKNOWN_KIND, detail)
    lacking = secrets.why_not(names_in(check.config))
    if lacking:
        return _refused(check, Reason.SECRET_MISSING, lacking)
    texts = {name: secrets.text(name) for name in names_in(check.config)}
    whole = {name: resolved(v, texts.__getitem__) for name, v in check.config.items()}
    return replace(_with_secrets(check, kind, whole), secrets=tuple(texts.values()))


def _with_secrets(check: Check, kind: CheckKind, whole: Config) -> Prepared:
    try:
        config = validate(kind.fields, whole)
    except RuleBroken as broken:
        return _refused(check, Reason.NOT_CONFIGURED, broken.sentence)
    if names_in(check.config) and kind.target(config) != kind.target(check.config):
        detail = "its secret leads to another host than its address names; give it again"
        return _refused(check, Reason.NOT_CONFIGURED, detail)
    if kind.probe is None:
        detail = f"{kind.label} is not asked one by one; its source is not connected"
        return replace(_refused(check, Reason.NOT_CONFIGURED, detail), config=config)
    return Prepared(check, config, kind.target(config))


def _refused(check: Check, reason: Reason, detail: str) -> Prepared:
    return Prepared(check, check.config, None, Answer(Outcome.UNKNOWN, reason, detail))
