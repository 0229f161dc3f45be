"""The readers of the demo: made up, reachable by the rules, and the same every time."""

from collections import Counter

import pytest

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.demo.channels import MAIL, SLACK, TEAMS, TEXTS, WEBHOOK
from statusboard.demo.providers.fates import BREAKS_OFF, BUSY, IN_TROUBLE, NO_MAILBOX, NO_TEXTS
from statusboard.demo.readers import LOST, MAILBOXES, NUMBERS, UNCONFIRMED, readers
from statusboard.demo.services import GROUPS, SERVICES
from statusboard.domain.subscriber import About, Extent, SubscriberState

ALL = readers()
KINDS = {MAIL: "email", TEXTS: "sms", SLACK: "slack", TEAMS: "teams", WEBHOOK: "webhook"}


def test_there_are_as_many_as_in_the_design() -> None:
    assert Counter((one.channel, one.state) for one in ALL) == {
        (MAIL, SubscriberState.ACTIVE): MAILBOXES + len(LOST),
        (MAIL, SubscriberState.UNCONFIRMED): UNCONFIRMED,
        (TEXTS, SubscriberState.ACTIVE): NUMBERS,
        (SLACK, SubscriberState.ACTIVE): 2,
        (TEAMS, SubscriberState.ACTIVE): 1,
        (WEBHOOK, SubscriberState.ACTIVE): 2,
    }
    assert len({(one.channel, one.address) for one in ALL}) == len(ALL)
    assert readers() == ALL


@pytest.mark.parametrize("channel", KINDS)
def test_every_address_is_one_and_written_as_it_is_compared(channel: str) -> None:
    kind = channel_kinds()[KINDS[channel]]
    mine = [one.address for one in ALL if one.channel == channel]
    assert [kind.address(address) for address in mine] == [(one, one) for one in mine]


def test_no_mailbox_and_no_receiver_can_belong_to_anybody() -> None:
    assert all(one.address.endswith(".example") for one in ALL if one.channel == MAIL)
    hooks = [one.address for one in ALL if one.channel == WEBHOOK]
    assert all(
        address.partition("//")[2].partition("/")[0].endswith(".example") for address in hooks
    )


def test_whoever_has_a_fate_is_among_them() -> None:
    addresses = {one.address for one in ALL}
    assert addresses >= {*NO_MAILBOX, *BUSY, *BREAKS_OFF, *LOST, *NO_TEXTS}
    assert all(any(host in address for address in addresses) for host in IN_TROUBLE)


def test_wishes_differ_and_name_what_there_is() -> None:
    assert {one.about for one in ALL} == set(About)
    assert {one.extent for one in ALL} == set(Extent)
    assert {one.language for one in ALL} == {"en", "de"}
    assert {group for one in ALL for group in one.groups} <= set(GROUPS)
    named = {service for one in ALL for service in one.services}
    assert named
    assert named <= {service.name for service in SERVICES}
    assert any(one.groups for one in ALL)
