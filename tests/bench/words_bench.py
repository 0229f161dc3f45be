"""The rules of wording: how right they are on our own texts, and what they cost while one types."""

import statistics
import time
from collections.abc import Iterable

from statusboard.domain.language import Language
from statusboard.wording.base import draft_of
from statusboard.wording.rules import check, word_rules
from tests.fixtures.word_corpus import corpus, score

WORDS = 2_000
IN_A_PARAGRAPH = 60
ROUNDS = 20


def measure() -> list[dict[str, object]]:
    """A figure for each rule, and one for the time."""
    said = score()
    words = " ".join(one.text for one in corpus()).split()[:WORDS]
    written = [words[at : at + IN_A_PARAGRAPH] for at in range(0, len(words), IN_A_PARAGRAPH)]
    middle = len(written) // 2
    # A word that none of them had before: in all paragraphs, and in the one that is written.
    others = ([[*one, f"and {n}"] for one in written] for n in range(ROUNDS))
    typed = (
        [
            *written[:middle],
            [*written[middle], "typed"[: n % 5 + 1] + str(n)],
            *written[middle + 1 :],
        ]
        for n in range(ROUNDS)
    )
    return [
        *(
            {
                "name": f"{rule}: precision, recall",
                "value": said.precision(rule),
                "unit": f"and {said.recall(rule):.2f} (of {said.right[rule] + said.silent[rule]})",
                "goal": "precision ≥ 0.9",
            }
            for rule in word_rules()
            if rule != "blocked_words"  # a team's own list is in no corpus
        ),
        {
            "name": f"all rules over {len(words):,} words that no rule has seen",
            "value": _took_ms(others),
            "unit": "ms",
            "goal": "",
        },
        {
            "name": f"all rules after a key in {len(words):,} words",
            "value": _took_ms(typed),
            "unit": "ms",
            "goal": "≤ 16 ms",
        },
    ]


def _took_ms(texts: Iterable[list[list[str]]]) -> float:
    """The median for one of these texts, paragraphs of words."""
    took_ms = []
    for paragraphs in texts:
        body = "\n\n".join(" ".join(words) for words in paragraphs)
        draft = draft_of("Late exports", body, Language.ENGLISH, None)
        begun_s = time.perf_counter()
        check(draft)
        took_ms.append((time.perf_counter() - begun_s) * 1000)
    return statistics.median(took_ms)
