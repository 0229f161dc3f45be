"""The parts of the audit trail, by what the verbs of each begin with."""

from collections.abc import Mapping

# What the verbs of each part of the trail begin with, for whoever looks for some.
KINDS: Mapping[str, tuple[str, ...]] = {
    "notices": ("notice.", "statement.", "maintenance.", "helper.ask", "presence."),
    "messages": ("delivery.", "channel.", "list.", "handover."),
    "subscribers": ("subscriber.", "visitor."),
    "services": (
        *("add_service", "edit_service", "remove_service", "service."),
        *("line.", "new_relic", "connect", "location.", "signal.", "history.", "alarm."),
    ),
    "people": ("person.", "people.", "device."),
    "settings": (
        "settings.",
        "target.",
        "page.",
        "template.",
        "desk.",
        "import.",
        "helper.give",
        "report.",
        "readers.",
        "give_",
        "move_",
    ),
}
