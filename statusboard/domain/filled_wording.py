"""A wording with its facts, and where every word of it was written.

Rules judge what readers will get. What they find is marked in what the person sees and can change:
one place maps the one to the other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from statusboard.domain.filled_translation import (
    FilledTranslation,
    fill_translation,
    language_of_part,
    part_of,
)
from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.languages import base_of, own_name
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import Filled, filled, places_in

# What nothing fills, in words that end the sentence “{started} cannot be filled: …”.
_WHY = {
    "services": "the notice names no service. Name one",
    "title": "the notice has no title. Say what customers notice",
    "effect": "the notice names no service. Name one",
    "started": "nothing says when it began. Choose the start",
    "ended": "monitoring does not see yet that it is over",
    "duration": "nothing says when it began. Choose the start",
    "next_update": "no next update is promised. Choose a time",
    "impact": "the notice says of no service that it is in trouble",
    "page_name": "the page has no name. Choose one in Settings",
    "page_url": "the page has no address. Choose one in Settings",
    "uptime_12_months": "too little of that time was observed to name a figure",
    "uptime_90_days": "too little of that time was observed to name a figure",
    "quarter": "too little of the quarter was observed to name a figure",
    "uptime_quarter": "too little of the quarter was observed to name a figure",
    "quarter_coverage": "too little of the quarter was observed to name a figure",
    "days_since_last_major": "a major outage lasts or ended lately, or nothing was observed yet",
    "trouble": "the notice says of no service that it is in trouble",
    "recovery": "monitoring does not see every named service work, or none is named",
    "lasted": "it is not known from when to when it lasted",
    "uptime_record": "too little of the time was observed to name a figure",
    "next_update_promise": "no next update is promised. Choose a time",
    "tell_me_when_fixed": "no page server takes addresses. Set one up in Settings",
}
# The same, of a translation into a language that the program writes no sentences in.
_UNSPOKEN = "StatusBoard does not write it in this language. Write the words yourself"
GAP = "gap"
NO_VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FilledWording:
    """What a person wrote, and its title and body as readers get them, in every language."""

    written: Wording
    title: Filled
    body: Filled
    translations: tuple[FilledTranslation, ...] = ()

    @property
    def wording(self) -> Wording:
        """The wording as readers get it. What nothing fills stands in it as it was written."""
        before = self.written.title, self.written.body
        after = self.title.text, self.body.text
        translated = tuple(one.of(before, after) for one in self.translations)
        return replace(self.written, title=after[0], body=after[1], translations=translated)

    def gaps(self, *, shown: Collection[str] = ()) -> tuple[Finding, ...]:
        """One finding for each placeholder that nothing fills, which says why; they block.

        What mends one is to leave it out. `shown` are the parts that the person sees filled: the
        places in them are those of the filled text.
        """
        parts = [(part, self._text(part, shown)) for part in ("title", "body")]
        names = dict.fromkeys((*self.title.gaps, *self.body.gaps))
        own = tuple(_gap(name, parts, _WHY[name]) for name in names)
        return (*own, *(gap for one in self.translations for gap in self._gaps_in(one, shown)))

    def _gaps_in(self, one: FilledTranslation, shown: Collection[str]) -> Iterable[Finding]:
        language = one.written.language
        parts = [
            (part, self._text(part, shown))
            for part in (part_of(language, "title"), part_of(language, "body"))
        ]
        is_spoken = base_of(language) in set(Language)
        for name in dict.fromkeys((*one.title.gaps, *one.body.gaps)):
            why = _WHY[name] if is_spoken or name in self.title.gaps + self.body.gaps else _UNSPOKEN
            yield _gap(name, parts, why, f"{own_name(language)}: ")

    def placed(
        self, findings: Iterable[Finding], *, shown: Collection[str] = ()
    ) -> tuple[Finding, ...]:
        """What was found in the filled text, with its words where they were written.

        Words that a fact filled in are marked on its placeholder, and no fix changes them. `shown`:
        see `gaps`.
        """
        return tuple(
            replace(
                finding,
                words=tuple(dict.fromkeys(self._placed(one, shown) for one in finding.words)),
                fixes=tuple(
                    Fix(self._placed(fix.words, shown), fix.text)
                    for fix in finding.fixes
                    if not self._part(fix.words.part).touches(fix.words.start, fix.words.stop)
                ),
            )
            for finding in findings
        )

    def _placed(self, words: Words, shown: Collection[str]) -> Words:
        if words.part in shown:
            return words
        start, stop = self._part(words.part).to_written(words.start, words.stop)
        return Words(words.part, start, stop, self._text(words.part, shown)[start:stop])

    def _part(self, part: str) -> Filled:
        return self._both(part)[1]

    def _text(self, part: str, shown: Collection[str]) -> str:
        written, seen = self._both(part)
        return seen.text if part in shown else written

    def _both(self, part: str) -> tuple[str, Filled]:
        """A part as it is written, and filled."""
        language = language_of_part(part)
        for one in self.translations:
            if language and one.written.language == language:
                return one.part(part.rpartition(".")[2])
        if part == "title":
            return self.written.title, self.title
        return self.written.body, self.body


def _gap(name: str, parts: Iterable[tuple[str, str]], why: str, about: str = "") -> Finding:
    words = tuple(
        Words(part, place.start, place.stop, place.placeholder)
        for part, text in parts
        for place in places_in(text)
        if place.name == name
    )
    sentence = f"{about}{{{name}}} cannot be filled: {why}."
    fixes = tuple(Fix(one, "") for one in words)
    return Finding(sentence, blocks=True, rule=GAP, words=words, fixes=fixes)


def fill(
    wording: Wording,
    values: Mapping[str, str],
    translated: Mapping[str, Mapping[str, str]] = NO_VALUES,
) -> FilledWording:
    """The wording with these texts for its placeholders; `translated` are those by language.

    A title does not stand in itself: there `{title}` is a gap.
    """
    others = {name: text for name, text in values.items() if name != "title"}
    title = filled(wording.title, others)
    return FilledWording(
        wording,
        title,
        filled(wording.body, {**values, "title": title.text.strip()}),
        tuple(
            fill_translation(one, translated.get(one.language, {})) for one in wording.translations
        ),
    )
