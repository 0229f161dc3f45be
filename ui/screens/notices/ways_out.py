"""The ways from the notices to where something else is chosen, or looked at."""

from PySide6.QtCore import SignalInstance

from ui.screens.destinations import SettingsPart, SettingsPlace, SubscribersPlace, SubscribersTab
from ui.screens.notices.following import Following
from ui.screens.notices.notices_head import NoticesHead
from ui.screens.notices.review.publishing import Publishing


def lead_out(
    wanted: SignalInstance, head: NoticesHead, publishing: Publishing, following: Following
) -> None:
    """Says where a person wants to go: the places of the page, the helper, each message."""
    for settings in (head.settings_wanted, publishing.settings_wanted):
        settings.connect(lambda: wanted.emit(SettingsPlace(SettingsPart.PUBLISH)))
    following.asking.settings_wanted.connect(
        lambda: wanted.emit(SettingsPlace(SettingsPart.HELPER))
    )
    publishing.deliveries_wanted.connect(
        lambda: wanted.emit(SubscribersPlace(SubscribersTab.DELIVERIES))
    )
