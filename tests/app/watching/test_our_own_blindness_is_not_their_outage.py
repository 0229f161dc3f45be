"""What our own line caused is held back as unknown; what is theirs is theirs from the first."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from statusboard.app.watching.connectivity import OwnNetwork
from statusboard.app.watching.signs import is_loopback_host
from statusboard.app.watching.witnesses import BELIEVED_S, Heard
from statusboard.domain.result import Answer, CheckResult, Outcome, Phases, Reason, Trace
from tests.fixtures.line import LAME, LOST, WELL

UP = Answer(Outcome.UP, Reason.OK)
NO_NAME = Answer(Outcome.DOWN, Reason.DNS, "there is no host called shop.example")
SILENT = Answer(Outcome.DOWN, Reason.UNREACHABLE, "10.8.0.1:80: the host did not answer")
REFUSED = Answer(Outcome.DOWN, Reason.REFUSED, "10.8.0.1:80 refused the connection")
WRONG = Answer(Outcome.DOWN, Reason.STATUS_CODE, "expected status 200–299, got 500")
PAPERS = Answer(Outcome.DOWN, Reason.TLS_UNTRUSTED, "the certificate is not trusted")
PORTAL = Answer(Outcome.UP, Reason.OK, trace=Trace("10.8.0.1", "portal.example"))
SIGNED_ON = Answer(Outcome.UP, Reason.OK, trace=Trace("10.8.0.1", "login.example"))
NOTHING = Heard()
FROM_NEW_RELIC = CheckResult(99, 0, Answer(Outcome.UP, Reason.OK))
NEW_RELIC_AWAY = CheckResult(99, 0, Answer(Outcome.UNKNOWN, Reason.SOURCE_UNAVAILABLE))


class Listening:
    """An own network that is told everything in order, a second apart."""

    def __init__(self, heard: Heard = NOTHING) -> None:
        self.network = OwnNetwork()
        self.heard = heard
        self.now_s = 100.0

    def hear(self, check_id: int, answer: Answer, host: str = "") -> CheckResult:
        """One answer, a second after the last; the witnesses are asked where they have to be."""
        self.now_s += 1.0
        result = CheckResult(check_id, 0, answer)
        host = host or f"service{check_id}.example:443"
        if self.network.needs_evidence(result, host):
            self.network.hear(self.heard, self.now_s)
        return self.network.pass_on(result, host, self.now_s, asked_s=self.now_s - 0.5)

    def learn(self, checks: Iterable[int], answer: Answer = UP, heard: Heard = WELL) -> None:
        """Good times: all of them answer, and the witnesses speak."""
        self.network.hear(heard, self.now_s)
        for check_id in checks:
            for _ in range(3):
                self.hear(check_id, answer)


def is_held(result: CheckResult) -> bool:
    return (result.answer.outcome, result.answer.reason) == (Outcome.UNKNOWN, Reason.OWN_NETWORK)


ONE_AND_SIX = pytest.mark.parametrize("checks", [range(1), range(6)], ids=["1", "6"])
LOST_LINE = replace(LOST, names=False)


@ONE_AND_SIX
@pytest.mark.parametrize("answer", [SILENT, NO_NAME, REFUSED])
def test_a_dead_uplink_is_held_from_the_first_answer(checks: range, answer: Answer) -> None:
    desk = Listening()
    desk.learn(checks)
    desk.heard = LOST_LINE
    for _ in range(5):
        assert all(is_held(desk.hear(check_id, answer)) for check_id in checks)
    assert "canaries" in desk.network.sentence or "name server" in desk.network.sentence


@ONE_AND_SIX
@pytest.mark.parametrize(
    "lame", ["does not answer", "fails (it answers SERVFAIL)", "refuses to answer"]
)
def test_a_lame_name_server_is_ours_though_the_line_works(checks: range, lame: str) -> None:
    desk = Listening()
    desk.learn(checks)
    desk.heard = replace(LAME, lame=lame)
    for _ in range(600):
        assert all(is_held(desk.hear(check_id, NO_NAME)) for check_id in checks)
    assert lame in desk.network.sentence


def test_a_deadline_that_came_while_a_name_was_looked_up_is_the_name_servers() -> None:
    desk = Listening()
    desk.learn([1])
    desk.heard = LAME
    cut = Answer(Outcome.DOWN, Reason.DEADLINE, phases=Phases(dns_us=2_000_000))
    assert is_held(desk.hear(1, cut))


@ONE_AND_SIX
@pytest.mark.parametrize("voice", ["canary", "names", "source"])
def test_one_voice_for_our_line_makes_it_theirs(checks: range, voice: str) -> None:
    desk = Listening()
    desk.learn(checks, heard=NOTHING)
    if voice != "source":
        desk.heard = Heard(canary=True) if voice == "canary" else Heard(names=True, fresh=True)
        assert all(desk.hear(check_id, SILENT).answer == SILENT for check_id in checks)
        return
    assert all(is_held(desk.hear(check_id, SILENT)) for check_id in checks)
    desk.network.pass_on(FROM_NEW_RELIC, None, desk.now_s)
    assert all(desk.hear(check_id, SILENT).answer == SILENT for check_id in checks)


def test_names_that_were_only_kept_do_not_speak_for_the_line() -> None:
    desk = Listening()
    desk.learn([1], heard=Heard(names=True, fresh=True))
    desk.heard = Heard(names=True, fresh=False)
    assert is_held(desk.hear(1, SILENT))
    assert is_held(desk.hear(1, NO_NAME))


def test_a_name_server_that_never_found_out_more_is_believed_for_what_it_knows() -> None:
    desk = Listening()
    desk.learn([1], heard=Heard(names=True, fresh=False))
    desk.heard = Heard(names=True, fresh=False)
    assert desk.hear(1, SILENT).answer == SILENT


@ONE_AND_SIX
def test_where_nothing_else_ever_answered_nobody_can_tell(checks: range) -> None:
    desk = Listening()
    desk.learn(checks, heard=NOTHING)
    for _ in range(3):
        assert all(is_held(desk.hear(check_id, SILENT)) for check_id in checks)
    assert desk.network.sentence.startswith("We cannot tell")


def test_one_answer_that_nobody_can_tell_is_asked_again_before_a_word_is_said() -> None:
    desk = Listening()
    desk.learn([1], heard=NOTHING)
    desk.hear(1, SILENT)
    assert desk.network.sentence == ""
    desk.hear(1, SILENT)
    assert desk.network.sentence != ""


def test_a_person_who_knows_that_it_is_them_is_believed_until_somebody_speaks() -> None:
    desk = Listening()
    desk.learn([1, 2], heard=NOTHING)
    assert is_held(desk.hear(1, SILENT))
    desk.network.overrule()
    said = desk.hear(1, SILENT)
    assert said.answer == SILENT
    assert said.believes_held
    assert desk.hear(1, SILENT) == CheckResult(1, 0, SILENT)
    desk.hear(1, UP)
    assert not desk.network.is_overruled
    assert is_held(desk.hear(1, SILENT))


def test_half_that_fails_while_the_rest_is_fine_is_theirs_from_its_first_failure() -> None:
    desk = Listening()
    desk.learn(range(6), heard=NOTHING)
    first = [desk.hear(check_id, SILENT) for check_id in range(3)]
    assert all(map(is_held, first))
    for check_id in range(3, 6):
        assert desk.hear(check_id, UP).answer == UP
    for check_id in range(3):
        said = desk.hear(check_id, SILENT)
        assert said.answer == SILENT
        assert said.believes_held


def test_what_failed_while_the_line_was_dead_is_not_believed_once_it_is_back() -> None:
    desk = Listening()
    desk.learn(range(3))
    desk.heard = LOST_LINE
    for check_id in range(3):
        assert is_held(desk.hear(check_id, SILENT))
    desk.heard = WELL
    # It was asked before the line came back: its failure is that of the line.
    assert is_held(desk.network.pass_on(CheckResult(0, 0, SILENT), "service0.example:443",
                                        desk.now_s + 1, asked_s=desk.now_s - 5))  # fmt: skip
    # It fails on its own now; of the time before nothing is known.
    said = desk.hear(0, SILENT)
    assert said.answer == SILENT
    assert not said.believes_held


def test_a_line_that_is_first_heard_now_says_nothing_of_before() -> None:
    desk = Listening()
    for _ in range(3):
        assert is_held(desk.hear(1, SILENT))
    desk.heard = WELL
    assert is_held(desk.hear(1, SILENT))
    said = desk.hear(1, SILENT)
    assert said.answer == SILENT
    assert not said.believes_held


def test_an_answer_from_outside_ends_the_blindness() -> None:
    desk = Listening()
    desk.learn([1])
    desk.heard = LOST_LINE
    desk.hear(1, SILENT)
    assert desk.network.is_blind
    assert desk.hear(1, UP).answer == UP
    assert not desk.network.is_blind
    assert desk.network.sentence == ""


def test_a_neighbour_that_answers_does_not_speak_for_the_way_out() -> None:
    near = Answer(Outcome.UP, Reason.OK, trace=Trace("192.168.1.10"))
    far = Answer(Outcome.UP, Reason.OK, trace=Trace("203.0.113.7"))
    desk = Listening()
    desk.learn([0], near, heard=NOTHING)
    desk.learn(range(1, 6), replace(far, trace=Trace("8.8.4.4")), heard=NOTHING)
    for _ in range(10):
        assert desk.hear(0, near).answer == near
        for check_id in range(1, 6):
            assert is_held(desk.hear(check_id, SILENT))


def test_a_desk_that_moved_into_a_closed_network_tells_outages_after_a_while() -> None:
    desk = Listening()
    desk.learn([1, 2])
    gone = Heard(canary=False, route=False, names=True, fresh=False)
    for _ in range(int(BELIEVED_S) // 2 + 10):
        desk.hear(1, UP)
        desk.hear(2, UP)
        desk.network.hear(gone, desk.now_s)
    desk.heard = gone
    assert desk.hear(1, SILENT).answer == SILENT


# ── somebody else answers in their place ────────────────────────────────────────────────────────


@pytest.mark.parametrize("shown", [PORTAL, PAPERS])
def test_the_same_stranger_at_two_hosts_is_ours(shown: Answer) -> None:
    desk = Listening()
    desk.learn(range(6), heard=Heard(names=True, fresh=True))
    desk.heard = Heard(names=True, fresh=True)
    for _ in range(3):
        assert all(is_held(desk.hear(check_id, shown)) for check_id in range(6))
    assert desk.network.sentence.startswith(
        "Something in our own network answers in the place of 6 servers"
    )


@pytest.mark.parametrize("shown", [PORTAL, PAPERS])
def test_a_stranger_at_the_only_host_is_no_word_of_the_service(shown: Answer) -> None:
    desk = Listening()
    desk.learn([1], heard=NOTHING)
    assert is_held(desk.hear(1, shown))


@pytest.mark.parametrize("shown", [PORTAL, PAPERS])
def test_a_canary_with_its_papers_shows_that_the_stranger_is_theirs(shown: Answer) -> None:
    desk = Listening()
    desk.learn([1])
    desk.heard = WELL
    assert desk.hear(1, shown).answer == shown
    desk.heard = NOTHING
    assert desk.hear(1, shown).answer == shown  # it is so from now on


@ONE_AND_SIX
def test_a_login_host_that_was_always_there_is_no_stranger(checks: range) -> None:
    desk = Listening()
    desk.learn(checks, SIGNED_ON, heard=NOTHING)
    assert all(desk.hear(check_id, SIGNED_ON).answer == SIGNED_ON for check_id in checks)
    assert not desk.network.is_blind


@ONE_AND_SIX
def test_a_page_of_another_make_is_strange(checks: range) -> None:
    plain = Answer(Outcome.UP, Reason.OK, code=200, trace=Trace(page="other"))
    hotel = replace(plain, trace=Trace(page="html: Hotel"))
    desk = Listening()
    for check_id in checks:
        desk.hear(check_id, plain)
    for _ in range(3):
        assert all(is_held(desk.hear(check_id, hotel)) for check_id in checks)
    assert desk.hear(0, plain).answer == plain


@ONE_AND_SIX
def test_the_page_of_an_error_is_no_stranger(checks: range) -> None:
    plain = Answer(Outcome.UP, Reason.OK, code=200, trace=Trace(page="other"))
    gateway = replace(WRONG, code=502, trace=Trace(page="html: 502 Bad Gateway"))
    desk = Listening()
    desk.learn(checks, plain, heard=NOTHING)
    assert all(desk.hear(check_id, gateway).answer == gateway for check_id in checks)


def test_a_new_title_alone_is_no_stranger_until_two_hosts_show_it() -> None:
    shop = Answer(Outcome.UP, Reason.OK, code=200, trace=Trace(page="html: Shop"))
    hotel = replace(shop, trace=Trace(page="html: Hotel"))
    desk = Listening()
    desk.learn([1, 2], shop, heard=NOTHING)
    assert desk.hear(1, hotel).answer == hotel
    assert is_held(desk.hear(2, hotel))
    assert is_held(desk.hear(1, hotel))


def test_somebody_who_answers_where_nobody_is_answers_for_all() -> None:
    desk = Listening()
    desk.learn([1], heard=NOTHING)
    desk.heard = Heard(intercepted="even 192.0.2.1 answers, an address where nobody is")
    assert is_held(desk.hear(1, REFUSED))
    assert "192.0.2.1" in desk.network.sentence


def test_a_proxy_that_always_answered_for_all_is_no_news() -> None:
    desk = Listening()
    always = Heard(intercepted="even 192.0.2.1 answers, an address where nobody is")
    desk.learn([1], heard=always)
    desk.heard = always
    assert desk.hear(1, REFUSED).answer == REFUSED


SINK = "10.8.77.77"
LYING = Heard(names=False, lies=frozenset({SINK}), lame="gives every name the same address")


def test_a_name_server_that_begins_to_lie_is_nobodys_outage() -> None:
    desk = Listening()
    desk.learn([1, 2], heard=Heard(names=True, fresh=True, canary=True, proof=True))
    desk.heard = replace(LYING, canary=True, proof=True)
    assert is_held(desk.hear(1, REFUSED))
    assert is_held(desk.hear(2, SILENT))
    assert "gives every name the same address" in desk.network.sentence
    desk.heard = Heard(names=True, fresh=True, canary=True, proof=True)
    assert desk.hear(1, REFUSED).answer == REFUSED


def test_a_network_in_which_every_name_always_led_to_one_place_is_no_news() -> None:
    desk = Listening()
    desk.learn([1], replace(UP, trace=Trace(SINK)), heard=LYING)
    desk.heard = LYING
    assert desk.hear(1, REFUSED).answer == REFUSED
    assert desk.hear(2, REFUSED).answer == REFUSED


def test_a_service_that_is_asked_by_its_address_needs_no_name_server() -> None:
    desk = Listening()
    desk.learn([1, 2])
    desk.heard = LYING
    assert desk.hear(1, REFUSED, host="10.8.0.1:80").answer == REFUSED


# ── what is never held ──────────────────────────────────────────────────────────────────────────


def test_a_wrong_answer_is_never_held() -> None:
    desk = Listening(LOST)
    desk.learn([1, 2])
    desk.heard = LOST_LINE
    desk.hear(1, SILENT)
    assert desk.hear(2, WRONG).answer == WRONG


def test_a_host_that_takes_connections_and_hangs_is_down() -> None:
    hung = Answer(Outcome.DOWN, Reason.DEADLINE, phases=Phases(connect_us=900, wait_us=5_000_000))
    desk = Listening()
    desk.learn([1], heard=NOTHING)
    assert desk.hear(1, hung).answer == hung


@pytest.mark.parametrize(
    "phases",
    [Phases(dns_us=900, connect_us=5_000_000), Phases(wait_us=5_000_000)],
    ids=["no connection came about", "a kept connection is dead"],
)
def test_a_deadline_without_a_new_connection_is_silence(phases: Phases) -> None:
    desk = Listening()
    desk.learn([1], heard=NOTHING)
    assert is_held(desk.hear(1, Answer(Outcome.DOWN, Reason.DEADLINE, phases=phases)))


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:80", "[::1]:443", "app.localhost:1"])
def test_loopback_neither_counts_nor_is_held(host: str) -> None:
    desk = Listening(LOST)
    assert desk.hear(1, NO_NAME, host).answer == NO_NAME
    assert not desk.network.is_blind
    assert not desk.network.watches_outside


def test_what_asks_no_host_directly_is_left_alone() -> None:
    network = OwnNetwork()
    assert network.pass_on(NEW_RELIC_AWAY, None, 20) is NEW_RELIC_AWAY


def test_a_check_that_is_gone_makes_nobody_blind() -> None:
    desk = Listening(LOST)
    desk.learn([1, 2])
    desk.heard = LOST_LINE
    desk.hear(1, SILENT)
    desk.hear(2, SILENT)
    desk.network.forget([1])
    assert desk.network.is_blind
    desk.network.forget([2])
    assert not desk.network.is_blind


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:80", True),
        ("127.9.8.7:80", True),
        ("[::1]:80", True),
        ("localhost:80", True),
        ("10.0.0.1:80", False),
        ("localhost.example:80", False),
        ("[2001:db8::1]:80", False),
    ],
)
def test_a_loopback_host_is_known(host: str, *, own: bool) -> None:
    assert is_loopback_host(host) is own


def test_what_was_asked_before_the_line_came_back_says_nothing_when_others_speak_again() -> None:
    desk = Listening()
    desk.learn([0, 1], heard=NOTHING)
    slow, quick = "service0.example:443", "service1.example:443"
    for heard_s in (110.0, 112.0):
        held = desk.network.pass_on(CheckResult(0, 0, SILENT), slow, heard_s, asked_s=heard_s - 1)
        assert is_held(held)
    # The other one was on its way all the time: nobody has noted that it was silent too.
    desk.network.pass_on(CheckResult(1, 0, UP), quick, 120.0, asked_s=119.5)
    late = desk.network.pass_on(CheckResult(0, 0, SILENT), slow, 120.2, asked_s=118.2)
    assert is_held(late)
    assert not late.believes_held
    desk.network.pass_on(CheckResult(1, 0, UP), quick, 120.9, asked_s=120.5)
    down = desk.network.pass_on(CheckResult(0, 0, SILENT), slow, 122.0, asked_s=121.0)
    assert down.answer == SILENT
    assert not down.believes_held


def test_a_witness_that_came_back_does_not_speak_for_what_was_asked_before() -> None:
    desk = Listening()
    desk.learn([0], heard=NOTHING)
    host = "service0.example:443"
    for heard_s in (110.0, 112.0):
        desk.network.hear(LOST_LINE, heard_s)
        desk.network.pass_on(CheckResult(0, 0, SILENT), host, heard_s, asked_s=heard_s - 1)
    desk.network.hear(WELL, 114.0)
    late = desk.network.pass_on(CheckResult(0, 0, SILENT), host, 114.0, asked_s=113.0)
    assert is_held(late)
    desk.network.hear(WELL, 116.0)
    down = desk.network.pass_on(CheckResult(0, 0, SILENT), host, 116.0, asked_s=115.0)
    assert down.answer == SILENT
