"""How the commands about notices write one: draft, findings, and publication."""

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from statusboard.cli.json_output import print_json
from statusboard.cli.said_services import said_once
from statusboard.cli.stated import NOTHING_STATED, Stated
from statusboard.cli.translation_options import (
    Translated,
    in_words_given,
    refuse_other_languages,
    states_of,
)
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from statusboard.app.doorway import Doorway
    from statusboard.app.notices.inputs import Published, Saved
    from statusboard.domain.incident import Incident
    from statusboard.domain.notice import Wording
    from statusboard.domain.status import ComponentStatus
    from statusboard.domain.views.notices import EditorView, ReviewView


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed, or stands in the head of the text. Empty texts leave a field as it is."""

    title: str
    status: str
    services: list[str]
    next_update: str
    body: str
    corrects: str = ""
    stated: Stated = NOTHING_STATED
    tell: bool | None = None
    without_approval: str = ""
    pages: tuple[str, ...] = ()
    translated: Translated = field(default_factory=dict)

    def with_head(self) -> "Given":
        """The same with what the head of the text says; what was typed counts more.

        Raises RuleBroken for a head that says what no notice has.
        """
        from statusboard.catalog.front_matter import front_matter

        head = front_matter(self.body)
        return replace(
            self,
            title=self.title or head.one("title"),
            status=self.status or head.one("status"),
            services=self.services or head.all("service"),
            next_update=self.next_update or head.one("next_update"),
            body=head.body if head.said else self.body,
            corrects=self.corrects or head.one("corrects"),
            pages=self.pages or tuple(head.all("page")),
            stated=Stated(
                self.stated.started or head.one("started"),
                self.stated.ended or head.one("ended"),
                self.stated.impact or head.one("impact"),
            ),
        )


def text_of(body: str, file: Path | None) -> str:
    """The text, from the option or a file; “-” is standard input."""
    if file is None:
        return body
    if body:
        raise RuleBroken("Give --body or --body-file, not both.", field="body")
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleBroken(f"{file} cannot be read: {error}.", field="body") from error


def write(
    incident: str | None,
    given: Given,
    *,
    publish: bool,
    override: str,
    database: str | None,
    as_json: bool,
) -> None:
    """Keeps the notice as a draft, says what is found, and publishes where that is wanted.

    Raises RuleBroken where a finding blocks and no override says why, or whoever types may not
    publish: then nothing is kept either.
    """
    from statusboard.app.doorway import refuse_without
    from statusboard.app.notices.commands import publish as publish_verb
    from statusboard.app.notices.queries import REVIEW, ReviewAsk
    from statusboard.cli.desk import doorway, this_person

    given = given.with_head()
    with doorway(database) as door:
        if publish:
            refuse_without(publish_verb.permission, publish_verb.name, this_person(door))
        saved = _save(door, incident, given)
        review = door.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))
        blocked = [finding for finding in review.findings if finding.blocks]
        published = None
        if publish and (not blocked or override.strip()):
            try:
                published = _publish(door, saved, override, given)
            except RuleBroken:
                _say(saved, incident, review, None, as_json=as_json)
                raise
    _say(saved, incident, review, published, as_json=as_json)
    if publish and published is None:
        sentence = f"{blocked[0].sentence} Change the notice, or say why with --override."
        raise RuleBroken(sentence, field="override")


def _save(door: "Doorway", incident: str | None, given: Given) -> "Saved":
    from statusboard.app.notices.asks import EditorAsk
    from statusboard.app.notices.commands import save_draft
    from statusboard.app.notices.editor import EDITOR
    from statusboard.app.notices.inputs import SaveDraft
    from statusboard.app.notices.queries import INCIDENT_ID
    from statusboard.cli.desk import this_person

    incident_id = None if incident is None else door.ask(INCIDENT_ID, incident)
    view = door.ask(EDITOR, EditorAsk(incident_id=incident_id, afresh=True))
    refuse_other_languages(given.translated, view.languages)
    said = said_once(given.services, view.choices)
    if view.incident is not None:
        _refuse_what_is_another_text(view, view.incident, given)
        if given.corrects:
            view = door.ask(EDITOR, EditorAsk(corrects=given.corrects))
        view = _follows(view, view.incident, given)
    elif said:
        # What is measured of others is not said because somebody spoke of these.
        view = door.ask(EDITOR, EditorAsk(component_ids=tuple(said), afresh=True))
    wording = given.stated.on(_worded(view, given, said), view.zone, door.clock.now())
    if view.incident is not None and view.notice_id is None and not given.corrects:
        _refuse_the_same_text(wording, view.incident, given)
    draft = SaveDraft(view.notice_id, incident_id, view.revision, wording, given.corrects)
    return door.do(save_draft, draft, this_person(door)).result


def _refuse_what_is_another_text(view: "EditorView", incident: "Incident", given: Given) -> None:
    """Raises RuleBroken where a draft would be published as what nobody asks for here."""
    from statusboard.app.notices.correcting import NO_END
    from statusboard.domain.status import IncidentStatus

    drafted = "" if view.corrects is None else view.corrects.update
    if given.corrects and all(given.corrects != one.public_id for one in incident.updates):
        sentence = (
            f"The incident has no update {given.corrects}. A correction follows what it corrects."
        )
        raise RuleBroken(sentence, field="corrects")
    is_new_end = given.status == IncidentStatus.RESOLVED and not incident.status.is_over
    if given.corrects and is_new_end:
        raise RuleBroken(NO_END, field="status")
    if drafted and not given.corrects:
        raise RuleBroken(
            f"A draft of this incident takes back what the update {drafted} said, and would "
            f"reach only whom that reached. Publish it first, with --corrects {drafted}.",
            field="corrects",
        )
    is_end = view.notice_id is not None and view.wording.status.is_over
    if is_end and not (given.status or incident.status.is_over):
        raise RuleBroken(
            "A draft of this incident says that it is over. Publish it with “notice resolve”, or "
            "say with --status how it is.",
            field="status",
        )


def _refuse_the_same_text(wording: "Wording", incident: "Incident", given: Given) -> None:
    """Raises RuleBroken for an end, or what comes after it, in the words of the update before."""
    from statusboard.domain.suggestion import follow_up

    before = incident.updates[0].wording
    is_end = wording.status.is_over and not before.status.is_over
    same = (before.body.strip(), follow_up(incident).body.strip())
    if is_end and not given.body and wording.body.strip() in same:
        raise RuleBroken(
            "The text is that of the last update, which says nothing of the end. Say with --body "
            "that it is over, and since when.",
            field="body",
        )
    is_after = wording.status.is_after_end and not before.status.is_after_end
    if is_after and wording.body.strip() == before.body.strip():
        raise RuleBroken(
            "The text is that of the last update. Say with --body how it came about, and what "
            "will prevent it.",
            field="body",
        )


def _follows(view: "EditorView", incident: "Incident | None", given: Given) -> "EditorView":
    """What an update starts from: what was said last, also where monitoring sees the end of it.

    A text that is given here need not say so.
    """
    from statusboard.domain.status import IncidentStatus
    from statusboard.domain.suggestion import follow_up

    is_end = given.status == IncidentStatus.RESOLVED
    if incident is None or view.notice_id is not None or is_end:
        return view
    return replace(view, wording=follow_up(incident))


def _worded(view: "EditorView", given: Given, said: "Mapping[int, ComponentStatus]") -> "Wording":
    from statusboard.catalog.durations import parse_duration
    from statusboard.domain.status import OF_INCIDENTS, IncidentStatus

    wording = replace(view.wording, pages=given.pages or view.wording.pages)
    if given.status:
        if given.status not in OF_INCIDENTS:
            raise RuleBroken(f"--status is one of {', '.join(IncidentStatus)}.", field="status")
        wording = replace(wording, status=IncidentStatus(given.status))
    if given.next_update:
        try:
            promise = parse_duration(given.next_update)
        except ValueError as error:
            raise RuleBroken(str(error), field="next_update") from None
        wording = replace(wording, next_update_in=promise, next_update_at=None)
    wording = in_words_given(wording, given.title, given.body, given.translated)
    # A service that was removed since cannot be told of, and no option could take it out.
    known = {choice.component_id for choice in view.choices}
    kept = {key: status for key, status in wording.components.items() if key in known}
    return replace(wording, components={**kept, **said})


def _publish(
    door: "Doorway",
    saved: "Saved",
    override: str,
    given: Given,
) -> "Published":
    from statusboard.app.notices.commands import publish
    from statusboard.app.notices.inputs import Publish
    from statusboard.cli.desk import this_person

    asked = Publish(
        *(saved.notice_id, saved.revision, override),
        tell=given.tell,
        without_approval=given.without_approval,
    )
    return door.do(publish, asked, this_person(door)).result


def _say(
    saved: "Saved",
    incident: str | None,
    review: "ReviewView",
    published: "Published | None",
    *,
    as_json: bool,
) -> None:
    if as_json:
        report = {
            "notice": saved.notice_id,
            "incident": incident if published is None else published.incident_public_id,
            "update": None if published is None else published.update_public_id,
            "generation": None if published is None else published.generation,
            "translations": states_of(review.wording),
            "findings": finding_rows(review),
        }
        print_json(report)
        return
    say_findings(review)
    if published is None:
        print(f"kept as draft {saved.notice_id}")
    else:
        print(f"published: incident {published.incident_public_id}")


def finding_rows(review: "ReviewView") -> list[dict[str, object]]:
    """What stands against a text, for programs."""
    return [
        {
            "rule": finding.rule,
            "blocks": finding.blocks,
            "sentence": finding.sentence,
            "words": [words.text for words in finding.words],
        }
        for finding in review.findings
    ]


def say_findings(review: "ReviewView") -> None:
    """What stands against a text, on the standard error."""
    for finding in review.findings:
        print(f"{'blocks: ' if finding.blocks else ''}{finding.sentence}", file=sys.stderr)
