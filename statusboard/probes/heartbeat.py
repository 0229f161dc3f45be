"""The heartbeat check: a job says by itself that it ran; where it says nothing in time, it is late.

Nothing is asked. What came is read by the office, and judged by a feed (app/signals/feed).
"""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from statusboard.catalog.declaration import CheckKind, Config, Memory, Receiving
from statusboard.catalog.durations import duration_text
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.manner import Manner
from statusboard.domain.received import Listening, Report, Standing
from statusboard.errors import RuleBroken
from statusboard.probes.received.cron import due_after, schedule_problem
from statusboard.probes.received.words import bounded, zone_problem

if TYPE_CHECKING:
    from statusboard.domain.lateness import Rhythm

EVERY, AT = "every", "at"
DOWN, DEGRADED = "down", "degraded"
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(days=366)
# A job whose own clock is so much ahead reports before it is due, and means that time.
EARLY_US = 10_000_000
# What a program can end with.
_CODE = re.compile(r"\d{1,3}", re.ASCII)
MOST_CODE = 255
_DURATION = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
START, SUCCESS, FAIL = "start", "success", "fail"


def _length_problem(value: object) -> str | None:
    if isinstance(value, timedelta) and SHORTEST <= value <= LONGEST:
        return None
    return f"Choose from {duration_text(SHORTEST)} to {duration_text(LONGEST)}."


def _grace_problem(value: object) -> str | None:
    if isinstance(value, timedelta) and value <= LONGEST:
        return None
    return f"Choose up to {duration_text(LONGEST)}."


def _read(_config: Config, report: Report) -> Memory:
    """What a beat says. `/start`, `/success`, `/fail` or what the program ended with."""
    rest = report.rest.strip("/").lower()
    code: int | None = None
    if _CODE.fullmatch(rest) and int(rest) <= MOST_CODE:
        code, rest = int(rest), FAIL if int(rest) else SUCCESS
    if rest not in ("", START, SUCCESS, FAIL):
        raise RuleBroken(
            "A beat ends in nothing, /start, /success, /fail or the number that the program ended "
            "with, 0 to 255.",
            field="rest",
        )
    said: dict[str, object] = {"sort": rest or SUCCESS}
    if code is not None:
        said["code"] = code
    took = report.asked.get("duration", "")
    if took:
        if not _DURATION.fullmatch(took):
            raise RuleBroken("duration is a number of seconds, such as 12.5.", field="duration")
        said["took_us"] = round(float(took) * 1_000_000)
    words = bounded(report.body or report.asked.get("message", ""))
    if words:
        said["words"] = words
    return said


def _take(memory: Memory, said: Memory, at_us: int) -> Memory:
    if said.get("sort") == START:
        return {**memory, "began_us": at_us}
    began = memory.get("began_us")
    after: dict[str, object] = {
        "ended_us": at_us,
        "failed": said.get("sort") == FAIL,
        "words": said.get("words", ""),
        "code": said.get("code"),
        "took_us": said.get("took_us", at_us - began if isinstance(began, int) else None),
    }
    return after


def _rhythm(config: Config) -> "Rhythm":
    from statusboard.domain.instants import duration_us
    from statusboard.domain.lateness import Rhythm

    grace = config.get("grace")
    grace_us = duration_us(grace) if isinstance(grace, timedelta) else 0
    schedule, zone = str(config.get("schedule") or ""), str(config.get("zone") or "UTC")
    if config.get("due") == AT:
        return Rhythm(
            lambda at_us: due_after(schedule, zone, at_us + EARLY_US), grace_us, is_fixed=True
        )
    every = config.get("every")
    every_us = duration_us(every) if isinstance(every, timedelta) else 0
    return Rhythm(lambda at_us: at_us + every_us, grace_us, is_fixed=False)


def _stand(config: Config, memory: Memory, listening: Listening | None, now_us: int) -> Standing:
    # The window reads this declaration for its form; it need not carry what judges.
    from statusboard.domain.instants import duration_us, from_us
    from statusboard.domain.lateness import Punctuality, judged, while_running
    from statusboard.domain.result import Answer, Outcome, Reason

    ended, began = memory.get("ended_us"), memory.get("began_us")
    longest = config.get("longest_run")
    if isinstance(began, int) and isinstance(longest, timedelta) and listening is not None:
        hangs_us = began + duration_us(longest)
        was_heard = listening.since_us <= began and listening.until_us >= hangs_us
        if now_us >= hangs_us and was_heard:
            words = f"it began and has not said that it ended for {duration_text(longest)}"
            return Standing(Answer(Outcome.DOWN, Reason.LATE, words), hangs_us)
    if not isinstance(ended, int):
        if listening is None:
            words = "no page server is running that could hear it"
            return Standing(Answer(Outcome.UNKNOWN, Reason.NOT_CONFIGURED, words), now_us)
        words = "it has begun and not ended yet" if began else "it has never reported"
        return Standing(Answer(Outcome.UNKNOWN, Reason.SOURCE_SILENT, words), now_us)
    found = judged(ended, _rhythm(config), listening, now_us)
    if isinstance(began, int):
        # Where it says how long it may run, its end is awaited for so long, else for its grace.
        runs = longest if isinstance(longest, timedelta) else config.get("grace")
        runs_us = duration_us(runs) if isinstance(runs, timedelta) else 0
        found = while_running(found, began, began + runs_us, ended, now_us)
    if found.punctuality is Punctuality.LATE:
        heard = f"last heard {from_us(ended):%Y-%m-%d %H:%M:%S} UTC"
        return Standing(Answer(Outcome.DOWN, Reason.LATE, heard), found.since_us)
    if found.punctuality is Punctuality.UNSURE:
        words = "it may have reported while nobody here listened"
        unsure = Answer(Outcome.UNKNOWN, Reason.SOURCE_UNAVAILABLE, words)
        return Standing(unsure, found.since_us)
    took, code, words = memory.get("took_us"), memory.get("code"), str(memory.get("words") or "")
    response_us = took if isinstance(took, int) else None
    if not memory.get("failed"):
        return Standing(Answer(Outcome.UP, Reason.OK, words, response_us), ended)
    if isinstance(code, int):
        words = f"{words or 'it failed'} ({code})"
    outcome = Outcome.DEGRADED if config.get("failure") == DEGRADED else Outcome.DOWN
    failed = Answer(outcome, Reason.REPORTED, words or "it says that it failed", response_us)
    return Standing(failed, ended)


def _describe(config: Config) -> str:
    if config.get("due") == AT:
        return f"Heartbeat at {config.get('schedule')} ({config.get('zone') or 'UTC'})"
    every = config.get("every")
    length = duration_text(every) if isinstance(every, timedelta) else every
    return f"Heartbeat every {length}" if length else "Heartbeat"


def _command(address: str) -> str:
    return (
        "curl --silent --show-error --fail --max-time 10 --retry 7 --retry-connrefused "
        f"--output /dev/null {address}"
    )


DECLARATION = CheckKind(
    key="heartbeat",
    label="Heartbeat",
    icon="activity",
    fields=(
        FieldSpec(
            "due",
            FieldKind.CHOICE,
            "Due",
            default=EVERY,
            choices=(EVERY, AT),
            choice_words=((EVERY, "Within a time of the last report"), (AT, "At fixed times")),
        ),
        FieldSpec(
            "every",
            FieldKind.DURATION,
            "At least every",
            help="How long after a report the next one is due.",
            unit="such as 15m, 1h or 1d",
            required=True,
            check=_length_problem,
            needs="due",
            only_for=(EVERY,),
        ),
        FieldSpec(
            "schedule",
            FieldKind.TEXT,
            "Schedule",
            help="As the job has it in its crontab: minute, hour, day of month, month, day of "
            "week.",
            required=True,
            tidy=str.strip,
            check=schedule_problem,
            needs="due",
            only_for=(AT,),
            example="30 2 * * *",
        ),
        FieldSpec(
            "zone",
            FieldKind.ZONE,
            "Time zone of the job",
            help="By whose clock the schedule is. Where clocks change it is due as cron runs it.",
            default="UTC",
            tidy=str.strip,
            check=zone_problem,
            needs="due",
            only_for=(AT,),
        ),
        FieldSpec(
            "grace",
            FieldKind.DURATION,
            "Grace",
            help="So much later it is late, and down from then on. What it usually takes, and some "
            "more.",
            unit="such as 5m or 1h",
            default=timedelta(minutes=5),
            check=_grace_problem,
        ),
        FieldSpec(
            "longest_run",
            FieldKind.DURATION,
            "Longest run",
            help="For jobs that also report /start: how long after it the end has to come.",
            unit="such as 2h",
            check=_length_problem,
            advanced=True,
        ),
        FieldSpec(
            "failure",
            FieldKind.CHOICE,
            "Where it says that it failed",
            help="By /fail, or the number that the program ended with.",
            default=DOWN,
            choices=(DOWN, DEGRADED),
            choice_words=((DOWN, "Down"), (DEGRADED, "Degraded")),
            advanced=True,
        ),
    ),
    probe=None,
    describe=_describe,
    target=lambda _config: None,
    offer="Wait for a job",
    summary="A job reports by itself that it ran. Where it is late, it is down.",
    batched=True,
    manner=Manner.BEAT,
    receives=Receiving("beat", _read, _take, _stand, _command),
    rank=60,
    good=(
        Example({"every": "1h"}),
        Example({"every": "1d", "grace": "30m", "longest_run": "2h", "failure": "degraded"}),
        Example({"due": "at", "schedule": "30 2 * * 1-5", "zone": "Europe/Berlin"}),
    ),
    bad=(
        Example({}, "every"),
        Example({"every": "1s"}, "every"),
        Example({"every": "2y"}, "every"),
        Example({"due": "at"}, "schedule"),
        Example({"due": "at", "schedule": "@daily"}, "schedule"),
        Example({"due": "at", "schedule": "* * * * * *"}, "schedule"),
        Example({"due": "at", "schedule": "0 0 30 2 *"}, "schedule"),
        Example({"due": "at", "schedule": "0 2 * * *", "zone": "Nowhere/Land"}, "zone"),
        Example({"every": "1h", "grace": "500d"}, "grace"),
    ),
)
