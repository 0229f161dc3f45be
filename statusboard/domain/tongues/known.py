"""The languages in which uptime is spoken of, by their codes."""

from collections.abc import Mapping

from statusboard.domain.tongues.arabic import TONGUE as ARABIC
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.dutch import TONGUE as DUTCH
from statusboard.domain.tongues.english import TONGUE as ENGLISH
from statusboard.domain.tongues.french import TONGUE as FRENCH
from statusboard.domain.tongues.german import TONGUE as GERMAN
from statusboard.domain.tongues.japanese import TONGUE as JAPANESE
from statusboard.domain.tongues.portuguese import TONGUE as PORTUGUESE
from statusboard.domain.tongues.spanish import TONGUE as SPANISH

TONGUES: Mapping[str, Tongue] = {
    one.code: one for one in (ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, DUTCH, JAPANESE, ARABIC)
}
