"""Holds a text against every rule of wording."""

from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from statusboard import wording
from statusboard.catalog import registry
from statusboard.domain.hidden_text import with_blanks
from statusboard.wording.base import Draft, WordRule, Words


@dataclass(frozen=True, slots=True)
class WordFinding:
    """What a rule says of a text."""

    rule: str
    sentence: str
    blocks: bool
    words: tuple[Words, ...] = ()


@cache
def word_rules() -> MappingProxyType[str, WordRule]:
    """Every rule by its key."""
    return MappingProxyType(dict(sorted(registry.load(wording, WordRule).items())))


def check(draft: Draft) -> tuple[WordFinding, ...]:
    """What the rules for its language say; empty where all is well."""
    wording = replace(draft.wording, title=with_blanks(draft.title), body=with_blanks(draft.body))
    seen = replace(draft, wording=wording)
    found = []
    for rule in word_rules().values():
        remark = rule.look(seen) if draft.language in rule.languages else None
        if remark is not None:
            found.append(WordFinding(rule.key, remark.sentence, rule.blocks, remark.words))
    return tuple(found)
