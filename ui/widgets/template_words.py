"""What templates, and the languages they are written in, are called on screen."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.language import Language
from statusboard.domain.templates.kinds import TemplateKind


def _tr(text: str) -> str:
    return QCoreApplication.translate("TemplateWords", text)


def language_name(language: Language) -> str:
    """A language as those who speak it call it."""
    match language:
        case Language.ENGLISH:
            return "English"
        case Language.GERMAN:
            return "Deutsch"


def template_name(kind: TemplateKind) -> str:
    """What a template is called."""
    return {
        TemplateKind.INVESTIGATING: _tr("Investigating"),
        TemplateKind.IDENTIFIED: _tr("Identified"),
        TemplateKind.MONITORING: _tr("Monitoring"),
        TemplateKind.RESOLVED: _tr("Resolved"),
        TemplateKind.POSTMORTEM: _tr("Postmortem"),
        TemplateKind.STILL_INVESTIGATING: _tr("Still investigating"),
        TemplateKind.STILL_IDENTIFIED: _tr("Still identified"),
        TemplateKind.STILL_MONITORING: _tr("Still monitoring"),
        TemplateKind.MAINTENANCE_ANNOUNCED: _tr("Announced"),
        TemplateKind.MAINTENANCE_MOVED: _tr("Planned anew"),
        TemplateKind.MAINTENANCE_REMINDER: _tr("Reminder"),
        TemplateKind.MAINTENANCE_STARTED: _tr("Started"),
        TemplateKind.MAINTENANCE_EXTENDED: _tr("Extended"),
        TemplateKind.MAINTENANCE_VERIFYING: _tr("Being verified"),
        TemplateKind.MAINTENANCE_FINISHED: _tr("Finished"),
        TemplateKind.MAINTENANCE_CANCELLED: _tr("Cancelled"),
        TemplateKind.QUARTER: _tr("Uptime of a quarter"),
        TemplateKind.SUPPORT_INVESTIGATING: _tr("While investigating"),
        TemplateKind.SUPPORT_IDENTIFIED: _tr("When identified"),
        TemplateKind.SUPPORT_MONITORING: _tr("While monitoring"),
        TemplateKind.SUPPORT_RESOLVED: _tr("When resolved"),
        TemplateKind.SUPPORT_POSTMORTEM: _tr("After the postmortem"),
        TemplateKind.SUPPORT_RECOVERED: _tr("Works again, not told yet"),
    }[kind]
