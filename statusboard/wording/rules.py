"""Holds a text against every rule of wording."""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from statusboard import wording
from statusboard.catalog import registry
from statusboard.domain.finding import Finding
from statusboard.domain.hidden_text import with_blanks
from statusboard.wording.base import Draft, WordRule

# What is known inside alone is so in every language, also in those whose words nobody judges.
IN_ANY_LANGUAGE = frozenset({"internals"})


@cache
def word_rules() -> MappingProxyType[str, WordRule]:
    """Every rule by its key."""
    return MappingProxyType(dict(sorted(registry.load(wording, WordRule).items())))


def check(draft: Draft, *, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """What the rules for its language say; empty where all is well. `only` are keys of some."""
    wording = replace(draft.wording, title=with_blanks(draft.title), body=with_blanks(draft.body))
    seen = replace(draft, wording=wording)
    found = []
    for rule in (one for key, one in word_rules().items() if not only or key in only):
        remark = rule.look(seen) if draft.language in rule.languages else None
        if remark is not None:
            found.append(
                Finding(remark.sentence, rule.blocks, rule.key, remark.words, remark.fixes)
            )
    return tuple(found)
