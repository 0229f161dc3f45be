"""The templates in force, and a team's own among them."""

from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.app.settings import notice_language, page_languages
from statusboard.domain.language import Language
from statusboard.domain.templates.house import HouseTemplates
from statusboard.domain.templates.kinds import OwnTemplate, TemplateKey
from statusboard.storage.settings import read_settings
from statusboard.storage.templates import read_own_templates
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class TemplatesView:
    """What texts are begun with; `own` says who saved a team's own, and when."""

    house: HouseTemplates
    own: dict[TemplateKey, OwnTemplate]


def read_templates(unit: Unit) -> HouseTemplates:
    """What texts are begun with: the team's where there are some, else ours."""
    own = {key: one.text for key, one in read_own_templates(unit).items()}
    usual, (_, *others) = notice_language(unit), page_languages(read_settings(unit))
    further = tuple(one for one in Language if one.value in others and one is not usual)
    return HouseTemplates(usual, own, further)


def templates_view(unit: Unit, _given: None) -> TemplatesView:
    """The templates as they are edited."""
    return TemplatesView(read_templates(unit), dict(read_own_templates(unit)))


TEMPLATES = query("templates")(templates_view)
