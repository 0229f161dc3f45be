"""What the desk drafts by itself is there in the page's languages, as translations of the draft."""

from statusboard.app.notices.queries import REVIEW, ReviewAsk
from statusboard.app.settings import PAGE_LANGUAGES
from statusboard.app.statements.commands import draft_milestone, draft_quarter
from statusboard.app.statements.inputs import DraftMilestone, DraftQuarter
from statusboard.app.templates.commands import save_template
from statusboard.app.templates.inputs import SaveTemplate
from statusboard.domain.language import Language
from statusboard.domain.notice import Wording
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.domain.translation import TranslationState
from statusboard.storage.notices import read_drafts
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import Newsroom


def _draft(desk: Newsroom) -> Wording:
    with desk.database.reading(desk.clock.now()) as unit:
        ((_, revision),) = read_drafts(unit)
    return revision.wording


def _titles(wording: Wording) -> dict[str, str]:
    states = {one.state(wording.title, wording.body) for one in wording.translations}
    assert states <= {TranslationState.UP_TO_DATE}
    where = ("{page_url}", "https://status.northwind.example")
    assert all(one.body.endswith(where) for one in wording.translations)
    return {one.language: one.title for one in wording.translations}


@ON_SQLITE
def test_a_run_without_an_outage_is_told_in_each_of_them(desk: Newsroom) -> None:
    desk.setting(PAGE_LANGUAGES, "de, fr, ja, ar")
    desk.do(draft_milestone, DraftMilestone(50))
    assert _titles(_draft(desk)) == {
        "de": "50 Tage ohne großen Ausfall",
        "fr": "50 jours sans panne majeure",
        "ja": "重大な障害のない50日間",
        "ar": "50 يومًا بلا انقطاع كبير",
    }


@ON_SQLITE
def test_the_quarterly_message_has_its_figures_in_each_of_them(desk: Newsroom) -> None:
    desk.setting(PAGE_LANGUAGES, "de, fr, es, pt, nl, ja")
    number = desk.do(draft_quarter, DraftQuarter()).notice_id
    # No figure of the original is left out, and none is said otherwise.
    assert desk.ask(REVIEW, ReviewAsk(number, 1)).findings == ()
    said = _draft(desk)
    titles = _titles(said)
    assert titles["de"] == "Verfügbarkeit im 3. Quartal 2026: 99,95 %"
    assert titles["es"] == "Disponibilidad en el trimestre 3 de 2026: 99,95\u00a0%"
    bodies = {one.language: one.body for one in said.translations}
    assert bodies["nl"].startswith("Onze diensten waren in kwartaal 3 van 2026 99,95% van de tijd")
    assert all("99.95" in body or "99,95" in body for body in bodies.values())
    assert all("30" in body for body in bodies.values())  # how a partial outage counts


@ON_SQLITE
def test_what_a_team_says_in_its_own_words_is_translated_by_people(desk: Newsroom) -> None:
    desk.setting(PAGE_LANGUAGES, "fr")
    own = SaveTemplate(TemplateKind.QUARTER, Language.ENGLISH, "{quarter}", "It was good.")
    desk.do(save_template, own)
    desk.do(draft_quarter, DraftQuarter())
    assert _draft(desk).translations == ()
