"""The rules of wording: how right they are on our own texts, and what they cost while one types."""

import statistics
import time

from statusboard.domain.language import Language
from statusboard.wording.base import draft_of
from statusboard.wording.rules import check, word_rules
from tests.fixtures.word_corpus import corpus, score

WORDS = 2_000
ROUNDS = 20


def measure() -> list[dict[str, object]]:
    """A figure for each rule, and one for the time."""
    said = score()
    texts = [one.text for one in corpus()]
    words = " ".join(texts).split()[:WORDS]
    draft = draft_of("Late exports", " ".join(words), Language.ENGLISH, None)
    took_ms = []
    for _ in range(ROUNDS):
        begun_s = time.perf_counter()
        check(draft)
        took_ms.append((time.perf_counter() - begun_s) * 1000)
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
            "name": f"all rules over {len(words):,} words",
            "value": statistics.median(took_ms),
            "unit": "ms",
            "goal": "≤ 16 ms",
        },
    ]
