"""An entity that somebody picked, as the checks that watch it. Pure, and light to import."""

from datetime import timedelta

from statusboard.app.services.inputs import CheckInput
from statusboard.domain.views.new_relic import EntityKind, FoundEntity, Unwatched
from statusboard.domain.views.new_relic_figures import ReadyEntity

_ENTITY_KIND = "new_relic_entity"
_FIGURE_KIND = "new_relic_nrql"
_LEVEL_KIND = "new_relic_service_level"
# A service level is a slow figure.
_LEVEL_INTERVAL = timedelta(minutes=5)


def checks_of(
    entity: FoundEntity, unwatched: Unwatched | None = None, ready: ReadyEntity | None = None
) -> tuple[CheckInput, ...]:
    """The checks by which New Relic answers for an entity.

    `unwatched` is chosen for those among the picked that no alert condition watches. With `ready`
    figures the entity itself only says whether it reports.
    """
    config: dict[str, object] = {"guid": entity.guid, "name": entity.name}
    if entity.permalink.startswith("https://"):
        config["permalink"] = entity.permalink
    if entity.kind is EntityKind.SERVICE_LEVEL:
        return (CheckInput(_LEVEL_KIND, config, interval=_LEVEL_INTERVAL),)
    config["type"] = entity.kind_label
    if entity.account_id is not None:
        config["account"] = entity.account_id
    figures = figure_checks(entity, ready) if ready is not None else ()
    if figures:
        config["unwatched"] = Unwatched.OPERATIONAL.value
    elif entity.is_unwatched and unwatched is not None:
        config["unwatched"] = unwatched.value
    return (CheckInput(_ENTITY_KIND, config), *figures)


def figure_checks(entity: FoundEntity, ready: ReadyEntity) -> tuple[CheckInput, ...]:
    """A check for each figure of an entity, with the limits that were suggested."""
    return tuple(
        CheckInput(
            _FIGURE_KIND,
            {
                "account": ready.account,
                "query": one.query,
                "label": one.label,
                "unit": one.unit,
                "compare": one.compare,
                "name": entity.name,
                "guid": entity.guid,
                **({} if one.degraded_when is None else {"degraded_when": one.degraded_when}),
                **({} if one.down_when is None else {"down_when": one.down_when}),
            },
        )
        for one in ready.questions
    )
