"""What asks for somebody's attention, and when it is told. Pure.

The terms are those of Prometheus' Alertmanager: alarms are grouped and inhibited; a silence (on
screen “mute”) lets none of a subject be told; an acknowledgement ends the repeats of one; the
notification log knows what was told, so that nothing is told twice.
"""
