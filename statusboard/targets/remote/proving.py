"""Proves a place when it is set up: test files are written, read back, and removed again."""

import secrets

from statusboard.targets.remote.names import trial_path
from statusboard.targets.remote.public_proof import public_notes
from statusboard.targets.remote.serving import media_type
from statusboard.targets.remote.steps import Steps
from statusboard.targets.remote.words import PlaceWords

UNPROVED = (
    "Without its public address nobody knows yet whether customers see what is put there. "
    "Give the address, and it is read back there too."
)


def prove(steps: Steps, words: PlaceWords, public_url: str) -> tuple[str, ...]:
    """What was proved, and what the place cannot do, in whole sentences.

    A page and a file for programs are written, read back through the place and, where it is known,
    at the public address, compared, and removed. Raises Hindrance; RuleBroken where something else
    is read than was written, with the field `public_url` where it is read there.
    """
    mark = secrets.token_hex(8)
    trials = {
        trial_path("html"): f"<!doctype html><title>{mark}</title>\n".encode(),
        trial_path("json"): f'{{"test":"{mark}"}}\n'.encode(),
    }
    try:
        for path, content in trials.items():
            steps.write(path, content, media_type(path))
        steps.settle()
        for path, content in trials.items():
            stored = steps.read(path)
            if stored is None or stored.content != content:
                raise words.refused(
                    f"A test file was written at {words.place}, and something else was read back. "
                    "Choose another place, or ask whoever runs it what changes files there."
                )
        notes = public_notes(public_url, trials) if public_url else (UNPROVED,)
    finally:
        for path in trials:
            steps.remove(path)
        steps.settle()
    return (f"Test files were written at {words.place}, read back and removed.", *notes)
