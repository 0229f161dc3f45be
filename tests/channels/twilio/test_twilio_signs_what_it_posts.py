"""What Twilio posts when somebody answers is told from what anybody posts, and STOP from the rest.

The signatures were made with openssl; the first is the one in Twilio's own documentation.
"""

import pytest

from statusboard.channels.sms import DECLARATION
from statusboard.channels.twilio.hook import is_stop_word, signature_of
from statusboard.domain.views.provider_call import ProviderCall

REPLIES = DECLARATION.replies
assert REPLIES is not None

SID = "AC" + "0" * 32
CONFIG = {"account_sid": SID, "api_key": "", "token": "a-token", "auth_token": ""}
WITH_KEY = CONFIG | {"api_key": "SK" + "a" * 32, "token": "the-secret-of-the-key"}
URL = "https://status.northwind.example/hooks/twilio/texts"
NUMBER = "+12025550123"
FIELDS = (("To", "+12025550100"), ("Body", "STOP"), ("From", NUMBER), ("AccountSid", SID))
SIGNED = "TPJOM1modd1IOuUCtezAq8ITjiA="
SIGNED_WITH_PORT = "E3MdDeRSivv3/PeiMNnupovDG7Q="
SIGNED_BY_ANOTHER = "CWb6UFeuUcZb0cslHw1J39ohtEU="


def call(
    signature: str = SIGNED, fields: tuple[tuple[str, str], ...] = FIELDS, url: str = URL
) -> ProviderCall:
    return ProviderCall("twilio", "texts", "/hooks/twilio/texts", fields, signature, url)


def saying(body: str, **more: str) -> ProviderCall:
    return call("", (("Body", body), ("From", NUMBER), *more.items()))


# ── who signed it ───────────────────────────────────────────────────────────────────────────────


def test_the_signature_is_the_one_of_the_documentation() -> None:
    fields = (
        *(("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("Digits", "1234")),
        *(("From", "+14158675309"), ("To", "+18005551212")),
    )
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signature_of("12345", url, fields) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_other_letters_and_fields_that_come_twice_are_signed_too() -> None:
    fields = (("Media", "2"), ("Media", "1"), ("Body", "Arrêt"), ("AccountSid", SID))
    made = signature_of("a-token", f"{URL}?desk=1", (*fields, ("From", NUMBER), ("Media", "1")))
    assert made == "KSIzvcXixavp/RWR5MelaXfuGlk="


@pytest.mark.parametrize("signature", [SIGNED, SIGNED_WITH_PORT])
@pytest.mark.parametrize("url", [URL, URL.replace(".example/", ".example:443/")])
def test_the_usual_port_may_be_named_or_not(signature: str, url: str) -> None:
    assert REPLIES.is_genuine(CONFIG, call(signature, url=url))


@pytest.mark.parametrize(
    "wrong",
    [
        call(""),
        call(SIGNED_BY_ANOTHER),
        call(SIGNED.lower()),
        call(SIGNED[:-1]),
        call("ÿ" * 28),
        call("\ud800" * 28),
        call(fields=(*FIELDS[:2], ("From", "+12025550124"), FIELDS[3])),
        call(fields=(*FIELDS, ("OptOutType", "STOP"))),
        call(fields=FIELDS[:3]),
        call(fields=(("To", "\ud800"), *FIELDS[1:])),
        call(url=URL.replace("texts", "other")),
        call(url=f"{URL}?desk=1"),
        call(url=URL.replace(".example/", ".example:8443/")),
        call(url=URL.replace("https", "http")),
    ],
)
def test_what_was_signed_otherwise_is_nobody_s(wrong: ProviderCall) -> None:
    assert not REPLIES.is_genuine(CONFIG, wrong)


def test_a_key_signs_nothing_and_the_token_beside_it_does() -> None:
    by_the_key = signature_of("the-secret-of-the-key", URL, FIELDS)
    by_nothing = signature_of("", URL, FIELDS)
    assert not REPLIES.is_genuine(WITH_KEY, call(by_the_key))
    assert not REPLIES.is_genuine(WITH_KEY, call(by_nothing))
    beside = WITH_KEY | {"auth_token": "another-token"}
    assert REPLIES.is_genuine(beside, call(SIGNED_BY_ANOTHER))
    assert not REPLIES.is_genuine(beside, call(by_the_key))


def test_another_account_is_told_apart_before_any_secret_is_read() -> None:
    stored = {"account_sid": SID}
    assert REPLIES.concerns(stored, call())
    for other in ((), (("AccountSid", ""),), (("AccountSid", "AC" + "1" * 32),)):
        assert not REPLIES.concerns(stored, call(fields=other))
    assert not REPLIES.concerns(stored, call(fields=(("AccountSid", "\ud800"),)))


# ── what it says ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "word",
    [
        *("STOP", "stop", " Stop. ", "STOPALL", "stop all", "UNSUBSCRIBE", "Cancel", "END"),
        *("quit", "REVOKE", "OPTOUT", "opt-out", "ARRET", "arrêt", "Arret!", "STOPP", "“STOP”"),
    ],
)
def test_one_word_ends_it(word: str) -> None:
    assert is_stop_word(word)
    assert REPLIES.leaver(saying(word)) == NUMBER


@pytest.mark.parametrize(
    "words",
    ["", "HELP", "START", "STOP PLEASE", "please stop", "nonstop", "stopover", "S" * 41, "!" * 9],
)
def test_anything_else_ends_nothing(words: str) -> None:
    assert REPLIES.leaver(saying(words)) is None


def test_where_an_account_has_its_own_words_twilio_says_what_they_mean() -> None:
    assert REPLIES.leaver(saying("Genug", OptOutType="STOP")) == NUMBER
    assert REPLIES.leaver(saying("STOP", OptOutType="HELP")) is None
    assert REPLIES.leaver(saying("CANCEL", OptOutType="START")) is None


def test_who_names_no_number_ends_nothing() -> None:
    assert REPLIES.leaver(call("", (("Body", "STOP"),))) is None
