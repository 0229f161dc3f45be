"""What is said in other languages goes out with the notice, filled, never as another wording."""

from dataclasses import replace
from pathlib import Path

import pytest

from statusboard.app.notices.agreement_commands import approve_notice, submit
from statusboard.app.notices.agreement_inputs import Approve, Submit
from statusboard.app.notices.commands import publish
from statusboard.app.notices.ending_commands import retract
from statusboard.app.notices.inputs import Publish, Retract
from statusboard.app.notices.queries import EDITOR, REVIEW, EditorAsk, ReviewAsk
from statusboard.app.page.page_commands import change_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.app.page.public import PUBLIC
from statusboard.app.settings import AGREEMENT
from statusboard.domain.approval import Consent, Occasion
from statusboard.domain.incident import Incident
from statusboard.domain.notice import Wording
from statusboard.domain.translation import Translation, TranslationState, digest_of
from statusboard.errors import RuleBroken
from statusboard.storage import incidents
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import MAJOR, MINUTE, NOON, Newsroom, wording

pytestmark = ON_SQLITE
TITLE, BODY = "Payments fail", "Some payments fail. We look into it. {next_update_promise}"
OF = digest_of(TITLE, BODY)
GERMAN = Translation(
    "de", "Zahlungen gehen nicht", "Manche schlagen fehl, wir suchen. {next_update_promise}", OF
)
FRENCH = Translation("fr", "Paiements en échec", "Prochaine nouvelle : {next_update}.", OF)


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    """A desk with a page in three languages and a service that fails."""
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    newsroom.measures(newsroom.service(), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    newsroom.setting("page.languages", "de, fr")
    return newsroom


def said(*translations: Translation, body: str = BODY) -> Wording:
    return wording({1: MAJOR}, title=TITLE, body=body, translations=translations)


def incident_of(newsroom: Newsroom, incident_id: int) -> Incident:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        found = incidents.read_incident(unit, incident_id)
    assert found is not None
    return found


def found_in(newsroom: Newsroom, draft: Wording) -> dict[str, str]:
    saved = newsroom.draft(draft)
    view = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
    return {one.rule: one.sentence for one in view.findings}


def test_a_translation_is_published_filled_and_followed_up_by_its_title_alone(
    newsroom: Newsroom,
) -> None:
    published = newsroom.publish(said(GERMAN, FRENCH))
    (public,) = newsroom.ask(PUBLIC).incidents

    german, french = (public.wording.read_in(code, "en") for code in ("de", "fr"))
    assert german.body.endswith("wir suchen. Wir melden uns hier bis 12:30 Uhr UTC wieder.")
    assert french.body == "Prochaine nouvelle : 12:30 UTC."
    assert not german.lags
    assert not french.lags
    follow = newsroom.ask(EDITOR, EditorAsk(incident_id=published.incident_id)).wording
    assert [(one.title, one.body) for one in follow.translations] == [
        (GERMAN.title, ""),
        (FRENCH.title, ""),
    ]
    # What withdraws it is another text: nobody reads the old words under it.
    newsroom.do(retract, Retract(published.incident_id, "A false alarm of ours."))
    withdrawn = incident_of(newsroom, published.incident_id).wording
    assert withdrawn.read_in("de", "en").body == "A false alarm of ours."


def test_what_is_missing_or_lags_is_said_before_and_stops_nobody(newsroom: Newsroom) -> None:
    found = found_in(newsroom, said(replace(GERMAN, of=digest_of(TITLE, "Before."))))

    assert found["translation_missing"] == (
        "There is no translation into Français. Readers get the original."
    )
    assert found["translation_lags"].startswith("Deutsch: the translation is of an earlier wording")
    published = newsroom.publish(said(replace(GERMAN, of=digest_of(TITLE, "Before."))))
    assert incident_of(newsroom, published.incident_id).wording.read_in("de").lags


def test_a_page_of_one_language_misses_nothing(newsroom: Newsroom) -> None:
    newsroom.setting("page.languages", "")

    assert not [rule for rule in found_in(newsroom, said()) if rule.startswith("translation")]


def test_each_language_is_judged_by_what_is_known_of_it(newsroom: Newsroom) -> None:
    german = replace(GERMAN, body="Vermutlich ist eine Platte die Ursache. {next_update_promise}")
    found = found_in(newsroom, said(german, replace(FRENCH, body="Nous cherchons.")))

    assert found["guess"].startswith("Deutsch: ")
    assert found["translation_figures"] == (
        "Français: the original says “12:30”, and the translation does not."
    )


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Le flux Zanzibar est en retard, comme db-prod-03."),
        ("ja", "Zanzibarの遅延です。db-prod-03 も。"),
        ("ar", "تأخر وZanzibar و db-prod-03"),
    ],
)
def test_what_some_readers_must_not_know_is_found_in_every_language(
    newsroom: Newsroom, language: str, body: str
) -> None:
    newsroom.service("Zanzibar")
    newsroom.do(change_page, PageInput("main", shows="except", services=("Zanzibar",)))
    found = found_in(newsroom, said(Translation(language, "T", body, OF)))

    assert "Zanzibar" in found["internals"]
    assert "db-prod-03" in found["internals"]


def test_no_braces_reach_a_reader_of_any_language(newsroom: Newsroom) -> None:
    saved = newsroom.draft(said(GERMAN, replace(FRENCH, body="{next_update_promise}")))

    with pytest.raises(RuleBroken, match=r"Français: {next_update_promise} cannot be filled"):
        newsroom.do(publish, Publish(saved.notice_id, saved.revision, override="It must go out."))


@pytest.mark.parametrize(
    "unfit",
    [
        *(Translation(code, "T", "B") for code in ("xx", "de-../../x", 'de-"><b>', "de\n", "")),
        Translation("de-" + "a" * 40, "T", "B"),
        replace(GERMAN, body="x" * 25_001),
    ],
)
def test_an_unfit_translation_is_refused_with_its_reason(
    newsroom: Newsroom, unfit: Translation
) -> None:
    saved = newsroom.draft(said(unfit))

    with pytest.raises(RuleBroken) as refused:
        newsroom.do(publish, Publish(saved.notice_id, saved.revision, override="It must go out."))
    assert refused.value.field == "translations"


def test_who_agrees_agrees_to_each_translation(newsroom: Newsroom) -> None:
    newsroom.setting(AGREEMENT.setting(Occasion.CRITICAL.value), Consent.OTHER.value)
    saved = newsroom.draft(said(GERMAN, FRENCH))
    newsroom.do(submit, Submit(saved.notice_id, saved.revision))
    newsroom.do(approve_notice, Approve(saved.notice_id, saved.revision), "Bea")
    changed = newsroom.draft(
        said(replace(GERMAN, title="Zahlungen gestört"), FRENCH),
        notice_id=saved.notice_id,
        base=saved.revision,
    )
    view = newsroom.ask(REVIEW, ReviewAsk(changed.notice_id, changed.revision))

    assert view.redline is not None
    assert "Zahlungen gehen nicht" in view.redline.before
    assert "Zahlungen gestört" in view.redline.after


def test_a_notice_is_begun_in_each_language_that_there_are_templates_in(
    newsroom: Newsroom,
) -> None:
    begun = newsroom.ask(EDITOR, EditorAsk()).wording

    (german,) = begun.translations
    assert german.language == "de"
    assert german.state(begun.title, begun.body) is TranslationState.UP_TO_DATE
    assert "{next_update_promise}" in german.body
    assert german.body != begun.body
