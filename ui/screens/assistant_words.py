"""Where what the helper gets goes to, in a sentence, and how much that is to be minded."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.writing_help import AssistantView


def _tr(text: str) -> str:
    return QCoreApplication.translate("AssistantWords", text)


def where_words(assistant: AssistantView) -> tuple[str, str]:
    """The sentence and its tone: nothing leaves this computer, or what is shown goes to a host."""
    if assistant.is_here:
        return _tr(
            "The helper is on this computer: what is shown does not leave it."
        ), "operational"
    words = _tr("What is shown goes to {host}.").format(host=assistant.host)
    if not assistant.is_encrypted:
        words += " " + _tr("It is not encrypted: others in the network could read it.")
    return words, "degraded"
