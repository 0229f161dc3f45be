"""Names of services that a page does not show, put otherwise in the texts that stand on it.

Whoever writes is told of them before; a text of an older day, of planned work, or that somebody
published all the same is mended here, on its way to the page and to its readers.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from statusboard.domain.languages import DEFAULT_LANGUAGE, base_of
from statusboard.domain.notice import Wording

# Beside one of these a name is part of another word; other scripts put no blanks between words.
_LATIN = "A-Za-z0-9_À-ɏ"
# `It` and `Us` begin sentences.
_SHORT = 3
_BEGINS, _ENDS = re.compile(rf"[{_LATIN}]"), re.compile(rf"[{_LATIN}]\Z")


@dataclass(frozen=True, slots=True)
class Withheld:
    """The `names`; what stands in their place by the code of a language; that of originals."""

    names: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    own: str = DEFAULT_LANGUAGE

    def text(self, text: str, language: str = "") -> str:
        """A text in a language, the usual one where it is empty, without the names."""
        if not self.names:
            return text
        words = self.instead.get(base_of(language or self.own)) or self.instead[DEFAULT_LANGUAGE]
        return _pattern(self.names).sub(lambda _: f"({words})", text)

    def wording(self, said: Wording) -> Wording:
        """A wording without the names; its translations stand to it as they did."""
        if not self.names:
            return said
        title, body = self.text(said.title), self.text(said.body)
        translations = tuple(
            one.put_otherwise(self.text, (said.title, said.body), (title, body))
            for one in said.translations
        )
        return replace(said, title=title, body=body, translations=translations)

    def bodies(self, bodies: Mapping[str, str]) -> dict[str, str]:
        """Texts by the codes of their languages, without the names."""
        return {code: self.text(body, code) for code, body in bodies.items()}


def names_to_withhold(hidden: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The names that are no part of one which readers of the page know; the longest first.

    No single letter is one: no text could be written without it.
    """
    shown = [name.casefold() for name in known]
    found = {name.strip() for name in hidden}
    return tuple(
        sorted(
            (
                one
                for one in found
                if len(one) > 1 and not any(one.casefold() in name for name in shown)
            ),
            key=lambda name: (-len(name), name),
        )
    )


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile("|".join(map(_of_name, names)))


def _of_name(name: str) -> str:
    """Where a name stands. One that may be a plain word is meant where it is written as a name."""
    before = rf"(?<![{_LATIN}])" if _BEGINS.match(name) else ""
    after = rf"(?![{_LATIN}])" if _ENDS.search(name) else ""
    words = r"\s+".join(map(re.escape, name.split()))
    # `Search` and `IT` may be; `PayPal` is nothing but a name.
    if name.isalpha() and (name[1:].islower() or name.isupper()):
        forms = {name, name.upper(), name if len(name) <= _SHORT else name.capitalize()}
        written = f"(?:{'|'.join(map(re.escape, sorted(forms)))})"
    else:
        written = f"(?i:{words})"
    return f"{before}{written}{after}"


NOTHING_WITHHELD = Withheld()
