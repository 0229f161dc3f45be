"""Signing in with a personal code at a window, and out: wrong codes are slowed down."""

import math
import secrets
from dataclasses import replace
from datetime import timedelta

from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.people.inputs import SignIn, SignInAnswer, SignOut
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.person import SALT_BYTES, SIGNED_IN, derived, digest_of, wait_after
from statusboard.domain.time_text import length_text
from statusboard.errors import RuleBroken
from statusboard.storage.devices import read_device, see_device, sign_in, sign_out_token
from statusboard.storage.people import note_tries, read_code
from statusboard.storage.sign_in_tries import note_device_tries, read_tries, was_there
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.PEOPLE)
# Whoever has no code is answered as late as whoever has one.
_NO_SALT = bytes(SALT_BYTES)


def _salt(unit: Unit, person_id: int) -> bytes:
    found = read_code(unit, person_id)
    return _NO_SALT if found is None or found.saved is None else found.saved.salt


def _derive(door: Doorway, given: SignIn) -> SignIn:
    """Takes scrypt's time before the transaction, and hands no code into it."""
    with door.database.reading(door.clock.now()) as unit:
        salt = _salt(unit, given.person_id)
    return replace(given, code="", derived=derived(given.code, salt))


@verb("people.sign_in", Permission.LOOK, SignIn, SignInAnswer, prepare=_derive)
def sign_in_person(unit: Unit, given: SignIn) -> Done[SignInAnswer]:
    """A token where the code is right; else none, and how long nobody may try again.

    Raises RuleBroken where the person has no code, or the device was ended.
    """
    found = read_code(unit, given.person_id, locked=True)
    if found is None or found.person.ended_at is not None or found.saved is None:
        raise RuleBroken(
            "This person has no code here. Ask an administrator of this desk for one.", field="code"
        )
    device = read_device(unit, given.device)
    if device is not None and device.ended_at is not None:
        raise RuleBroken(f"{device.ended_by} ended this device. Ask an administrator.")
    name = found.person.name
    tries = read_tries(unit, given.person_id, given.device)
    # Where the person was before, only what is typed there counts: a stranger's wrong codes slow
    # the stranger down, and all devices that are new together, but keep nobody out of their own.
    is_new = not was_there(unit, given.person_id, given.device)
    wait_until = max(tries.wait_until, found.wait_until) if is_new else tries.wait_until
    if unit.now < wait_until:
        waiting = (wait_until - unit.now).total_seconds()
        return Done(SignInAnswer(name=name, wait_s=waiting), Changes(), None)
    if not found.saved.is_made_of(given.derived):
        wait = wait_after(tries.wrong + 1)
        note_device_tries(unit, given.person_id, given.device, tries.wrong + 1, unit.now + wait)
        if is_new:
            wait = max(wait, wait_after(found.wrong + 1))
            note_tries(unit, given.person_id, found.wrong + 1, unit.now + wait)
        audit = Audit(f"person {name}", {"right": False, "device": given.device_name})
        return Done(SignInAnswer(name=name, wait_s=wait.total_seconds()), Changes(), audit)
    token = secrets.token_urlsafe(32)
    long_ago = unit.now - timedelta(days=1)
    if is_new:
        note_tries(unit, given.person_id, 0, long_ago)
    if tries.wrong:
        note_device_tries(unit, given.person_id, given.device, 0, long_ago)
    seen = see_device(unit, key=given.device, name=given.device_name, who=name)
    sign_in(
        unit,
        person_id=given.person_id,
        device_id=seen,
        token_hash=digest_of(token),
        until=unit.now + SIGNED_IN,
    )
    audit = Audit(f"person {name}", {"right": True, "device": given.device_name})
    return Done(SignInAnswer(token, name), CHANGED, audit)


def refusal(answer: SignInAnswer) -> str:
    """Why nobody was signed in, and what to do."""
    if not answer.wait_s:
        return "This is not the code. Look at it again; nothing was changed."
    wait = timedelta(seconds=math.ceil(answer.wait_s))
    return (
        f"This was not the code, or there were too many wrong ones for {answer.name}. Try again "
        f"in {length_text(wait)}, or ask an administrator for a new code."
    )


@verb("people.sign_out", Permission.LOOK, SignOut, bool)
def sign_out(unit: Unit, given: SignOut) -> Done[bool]:
    """Whether the sign-in counted until now."""
    ended = sign_out_token(unit, digest_of(given.token))
    actor = unit.actor.name if unit.actor else ""
    return Done(ended, CHANGED if ended else Changes(), Audit(f"person {actor}"))
