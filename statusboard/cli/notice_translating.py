"""`statusboard notice translate …`: the words of a draft in another language of the page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.notice_writing import text_of
from statusboard.cli.options import Database, Json
from statusboard.cli.translation_options import refuse_other_languages, states_of
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.notice import Wording


def translate(
    notice: Annotated[int, typer.Argument(metavar="NOTICE", help="Its number in “notice list”.")],
    *,
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Such as de.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The title in it.")] = "",
    body: Annotated[str, typer.Option("--body", metavar="TEXT", help="The text in it.")] = "",
    body_file: Annotated[
        Path | None,
        typer.Option("--body-file", metavar="FILE", help="“-” reads standard input."),
    ] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="It says the same as the original does now.")
    ] = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write a draft in another language, beside its own words; what is left out stays as it is.

    A translation of an earlier wording stays marked as such until somebody says --confirm.
    """
    from statusboard.app.notices.asks import EditorAsk
    from statusboard.app.notices.commands import save_draft
    from statusboard.app.notices.editor import EDITOR
    from statusboard.app.notices.inputs import SaveDraft
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        view = door.ask(EDITOR, EditorAsk(notice))
        refuse_other_languages([language], view.languages)
        text = text_of(body, body_file)
        wording = _translated(view.wording, language, title, text, confirm=confirm)
        given = SaveDraft(notice, None, view.revision, wording)
        saved = door.do(save_draft, given, this_person(door)).result
    states = translation_states(wording, view.languages[1:])
    if as_json:
        print_json({"notice": saved.notice_id, "revision": saved.revision, "translations": states})
        return
    print(f"draft {saved.notice_id}, revision {saved.revision}: {language} {states[language]}")


def translation_states(wording: "Wording", languages: tuple[str, ...]) -> dict[str, str]:
    """How each translation stands to the original, by language, also of those that are missing."""
    from statusboard.domain.translation import TranslationState

    found = dict.fromkeys(languages, TranslationState.MISSING.value)
    return found | states_of(wording)


def _translated(
    wording: "Wording", language: str, title: str, body: str, *, confirm: bool
) -> "Wording":
    from dataclasses import replace

    from statusboard.domain.translation import Translation, written_in

    kept = {one.language: one for one in wording.translations}
    before = kept.get(language, Translation(language))
    said = Translation(language, title or before.title, body or before.body)
    if said.is_blank:
        raise RuleBroken("Say what it is called with --title, or its text with --body.", "title")
    original = wording.title, wording.body
    translations = written_in(wording.translations, original, said)
    if confirm:
        translations = tuple(
            one.now_of(*original) if one.language == language else one for one in translations
        )
    return replace(wording, translations=translations)
