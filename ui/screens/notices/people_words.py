"""How many people, in words."""

from PySide6.QtCore import QCoreApplication, QLocale


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


def people_words(count: int) -> str:
    """“nobody”, “1 person”, “1,499 people”."""
    if count == 0:
        return _tr("nobody")
    return _tr("1 person") if count == 1 else _tr("{n} people").format(n=number_words(count))


def number_words(count: int) -> str:
    """“1,499”: digits in groups, as they are read here."""
    locale = QLocale()
    # A computer that says nothing of its language speaks the program's.
    is_nobodys = locale.language() is QLocale.Language.C
    return (QLocale(QLocale.Language.English) if is_nobodys else locale).toString(count)
