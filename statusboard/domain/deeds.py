"""What somebody did, in plain words: a line of the audit trail as people read it.

A verb without words of its own is told by its name: nothing is left out of a trail.
"""

from collections.abc import Callable, Mapping

from statusboard.domain.deed import Deed
from statusboard.domain.deed_phrases import (
    added_person,
    approved_change,
    asks,
    changed_person,
    claims_judged,
    correcting,
    counted,
    emergency,
    first_changes,
    in_its_place,
    made_change,
    notice_name,
    published_due,
    revision_name,
    ruled_group,
    sent_back,
    sent_change_back,
    set_state,
    signed_in,
    subject_name,
    was_muted,
    was_promised,
    was_published,
    was_suggested,
    what_was_brought,
    working,
)


def deed_text(deed: Deed) -> str:
    """What was done, as it follows the name of whoever did it, with its full stop."""
    words = _WORDS.get(deed.verb)
    said = f"did {deed.verb}: {deed.subject}" if words is None else words(deed)
    return said if said.endswith((".", ".”", "?”")) else f"{said}."


_Words = Callable[[Deed], str]
_WORDS: Mapping[str, _Words] = {
    "notice.save_draft": lambda deed: f"saved {revision_name(deed)}",
    "notice.discard_draft": lambda deed: f"discarded {notice_name(deed)}",
    "notice.publish": was_published,
    "notice.submit": lambda deed: f"asked for approval of {revision_name(deed)}",
    "notice.approve": lambda deed: f"approved {revision_name(deed)}",
    "notice.reject": sent_back,
    "notice.withdraw_request": lambda deed: f"took the question about {revision_name(deed)} back",
    "notice.schedule": lambda deed: (
        f"scheduled {revision_name(deed)} for {deed.detail.get('at', '')}"
    ),
    "notice.unschedule": lambda deed: f"took {notice_name(deed)} off the schedule",
    "notice.publish_due": published_due,
    "notice.no_change": lambda deed: f"began a “no change” update of {notice_name(deed)}",
    "notice.join": lambda deed: f"joined a suggestion to {notice_name(deed)}",
    "notice.later": lambda deed: (
        f"put {notice_name(deed)} off for {deed.detail.get('minutes')} min"
    ),
    "notice.suggest": was_suggested,
    "notice.retract": lambda deed: f"withdrew {notice_name(deed)}.{emergency(deed)}",
    "notice.merge": lambda deed: (
        f"joined {notice_name(deed)} to another incident.{emergency(deed)}"
    ),
    "maintenance.draft": lambda deed: f"saved {revision_name(deed)} as a draft",
    "maintenance.submit": lambda deed: f"asked for approval of {revision_name(deed)}",
    "maintenance.approve": lambda deed: f"approved {revision_name(deed)}",
    "maintenance.reject": sent_back,
    "maintenance.propose": lambda deed: f"asked for a change of {notice_name(deed)}: {asks(deed)}",
    "maintenance.approve_change": approved_change,
    "maintenance.make_change": made_change,
    "maintenance.reject_change": sent_change_back,
    "maintenance.withdraw_change": (
        lambda deed: f"took back a change of {notice_name(deed)}: {asks(deed)}"
    ),
    "maintenance.withdraw_request": (
        lambda deed: f"took back the question about {revision_name(deed)}"
    ),
    "maintenance.plan": working("planned"),
    "maintenance.change": working("changed"),
    "maintenance.move": working("moved"),
    "maintenance.start": working("started"),
    "maintenance.extend": working("extended"),
    "maintenance.verify": working("said that {work} is being looked over"),
    "maintenance.end": working("ended"),
    "maintenance.cancel": working("cancelled"),
    "maintenance.discard": lambda deed: f"discarded the draft {notice_name(deed)}",
    "maintenance.freeze": lambda deed: f"asked for no work during “{deed.detail.get('name', '')}”",
    "maintenance.unfreeze": lambda deed: f"took {deed.subject} back",
    "notice.add_word": lambda deed: f"taught the spelling of “{subject_name(deed)}”",
    "notice.add_picture": lambda _deed: "added a picture to a notice",
    "person.add": added_person,
    "person.change": changed_person,
    "person.end": lambda deed: f"ended {subject_name(deed)}",
    "person.bring_back": lambda deed: f"brought {subject_name(deed)} back",
    "person.new_code": lambda deed: f"gave {subject_name(deed)} a new code",
    "person.rescue": lambda deed: f"made {subject_name(deed)} administrator from the command line",
    "people.sign_in": signed_in,
    "people.sign_out": lambda _deed: "signed out",
    "presence.take_over": lambda deed: f"took over {notice_name(deed)}",
    "people.make_roles": lambda _deed: "made the roles of the database server",
    "device.end": lambda deed: f"ended the device {subject_name(deed)}",
    "device.let_in": lambda deed: f"let the device {subject_name(deed)} in again",
    "settings.choose": lambda deed: f"changed settings{first_changes(deed)}",
    "desk.apply": lambda deed: f"applied a file{first_changes(deed)}",
    "import.bring": lambda deed: f"brought along what {deed.subject} knew{what_was_brought(deed)}",
    "import.undo": lambda deed: f"took back what came from {deed.subject}{what_was_brought(deed)}",
    "import.bring_history": lambda deed: (
        f"brought the history of a service along from {deed.subject}"
    ),
    "page.add": lambda deed: f"made a page{first_changes(deed)}",
    "page.change": lambda deed: f"changed {deed.subject}{first_changes(deed)}",
    "page.remove": lambda deed: f"removed {deed.subject}{first_changes(deed)}",
    "target.save": lambda deed: f"chose where the page is put{first_changes(deed)}",
    "target.watch": lambda deed: f"has the page's address watched{first_changes(deed)}",
    "target.remove": lambda deed: f"removed a place of the page{first_changes(deed)}",
    "template.save": lambda deed: f"wrote the template {subject_name(deed)}",
    "template.restore": lambda deed: f"went back to our template {subject_name(deed)}",
    "alarm.acknowledge": lambda deed: f"has seen the alarm about {deed.subject}",
    "alarm.mute": was_muted,
    "alarm.unmute": lambda deed: f"unmuted the alarms about {deed.subject}",
    "alarm.choose": lambda _deed: "chose which alarms to be told of",
    "add_service": lambda deed: f"added a service{first_changes(deed)}",
    "edit_service": lambda deed: f"changed a service{first_changes(deed)}",
    "remove_service": lambda deed: f"removed a service{first_changes(deed)}",
    "service.override": lambda deed: f"set {deed.subject} by hand{set_state(deed)}",
    "service.rule_group": ruled_group,
    "service.set_objective": was_promised,
    "service.end_override": lambda deed: f"let the checks of {deed.subject} count again",
    "history.correct": correcting("corrected"),
    "history.agree": correcting("agreed to a correction of", back="agreed to take back"),
    "history.refuse": correcting("refused a correction of", back="refused to take back"),
    "history.take_back": correcting("took back a correction of", waits="asked to take back"),
    "history.bring_outages": lambda deed: f"brought past outages along{first_changes(deed)}",
    "history.confirm_retention": (
        lambda deed: f"agreed to keep single answers for less{first_changes(deed)}"
    ),
    "signal.give_address": lambda deed: f"gave an address to {deed.subject}{in_its_place(deed)}",
    "give_secret": lambda deed: f"gave the secret {deed.subject}",
    "give_new_relic_key": lambda _deed: "gave the key for New Relic",
    "connect_new_relic": lambda _deed: "connected New Relic",
    "disconnect_new_relic": lambda _deed: "disconnected New Relic",
    "new_relic.watch": lambda deed: f"had entities of New Relic watched{first_changes(deed)}",
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
    "channel.save": lambda deed: f"changed the channel {subject_name(deed)}{first_changes(deed)}",
    "channel.remove": lambda deed: f"removed the channel {subject_name(deed)}",
    "channel.record_proof": lambda deed: f"tried the channel {subject_name(deed)}",
    "channel.confirm_code": lambda deed: f"confirmed a test of the channel {subject_name(deed)}",
    "statement.use": lambda deed: (
        f"recorded that “{deed.detail.get('claim', '')}” is said in: {deed.subject}"
    ),
    "statement.stop": lambda deed: f"ended the watch on what is said in: {deed.subject}",
    "statement.judge_uses": claims_judged,
    "statement.draft_quarter": lambda deed: f"drafted the quarterly message, {deed.subject}",
    "statement.draft_milestone": lambda deed: f"drafted a word about a record, {deed.subject}",
    "list.save": lambda deed: f"saved the inside list {subject_name(deed)}",
    "list.remove": lambda deed: f"removed the inside list {subject_name(deed)}",
    "handover.send": lambda deed: (
        f"handed over to the list {subject_name(deed)}, "
        f"{counted(deed.detail.get('messages'), 'message')}"
    ),
    "handover.retry": lambda deed: (
        f"sent {counted(deed.detail.get('again'), 'message')} of {deed.subject} again"
    ),
    "readers.set_password": lambda deed: (
        "gave the page a password"
        if deed.detail.get("has_password")
        else "took the page's password"
    ),
    "readers.invite": lambda deed: f"gave {deed.subject} a link of their own to the page",
    "readers.end_link": lambda deed: f"ended the link of {deed.subject} to the page",
    "report.share": lambda deed: f"shared the report {deed.subject} by a link",
    "report.end_share": lambda deed: f"ended the link to the report {deed.subject}",
    "report.tidy": lambda _: "keeps no longer what was shared until now, or sent as a file",
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
