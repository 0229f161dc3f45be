"""A claim is said in each language of the customers, with everything that belongs to it."""

from dataclasses import fields
from datetime import UTC, date, datetime
from string import Formatter

import pytest

from statusboard.domain.claim import OWN, Claim, ClaimKind, ClaimPeriod
from statusboard.domain.claim_subject import Subject
from statusboard.domain.claim_words import claim_text
from statusboard.domain.instants import Interval, to_us
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.period import Rolling
from statusboard.domain.tongues.figure_words import FigureWords
from statusboard.domain.tongues.known import TONGUES

NOW_US = to_us(datetime(2026, 11, 28, 14, tzinfo=UTC))
_BOUNDS = Interval(0, NOW_US)
YEAR = ClaimPeriod("12mo", _BOUNDS, Rolling(365), date(2025, 11, 28))
EACH_ITS_OWN = ClaimPeriod(OWN, _BOUNDS, None, date(2025, 11, 28))
EVERY = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(
    ("language", "headline", "sentence"),
    [
        (
            "fr",
            "99,98\u00a0% de disponibilité sur les 12 derniers mois",
            "Nos services ont été disponibles 99,98\u00a0% du temps sur les 12 derniers mois.",
        ),
        (
            "es",
            "99,98\u00a0% de disponibilidad en los últimos 12 meses",
            "Nuestros servicios han estado disponibles el 99,98\u00a0% del tiempo en los últimos "
            "12 meses.",
        ),
        (
            "nl",
            "99,98% beschikbaar in de laatste 12 maanden",
            "Onze diensten waren in de laatste 12 maanden 99,98% van de tijd beschikbaar.",
        ),
        ("ja", "99.98% 過去12か月の稼働率", "過去12か月の当社サービスの稼働率は99.98%でした。"),
        (
            "ar",
            "99.98% توفر خلال آخر 12 شهرًا",
            "نسبة توفر خدماتنا خلال آخر 12 شهرًا: 99.98%.",
        ),
    ],
)
def test_availability_is_said_as_its_readers_say_it(
    language: str, headline: str, sentence: str
) -> None:
    said = claim_text(Claim(ClaimKind.AVAILABILITY, YEAR, percent="99.98"), language)

    assert said.headline == headline
    assert said.sentence == sentence


@EVERY
def test_every_kind_of_claim_is_said_with_its_figures_and_its_services(language: str) -> None:
    about = (Subject("Checkout"), Subject("Payment", 3, is_group=True))
    claims = [
        Claim(ClaimKind.AVAILABILITY, YEAR, percent="99.98", services=about),
        *(Claim(ClaimKind.MAJOR_FREE, count=47, ever=ever, services=about) for ever in (1, 0)),
        Claim(ClaimKind.RECORD_RUN, count=47, services=about),
        Claim(ClaimKind.PROMISES, EACH_ITS_OWN, count=47, of=52, services=about),
        Claim(ClaimKind.FIRST_WORD, YEAR, count=47, of=52, services=about),
    ]
    english = {claim_text(one, "en").sentence for one in claims}
    for claim in claims:
        said = claim_text(claim, language)
        for text in (said.headline, said.sentence):
            assert "Checkout" in text
            assert "Payment" in text
            assert ("98" if claim.percent else "47") in text
            assert " ," not in text
        assert (said.sentence in english) == (language == "en")


@EVERY
def test_a_day_and_two_are_said_in_their_own_forms(language: str) -> None:
    said = {
        count: claim_text(Claim(ClaimKind.MAJOR_FREE, count=count), language).sentence
        for count in (1, 2, 3, 11, 100)
    }

    assert len(set(said.values())) == len(said)
    assert all("{" not in text for text in said.values())


@EVERY
def test_the_figures_behind_a_claim_have_words_in_every_language(language: str) -> None:
    tongue, english = TONGUES[language], TONGUES["en"]
    for field in fields(FigureWords):
        mine, usual = (getattr(one.figures, field.name) for one in (tongue, english))
        if isinstance(mine, str):
            assert _braces(mine) == _braces(usual) or field.name == "moment", field.name
            assert mine != usual or language == "en" or " " not in mine, field.name
        elif set(mine) - set(usual):
            assert set(mine) == set(tongue.dates.plurals.forms), field.name
        elif "other" not in mine:
            assert mine.keys() == usual.keys(), field.name
            assert [_braces(text) for text in mine.values()] == [
                {""} & _braces(text) if key == "days" else _braces(text)
                for key, text in usual.items()
            ], field.name


def _braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
