"""What each kind of channel would send of a text that nobody has saved yet."""

from pathlib import Path

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.health.board import BOARD
from statusboard.app.notices.asks import ReviewAsk
from statusboard.app.notices.previews import PREVIEWS, PreviewAsk, marks_of
from statusboard.app.notices.queries import REVIEW
from statusboard.app.templates.commands import save_template
from statusboard.app.templates.inputs import SaveTemplate
from statusboard.domain.language import Language
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.domain.views.previews import ChannelPreview
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.readers import channel
from tests.fixtures.speaking import MAJOR, Newsroom, wording

GOOD = ComponentStatus.OPERATIONAL


def shown(newsroom: Newsroom, ask: PreviewAsk) -> dict[str, ChannelPreview]:
    return {preview.kind: preview for preview in newsroom.ask(PREVIEWS, ask)}


@ON_SQLITE
def test_each_kind_is_shown_once_however_many_channels_it_has(database: Database) -> None:
    newsroom = Newsroom(database)
    service = newsroom.service()
    ask = PreviewAsk(None, wording({service: MAJOR}, body="We *are* on it."))
    phone, executive = shown(newsroom, ask).values()
    assert (executive.kind, executive.label) == ("executive", "Executive")
    assert "Some card payments are failing" in executive.content
    assert (phone.kind, phone.label) == ("phone", "Phone")
    assert phone.content.startswith("I'm sorry about this. Some card payments are failing. The")
    for name in ("mail", "marketing"):
        channel(newsroom, name)
    channel(newsroom, "old", "pigeon")
    previews = shown(newsroom, ask)
    assert list(previews) == ["email", "phone", "executive"]
    mail = previews["email"]
    assert (mail.label, mail.form) == ("E-mail", "html")
    assert mail.subject == "Some card payments are failing: Investigating"
    assert "We <em>are</em> on it." in mail.content
    assert "Checkout API: major outage" in " ".join(mail.content.split()).replace("</bdi>", "")


@ON_SQLITE
def test_what_is_over_a_channel_s_limit_is_found_in_the_review(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    service = newsroom.service()
    channel(newsroom)

    def limits(title: str) -> list[str]:
        saved = newsroom.draft(wording({service: MAJOR}, title=title))
        review = newsroom.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
        return [one.sentence for one in review.findings if one.rule == "channel_limit"]

    assert limits("Card payments fail") == []
    (said,) = limits("Card payments fail " * 5)
    assert said.startswith("E-mail: The subject has 109 characters, and many programs show 78: “")


@ON_SQLITE
def test_what_works_again_in_the_text_is_said_to_fail_in_none_of_its_lines(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    checkout, search = newsroom.service(), newsroom.service("Search")
    own = SaveTemplate(
        TemplateKind.SUPPORT_IDENTIFIED, Language.ENGLISH, "", "{services} {effect}."
    )
    newsroom.do(save_template, own)
    title, state = "Some orders fail", IncidentStatus.IDENTIFIED
    said = newsroom.publish(wording({checkout: MAJOR, search: MAJOR}, title=title))
    about = wording({checkout: MAJOR, search: GOOD}, title=title, status=state)

    lines = shown(newsroom, PreviewAsk(said.incident_id, about))
    assert lines["phone"].content == "Checkout API is unavailable."
    assert lines["executive"].content.startswith("Some orders fail (Checkout API), since ")

    newsroom.publish(about, incident_id=said.incident_id)
    (told,) = newsroom.ask(BOARD).told
    assert told.services == ("Checkout API",)


@ON_SQLITE
def test_the_same_text_looks_the_same_each_time(database: Database) -> None:
    newsroom = Newsroom(database)
    newsroom.setting("page.url", "https://status.northwind.example")
    channel(newsroom)
    ask = PreviewAsk(None, wording({newsroom.service(): MAJOR}))
    assert shown(newsroom, ask) == shown(newsroom, ask)


@ON_SQLITE
def test_a_follow_up_is_shown_as_the_next_update_of_its_incident(
    database: Database, tmp_path: Path
) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    service = newsroom.service()
    said = newsroom.publish(wording({service: MAJOR}))
    channel(newsroom)
    over = wording({}, status=IncidentStatus.RESOLVED)
    mail = shown(newsroom, PreviewAsk(said.incident_id, over))["email"]
    assert "update 2" in mail.content
    assert mail.subject.endswith(": Resolved")
    gone = shown(newsroom, PreviewAsk(99, over))["email"]
    assert "update 1" in gone.content


@ON_SQLITE
def test_every_kind_that_there_is_can_be_looked_at(database: Database) -> None:
    newsroom = Newsroom(database)
    kinds = channel_kinds()
    for key, kind in kinds.items():
        channel(newsroom, key, key, kind.good[0].config)
    previews = shown(newsroom, PreviewAsk(None, wording({newsroom.service(): MAJOR})))
    assert list(previews) == [*kinds, "phone", "executive"]
    assert all(preview.content for preview in previews.values())
    assert {preview.form for preview in previews.values()} <= {"text", "html", "json"}


def test_the_characters_that_the_notes_speak_of_are_pointed_at() -> None:
    assert marks_of("Wir prüfen das – gleich.", ("“–” makes it longer.",)) == (15,)
    assert marks_of("A – B – C", ("“–” makes it longer.",)) == (2, 6)
    assert marks_of("A – B – C", ("It is long.",)) == ()
    assert marks_of("A – B – C", ()) == ()
