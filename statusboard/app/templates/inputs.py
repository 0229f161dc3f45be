"""What the verbs about templates are given, and what they answer. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.domain.language import Language
from statusboard.domain.templates.kinds import TemplateKind


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """A team's text for this kind and language. One that is spoken has no title."""

    kind: TemplateKind
    language: Language
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class RestoreTemplate:
    """The kind and language for which our text is wanted again."""

    kind: TemplateKind
    language: Language


@dataclass(frozen=True, slots=True)
class ApplyTemplates:
    """The templates of a file.

    With `prune`, those that it does not name go back to ours, unless it names none at all.
    """

    templates: tuple[SaveTemplate, ...] = ()
    prune: bool = False
