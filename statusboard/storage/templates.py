"""The team's own templates, as they are stored."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from statusboard.domain.instants import from_us
from statusboard.domain.language import Language
from statusboard.domain.templates.kinds import OwnTemplate, TemplateKey, TemplateKind, TemplateText
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import TEMPLATE
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert


def write_template(unit: Unit, key: TemplateKey, text: TemplateText) -> None:
    """Keeps a team's text in the place of ours, or of their own before it."""
    kind, language = key
    said = {
        "title": text.title,
        "body": text.body,
        "saved_us": unit.now_us,
        "saved_by": unit.actor.name if unit.actor else "",
    }
    wanted = upsert(unit, TEMPLATE).values(kind=kind.value, language=language.value, **said)
    unit.connection.execute(
        wanted.on_conflict_do_update(
            index_elements=[TEMPLATE.c.kind, TEMPLATE.c.language], set_=said
        )
    )


def forget_template(unit: Unit, key: TemplateKey) -> bool:
    """Goes back to our text; False where there was no other."""
    kind, language = key
    gone = delete(TEMPLATE).where(
        TEMPLATE.c.kind == kind.value, TEMPLATE.c.language == language.value
    )
    return unit.connection.execute(gone).rowcount > 0


@read_once
def read_own_templates(unit: Unit) -> Mapping[TemplateKey, OwnTemplate]:
    """The team's own texts, in order. What this version does not know is left out."""
    found: dict[TemplateKey, OwnTemplate] = {}
    kinds, languages = set(TemplateKind), set(Language)
    for row in unit.connection.execute(
        select(TEMPLATE).order_by(TEMPLATE.c.kind, TEMPLATE.c.language)
    ):
        if row.kind in kinds and row.language in languages:
            text = TemplateText(row.title, row.body)
            key = TemplateKind(row.kind), Language(row.language)
            found[key] = OwnTemplate(text, from_us(row.saved_us), row.saved_by)
    return found
