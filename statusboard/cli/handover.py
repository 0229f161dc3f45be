"""`statusboard handover`: the page for the next shift, to be read or sent to people inside."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from statusboard.cli.json_output import print_json
from statusboard.cli.options import Database, Demo, Json
from statusboard.domain.views.handover import SentHandover

To = Annotated[
    str, typer.Option("--to", metavar="LIST", help="Send it to everybody in this inside list.")
]
Sent = Annotated[
    bool, typer.Option("--sent", help="Say what became of the last handovers that were sent.")
]
Retry = Annotated[
    int, typer.Option("--retry", metavar="NUMBER", help="Send again what of it did not arrive.")
]


def show(
    database: Database = None,
    demo: Demo = False,
    to: To = "",
    sent: Sent = False,
    retry: Retry = 0,
    as_json: Json = False,
) -> None:
    """Print what the next shift has to know: incidents, promises, services, drafts, messages."""
    if sum((bool(to), sent, bool(retry))) > 1:
        raise typer.BadParameter("Give one of --to, --sent and --retry.")
    if to:
        _send(database, to, as_json=as_json)
    elif retry:
        _again(database, retry, as_json=as_json)
    elif sent:
        _tell(database, demo=demo, as_json=as_json)
    else:
        _print(database, demo=demo, as_json=as_json)


def _print(database: str | None, *, demo: bool, as_json: bool) -> None:
    from statusboard.app.notices.handover import HANDOVER
    from statusboard.cli.desk import reading_doorway, this_person
    from statusboard.domain.handover import handover_text

    with reading_doorway(database, demo=demo) as door:
        page = door.ask(HANDOVER, this_person(door).name)
    if not as_json:
        sys.stdout.buffer.write(handover_text(page).encode())
        sys.stdout.flush()
        return
    print_json(
        {
            "company": page.company,
            "as_of": page.as_of.isoformat(),
            "by": page.by,
            "quiet": page.is_quiet,
            "sections": [{"title": one.title, "lines": list(one.lines)} for one in page.sections],
        }
    )


def _send(database: str | None, to: str, *, as_json: bool) -> None:
    from statusboard.app.notices.handover_commands import send_handover
    from statusboard.app.notices.handover_inputs import SendHandover
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        done = door.do(send_handover, SendHandover(to), this_person(door)).result
    if as_json:
        channels = dict(done.channels)
        print_json({"handover": done.handover_id, "messages": channels, "left": done.left_out})
        return
    ways = ", ".join(f"{count} by {name}" for name, count in done.channels)
    print(f"handover {done.handover_id} is on its way: {ways}")
    if done.left_out:
        print(f"not told: {done.left_out}")
    print("the office sends it; “statusboard handover --sent” says what became of it")


def _again(database: str | None, number: int, *, as_json: bool) -> None:
    from statusboard.app.notices.handover_commands import retry
    from statusboard.app.notices.handover_inputs import RetryHandover
    from statusboard.cli.desk import doorway, this_person

    with doorway(database) as door:
        count = door.do(retry, RetryHandover(number), this_person(door)).result
    if as_json:
        print_json({"handover": number, "again": count})
        return
    print(f"messages that are sent again: {count}")


def _tell(database: str | None, *, demo: bool, as_json: bool) -> None:
    from statusboard.app.notices.handover_reach import HANDOVERS_SENT
    from statusboard.cli.desk import reading_doorway, this_person

    with reading_doorway(database, demo=demo) as door:
        found = door.ask(HANDOVERS_SENT, None, this_person(door))
    if as_json:
        print_json({"handovers": [_row(one) for one in found]})
        return
    for line in _lines(found):
        print(line)


def _row(one: SentHandover) -> dict[str, object]:
    return {
        "handover": one.id,
        "list": one.list_name,
        "by": one.by,
        "sent_at": one.sent_at.isoformat(),
        "messages": [
            {
                "channel": each.channel,
                "address": each.address,
                "state": each.state.value,
                "at": each.at.isoformat(),
                "receipt": each.receipt,
                "reason": each.reason,
            }
            for each in one.messages
        ],
    }


def _lines(found: Sequence[SentHandover]) -> list[str]:
    if not found:
        return ["no handover was sent yet"]
    lines = []
    for one in found:
        at = one.sent_at.isoformat(timespec="minutes")
        lines.append(f"handover {one.id}  {at}  to {one.list_name}, by {one.by}")
        for each in one.messages:
            state = each.state.value.replace("_", " ")
            why = f": {each.reason}" if each.reason else ""
            lines.append(f"  {each.channel}  {each.address or 'erased'}  {state}{why}")
    return lines
