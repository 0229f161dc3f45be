"""The verb about objectives: what is promised of a service, of a group, or of all together."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.services.objective_inputs import SetObjective
from statusboard.app.services.objective_rules import settle_objective
from statusboard.app.settings import PROMISED, PROMISED_HOURS, PROMISED_OVER
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.objective import Objective, window_text
from statusboard.domain.percent import promised_text
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.objectives import set_group_objective, set_objective
from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit


@verb("service.set_objective", Permission.CONFIGURE, SetObjective, str)
def set_promise(unit: Unit, given: SetObjective) -> Done[str]:
    """Sets what is promised; answers in words of what. Without a percentage nothing is promised.

    Raises RuleBroken where there is no such service or group, or the promise is none.
    """
    objective = settle_objective(given.promise)
    if given.component_id is not None:
        subject = _of_service(unit, given.component_id, objective)
    elif given.group:
        subject = _of_group(unit, given.group, objective)
    else:
        subject = _of_all(unit, objective)
    words = "" if objective is None else objective.words
    changes = Changes.of(Topic.SERVICES, Topic.SETTINGS)
    return Done(subject, changes, Audit(subject, {"promised": words}))


def _of_service(unit: Unit, component_id: int, objective: Objective | None) -> str:
    found = next((one for one in read_components(unit) if one.id == component_id), None)
    if found is None:
        raise RuleBroken("This service no longer exists. Somebody may have removed it.")
    set_objective(unit, component_id, objective)
    return found.name


def _of_group(unit: Unit, name: str, objective: Objective | None) -> str:
    found = next((one for one in read_groups(unit) if one.name == name), None)
    if found is None:
        raise RuleBroken(
            f"There is no group called “{name}”. “statusboard group list” lists them.",
            field="group",
        )
    set_group_objective(unit, found.id, objective)
    return f"the group {found.name}"


def _of_all(unit: Unit, objective: Objective | None) -> str:
    usual = Objective(0)
    said = objective or usual
    promised = None if objective is None else float(promised_text(objective.promised_ppm) or 0)
    write_setting(unit, PROMISED, promised)
    window = None if said.window == usual.window else window_text(said.window)
    write_setting(unit, PROMISED_OVER, window)
    write_setting(unit, PROMISED_HOURS, None if said.hours is usual.hours else said.hours.value)
    return "all services together"
