"""A team's text takes the place of ours, drafts are begun with it, and ours comes back."""

import pytest

from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.queries import EDITOR
from statusboard.app.templates.commands import restore_template, save_template
from statusboard.app.templates.inputs import RestoreTemplate, SaveTemplate
from statusboard.app.templates.queries import TEMPLATES
from statusboard.domain.language import Language
from statusboard.domain.templates.house import ours
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom

KIND, ENGLISH = TemplateKind.INVESTIGATING, Language.ENGLISH
KEY = KIND, ENGLISH


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    newsroom = Newsroom(database)
    newsroom.measures(newsroom.service(), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    return newsroom


def own(
    body: str = "{services} fails. We look into it.", title: str = "{services}"
) -> SaveTemplate:
    return SaveTemplate(KIND, ENGLISH, title, body)


def test_a_draft_is_begun_with_the_teams_text_until_ours_is_wanted_again(
    newsroom: Newsroom,
) -> None:
    assert newsroom.do(save_template, own())
    view = newsroom.ask(EDITOR, EditorAsk())
    assert (view.wording.title, view.wording.body) == (
        "Checkout API",
        "Checkout API fails. We look into it.",
    )
    assert view.templates.text(KIND).body == own().body
    (saved,) = newsroom.ask(TEMPLATES).own.values()
    assert (saved.saved_by, saved.saved_at) == ("Ada", NOON)

    assert newsroom.do(restore_template, RestoreTemplate(KIND, ENGLISH))
    assert newsroom.ask(TEMPLATES).own == {}
    assert newsroom.ask(TEMPLATES).house.text(KIND) == ours(*KEY)
    assert not newsroom.do(restore_template, RestoreTemplate(KIND, ENGLISH))


def test_the_same_text_again_changes_nothing_and_our_words_are_ours(newsroom: Newsroom) -> None:
    text = ours(*KEY)
    assert not newsroom.do(save_template, own(text.body, text.title))
    assert newsroom.do(save_template, own())
    assert not newsroom.do(save_template, own(f"  {own().body}\n"))
    assert newsroom.do(save_template, own(text.body, text.title))
    assert newsroom.ask(TEMPLATES).own == {}


def test_another_language_is_another_text(newsroom: Newsroom) -> None:
    newsroom.do(save_template, own())
    house = newsroom.ask(TEMPLATES).house
    assert house.text(KIND, Language.GERMAN) == ours(KIND, Language.GERMAN)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        (own(" "), "body", "needs a text"),
        (own(title=""), "title", "has no title"),
        (own(title="x" * 256), "title", "at most 255"),
        (own("x" * 25_001), "body", "at most 25000"),
        (own("{servces} fail"), "body", r"no placeholder \{servces\}. Did you mean \{services\}\?"),
        (own("{x} fail"), "body", r"There are \{services\}, "),
        (own(title="{title}"), "title", "cannot stand in itself"),
        (
            SaveTemplate(TemplateKind.SUPPORT_RESOLVED, ENGLISH, "Title", "It is over."),
            "title",
            "has no title. Leave it out",
        ),
    ],
)
def test_what_cannot_be_filled_or_does_not_fit_is_refused(
    newsroom: Newsroom, given: SaveTemplate, field: str, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        newsroom.do(save_template, given)
    assert refused.value.field == field
    assert newsroom.ask(TEMPLATES).own == {}


def test_other_braces_are_plain_text(newsroom: Newsroom) -> None:
    assert newsroom.do(save_template, own("We { look } into it. {Services} { started }"))
