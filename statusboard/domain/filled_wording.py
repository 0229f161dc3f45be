"""A wording with its facts, and where every word of it was written.

Rules judge what readers will get. What they find is marked in what the person sees and can change:
one place maps the one to the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from statusboard.domain.finding import Finding, Fix, Words
from statusboard.domain.notice import Wording
from statusboard.domain.placeholders import Filled, filled, places_of

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
    "days_since_last_major": "a major outage lasts, or nothing was observed yet",
    "trouble": "the notice says of no service that it is in trouble",
    "recovery": "monitoring still sees trouble with a named service, or none is named",
    "lasted": "it is not known from when to when it lasted",
    "uptime_record": "too little of the time was observed to name a figure",
    "next_update_promise": "no next update is promised. Choose a time",
    "tell_me_when_fixed": "no page server takes addresses. Set one up in Settings",
}
GAP = "gap"


@dataclass(frozen=True, slots=True)
class FilledWording:
    """What a person wrote, and its title and body as readers get them."""

    written: Wording
    title: Filled
    body: Filled

    @property
    def wording(self) -> Wording:
        """The wording as readers get it. What nothing fills stands in it as it was written."""
        return replace(self.written, title=self.title.text, body=self.body.text)

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """One finding for each placeholder that nothing fills, which says why; they block."""
        return tuple(self._gap(name) for name in dict.fromkeys((*self.title.gaps, *self.body.gaps)))

    def placed(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """What was found in the filled text, with its words where they were written.

        Words that a fact filled in are marked on its placeholder, and no fix changes them.
        """
        return tuple(
            replace(
                finding,
                words=tuple(dict.fromkeys(self._written(words) for words in finding.words)),
                fixes=tuple(
                    Fix(self._written(fix.words), fix.text)
                    for fix in finding.fixes
                    if not self._part(fix.words).touches(fix.words.start, fix.words.stop)
                ),
            )
            for finding in findings
        )

    def _gap(self, name: str) -> Finding:
        words = tuple(
            Words(part, start, stop, text[start:stop])
            for part, text in (("title", self.written.title), ("body", self.written.body))
            for start, stop in places_of(name, text)
        )
        sentence = f"{{{name}}} cannot be filled: {_WHY[name]}."
        return Finding(sentence, blocks=True, rule=GAP, words=words)

    def _part(self, words: Words) -> Filled:
        return self.title if words.part == "title" else self.body

    def _written(self, words: Words) -> Words:
        start, stop = self._part(words).to_written(words.start, words.stop)
        text = self.written.title if words.part == "title" else self.written.body
        return Words(words.part, start, stop, text[start:stop])


def fill(wording: Wording, values: Mapping[str, str]) -> FilledWording:
    """The wording with these texts for its placeholders.

    A title does not stand in itself: there `{title}` is a gap.
    """
    others = {name: text for name, text in values.items() if name != "title"}
    title = filled(wording.title, others)
    return FilledWording(
        wording, title, filled(wording.body, {**values, "title": title.text.strip()})
    )
