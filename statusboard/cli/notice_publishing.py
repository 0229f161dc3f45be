"""`statusboard notice publish …`: a draft goes out as it stands, translations and all."""

from typing import TYPE_CHECKING

from statusboard.cli.json_output import print_json
from statusboard.cli.notice import Override, Tell, WithoutApproval
from statusboard.cli.notice_agreement import Draft
from statusboard.cli.notice_writing import finding_rows, say_findings
from statusboard.cli.options import Database, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.app.notices.inputs import Published
    from statusboard.domain.views.notices import ReviewView


def publish(
    notice: Draft,
    *,
    tell: Tell = None,
    override: Override = "",
    without_approval: WithoutApproval = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Publish a draft as it stands, with its translations."""
    from statusboard.app.doorway import refuse_without
    from statusboard.app.notices.asks import EditorAsk, ReviewAsk
    from statusboard.app.notices.commands import publish as publish_verb
    from statusboard.app.notices.editor import EDITOR
    from statusboard.app.notices.inputs import Publish
    from statusboard.app.notices.queries import REVIEW
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        by = this_person(door)
        refuse_without(publish_verb.permission, publish_verb.name, by)
        revision = door.ask(EDITOR, EditorAsk(notice)).revision
        review = door.ask(REVIEW, ReviewAsk(notice, revision))
        blocked = [finding for finding in review.findings if finding.blocks]
        if blocked and not override.strip():
            _say(notice, review, None, as_json=as_json)
            sentence = f"{blocked[0].sentence} Change the notice, or say why with --override."
            raise RuleBroken(sentence, field="override")
        asked = Publish(notice, revision, override, tell=tell, without_approval=without_approval)
        published = door.do(publish_verb, asked, by).result
    _say(notice, review, published, as_json=as_json)


def _say(
    notice: int, review: "ReviewView", published: "Published | None", *, as_json: bool
) -> None:
    if as_json:
        print_json(
            {
                "notice": notice,
                "incident": None if published is None else published.incident_public_id,
                "update": None if published is None else published.update_public_id,
                "generation": None if published is None else published.generation,
                "findings": finding_rows(review),
            }
        )
        return
    say_findings(review)
    if published is not None:
        print(f"published: incident {published.incident_public_id}")
