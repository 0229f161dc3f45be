"""What a rule of wording is given, and what it says: the words at fault, and one sentence.

Every rule is pure, and says which languages it knows: what is written in another one is not judged.
Precision goes before recall, for a rule that cries wolf is switched off.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.paragraphs import places
from statusboard.domain.status import IncidentStatus
from statusboard.domain.word_facts import NOTHING_KNOWN, WordFacts

BOTH = frozenset(Language)
Patterns = Mapping[Language, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as rules see it. Comments, which nobody publishes, are blanks in it.

    Not `knows_status`: what depends on it is not judged. `promises`: a time for the next
    update is chosen beside the text. `names_services`: some are chosen beside it. `facts` is what
    is known beside the text.
    """

    wording: Wording
    language: Language
    knows_status: bool = True
    promises: bool = False
    names_services: bool = False
    facts: WordFacts = NOTHING_KNOWN

    @property
    def title(self) -> str:
        """What it is called."""
        return self.wording.title

    @property
    def body(self) -> str:
        """What it says."""
        return self.wording.body

    @property
    def status(self) -> IncidentStatus | None:
        """What it says of the incident; None where that is not known."""
        return self.wording.status if self.knows_status else None

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Title and body, each by its name."""
        return ("title", self.title), ("body", self.body)

    @property
    def whole(self) -> str:
        """Title and body in one."""
        return f"{self.title}\n\n{self.body}"

    @property
    def is_open(self) -> bool:
        """Whether it says of an incident that it is not over."""
        return self.status is not None and not self.status.is_over

    def find(self, pattern: re.Pattern[str] | Patterns) -> tuple[Words, ...]:
        """Every place of a pattern; of several, that of the draft's language.

        It is looked for in each paragraph by itself.
        """
        if not isinstance(pattern, re.Pattern):
            pattern = pattern[self.language]
        return tuple(
            Words(part, *found) for part, text in self.parts for found in places(pattern, text)
        )


def draft_of(title: str, body: str, language: Language, status: IncidentStatus | None) -> Draft:
    """A draft of which nothing else is known."""
    if status is None:
        return Draft(Wording(title=title, body=body), language, knows_status=False)
    return Draft(Wording(title=title, body=body, status=status), language)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of a text, in one sentence, the words at fault, and what mends them."""

    sentence: str
    words: tuple[Words, ...] = ()
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that a rule passes, or one in which it finds these words.

    `mended` is what its fixes make of the body, empty where it has none.
    """

    body: str
    words: tuple[str, ...] = ()
    title: str = ""
    status: IncidentStatus | None = IncidentStatus.INVESTIGATING
    language: Language = Language.ENGLISH
    facts: WordFacts = NOTHING_KNOWN
    mended: str = ""

    @property
    def draft(self) -> Draft:
        """The text as the rule sees it."""
        draft = draft_of(self.title, self.body, self.language, self.status)
        return replace(draft, facts=self.facts)


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule of wording: `look` answers what it has to say of a text, None where all is well.

    `blocks`: a text that breaks it is published only by who says why.
    """

    key: str
    look: Callable[[Draft], Remark | None]
    good: tuple[Sample, ...]
    bad: tuple[Sample, ...]
    blocks: bool = False
    languages: frozenset[Language] = field(default=BOTH)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern that finds any of these as whole words, in small letters or capital ones."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def quoted(words: Iterable[Words], most: int = 3) -> str:
    """The first few different words for a sentence."""
    seen = list(dict.fromkeys(" ".join(one.text.split()) for one in words))
    more = f" and {len(seen) - most} more" if len(seen) > most else ""
    return ", ".join(f"“{text}”" for text in seen[:most]) + more


def remark_on(found: tuple[Words, ...], sentence: str, fixes: Iterable[Fix] = ()) -> Remark | None:
    """The sentence with these words in the place of its braces; None where there are none."""
    return Remark(sentence.replace("{}", quoted(found)), found, tuple(fixes)) if found else None


def overlaps(one: Words, others: Iterable[Words]) -> bool:
    """Whether any of the others stands where it stands, in part or whole."""
    return any(
        other.part == one.part and other.start < one.stop and one.start < other.stop
        for other in others
    )


def like(word: str, text: str) -> str:
    """Other words for a word, with a capital letter where it begins with one and goes on small."""
    begins = word[:1].isupper() and not word.isupper()
    return text[:1].upper() + text[1:] if begins else text


def word_list(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())
