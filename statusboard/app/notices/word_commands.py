"""The verb about words: a team adds one of its own."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.inputs import AddWord, WordAdded
from statusboard.app.settings import OWN_WORDS, text_setting
from statusboard.catalog.word_fields import MOST_LINES
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit
from statusboard.wording.spelling import words_of

LONGEST_WORD = 60


@verb("notice.add_word", Permission.WRITE, AddWord, WordAdded)
def add_word(unit: Unit, given: AddWord) -> Done[WordAdded]:
    """Takes a word among the team's own; one that is there already stays there.

    Raises RuleBroken for what is no word, or where there are too many.
    """
    if len(words_of(given.word)) != 1 or len(given.word) > LONGEST_WORD:
        raise RuleBroken(
            f"“{given.word[:LONGEST_WORD]}” is not one word of up to {LONGEST_WORD} letters. "
            "Add words one by one.",
            field="word",
        )
    # Two people may add one at the same moment.
    notices.lock_notices(unit)
    lines = text_setting(read_settings(unit), OWN_WORDS).splitlines()
    own = {line.strip() for line in lines if line.strip()}
    if given.word.lower() in {word.lower() for word in own}:
        return Done(WordAdded(given.word), Changes(), None)
    if len(own) >= MOST_LINES:
        raise RuleBroken(
            f"Your team has {MOST_LINES} words of its own already. Take some out in Settings.",
            field="word",
        )
    text = "\n".join(sorted({*own, given.word}, key=lambda word: (word.casefold(), word)))
    write_setting(unit, OWN_WORDS, text)
    return Done(WordAdded(given.word), Changes.of(Topic.SETTINGS), Audit(f"word {given.word}"))
