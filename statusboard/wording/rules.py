"""Holds a text against every rule of wording."""

from dataclasses import replace
from functools import cache
from types import MappingProxyType

from statusboard import wording
from statusboard.catalog import registry
from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import with_blanks
from statusboard.wording.base import Draft, WordRule


@cache
def word_rules() -> MappingProxyType[str, WordRule]:
    """Every rule by its key."""
    return MappingProxyType(dict(sorted(registry.load(wording, WordRule).items())))


def check(draft: Draft) -> tuple[Finding, ...]:
    """What the rules for its language say; empty where all is well."""
    wording = replace(draft.wording, title=with_blanks(draft.title), body=with_blanks(draft.body))
    seen = replace(draft, wording=wording)
    found = []
    for rule in word_rules().values():
        remark = rule.look(seen) if draft.language in rule.languages else None
        if remark is not None:
            found.append(
                Finding(remark.sentence, rule.blocks, rule.key, remark.words, remark.fixes)
            )
    return tuple(found)
