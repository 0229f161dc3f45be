"""The helper's verbs: its key, and writing down that somebody is about to ask it."""

from dataclasses import dataclass, replace

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.services.stowing import ASSISTANT, Stowing
from statusboard.app.settings import ASSISTANT_KEY, ASSISTANT_KEY_FOR, text_setting
from statusboard.app.writing_help.chosen import CHOSEN, URL
from statusboard.catalog.assistant_fields import is_encrypted, is_this_computer, origin_of
from statusboard.catalog.references import names_in
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.writing_help import AssistantKey
from statusboard.errors import RuleBroken
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

_LONGEST = 4_000
_SUBJECT = "writing helper"


@dataclass(frozen=True, slots=True)
class AboutToAsk:
    """To which host a prompt of so many letters is about to go, and to which model."""

    host: str
    model: str
    letters: int


def _keep_key(door: Doorway, given: AssistantKey) -> AssistantKey:
    """The reference in the place of the key, which is kept by then."""
    assistant, _ = door.ask(CHOSEN, None)
    key = given.key.strip()
    if not key:
        return replace(given, key="")
    if assistant is None:
        raise RuleBroken("There is no helper that a key could be for. Save its address first.")
    problem = _key_problem(key)
    if problem is None and not (is_encrypted(assistant.url) or is_this_computer(assistant.url)):
        problem = "Over http anybody on the way could read the key. Use an https address."
    if problem is not None:
        raise RuleBroken(problem, field="key")
    stowing = Stowing(door, ASSISTANT, allow_file=given.allow_file)
    return replace(given, key=stowing.turn("key", key))


@verb("helper.give_key", Permission.CONFIGURE, AssistantKey, type(None), prepare=_keep_key)
def give_assistant_key(unit: Unit, given: AssistantKey) -> Done[None]:
    """Refers to the key from now on, for the address that is chosen now; or to none."""
    url = text_setting(read_settings(unit), URL)
    write_setting(unit, ASSISTANT_KEY, given.key or None)
    write_setting(unit, ASSISTANT_KEY_FOR, origin_of(url) if given.key else None)
    detail: dict[str, object] = {"has_key": bool(given.key), "for": origin_of(url)}
    return Done(None, Changes.of(Topic.SETTINGS), Audit(_SUBJECT, detail))


@verb("helper.ask", Permission.WRITE, AboutToAsk, type(None))
def note_asking(unit: Unit, given: AboutToAsk) -> Done[None]:  # noqa: ARG001 - the audit row is it
    """Writes down, before anything is sent, that somebody lets the facts of a notice go there."""
    detail: dict[str, object] = {"model": given.model, "letters": given.letters}
    return Done(None, Changes(), Audit(given.host, detail))


def _key_problem(key: str) -> str | None:
    if names_in(key):
        return "This looks like a reference to a secret. Write the secret itself."
    if len(key) > _LONGEST or not key.isascii() or not key.isprintable() or " " in key:
        return "A key has no blanks and no letters beyond A to Z. Copy it once more."
    return None
