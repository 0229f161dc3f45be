"""Sample data leaves this computer by no channel, whatever a person makes of the channels."""

from statusboard.app.doorway import query
from statusboard.app.settings import DEMO
from statusboard.catalog.declaration import ChannelKind, Config
from statusboard.errors import RuleBroken
from statusboard.storage.settings import read_settings
from statusboard.storage.unit import Unit


def is_demo(unit: Unit, _given: None = None) -> bool:
    """Whether the database holds sample data."""
    return read_settings(unit).get(DEMO) is True


# Whether the database holds sample data.
IS_DEMO = query("delivery.is_demo")(is_demo)


def refuse_to_lead_out(kind: ChannelKind, config: Config) -> None:
    """Raises RuleBroken, with the field at fault, for a channel that leaves this computer."""
    if kind.leads_out is None:
        sentence = f"The demo sends to nobody outside this computer, and {kind.label} would."
        raise RuleBroken(sentence, field="channel")
    defaults = {spec.name: spec.default for spec in kind.fields}
    at_fault = kind.leads_out(defaults | dict(config))
    if not at_fault:
        return
    label = next(spec.label for spec in kind.fields if spec.name == at_fault)
    sentence = (
        f"The demo sends to nobody outside this computer, and “{label}” leads there. Write "
        "127.0.0.1 for a server, and a name that ends in .example for a sender."
    )
    raise RuleBroken(sentence, field=at_fault)
