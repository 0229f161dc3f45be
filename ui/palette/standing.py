"""What the palette offers whatever happens: screens, settings, and what one does."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from statusboard.domain.access import Permission
from ui.keys.key import Key
from ui.palette.entry import Action, PaletteEntry, Sort
from ui.screens.destinations import (
    BoardPlace,
    MaintenancePlace,
    NewNoticePlace,
    NewServicePlace,
    NoticesPlace,
    PeoplePlace,
    PeopleStep,
    PeopleTab,
    ScreenPlace,
    ServiceSource,
    SettingsPart,
    SettingsPlace,
    StatementPlace,
    SubscribersPlace,
    SubscribersTab,
    UptimePlace,
    VerifyPlace,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)


def standing_entries() -> Iterator[PaletteEntry]:
    """Everything that is always there; who may do less is offered less of it."""
    yield from _to_do()
    yield from _screens()
    yield from _settings()


def _to_do() -> Iterator[PaletteEntry]:
    yield _do(
        "new-notice",
        _tr("Write a notice"),
        NewNoticePlace(),
        icon="square-pen",
        keys=Key.NEW_NOTICE,
        needs=Permission.WRITE,
    )
    yield _do(
        "check-all",
        _tr("Check all now"),
        Action.CHECK_ALL,
        icon="list-checks",
        needs=Permission.OPERATE,
    )
    for source, title in (
        (ServiceSource.ADDRESS, _tr("Add a service by its address")),
        (ServiceSource.NEW_RELIC, _tr("Add services from New Relic")),
        (ServiceSource.ELSEWHERE, _tr("Bring services from elsewhere")),
    ):
        place = NewServicePlace(source)
        yield _do(f"add:{source}", title, place, icon="plus", needs=Permission.CONFIGURE)
    yield _do(
        "hand-over",
        _tr("Hand over"),
        PeoplePlace(step=PeopleStep.HAND_OVER),
        icon="users",
        keys=Key.HAND_OVER,
    )
    yield _do("look-again", _tr("Look again"), Action.REFRESH, icon="history", keys=Key.REFRESH)
    yield _do(
        "new-window",
        _tr("This screen in another window"),
        Action.NEW_WINDOW,
        icon="layout-grid",
        keys=Key.NEW_WINDOW,
    )
    yield _do(
        "full-display",
        _tr("The board over the whole display"),
        Action.FULL_DISPLAY,
        icon="layout-grid",
        also=_tr("wall full screen"),
        keys=Key.FULL_DISPLAY,
    )
    yield _do("all-keys", _tr("All keys"), Action.ALL_KEYS, icon="info", keys=Key.ALL_KEYS)
    zoom = _tr("zoom")
    for action, title, key in (
        (Action.LARGER, _tr("Everything larger"), Key.LARGER),
        (Action.SMALLER, _tr("Everything smaller"), Key.SMALLER),
        (Action.USUAL_SIZE, _tr("Everything in its usual size"), Key.USUAL_SIZE),
    ):
        yield _do(action, title, action, icon="search", also=zoom, keys=key)
    theme = _tr("theme colours")
    for action, title in (
        (Action.LIGHT, _tr("Light appearance")),
        (Action.DARK, _tr("Dark appearance")),
        (Action.AS_SYSTEM, _tr("Appearance as the system has it")),
    ):
        yield _do(action, title, action, icon="settings", also=theme)


def _screens() -> Iterator[PaletteEntry]:
    places: tuple[tuple[str, str, ScreenPlace], ...] = (
        (_tr("Board"), "layout-grid", BoardPlace()),
        (_tr("Notices"), "square-pen", NoticesPlace()),
        (_tr("Uptime"), "chart-line", UptimePlace()),
        (_tr("Verify"), "list-checks", VerifyPlace()),
        (_tr("Maintenance"), "hammer", MaintenancePlace()),
        (_tr("Subscribers"), "mail", SubscribersPlace(SubscribersTab.PEOPLE)),
        (_tr("Deliveries"), "mail", SubscribersPlace(SubscribersTab.DELIVERIES)),
        (_tr("Channels"), "mail", SubscribersPlace(SubscribersTab.CHANNELS)),
        (_tr("Inside lists"), "mail", SubscribersPlace(SubscribersTab.LISTS)),
        (_tr("Settings"), "settings", SettingsPlace()),
        (_tr("People"), "users", PeoplePlace(PeopleTab.PEOPLE)),
        (_tr("Rules of approval"), "shield-check", PeoplePlace(PeopleTab.RULES)),
        (_tr("Audit trail"), "history", PeoplePlace(PeopleTab.TRAIL)),
        (_tr("Uptime statement"), "megaphone", StatementPlace()),
        (_tr("Corrections of the past"), "chart-line", UptimePlace(shows_corrections=True)),
    )
    for place_number, (title, icon, place) in enumerate(places):
        yield PaletteEntry(f"screen:{place_number}", Sort.SCREENS, title, place, icon=icon)


def _settings() -> Iterator[PaletteEntry]:
    for part, title, also in (
        (SettingsPart.NAME, _tr("Name of the page"), _tr("company title")),
        (SettingsPart.ADDRESS, _tr("Address of the page"), _tr("web link domain")),
        (SettingsPart.PUBLISH, _tr("Where the page is published"), _tr("target place upload")),
        (SettingsPart.NEW_RELIC, _tr("New Relic"), _tr("connection key account")),
        (SettingsPart.HELPER, _tr("Writing helper"), _tr("assistant model")),
    ):
        place = SettingsPlace(part)
        yield PaletteEntry(
            f"setting:{part}", Sort.SETTINGS, title, place, also=also, icon="settings"
        )


def _do(
    key: str,
    title: str,
    leads_to: ScreenPlace | Action,
    *,
    icon: str,
    also: str = "",
    keys: Key | None = None,
    needs: Permission = Permission.LOOK,
) -> PaletteEntry:
    return PaletteEntry(
        f"do:{key}", Sort.DO, title, leads_to, also=also, icon=icon, keys=keys, needs=needs
    )
