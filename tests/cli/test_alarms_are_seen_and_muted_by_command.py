"""Alarms are listed, acknowledged and muted by command, and everybody chooses their own rules."""

from tests.cli.test_a_state_is_set_and_explained_from_the_command_line import desk

__all__ = ["desk"]


def test_what_stands_is_seen_muted_and_told_again(desk) -> None:
    (alarm,) = desk("alarms", "list", "--json").json["alarms"]
    assert (alarm["about"], alarm["severity"]) == ("Checkout API", "critical")
    assert desk("alarms", "acknowledge", alarm["key"]).out == "1 alarm is acknowledged.\n"
    said = desk("alarms", "mute", "--group", "Shop", "--for", "2h", "--reason", "We know.")
    assert said.out.startswith("Shop: Muted by ")
    assert said.out.endswith(": We know.\n")
    listed = desk("alarms", "list").out
    assert "critical  Checkout API is failing" in listed
    assert "Seen by " in listed
    assert "Muted by " in listed
    assert desk("alarms", "unmute", "--group", "Shop").out == "Shop: alarms are told again\n"
    assert desk("alarms", "mute").code != 0
    assert "no group called" in desk("alarms", "mute", "--group", "Shp").err


def test_rules_are_chosen(desk) -> None:
    said = desk(
        *("alarms", "rules", "--kind", "outage", "--notify", "major", "--sound", "critical"),
        *("--quiet", "22:00-07:00"),
    ).out
    assert "outage  notification from major, sound from critical" in said
    assert "quiet 22:00 to 07:00, but for what is critical" in said
    assert desk("alarms", "rules").out == said
    assert "22:00-07:00, or none" in desk("alarms", "rules", "--quiet", "night").err
