"""How a translation stands to the original, in words."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.translation import TranslationState


def _tr(text: str) -> str:
    return QCoreApplication.translate("Translations", text)


def mark_words(state: TranslationState) -> str:
    """What stands behind the name of a language; empty where there is nothing to do."""
    match state:
        case TranslationState.MISSING:
            return _tr("missing")
        case TranslationState.UNFINISHED:
            return _tr("unfinished")
        case TranslationState.LAGS:
            return _tr("earlier wording")
        case TranslationState.UP_TO_DATE:
            return _tr("up to date")


def state_words(state: TranslationState) -> str:
    """What it means for readers, in a sentence."""
    match state:
        case TranslationState.MISSING:
            return _tr("Missing: readers get the original.")
        case TranslationState.UNFINISHED:
            return _tr("Not finished: without a title or a text readers get the original.")
        case TranslationState.LAGS:
            return _tr("Of an earlier wording: the original has changed since.")
        case TranslationState.UP_TO_DATE:
            return _tr("Up to date with the original.")
