"""What the verb about objectives is given. Plain values, fit for a pipe."""

from dataclasses import dataclass

from statusboard.app.services.inputs import PromiseInput


@dataclass(frozen=True, slots=True)
class SetObjective:
    """What is promised of a service, by its id, or of a group, by its name; of all with neither."""

    promise: PromiseInput
    component_id: int | None = None
    group: str = ""
