"""What somebody did, in plain words: a line of the audit trail as people read it.

A verb without words of its own is told by its name: nothing is left out of a trail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Detail = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Deed:
    """A line: the verb, about what, with which particulars; `title` is that of its notice.

    `update` is which update of its incident it was, 0 where it was none.
    """

    verb: str
    subject: str
    detail: Detail
    title: str = ""
    update: int = 0


def deed_text(deed: Deed) -> str:
    """What was done, as it follows the name of whoever did it, with its full stop."""
    words = _WORDS.get(deed.verb)
    said = f"did {deed.verb}: {deed.subject}" if words is None else words(deed)
    return said if said.endswith((".", ".”", "?”")) else f"{said}."


def _claims_judged(deed: Deed) -> str:
    """Which claims stopped being carried, and which are again, by where they are said."""
    fallen, again = deed.detail.get("places"), deed.detail.get("again")
    said = []
    if isinstance(fallen, list) and fallen:
        said.append(f"found untrue what is said in: {', '.join(map(str, fallen))}")
    if isinstance(again, list) and again:
        said.append(f"found true again what is said in: {', '.join(map(str, again))}")
    return "; ".join(said) or "judged what is said of uptime"


def _notice(deed: Deed) -> str:
    return f"“{deed.title}”" if deed.title else deed.subject


def _revision(deed: Deed) -> str:
    number = deed.detail.get("revision")
    return f"revision {number} of {_notice(deed)}" if number else _notice(deed)


def _brought(deed: Deed) -> str:
    parts = [
        _many(count, one)
        for one, many in (("service", "services"), ("incident", "incidents"), ("draft", "drafts"))
        if isinstance(count := deed.detail.get(many), int) and count
    ]
    said = f": {', '.join(parts)}" if parts else ": nothing new"
    emergency = _emergency(deed)
    return f"{said}.{emergency}" if emergency else said


def _published(deed: Deed) -> str:
    if deed.detail.get("again"):
        return f"asked again to publish {_notice(deed)}, which was published already"
    which = f"update {deed.update} of {_notice(deed)}" if deed.update else _notice(deed)
    status = f": {deed.detail['status']}" if deed.detail.get("status") else ""
    count = deed.detail.get("recipients")
    told = f", {_many(count, 'message')}" if isinstance(count, int) else ""
    against = deed.detail.get("override")
    why = f" Published against what monitoring says, because: “{against}”." if against else ""
    return f"published {which}{status}{told}.{why}{_emergency(deed)}"


def _emergency(deed: Deed) -> str:
    reason = deed.detail.get("without_approval")
    return f" Without approval, because: “{reason}”." if reason else ""


def _worked(did: str) -> Callable[[Deed], str]:
    """What was done with planned work, to how many it was told, and that nobody had agreed."""

    def words(deed: Deed) -> str:
        work = _notice(deed)
        said = did.format(work=work) if "{work}" in did else f"{did} {work}"
        count = deed.detail.get("recipients")
        told = f", {_many(count, 'message')}" if isinstance(count, int) else ""
        later = deed.detail.get("end_reason")
        why = f" The end was set afterwards, because: “{later}”." if later else ""
        return f"{said}{told}.{why}{_emergency(deed)}"

    return words


def _sent_back(deed: Deed) -> str:
    return f"sent {_revision(deed)} back: “{deed.detail.get('words', '')}”"


def _asks(deed: Deed) -> str:
    return str(deed.detail.get("asks", ""))


def _approved_change(deed: Deed) -> str:
    by, count = deed.detail.get("asked_by"), deed.detail.get("recipients")
    told = f", {_many(count, 'message')}" if isinstance(count, int) else ""
    asked = f" by {by}" if by else ""
    return f"approved a change of {_notice(deed)} asked for{asked}{told}: {_asks(deed)}"


def _made_change(deed: Deed) -> str:
    problem = deed.detail.get("not_made")
    if problem:
        return f"gave up a change of {_notice(deed)} that was approved: {problem}"
    by, count = deed.detail.get("approved_by"), deed.detail.get("recipients")
    told = f", {_many(count, 'message')}" if isinstance(count, int) else ""
    agreed = f" approved by {by}" if by else ""
    return f"made a change of {_notice(deed)}{agreed}{told}: {_asks(deed)}"


def _sent_change_back(deed: Deed) -> str:
    words = deed.detail.get("words", "")
    return f"sent a change of {_notice(deed)} back: “{words}”. It asked: {_asks(deed)}"


def _published_due(deed: Deed) -> str:
    problem = deed.detail.get("not_published")
    if problem:
        return f"did not publish {_notice(deed)} at its time: {problem}"
    return f"{_published(deed)} Scheduled by {deed.detail.get('scheduled_by', '')}"


def _many(count: object, noun: str) -> str:
    number = count if isinstance(count, int) else 0
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def _named(deed: Deed) -> str:
    """The subject without the word for what it is: `person Ada` is Ada."""
    return deed.subject.partition(" ")[2] or deed.subject


def _changes(deed: Deed) -> str:
    lines = deed.detail.get("changes") or deed.detail.get("changed")
    if not isinstance(lines, list | tuple) or not lines:
        return ""
    shown = "; ".join(str(line) for line in lines[:3])
    return f": {shown}" + (f"; and {len(lines) - 3} more" if len(lines) > 3 else "")


def _added_person(deed: Deed) -> str:
    role = str(deed.detail.get("role", ""))
    as_role = f" as {'an' if role[:1] in 'aeiou' else 'a'} {role}" if role else ""
    return f"set up {_named(deed)}{as_role}"


def _changed_person(deed: Deed) -> str:
    before = deed.detail.get("before")
    called = f", who was called {before}" if before else ""
    return f"changed {_named(deed)}{called}: {deed.detail.get('role', '')}"


def _signed_in(deed: Deed) -> str:
    at = f" at {deed.detail['device']}" if deed.detail.get("device") else ""
    if deed.detail.get("right"):
        return f"signed in as {_named(deed)}{at}"
    return f"typed a wrong code for {_named(deed)}{at}"


def _set_state(deed: Deed) -> str:
    if deed.detail.get("again"):
        return ", as before"
    status = str(deed.detail.get("status", "")).replace("_", " ")
    until = f" until {deed.detail['until']}" if deed.detail.get("until") else ""
    agree = " or until the checks agree" if deed.detail.get("until_agrees") else ""
    return f" to {status}{until}{agree}, because: “{deed.detail.get('reason', '')}”"


def _ruled_group(deed: Deed) -> str:
    before = deed.detail.get("before")
    was = f", where it was {before}" if before else ", as before"
    promised = deed.detail.get("promised")
    also = f", and promised {promised} of it" if promised else ""
    return f"chose the rule {deed.detail.get('rule', '')} for the group {deed.subject}{was}{also}"


def _promised(deed: Deed) -> str:
    words = deed.detail.get("promised")
    return f"promised {words} of {deed.subject}" if words else f"promises nothing of {deed.subject}"


def _suggested(deed: Deed) -> str:
    parts = [
        f"{word} {_many(len(found), 'notice')}"
        for word, key in (
            ("suggested", "begun"),
            ("renewed", "changed"),
            ("took back", "withdrawn"),
        )
        if isinstance(found := deed.detail.get(key), list | tuple) and found
    ]
    return ", ".join(parts) or "looked for notices to suggest"


def _instead(deed: Deed) -> str:
    return " in the place of the one before" if deed.detail.get("again") else ""


def _corrected(did: str) -> Callable[[Deed], str]:
    """What was done about a correction, of which time, and why."""

    def words(deed: Deed) -> str:
        when = f"{deed.detail.get('from', '')} to {deed.detail.get('to', '')}"
        kind, reason = deed.detail.get("kind", ""), deed.detail.get("reason")
        why = f", because: “{reason}”" if reason else ""
        waits = ". It waits for somebody else" if deed.detail.get("waits") else ""
        return f"{did} the history of {deed.subject}, {when}: {kind}{why}{waits}"

    return words


_Words = Callable[[Deed], str]
_WORDS: Mapping[str, _Words] = {
    "notice.save_draft": lambda deed: f"saved {_revision(deed)}",
    "notice.discard_draft": lambda deed: f"discarded {_notice(deed)}",
    "notice.publish": _published,
    "notice.submit": lambda deed: f"asked for approval of {_revision(deed)}",
    "notice.approve": lambda deed: f"approved {_revision(deed)}",
    "notice.reject": _sent_back,
    "notice.withdraw_request": lambda deed: f"took the question about {_revision(deed)} back",
    "notice.schedule": lambda deed: f"scheduled {_revision(deed)} for {deed.detail.get('at', '')}",
    "notice.unschedule": lambda deed: f"took {_notice(deed)} off the schedule",
    "notice.publish_due": _published_due,
    "notice.no_change": lambda deed: f"began a “no change” update of {_notice(deed)}",
    "notice.join": lambda deed: f"joined a suggestion to {_notice(deed)}",
    "notice.later": lambda deed: f"put {_notice(deed)} off for {deed.detail.get('minutes')} min",
    "notice.suggest": _suggested,
    "notice.retract": lambda deed: f"withdrew {_notice(deed)}.{_emergency(deed)}",
    "notice.merge": lambda deed: f"joined {_notice(deed)} to another incident.{_emergency(deed)}",
    "maintenance.draft": lambda deed: f"saved {_revision(deed)} as a draft",
    "maintenance.submit": lambda deed: f"asked for approval of {_revision(deed)}",
    "maintenance.approve": lambda deed: f"approved {_revision(deed)}",
    "maintenance.reject": _sent_back,
    "maintenance.propose": lambda deed: f"asked for a change of {_notice(deed)}: {_asks(deed)}",
    "maintenance.approve_change": _approved_change,
    "maintenance.make_change": _made_change,
    "maintenance.reject_change": _sent_change_back,
    "maintenance.withdraw_change": (
        lambda deed: f"took back a change of {_notice(deed)}: {_asks(deed)}"
    ),
    "maintenance.withdraw_request": (
        lambda deed: f"took back the question about {_revision(deed)}"
    ),
    "maintenance.plan": _worked("planned"),
    "maintenance.change": _worked("changed"),
    "maintenance.move": _worked("moved"),
    "maintenance.start": _worked("started"),
    "maintenance.extend": _worked("extended"),
    "maintenance.verify": _worked("said that {work} is being looked over"),
    "maintenance.end": _worked("ended"),
    "maintenance.cancel": _worked("cancelled"),
    "maintenance.discard": lambda deed: f"discarded the draft {_notice(deed)}",
    "maintenance.freeze": lambda deed: f"asked for no work during “{deed.detail.get('name', '')}”",
    "maintenance.unfreeze": lambda deed: f"took {deed.subject} back",
    "notice.add_word": lambda deed: f"taught the spelling of “{_named(deed)}”",
    "notice.add_picture": lambda _deed: "added a picture to a notice",
    "person.add": _added_person,
    "person.change": _changed_person,
    "person.end": lambda deed: f"ended {_named(deed)}",
    "person.bring_back": lambda deed: f"brought {_named(deed)} back",
    "person.new_code": lambda deed: f"gave {_named(deed)} a new code",
    "person.rescue": lambda deed: f"made {_named(deed)} administrator from the command line",
    "people.sign_in": _signed_in,
    "people.sign_out": lambda _deed: "signed out",
    "presence.take_over": lambda deed: f"took over {_notice(deed)}",
    "people.make_roles": lambda _deed: "made the roles of the database server",
    "device.end": lambda deed: f"ended the device {_named(deed)}",
    "device.let_in": lambda deed: f"let the device {_named(deed)} in again",
    "settings.choose": lambda deed: f"changed settings{_changes(deed)}",
    "desk.apply": lambda deed: f"applied a file{_changes(deed)}",
    "import.bring": lambda deed: f"brought along what {deed.subject} knew{_brought(deed)}",
    "import.undo": lambda deed: f"took back what came from {deed.subject}{_brought(deed)}",
    "import.bring_history": lambda deed: (
        f"brought the history of a service along from {deed.subject}"
    ),
    "target.save": lambda deed: f"chose where the page is put{_changes(deed)}",
    "target.remove": lambda deed: f"removed a place of the page{_changes(deed)}",
    "template.save": lambda deed: f"wrote the template {_named(deed)}",
    "template.restore": lambda deed: f"went back to our template {_named(deed)}",
    "add_service": lambda deed: f"added a service{_changes(deed)}",
    "edit_service": lambda deed: f"changed a service{_changes(deed)}",
    "remove_service": lambda deed: f"removed a service{_changes(deed)}",
    "service.override": lambda deed: f"set {deed.subject} by hand{_set_state(deed)}",
    "service.rule_group": _ruled_group,
    "service.set_objective": _promised,
    "service.end_override": lambda deed: f"let the checks of {deed.subject} count again",
    "history.correct": _corrected("corrected"),
    "history.agree": _corrected("agreed to a correction of"),
    "history.take_back": _corrected("took back a correction of"),
    "history.bring_outages": lambda deed: f"brought past outages along{_changes(deed)}",
    "history.confirm_retention": (
        lambda deed: f"agreed to keep single answers for less{_changes(deed)}"
    ),
    "signal.give_address": lambda deed: f"gave an address to {deed.subject}{_instead(deed)}",
    "give_secret": lambda deed: f"gave the secret {deed.subject}",
    "give_new_relic_key": lambda _deed: "gave the key for New Relic",
    "connect_new_relic": lambda _deed: "connected New Relic",
    "disconnect_new_relic": lambda _deed: "disconnected New Relic",
    "new_relic.watch": lambda deed: f"had entities of New Relic watched{_changes(deed)}",
    "new_relic.follow_tag": lambda deed: f"followed the tag {deed.subject} in New Relic",
    "new_relic.unfollow_tag": lambda deed: f"follows the tag {deed.subject} no more",
    "new_relic.set_aside": lambda deed: f"set {deed.subject} of New Relic aside",
    "new_relic.decide_window": lambda deed: (
        f"decided about {deed.subject}, which is planned in New Relic"
    ),
    "new_relic.record": lambda deed: (
        "had recorded what New Relic says, for an hour"
        if deed.detail.get("on")
        else "ended the record of what New Relic says"
    ),
    "new_relic.backfill": lambda _deed: "had the past read anew that New Relic kept",
    "new_relic.choose_unwatched": lambda _deed: "chose what counts where no condition watches",
    "line.it_is_them": lambda _deed: "said that the failures are theirs and not our network’s",
    "location.remove": lambda deed: f"removed the location {deed.subject}",
    "channel.save": lambda deed: f"changed the channel {_named(deed)}{_changes(deed)}",
    "channel.remove": lambda deed: f"removed the channel {_named(deed)}",
    "channel.record_proof": lambda deed: f"tried the channel {_named(deed)}",
    "channel.confirm_code": lambda deed: f"confirmed a test of the channel {_named(deed)}",
    "statement.use": lambda deed: (
        f"recorded that “{deed.detail.get('claim', '')}” is said in: {deed.subject}"
    ),
    "statement.stop": lambda deed: f"ended the watch on what is said in: {deed.subject}",
    "statement.judge_uses": _claims_judged,
    "statement.draft_quarter": lambda deed: f"drafted the quarterly message, {deed.subject}",
    "statement.draft_milestone": lambda deed: f"drafted a word about a record, {deed.subject}",
    "list.save": lambda deed: f"saved the inside list {_named(deed)}",
    "list.remove": lambda deed: f"removed the inside list {_named(deed)}",
    "handover.send": lambda deed: (
        f"handed over to the list {_named(deed)}, {_many(deed.detail.get('messages'), 'message')}"
    ),
    "handover.retry": lambda deed: (
        f"sent {_many(deed.detail.get('again'), 'message')} of {deed.subject} again"
    ),
    "report.share": lambda deed: f"shared the report {deed.subject} by a link",
    "report.end_share": lambda deed: f"ended the link to the report {deed.subject}",
    "report.schedule": lambda deed: f"had reports made by the {deed.subject}",
    "report.unschedule": lambda deed: f"has no more reports made by the {deed.subject}",
    "delivery.release": lambda _deed: "released the messages that were held",
    "delivery.take_back": lambda deed: f"took back the messages of {deed.subject}",
    "delivery.retry": lambda deed: f"sent what failed again: {deed.subject}",
    "delivery.let_go": lambda deed: f"let the messages of {deed.subject} go",
    "subscriber.add": lambda deed: f"added {deed.subject}",
    "subscriber.tell_when_fixed": lambda deed: f"noted that {deed.subject} is told when it is over",
    "subscriber.change": lambda deed: f"changed {deed.subject}",
    "subscriber.put_back": lambda deed: f"put {deed.subject} back",
    "subscriber.remove": lambda deed: f"removed {deed.subject}",
    "subscriber.erase": lambda deed: f"erased what was kept of {deed.subject}",
    "subscriber.import": lambda _deed: "brought in a file of subscribers",
    "helper.ask": lambda deed: f"asked the writing helper at {deed.subject}",
    "helper.give_key": lambda _deed: "gave the key of the writing helper",
}
