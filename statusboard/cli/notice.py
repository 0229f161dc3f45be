"""`statusboard notice …`: notices for scripts, held to the same rules as in the window."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from statusboard.cli.agreement_steps import standing
from statusboard.cli.json_output import print_json
from statusboard.cli.notice_writing import Given, text_of, write
from statusboard.cli.options import Database, Demo, Json
from statusboard.cli.stated import Stated
from statusboard.cli.translation_options import (
    TranslationParts,
    TranslationsFile,
    states_of,
    translations_given,
)
from statusboard.domain.update_kind import NoticeSort

if TYPE_CHECKING:
    from statusboard.domain.views.notices import NoticeItem

Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="Its public id.")]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help="What customers notice.")]
Status = Annotated[
    str,
    typer.Option("--status", help="investigating, identified, monitoring, resolved or postmortem."),
]
Services = Annotated[
    list[str] | None,
    typer.Option("--service", metavar="GROUP/NAME=STATUS", help="May be repeated."),
]
NextUpdate = Annotated[
    str, typer.Option("--next-update", metavar="DURATION", help="Such as 30m, from publishing on.")
]
Started = Annotated[
    str, typer.Option("--started", metavar="TIME", help="Such as 2026-11-29T14:02, or “measured”.")
]
Ended = Annotated[
    str, typer.Option("--ended", metavar="TIME", help="When it was over; or “measured”.")
]
Impact = Annotated[
    str, typer.Option("--impact", help="none, minor, major or critical; or “measured”.")
]
Tell = Annotated[
    bool | None,
    typer.Option("--tell/--no-tell", help="Tell subscribers of what is entered afterwards."),
]
Body = Annotated[str, typer.Option("--body", metavar="TEXT", help="What is being done.")]
BodyFile = Annotated[
    Path | None,
    typer.Option(
        "--body-file", metavar="FILE", help="“-” reads standard input. A head may say the rest."
    ),
]
Publish = Annotated[bool, typer.Option("--publish", help="Publish it; otherwise it is a draft.")]
Override = Annotated[
    str, typer.Option("--override", metavar="REASON", help="Publish although findings block it.")
]
WithoutApproval = Annotated[
    str,
    typer.Option(
        "--without-approval",
        metavar="REASON",
        help="Publish in an emergency although nobody else has agreed.",
    ),
]
Pages = Annotated[
    list[str] | None,
    typer.Option("--page", metavar="KEY", help="Only for this page; may be repeated."),
]
# What a command says without an option.
_STATUS_OF = {"resolve": "resolved", "postmortem": "postmortem"}


def new(
    *,
    title: Title = "",
    status: Status = "",
    service: Services = None,
    next_update: NextUpdate = "",
    started: Started = "",
    ended: Ended = "",
    impact: Impact = "",
    tell: Tell = None,
    body: Body = "",
    body_file: BodyFile = None,
    translation: TranslationParts = None,
    translations: TranslationsFile = None,
    publish: Publish = False,
    override: Override = "",
    without_approval: WithoutApproval = "",
    page: Pages = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write a notice about something new.

    The text may begin with lines such as title:, status: and service: between two lines of three
    dashes; options count more.
    """
    stated, text = Stated(started, ended, impact), text_of(body, body_file)
    services = service or []
    given = Given(
        *(title, status, services, next_update, text),
        *("", stated, tell, without_approval, tuple(page or ())),
        translated=translations_given(translation or (), translations),
    )
    write(None, given, publish=publish, override=override, database=database, as_json=as_json)


def follow(
    context: typer.Context,
    incident: Incident,
    *,
    title: Title = "",
    status: Status = "",
    service: Services = None,
    next_update: NextUpdate = "",
    started: Started = "",
    ended: Ended = "",
    impact: Impact = "",
    tell: Tell = None,
    body: Body = "",
    body_file: BodyFile = None,
    translation: TranslationParts = None,
    translations: TranslationsFile = None,
    publish: Publish = False,
    override: Override = "",
    without_approval: WithoutApproval = "",
    corrects: Annotated[
        str,
        typer.Option("--corrects", metavar="UPDATE", help="Takes back what this update said."),
    ] = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write an update of an incident; what is left out stays as it was said last."""
    status = status or _STATUS_OF.get(context.info_name or "", "")
    stated, text = Stated(started, ended, impact), text_of(body, body_file)
    services = service or []
    given = Given(
        *(title, status, services, next_update, text),
        *(corrects, stated, tell, without_approval),
        translated=translations_given(translation or (), translations),
    )
    write(incident, given, publish=publish, override=override, database=database, as_json=as_json)


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List what customers are told now, and the drafts."""
    from statusboard.app.notices.queries import NOTICES
    from statusboard.cli.desk import reading_doorway
    from statusboard.domain.views.notices import Ending

    with reading_doorway(database, demo=demo) as door:
        view = door.ask(NOTICES, None)
    items = [("live", item) for item in view.live]
    items += [("suggested", item) for item in view.suggested]
    items += [("draft", item) for item in view.drafts]
    items += [("announced", item) for item in view.announced if item.ending is Ending.NONE]
    if as_json:
        rows = [
            {
                "sort": sort,
                "notice": item.notice_id,
                "incident": item.public_id or None,
                "title": item.wording.title,
                "translations": states_of(item.wording),
                "status": _state(item),
                "shown_until": None if (at := item.wording.shown_until) is None else at.isoformat(),
                "approval": item.agreement.state.value,
                "scheduled": None if (at := item.agreement.goes_out_at()) is None else str(at),
            }
            for sort, item in items
        ]
        print_json({"notices": rows})
        return
    for sort, item in items:
        name, wording = item.public_id or item.notice_id, item.wording
        stands = f"  ({standing(item.agreement, view.zone)})" if _is_told(item) else ""
        print(f"{sort}  {name}  {_state(item)}{_until(item, view.zone)}  {wording.title}{stands}")
    if not items:
        print("nothing is told, and nothing is being written")


def _is_told(item: "NoticeItem") -> bool:
    """Whether there is something to say of how its draft stands."""
    stands = item.agreement
    return item.has_draft and bool(stands.is_needed or stands.step or stands.schedule)


def _state(item: "NoticeItem") -> str:
    """How an incident stands; what is none has no state of one."""
    is_one = item.sort is NoticeSort.ANNOUNCEMENT
    return NoticeSort.ANNOUNCEMENT.value if is_one else item.wording.status.value


def _until(item: "NoticeItem", zone: str) -> str:
    """How long an announcement is shown; empty where that is not said."""
    until = item.wording.shown_until
    if until is None:
        return ""
    local = until.astimezone(ZoneInfo(zone))
    return f" until {local:%Y-%m-%d %H:%M} {local.tzname()}"
