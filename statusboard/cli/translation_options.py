"""What `--translation` and `--translations` say: a notice's words in further languages of the page.

They are given beside the original, by the same person and at once: so they are of it.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.notice import Wording

# Title and text by the code of their language; empty leaves what there is.
Translated = Mapping[str, tuple[str, str]]
PARTS = ("title", "body")

TranslationParts = Annotated[
    list[str] | None,
    typer.Option(
        "--translation",
        metavar="CODE.PART=TEXT",
        help="Such as de.title=… and de.body=…; may be repeated.",
    ),
]
TranslationsFile = Annotated[
    Path | None,
    typer.Option(
        "--translations",
        metavar="FILE",
        help='JSON such as {"de": {"title": "…", "body": "…"}}; “-” reads standard input.',
    ),
]


def translations_given(parts: Iterable[str], file: Path | None) -> Translated:
    """Title and text by language. What was typed counts more than the file.

    Raises RuleBroken for what is neither.
    """
    found = {} if file is None else _of_file(file)
    for part in parts:
        name, is_said, text = part.partition("=")
        code, _, field = name.partition(".")
        if not is_said or not code or field not in PARTS:
            raise RuleBroken(
                f"--translation {part}: write it as de.title=TEXT or de.body=TEXT.",
                field="translation",
            )
        title, body = found.get(code, ("", ""))
        found[code] = (text, body) if field == "title" else (title, text)
    return found


def _of_file(file: Path) -> dict[str, tuple[str, str]]:
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        said = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_said_once)
    except (OSError, ValueError, RecursionError) as error:
        raise RuleBroken(f"{file} cannot be read: {error}.", field="translations") from error
    languages = said.items() if isinstance(said, dict) else [("", said)]
    for code, one in languages:
        is_known = isinstance(one, dict) and one.keys() <= set(PARTS)
        if not (is_known and all(isinstance(text, str) for text in one.values())):
            of = f" of “{code}”" if code else ""
            raise RuleBroken(
                f'{file}: what is said{of} is no {{"title": "…", "body": "…"}}.',
                field="translations",
            )
    return {code: (one.get("title", ""), one.get("body", "")) for code, one in languages}


def _said_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON. Raises ValueError where it names something twice: one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name in found if [each for each, _ in pairs].count(name) > 1)
        raise ValueError(f"“{twice}” is said twice")
    return found


def refuse_other_languages(codes: Iterable[str], languages: tuple[str, ...]) -> None:
    """Raises RuleBroken for a language that is no further one of the page; its own is the first."""
    for code in codes:
        if code not in languages[1:]:
            further = ", ".join(languages[1:]) or "none"
            raise RuleBroken(
                f"“{code}” is no further language of the page. Those are: {further}.",
                field="language",
            )


def in_words_given(wording: "Wording", title: str, body: str, given: Translated) -> "Wording":
    """The wording with what was typed; a part that is left out stays as it is.

    A text that it began with in other languages goes with that one: it told what nobody says now.
    """
    if body and body != wording.body:
        wording = wording.saying(body)
    wording = replace(wording, title=title or wording.title)
    kept = (one for one in wording.translations if one.body or one.has_title_of(wording.title))
    return _beside(replace(wording, translations=tuple(kept)), given)


def _beside(wording: "Wording", given: Translated) -> "Wording":
    """The wording with these translations; a part that was given is of the words beside it."""
    from statusboard.domain.translation import Translation, kept_translations, of_both

    kept = {one.language: one for one in wording.translations}
    for code, (title, body) in given.items():
        before = kept.get(code, Translation(code))
        said = Translation(code, title or before.title, body or before.body)
        now = said.now_of(wording.title, wording.body)
        of = of_both(now if title else before, now if body else before)
        kept[code] = replace(said, of=of)
    return replace(wording, translations=kept_translations(kept.values()))


def states_of(wording: "Wording") -> dict[str, str]:
    """How each translation that was written stands to the original, by its language."""
    return {
        one.language: one.state(wording.title, wording.body).value for one in wording.translations
    }
