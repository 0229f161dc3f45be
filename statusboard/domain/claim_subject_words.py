"""What a claim is about, in the words of each language."""

from collections.abc import Sequence

from statusboard.domain.claim_subject import Subject
from statusboard.domain.tongues.known import TONGUES


def subject_words(subjects: Sequence[Subject], language: str) -> str:
    """`Checkout`, `Checkout and Search`, `our 3 Payment services`; empty for all services."""
    said = TONGUES[language].claims
    words = []
    for one in subjects:
        if one.is_group:
            name = one.name
            if said.group_ending and name.casefold().endswith(said.group_ending):
                name = name[: -len(said.group_ending)]
            words.append(said.group.format(count=one.count, name=name))
        else:
            words.append(one.name or said.some.format(count=one.count, of=one.of))
    if len(words) <= 1:
        return "".join(words)
    return f"{TONGUES[language].comma.join(words[:-1])}{said.before_last}{words[-1]}"


def begin_words(subjects: Sequence[Subject], language: str) -> str:
    """The same at the beginning of a sentence: the names of services stay as they are."""
    words = subject_words(subjects, language)
    is_ours = bool(subjects) and (subjects[0].is_group or not subjects[0].name)
    return words[:1].upper() + words[1:] if is_ours else words
