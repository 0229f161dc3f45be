"""Sentences, and a text, that a person under stress can follow."""

from statusboard.domain.finding import Words
from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule
from statusboard.wording.reading_level import reading_level
from statusboard.wording.sentences import sentences_of, word_count

MOST_WORDS = 30
# A ninth grade is the goal. A formula is four grades off for one text of five, most of all where
# terms have to be long; and nearly every notice of the trade is beyond nine by it. So a text is
# called hard where no doubt is left, and is long enough to be judged at all.
SURELY_HARD = 9 + 4
LEAST_WORDS = 60

_LONG = (
    "Because of the change that was made to the way in which payments are handed from the shop to "
    "the bank, some of the customers who wanted to pay by card saw a message that asked them to "
    "try again."
)
_LANG = (
    "Weil die Art und Weise, in der Zahlungen vom Laden an die Bank gegeben werden, geändert "
    "worden "
    "ist, haben einige der Kunden, die mit der Karte zahlen wollten, eine Meldung gesehen, die sie "
    "bat, es noch einmal zu versuchen."
)
_DENSE = (
    "The availability degradation originated from an unintended configuration modification. "
    "Authentication infrastructure experienced intermittent unavailability, affecting "
    "organisational administrators particularly. Automated remediation mechanisms initiated "
    "immediately, however recovery necessitated additional manual verification. Engineering "
    "continuously monitored performance characteristics throughout stabilisation. Subsequent "
    "investigation established comprehensive documentation regarding contributing circumstances. "
    "Additional preventative instrumentation addresses comparable configuration inconsistencies. "
    "Independent verification procedures accompany every infrastructure modification from now on."
)
_DICHT = (
    "Die eingeschränkte Verfügbarkeit resultierte aus einer unbeabsichtigten "
    "Konfigurationsänderung innerhalb der Authentifizierungsinfrastruktur. Administrationsbereiche "
    "verschiedener Kundenorganisationen verzeichneten überdurchschnittliche "
    "Verarbeitungsverzögerungen und unvollständige Berechtigungsprüfungen. Automatisierte "
    "Wiederherstellungsmaßnahmen wurden unverzüglich eingeleitet, erforderten jedoch zusätzliche "
    "manuelle Überprüfungen der Systemkomponenten. Nachgelagerte Untersuchungen dokumentierten "
    "umfassend sämtliche beitragenden Rahmenbedingungen und Abhängigkeiten. Ergänzende "
    "Überwachungsinstrumente identifizieren künftig vergleichbare Konfigurationsabweichungen "
    "frühzeitig. Unabhängige Freigabeverfahren begleiten zukünftig ausnahmslos sämtliche "
    "Infrastrukturveränderungen. Verantwortliche Fachabteilungen koordinieren weiterführende "
    "Verbesserungsmaßnahmen gemeinschaftlich und berichten regelmäßig nachvollziehbar über "
    "Fortschritte."
)


def _look(draft: Draft) -> Remark | None:
    sentences = tuple(sentences_of(draft))
    found = tuple(one for one in sentences if _length(one.text) > MOST_WORDS)
    if not found:
        return _look_at_level(draft, sentences)
    longest = max(_length(one.text) for one in found)
    many = "A sentence has" if len(found) == 1 else f"{len(found)} sentences have up to"
    return Remark(f"{many} {longest} words. Make two of it; up to 30 can be followed.", found)


def _length(text: str) -> int:
    """How many words, where “pull/push”, “GitHub.com” and “re_run” are one each."""
    many = word_count(text)
    if many <= MOST_WORDS:
        return many
    return min(many, sum(any(map(str.isalpha, part)) for part in text.split()))


def _look_at_level(draft: Draft, sentences: tuple[Words, ...]) -> Remark | None:
    if word_count(draft.body) < LEAST_WORDS:
        return None
    level = reading_level(draft.body, draft.language)
    if level is None or level.grade <= SURELY_HARD:
        return None
    longest = max(sentences, key=lambda one: len(one.text))
    return Remark(
        f"The text reads at age {level.age}; customers under stress follow one for age 14. "
        "Shorter sentences and plainer words help, in this one first.",
        (longest,),
    )


def _sentence_of(text: str, start: str) -> str:
    found = text[text.index(start) :]
    return found[: found.index(".") + 1]


DECLARATION = WordRule(
    key="hard_to_read",
    look=_look,
    good=(
        Sample("Payments by card fail. Please pay by invoice meanwhile."),
        Sample("- Payments by card fail\n- Payments by invoice work\n" * 6),
        Sample("Zahlungen mit Karte schlagen fehl.", language=Language.GERMAN),
    ),
    bad=(
        Sample(_LONG, (_LONG,)),
        Sample(_LANG, (_LANG,), language=Language.GERMAN),
        Sample(_DENSE, (_sentence_of(_DENSE, "Authentication"),)),
        Sample(
            _DICHT, (_sentence_of(_DICHT, "Administrationsbereiche"),), language=Language.GERMAN
        ),
    ),
)
