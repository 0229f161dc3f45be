"""`statusboard channel …`: the ways to reach people, and whether each would reach anybody."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.views.channels import Proof, ProofStep

Name = Annotated[str, typer.Argument(metavar="NAME", help="The channel, as in the file.")]
MARKS = {"well": "ok", "doubtful": "doubtful", "wrong": "wrong"}


def show(database: Database = None, demo: Demo = False, as_json: Json = False) -> None:
    """List the channels: what each is, whom it reaches, and how its last proof went."""
    from statusboard.app.delivery.channel_list import CHANNEL_LIST
    from statusboard.cli.desk import reading_doorway

    with reading_doorway(database, demo=demo) as door:
        listed = door.ask(CHANNEL_LIST, None)
    if as_json:
        rows = [
            {
                "name": one.name,
                "kind": one.kind,
                "description": one.described,
                "people": one.people,
                **_as_json(one.proof),
            }
            for one in listed
        ]
        print_json({"channels": rows})
        return
    for one in listed:
        standing = one.proof.standing
        proved = "never proved" if standing is None else f"proof: {MARKS[standing]}"
        described = one.described or f"of the kind {one.kind}, unknown to this version"
        print(f"{one.name}  {described}  {one.people} people  {proved}")
    if not listed:
        print("no channels; “apply” makes them")


def prove(
    name: Name,
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="ADDRESS", help="Send a test with a code there too.")
    ] = "",
    code: Annotated[
        str, typer.Option("--code", metavar="CODE", help="The code of the test that arrived.")
    ] = "",
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Try for real whether a channel would reach anybody; ends with 1 where a step is wrong."""
    from statusboard.app.delivery.channel_commands import confirm_code
    from statusboard.app.delivery.inputs import ConfirmCode, ProveChannel
    from statusboard.app.delivery.proving import Proving
    from statusboard.cli.desk import doorway, this_person

    if to and code:
        raise RuleBroken("Give --to to send a test, or --code once it arrived.", field="code")
    with doorway(database) as door:
        if code:
            proof = door.do(confirm_code, ConfirmCode(name, code), this_person(door)).result
        else:
            proof = asyncio.run(Proving(door)(ProveChannel(name, to), this_person(door)))
    _say(proof, name, as_json=as_json)
    wrong = [step for step in proof.all_steps if step.standing.value == "wrong"]
    if wrong:
        raise RuleBroken(f"{_words(wrong[0])}. Nobody is reached by {name} until that is mended.")


def bounces(
    name: Name,
    *,
    file: Annotated[
        Path, typer.Option("--file", metavar="FILE", help="A saved mail or mbox; “-” reads input.")
    ],
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Read reports of mails that did not arrive, where nothing reads the mailbox by itself."""
    from statusboard.app.delivery.bounce_reading import record_pasted
    from statusboard.cli.desk import doorway, this_person

    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise RuleBroken(f"{file} cannot be read: {error}.", field="file") from error
    with doorway(database) as door:
        done = record_pasted(door, name, raw, this_person(door))
    if as_json:
        print_json({"failed": done.failed, "quarantined": done.quarantined, "others": done.others})
        return
    print(
        f"failed: {done.failed}, quarantined: {done.quarantined}, nothing to do for: {done.others}"
    )


def _say(proof: "Proof", name: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"channel": name, **_as_json(proof)})
        return
    for step in proof.all_steps:
        print(f"{step.at:%H:%M:%SZ}  {MARKS[step.standing]:8}  {_words(step)}")
    if proof.awaits_code:
        print(f"Give the code back: statusboard channel prove {name} --code …")


def _words(step: "ProofStep") -> str:
    return f"{step.title}: {step.detail}" if step.detail else step.title


def _as_json(proof: "Proof") -> dict[str, object]:
    return {
        "standing": None if proof.standing is None else proof.standing.value,
        "awaits_code": proof.awaits_code,
        "steps": [
            {
                "title": step.title,
                "standing": step.standing.value,
                "detail": step.detail,
                "at": f"{step.at:%Y-%m-%dT%H:%M:%S.%fZ}",
            }
            for step in proof.all_steps
        ],
    }
