"""`statusboard notice retract`, `join` and `announce`: beside the life of an incident."""

from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.maintenance_options import instant_in
from statusboard.cli.notice import (
    Body,
    BodyFile,
    Incident,
    Override,
    Publish,
    WithoutApproval,
)
from statusboard.cli.notice_writing import finding_rows, say_findings, text_of
from statusboard.cli.options import Database, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.notices.inputs import Published, Saved
    from statusboard.domain.views.notices import ReviewView


def retract(
    incident: Incident,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; customers read it.")
    ],
    update: Annotated[
        str, typer.Option("--update", metavar="UPDATE", help="Only this update, by its id.")
    ] = "",
    without_approval: WithoutApproval = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Withdraw what should never have been published, and tell those it reached."""
    from statusboard.app.notices.ending_commands import retract as withdraw
    from statusboard.app.notices.inputs import Retract
    from statusboard.app.notices.queries import INCIDENT_ID
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        given = Retract(door.ask(INCIDENT_ID, incident), reason, update, without_approval)
        done = door.do(withdraw, given, this_person(door)).result
    if as_json:
        print_json(
            {
                "incident": incident,
                "update": done.update_public_id,
                "generation": done.generation,
                "recipients": done.recipients,
            }
        )
        return
    print(f"withdrawn: {update or incident}, told to {done.recipients}")


def join(
    incident: Incident,
    *,
    into: Annotated[
        str, typer.Option("--into", metavar="INCIDENT", help="The one that it is told in.")
    ],
    words: Annotated[
        str, typer.Option("--words", metavar="TEXT", help="What customers read there.")
    ] = "",
    without_approval: WithoutApproval = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Tell of an incident in another one from now on; nobody is told that it is resolved."""
    from statusboard.app.notices.ending_commands import merge
    from statusboard.app.notices.inputs import Merge
    from statusboard.app.notices.queries import INCIDENT_ID
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        going, staying = (door.ask(INCIDENT_ID, one) for one in (incident, into))
        given = Merge(going, staying, words, without_approval)
        done = door.do(merge, given, this_person(door)).result
    if as_json:
        print_json(
            {
                "incident": into,
                "joined": incident,
                "update": done.update_public_id,
                "generation": done.generation,
                "recipients": done.recipients,
                "draft": done.draft_id,
            }
        )
        return
    print(f"joined: {incident} is told in {into} from now on, told to {done.recipients}")


def announce(
    *,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What it is about.")],
    body: Body = "",
    body_file: BodyFile = None,
    until: Annotated[
        str,
        typer.Option(
            "--until", metavar="TIME", help="Shown so long, on the page's clock: 2026-12-27T08:00."
        ),
    ] = "",
    publish: Publish = False,
    tell: Annotated[
        bool, typer.Option("--tell", help="Also send it to those who want everything.")
    ] = False,
    override: Override = "",
    without_approval: WithoutApproval = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write something for the page without an incident."""
    from dataclasses import replace

    from statusboard.app.notices.announcing import first_announcement
    from statusboard.app.notices.asks import ReviewAsk
    from statusboard.app.notices.commands import publish as say
    from statusboard.app.notices.commands import save_draft
    from statusboard.app.notices.inputs import Publish as Publishing
    from statusboard.app.notices.inputs import SaveDraft
    from statusboard.app.notices.queries import REVIEW
    from statusboard.cli.desk import doorway, this_person
    from statusboard.domain.update_kind import NoticeSort

    text = text_of(body, body_file)
    with doorway(database) as door:
        ends_at = instant_in(door, until, "until") if until else None
        wording = replace(first_announcement(), title=title, body=text, shown_until=ends_at)
        given = SaveDraft(None, None, 0, wording, sort=NoticeSort.ANNOUNCEMENT)
        saved = door.do(save_draft, given, this_person(door)).result
        review = door.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
        blocked = [finding for finding in review.findings if finding.blocks]
        published = None
        if publish and (not blocked or override.strip()):
            asked = Publishing(
                *(saved.notice_id, saved.revision, override),
                tell=tell,
                without_approval=without_approval,
            )
            published = door.do(say, asked, this_person(door)).result
    _say(saved, review, published, as_json=as_json)
    if publish and published is None:
        sentence = f"{blocked[0].sentence} Change the text, or say why with --override."
        raise RuleBroken(sentence, field="override")


def _say(
    saved: "Saved", review: "ReviewView", published: "Published | None", *, as_json: bool
) -> None:
    if as_json:
        print_json(
            {
                "notice": saved.notice_id,
                "announcement": None if published is None else published.incident_public_id,
                "update": None if published is None else published.update_public_id,
                "generation": None if published is None else published.generation,
                "findings": finding_rows(review),
            }
        )
        return
    say_findings(review)
    if published is None:
        print(f"kept as draft {saved.notice_id}")
    else:
        print(f"announced: {published.incident_public_id}")
