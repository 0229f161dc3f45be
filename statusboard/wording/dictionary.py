"""Which words there are in a language, by the word lists of pyspellchecker; and what was meant.

The lists are read in slices: a thread that parses one whole holds up a window for that long.
"""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from statusboard.domain.language import Language
from statusboard.wording.base import word_list

if TYPE_CHECKING:
    from spellchecker import SpellChecker

MOST_SUGGESTED = 5
# How often a word has to stand in the list's own texts before it may be a part of another word:
# short ones that are rare are names and slips themselves.
_COMMON_PART = {4: 300, 5: 120}
_COMMON_LONG_PART = 50
# What somebody meant is no rare word.
COMMON = 100
_SHORTEST_PART = 4
_MOST_PARTS = 4
_SLICE = 1 << 16
# Letters that join the parts of a German compound; “en” also stands for what a verb leaves out.
_JOINTS = ("", "s", "es", "n", "en", "er", "e", "ens")
# What British English writes otherwise than the list, which is American.
_BRITISH = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"is(e[ds]?|ers?|ing|able|ation(?:s|al|ally)?)$", r"iz\1"),
        (r"ys(e[ds]?|ers?|ing)$", r"yz\1"),
        (r"our", "or"),
        (r"ogue(s?)$", r"og\1"),
        (r"ll(ed|ing|ers?)$", r"l\1"),
        (r"tre(s?)$", r"ter\1"),
        (r"ence(s?)$", r"ense\1"),
    )
)
# Words of desks and programs that the lists are too old for, or too American.
_OURS: Mapping[Language, frozenset[str]] = MappingProxyType(
    {
        Language.ENGLISH: word_list(
            """
            app apps uptime login logins logout sign-in e-mail e-mails follow-up backend backends
            frontend frontends failover hotfix hotfixes rollback microservice microservices webhook
            webhooks workaround workarounds timestamp timestamps chatbot chatbots dropdown
            screenshot screenshots autosave config onboarding permalink postmortem postmortems
            etc vs approx incl excl misc hrs mins secs min
            workflow workflows mitigation mitigations rollout rollouts runtime runtimes lifecycle
            datacenter datacenters datacentre datacentres lookup lookups autoscaling repo repos
            dataset datasets datastore diffs geolocation livestream livestreams smartphone
            smartphones whitelist allowlist blocklist changelog cybersecurity https http
            """
        ),
        Language.GERMAN: word_list(
            """
            app apps login logins e-mail e-mails upload uploads download downloads rollback
            deployment deployments hochladen hochgeladen hochzuladen herunterladen heruntergeladen
            herunterzuladen mesz mez webhook webhooks backend frontend cloud checkout datei dateien
            usw bzw ggf evtl inkl exkl vgl sog zzgl usf std min sek
            bestell versand portal update updates workaround
            """
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The words of a language, in small letters, with how common each is."""

    language: Language
    words: Mapping[str, int]
    _edits: "SpellChecker" = field(repr=False, compare=False)

    def knows(self, word: str) -> bool:
        """Whether there is such a word, in whatever letters it is written."""
        small = word.lower().replace("’", "'")
        if small in self.words or small in _OURS[self.language]:
            return True
        if self.language is Language.GERMAN:
            return small.replace("ss", "ß") in self.words or self._compound(small) > 0
        if small.endswith(("'s", "s'")):
            return self.knows(small.removesuffix("'").removesuffix("'s"))
        return any(
            british.sub(american, small) in self.words
            for british, american in _BRITISH
            if british.search(small)
        )

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant: one letter away, the likeliest first, `MOST_SUGGESTED`."""
        near = self._edits.edit_distance_1(word.replace("’", "'"))
        found = {one: self.commonness(one) for one in near}
        if not any(found.values()) and self.language is Language.GERMAN:
            found = {one: self._compound(one) for one in near}
        best = sorted(
            (one for one, common in found.items() if common),
            key=lambda one: (-found[one] * _likeness(word, one), one),
        )
        return tuple(_cased(one, word) for one in best[:MOST_SUGGESTED])

    def commonness(self, word: str) -> int:
        """How often the list's texts have a word in small letters; 0 where they never do."""
        ours = 1_000 if word in _OURS[self.language] else 0
        return max(self.words.get(word, 0), ours)

    def _compound(self, word: str, *, parts_left: int = _MOST_PARTS) -> int:
        """How common its rarest part is, where it is made of words as German ones are; else 0."""
        best = 0
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head = self._head(word[:at])
            if not head:
                continue
            rest = self._part(word[at:])
            if not rest and parts_left > 2:
                rest = self._compound(word[at:], parts_left=parts_left - 1) // 2
            best = max(best, min(head, rest))
        return best

    def _head(self, text: str) -> int:
        heads = (text[: len(text) - len(joint)] for joint in _JOINTS if text.endswith(joint))
        return max(self._part(head) for head in heads)

    def _part(self, text: str) -> int:
        common = self.commonness(text)
        is_part = len(text) >= _SHORTEST_PART and common >= _COMMON_PART.get(
            len(text), _COMMON_LONG_PART
        )
        return common if is_part else 0


@cache
def dictionary_of(language: Language) -> Dictionary:
    """The dictionary, kept from then on: some tens of megabytes. Reading it takes a second.

    Raises OSError where the installation has no list of that language.
    """
    from spellchecker import SpellChecker

    file = resources.files("spellchecker") / "resources" / f"{language.value}.json.gz"
    text = gzip.decompress(file.read_bytes()).decode()
    words: dict[str, int] = {}
    # One entry a line: `"word": 50,`.
    start = text.index("{") + 1
    end = text.rindex("}")
    while start < end:
        stop = text.find("\n", start + _SLICE, end)
        stop = end if stop < 0 else stop
        words.update(json.loads("{" + text[start:stop].strip().rstrip(",") + "}"))
        start = stop
    edits = SpellChecker(language=None, distance=1)
    alphabet = "abcdefghijklmnopqrstuvwxyz" + ("äöüß" if language is Language.GERMAN else "'")
    edits.word_frequency.load_words([alphabet])
    return Dictionary(language, MappingProxyType(words), edits)


def _likeness(word: str, other: str) -> int:
    """Letters that changed places, or stand once for twice, are slipped more often than others."""
    small = word.lower()
    return 10 if sorted(small) == sorted(other) or set(small) == set(other) else 1


def _cased(suggestion: str, like: str) -> str:
    return suggestion[:1].upper() + suggestion[1:] if like[:1].isupper() else suggestion
