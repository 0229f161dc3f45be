"""Response times in words. Rounded up, never to a shorter time than was measured."""

from PySide6.QtCore import QCoreApplication, QLocale

_MS_US = 1_000
_TENTH_MS = 100


def _tr(text: str) -> str:
    return QCoreApplication.translate("ResponseTime", text)


def response_words(length_us: int) -> str:
    """`212 ms` below a second, `2.1 s` from there on."""
    ms = -(-length_us // _MS_US)
    locale = QLocale()
    if ms < 1_000:
        return _tr("{number} ms").format(number=ms)
    tenths = -(-ms // _TENTH_MS)
    return _tr("{number} s").format(number=locale.toString(tenths / 10, "f", 1))
