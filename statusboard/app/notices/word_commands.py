"""The verb about words: a team adds one of its own."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.notices.inputs import AddWord, WordAdded
from statusboard.app.notices.own_words import OWN_WORDS, own_words
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.errors import RuleBroken
from statusboard.storage import notices
from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit
from statusboard.wording.spelling import words_of

LONGEST_WORD = 60
MOST_WORDS = 5_000


@verb("notice.add_word", Permission.WRITE, AddWord, WordAdded)
def add_word(unit: Unit, given: AddWord) -> Done[WordAdded]:
    """Takes a word among the team's own; one that is there already stays there.

    Raises RuleBroken for what is no word, or where there are too many.
    """
    pieces = words_of(given.word)
    if len(pieces) != 1 or len(given.word) > LONGEST_WORD:
        raise RuleBroken(
            f"“{given.word[:LONGEST_WORD]}” is not one word of up to {LONGEST_WORD} letters. "
            "Add words one by one.",
            field="word",
        )
    # Two people may add one at the same moment.
    notices.lock_notices(unit)
    [word] = pieces
    own = own_words(unit)
    if word in own:
        return Done(WordAdded(word), Changes(), None)
    if len(own) >= MOST_WORDS:
        raise RuleBroken(f"The team has {MOST_WORDS:,} words of its own already.", field="word")
    write_setting(unit, OWN_WORDS, sorted(own | {word}))
    return Done(WordAdded(word), Changes.of(Topic.SETTINGS), Audit(f"word {word}"))
