"""The spans show what people corrected, what was measured stays beneath, and each comes back."""

from datetime import datetime

import pytest

from statusboard.app.health.corrected import corrected_sentence, measured_figures
from statusboard.app.health.report import UPTIME_REPORT, UptimeReportAsk
from statusboard.app.health.together import Together
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.history.commands import agree, refuse
from statusboard.app.history.inputs import CorrectHistory, CorrectionNumber, RefuseCorrection
from statusboard.app.history.queries import CORRECTIONS, PREVIEW_CORRECTION
from statusboard.app.notices.waiting import WAITING
from statusboard.domain.access import person
from statusboard.domain.approval import Matter
from statusboard.domain.correction import CorrectionKind as Kind
from statusboard.domain.instants import MINUTE_US, Interval
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.views.uptime import BandKind, Range
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from tests.fixtures.correcting import PAY, WHY, Correcting
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import DOWN
from tests.fixtures.planned import UNDER, at, plan_of

GOOD, MAJOR = C.OPERATIONAL, C.MAJOR_OUTAGE


@pytest.fixture
def desk(database: Database) -> Correcting:
    return Correcting(database)


MEASURED = [
    (at(12, 1), at(12, 11), GOOD),
    (at(12, 11), at(12, 21), MAJOR),
    (at(12, 21), None, GOOD),
]


def test_a_false_alarm_counts_as_up_and_is_taken_back_at_any_time(desk: Correcting) -> None:
    assert desk.spans(PAY) == MEASURED
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    assert desk.spans(PAY) == [(at(12, 1), None, GOOD)]
    desk.minutes(at(12, 40), turns=False)
    desk.back(number)
    assert desk.spans(PAY) == MEASURED


@pytest.mark.parametrize(
    ("kind", "start", "stop", "spans"),
    [
        (Kind.BEGAN_AT, at(12, 5), None, [(at(12, 5), at(12, 21), MAJOR)]),
        (Kind.BEGAN_AT, at(12, 14), None, [(at(12, 14), at(12, 21), MAJOR)]),
        (Kind.ENDED_AT, None, at(12, 25), [(at(12, 11), at(12, 25), MAJOR)]),
        (Kind.ENDED_AT, None, at(12, 18), [(at(12, 11), at(12, 18), MAJOR)]),
        (
            Kind.PLANNED_WORK,
            at(12, 9),
            at(12, 16),
            [(at(12, 9), at(12, 16), UNDER), (at(12, 16), at(12, 21), MAJOR)],
        ),
    ],
)
@ON_SQLITE
def test_each_kind_says_its_own(
    desk: Correcting,
    kind: Kind,
    start: datetime | None,
    stop: datetime | None,
    spans: list[tuple[datetime, datetime, C]],
) -> None:
    desk.correct(kind, start, stop, outage=None if kind is Kind.PLANNED_WORK else at(12, 15))
    assert [one for one in desk.spans(PAY) if one[2] is not GOOD] == spans


@ON_SQLITE
def test_both_figures_stay_and_what_is_shown_says_so(desk: Correcting) -> None:
    desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    bounds = Interval.between(at(12, 1), at(12, 21))
    with desk.database.reading(desk.clock.now()) as unit:
        found = measured_figures(unit, [bounds], [PAY], now_us=bounds.stop_us)
        assert found[PAY].down_us == 10 * MINUTE_US
        as_one = Together(read_components(unit))
        said = corrected_sentence(unit, as_one, [bounds])
        assert said == "1 correction counts; as measured it was 50.000 %."
    row = desk.ask(UPTIME_REPORT, UptimeReportAsk(at(12, 1), at(12, 21)))["services"][0]
    assert (row["uptime_percent"], row["measured_uptime_percent"], row["corrections"]) == (
        *(100.0, 50.0),
        1,
    )
    view = desk.ask(UPTIME, UptimeAsk(Range.DAY, PAY))
    assert "1 correction counts" in view.figures.rule
    [band] = [one for one in view.bands if one.kind is BandKind.CORRECTION]
    assert band.note == f"Corrected: false alarm, by Ada: “{WHY}”"


@ON_SQLITE
def test_a_second_person_agrees_where_the_team_asks_for_two(desk: Correcting) -> None:
    desk.ask_two()
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    assert desk.spans(PAY) == MEASURED
    assert desk.ask(CORRECTIONS).lines[0].stands == "waits for somebody else to agree"
    with pytest.raises(RuleBroken, match="somebody else has to agree"):
        desk.do(agree, CorrectionNumber(number), "Ada")
    desk.do(agree, CorrectionNumber(number), "Ben")
    desk.ingest.follow_corrections()
    assert desk.spans(PAY) == [(at(12, 1), None, GOOD)]
    [line] = desk.ask(CORRECTIONS).lines
    assert (line.words, line.stands) == (
        f"false alarm, by Ada, agreed by Ben: “{WHY}”",
        "counts",
    )


@ON_SQLITE
def test_an_outage_that_lasts_is_corrected_once_it_is_over(desk: Correcting) -> None:
    desk.minutes(at(12, 40), {PAY: DOWN}, turns=False)
    with pytest.raises(RuleBroken, match="still lasts"):
        desk.correct(Kind.FALSE_ALARM, outage=at(12, 39))
    desk.correct(Kind.BEGAN_AT, at(12, 28), outage=at(12, 39))
    assert desk.spans(PAY)[-1] == (at(12, 28), None, MAJOR)


@pytest.mark.parametrize(
    ("kind", "start", "stop", "outage", "words"),
    [
        (Kind.FALSE_ALARM, at(12, 22), at(12, 25), None, "Nothing would change"),
        (Kind.FALSE_ALARM, None, None, at(12, 25), "There was no outage"),
        (Kind.FALSE_ALARM, at(12, 15), at(12, 45), None, "Only the past"),
        (Kind.FALSE_ALARM, at(12, 15), at(12, 15), None, "end before it begins"),
        (Kind.BEGAN_AT, at(12, 22), None, at(12, 15), "begin after its end"),
        (Kind.ENDED_AT, None, at(12, 11), at(12, 15), "end before it began"),
        (Kind.ENDED_AT, None, at(12, 25), None, "Say which outage"),
        (Kind.PLANNED_WORK, at(12, 15), None, None, "Say until when"),
    ],
)
@ON_SQLITE
def test_what_makes_no_sense_is_refused_in_words(
    desk: Correcting,
    kind: Kind,
    start: datetime | None,
    stop: datetime | None,
    outage: datetime | None,
    words: str,
) -> None:
    with pytest.raises(RuleBroken, match=words):
        desk.ask(PREVIEW_CORRECTION, CorrectHistory(PAY, kind, WHY, outage, start, stop))


@ON_SQLITE
def test_it_needs_a_reason_and_is_taken_back_once(desk: Correcting) -> None:
    with pytest.raises(RuleBroken, match="Say how you know"):
        desk.correct(Kind.FALSE_ALARM, outage=at(12, 15), reason=" \u200b")
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    desk.back(number)
    with pytest.raises(RuleBroken, match="taken back already"):
        desk.back(number)


@ON_SQLITE
def test_what_was_not_watched_becomes_no_uptime(desk: Correcting) -> None:
    with pytest.raises(RuleBroken, match="nobody watched"):
        desk.correct(Kind.PLANNED_WORK, at(11, 30), at(11, 50))
    desk.correct(Kind.FALSE_ALARM, at(11), at(12, 25))
    assert desk.spans(PAY) == [(at(12, 1), None, GOOD)]


@ON_SQLITE
def test_of_two_the_later_word_stands_and_the_earlier_comes_back(desk: Correcting) -> None:
    desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    number = desk.correct(Kind.PLANNED_WORK, at(12, 12), at(12, 15))
    assert desk.spans(PAY)[1] == (at(12, 12), at(12, 15), UNDER)
    desk.back(number)
    assert desk.spans(PAY) == [(at(12, 1), None, GOOD)]


@ON_SQLITE
def test_planned_work_stays_under_a_false_alarm(desk: Correcting) -> None:
    desk.plan(plan_of([PAY], tells=False))
    desk.minutes(at(13, 30), {PAY: DOWN}, turns=False)
    desk.minutes(at(14, 20), {PAY: DOWN}, turns=False)
    desk.correct(Kind.FALSE_ALARM, at(12, 50), at(14, 10))
    assert [one for one in desk.spans(PAY) if one[0] >= at(13)] == [
        (at(13), at(14), UNDER),
        (at(14), at(14, 10), GOOD),
        (at(14, 10), None, MAJOR),
    ]


@ON_SQLITE
def test_who_is_asked_refuses_with_a_reason_and_it_never_counts(desk: Correcting) -> None:
    desk.ask_two()
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    with pytest.raises(RuleBroken, match="Say why not"):
        desk.do(refuse, RefuseCorrection(number, " "), "Ben")
    desk.do(refuse, RefuseCorrection(number, "The provider was down"), "Ben")
    desk.ingest.follow_corrections()
    assert desk.spans(PAY) == MEASURED
    [line] = desk.ask(CORRECTIONS).lines
    assert line.stands == "refused by Ben: “The provider was down”"
    for late, words in ((agree, "refused by Ben"), (refuse, "refused by Ben")):
        given = CorrectionNumber(number) if late is agree else RefuseCorrection(number, "x")
        with pytest.raises(RuleBroken, match=words):
            desk.do(late, given, "Cyd")
    with pytest.raises(RuleBroken, match="was refused"):
        desk.back(number)


@ON_SQLITE
def test_taking_back_what_two_agreed_on_takes_two_as_well(desk: Correcting) -> None:
    desk.ask_two()
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    desk.do(agree, CorrectionNumber(number), "Ben")
    desk.ingest.follow_corrections()
    corrected = desk.spans(PAY)
    assert corrected != MEASURED
    with pytest.raises(RuleBroken, match="Say why"):
        desk.back(number)
    desk.back(number, "Ben", "It was down after all")
    # It counts until somebody else has agreed, whoever that is, and nobody asks twice.
    assert desk.spans(PAY) == corrected
    [waits] = desk.ask(WAITING)
    assert waits.title == "Payments, 12:11 UTC: take back “false alarm”"
    assert [waits.agreement.waits_for(person(name)) for name in ("Ada", "Ben")] == [True, False]
    for late in ("Ben", "Cyd"):
        with pytest.raises(RuleBroken, match="Ben asked for that already"):
            desk.back(number, late, "It was down")
    with pytest.raises(RuleBroken, match="somebody else has to agree"):
        desk.do(agree, CorrectionNumber(number), "Ben")
    desk.do(refuse, RefuseCorrection(number, "The provider says otherwise"), "Ada")
    desk.ingest.follow_corrections()
    assert desk.spans(PAY) == corrected
    said = "counts; Ada refused to take it back: “The provider says otherwise”"
    assert desk.ask(CORRECTIONS).lines[0].stands == said
    desk.back(number, "Ben", "The provider corrected itself")
    desk.do(agree, CorrectionNumber(number), "Ada")
    desk.ingest.follow_corrections()
    assert desk.spans(PAY) == MEASURED
    assert desk.ask(CORRECTIONS).lines[0].stands == "taken back by Ben, agreed by Ada"


@ON_SQLITE
def test_what_never_counted_is_taken_back_by_one(desk: Correcting) -> None:
    desk.ask_two()
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    desk.back(number, "Ada")
    assert desk.ask(CORRECTIONS).lines[0].stands == "taken back by Ada"
    assert desk.ask(WAITING) == ()


@ON_SQLITE
def test_what_waits_is_told_to_others_and_not_to_whoever_made_it(desk: Correcting) -> None:
    desk.ask_two()
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    [waits] = desk.ask(WAITING)
    assert (waits.matter, waits.number) == (Matter.CORRECTION, number)
    assert waits.title == "Payments, 12:11 UTC: false alarm"
    assert [waits.agreement.waits_for(person(name)) for name in ("Ada", "Ben")] == [False, True]
    desk.do(agree, CorrectionNumber(number), "Ben")
    assert desk.ask(WAITING) == ()
    with pytest.raises(RuleBroken, match="counts already: Ben agreed to it"):
        desk.do(refuse, RefuseCorrection(number, "x"), "Cyd")
