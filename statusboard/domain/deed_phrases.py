"""What is told of a deed that takes more than its verb: titles, numbers, reasons.

Each answers a part of a sentence in English, without its full stop.
"""

from collections.abc import Callable

from statusboard.domain.deed import Deed


def claims_judged(deed: Deed) -> str:
    """Which claims stopped being carried, and which are again, by where they are said."""
    fallen, again = deed.detail.get("places"), deed.detail.get("again")
    said = []
    if isinstance(fallen, list) and fallen:
        said.append(f"found untrue what is said in: {', '.join(map(str, fallen))}")
    if isinstance(again, list) and again:
        said.append(f"found true again what is said in: {', '.join(map(str, again))}")
    return "; ".join(said) or "judged what is said of uptime"


def notice_name(deed: Deed) -> str:
    """The title of the notice in quotation marks, or the subject where it has none."""
    return f"“{deed.title}”" if deed.title else deed.subject


def revision_name(deed: Deed) -> str:
    """`revision 3 of “Checkout is slow”`, or the notice alone."""
    number = deed.detail.get("revision")
    return f"revision {number} of {notice_name(deed)}" if number else notice_name(deed)


def what_was_brought(deed: Deed) -> str:
    """What an import brought, in numbers, and that nobody had agreed."""
    parts = [
        counted(count, one)
        for one, many in (("service", "services"), ("incident", "incidents"), ("draft", "drafts"))
        if isinstance(count := deed.detail.get(many), int) and count
    ]
    said = f": {', '.join(parts)}" if parts else ": nothing new"
    unapproved = emergency(deed)
    return f"{said}.{unapproved}" if unapproved else said


def was_published(deed: Deed) -> str:
    """What was published, to how many it went, and against what."""
    if deed.detail.get("again"):
        return f"asked again to publish {notice_name(deed)}, which was published already"
    which = f"update {deed.update} of {notice_name(deed)}" if deed.update else notice_name(deed)
    status = f": {deed.detail['status']}" if deed.detail.get("status") else ""
    against = deed.detail.get("override")
    why = f" Published against what monitoring says, because: “{against}”." if against else ""
    return f"published {which}{status}{_told(deed)}.{why}{emergency(deed)}"


def emergency(deed: Deed) -> str:
    """That it went without approval, and why; nothing where somebody agreed."""
    reason = deed.detail.get("without_approval")
    return f" Without approval, because: “{reason}”." if reason else ""


def working(did: str) -> Callable[[Deed], str]:
    """What was done with planned work, to how many it was told, and that nobody had agreed."""

    def words(deed: Deed) -> str:
        work = notice_name(deed)
        said = did.format(work=work) if "{work}" in did else f"{did} {work}"
        later = deed.detail.get("end_reason")
        why = f" The end was set afterwards, because: “{later}”." if later else ""
        return f"{said}{_told(deed)}.{why}{emergency(deed)}"

    return words


def sent_back(deed: Deed) -> str:
    """What was sent back, and with which words."""
    return f"sent {revision_name(deed)} back: “{deed.detail.get('words', '')}”"


def asks(deed: Deed) -> str:
    """What a change asks for."""
    return str(deed.detail.get("asks", ""))


def approved_change(deed: Deed) -> str:
    """Whose change was approved."""
    by = deed.detail.get("asked_by")
    asked = f" by {by}" if by else ""
    return f"approved a change of {notice_name(deed)} asked for{asked}{_told(deed)}: {asks(deed)}"


def made_change(deed: Deed) -> str:
    """That a change was made, or was given up, and why."""
    problem = deed.detail.get("not_made")
    if problem:
        return f"gave up a change of {notice_name(deed)} that was approved: {problem}"
    by = deed.detail.get("approved_by")
    agreed = f" approved by {by}" if by else ""
    return f"made a change of {notice_name(deed)}{agreed}{_told(deed)}: {asks(deed)}"


def sent_change_back(deed: Deed) -> str:
    """Which change was sent back, and with which words."""
    words = deed.detail.get("words", "")
    return f"sent a change of {notice_name(deed)} back: “{words}”. It asked: {asks(deed)}"


def published_due(deed: Deed) -> str:
    """What was published at its time, or why not."""
    problem = deed.detail.get("not_published")
    if problem:
        return f"did not publish {notice_name(deed)} at its time: {problem}"
    return f"{was_published(deed)} Scheduled by {deed.detail.get('scheduled_by', '')}"


def counted(count: object, noun: str) -> str:
    """`1 message`, `1,200 messages`."""
    number = count if isinstance(count, int) else 0
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def _told(deed: Deed) -> str:
    count = deed.detail.get("recipients")
    return f", {counted(count, 'message')}" if isinstance(count, int) else ""


def subject_name(deed: Deed) -> str:
    """The subject without the word for what it is: `person Ada` is Ada."""
    return deed.subject.partition(" ")[2] or deed.subject


def first_changes(deed: Deed) -> str:
    """The first three lines of what changed, and how many more there are."""
    lines = deed.detail.get("changes") or deed.detail.get("changed")
    if not isinstance(lines, list | tuple) or not lines:
        return ""
    shown = "; ".join(str(line) for line in lines[:3])
    return f": {shown}" + (f"; and {len(lines) - 3} more" if len(lines) > 3 else "")


def added_person(deed: Deed) -> str:
    """Who was set up, as what."""
    role = str(deed.detail.get("role", ""))
    as_role = f" as {'an' if role[:1] in 'aeiou' else 'a'} {role}" if role else ""
    return f"set up {subject_name(deed)}{as_role}"


def changed_person(deed: Deed) -> str:
    """Who was changed, and what they were called before."""
    before = deed.detail.get("before")
    called = f", who was called {before}" if before else ""
    return f"changed {subject_name(deed)}{called}: {deed.detail.get('role', '')}"


def signed_in(deed: Deed) -> str:
    """Who signed in and where, or that a code was wrong."""
    at = f" at {deed.detail['device']}" if deed.detail.get("device") else ""
    if deed.detail.get("right"):
        return f"signed in as {subject_name(deed)}{at}"
    return f"typed a wrong code for {subject_name(deed)}{at}"


def set_state(deed: Deed) -> str:
    """Which state was set, until when and why."""
    if deed.detail.get("again"):
        return ", as before"
    status = str(deed.detail.get("status", "")).replace("_", " ")
    until = f" until {deed.detail['until']}" if deed.detail.get("until") else ""
    agree = " or until the checks agree" if deed.detail.get("until_agrees") else ""
    return f" to {status}{until}{agree}, because: “{deed.detail.get('reason', '')}”"


def ruled_group(deed: Deed) -> str:
    """Which rule a group got, and which it had."""
    before = deed.detail.get("before")
    was = f", where it was {before}" if before else ", as before"
    promised = deed.detail.get("promised")
    also = f", and promised {promised} of it" if promised else ""
    return f"chose the rule {deed.detail.get('rule', '')} for the group {deed.subject}{was}{also}"


def was_promised(deed: Deed) -> str:
    """What was promised of a service."""
    words = deed.detail.get("promised")
    return f"promised {words} of {deed.subject}" if words else f"promises nothing of {deed.subject}"


def was_suggested(deed: Deed) -> str:
    """How many notices were suggested, renewed, taken back."""
    parts = [
        f"{word} {counted(len(found), 'notice')}"
        for word, key in (
            ("suggested", "begun"),
            ("renewed", "changed"),
            ("took back", "withdrawn"),
        )
        if isinstance(found := deed.detail.get(key), list | tuple) and found
    ]
    return ", ".join(parts) or "looked for notices to suggest"


def in_its_place(deed: Deed) -> str:
    """That something took the place of what was before."""
    return " in the place of the one before" if deed.detail.get("again") else ""


def correcting(did: str, *, back: str = "", waits: str = "") -> Callable[[Deed], str]:
    """What was done about a correction, of which time, and why.

    `back` is what was done where it is about taking one back, `waits` where somebody else has to
    agree first; both stand before “a correction of”.
    """

    def words(deed: Deed) -> str:
        said = did
        for instead, is_so in ((back, "taking_back"), (waits, "waits")):
            if instead and deed.detail.get(is_so):
                said = f"{instead} a correction of"
        when = f"{deed.detail.get('from', '')} to {deed.detail.get('to', '')}"
        kind, reason = deed.detail.get("kind", ""), deed.detail.get("reason")
        why = f", because: “{reason}”" if reason else ""
        more = ". It waits for somebody else" if deed.detail.get("waits") else ""
        return f"{said} the history of {deed.subject}, {when}: {kind}{why}{more}"

    return words


def was_muted(deed: Deed) -> str:
    """Of what the alarms were muted, until when and why."""
    until = f" until {deed.detail['until']}" if deed.detail.get("until") else ""
    why = f", because: “{deed.detail['why']}”" if deed.detail.get("why") else ""
    return f"muted the alarms about {deed.subject}{until}{why}"
