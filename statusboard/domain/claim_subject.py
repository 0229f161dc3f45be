"""What a claim is about where it is not about all services: some by name, groups, or so many."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from statusboard.domain.component import Component, ComponentGroup
from statusboard.domain.language import Language
from statusboard.domain.telling import TELLINGS

# A claim that named more would be read to nobody; how many it is about is said instead.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """A service called `name`; or all `count` services of the group called so, where `is_group`.

    Without a name: `count` of all `of` services.
    """

    name: str = ""
    count: int = 1
    of: int = 0
    is_group: bool = False


# A group, some of all; of one whose name ends so, the word is not said twice.
_WORDS: Mapping[Language, tuple[str, str, str]] = {
    Language.ENGLISH: ("our {count} {name} services", "{count} of our {of} services", " services"),
    Language.GERMAN: (
        "unsere {count} Dienste der Gruppe {name}",
        "{count} unserer {of} Dienste",
        "",
    ),
}


def subjects_of(
    chosen: Collection[int], every: Sequence[Component], groups: Sequence[ComponentGroup]
) -> tuple[Subject, ...]:
    """What is said of the services `chosen` by their ids, of `every` one there is.

    A group of at least two, all of which are chosen, is named in the place of its services.
    """
    mine = [one for one in every if one.id in chosen]
    names = {one.id: one.name for one in groups}
    sizes = Counter(one.group_id for one in every)
    whole = {
        group_id
        for group_id, count in Counter(one.group_id for one in mine).items()
        if group_id in names and count == sizes[group_id] > 1
    }
    found = dict.fromkeys(
        Subject(names[one.group_id], sizes[one.group_id], is_group=True)
        if one.group_id is not None and one.group_id in whole
        else Subject(one.name)
        for one in mine
    )
    if len(found) > MOST_NAMED:
        return (Subject(count=len(mine), of=len(every)),)
    return tuple(found)


def subject_words(subjects: Sequence[Subject], language: Language) -> str:
    """`Checkout`, `Checkout and Search`, `our 3 Payment services`; empty for all services."""
    group, some, ending = _WORDS[language]
    words = []
    for one in subjects:
        if one.is_group:
            name = one.name
            if ending and name.casefold().endswith(ending):
                name = name[: -len(ending)]
            words.append(group.format(count=one.count, name=name))
        else:
            words.append(one.name or some.format(count=one.count, of=one.of))
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {TELLINGS[language].conjunction} {words[-1]}"


def begin_words(subjects: Sequence[Subject], language: Language) -> str:
    """The same at the beginning of a sentence: the names of services stay as they are."""
    words = subject_words(subjects, language)
    is_ours = bool(subjects) and (subjects[0].is_group or not subjects[0].name)
    return words[:1].upper() + words[1:] if is_ours else words


def is_one(subjects: Sequence[Subject]) -> bool:
    """Whether it is about a single service, so that its verb stands in the singular."""
    return len(subjects) == 1 and subjects[0].count == 1
