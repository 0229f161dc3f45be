"""What an impact is called on screen."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.status import Impact


def impact_word(impact: Impact) -> str:
    """“None”, “Minor”, “Major”, “Critical”."""
    return {
        Impact.NONE: QCoreApplication.translate("Impact", "None"),
        Impact.MINOR: QCoreApplication.translate("Impact", "Minor"),
        Impact.MAJOR: QCoreApplication.translate("Impact", "Major"),
        Impact.CRITICAL: QCoreApplication.translate("Impact", "Critical"),
    }[impact]
