"""Where readers of the page go to be told, for the page to lead there."""

from dataclasses import dataclass

from statusboard.render.forms.paths import subscribe_path


@dataclass(frozen=True, slots=True)
class UpdateLinks:
    """`server` is the public address of the page server, `contact` a mail address for who asks.

    Either may be empty. Without a server readers are led to the contact, without both nowhere.
    `language` is the one in which the server speaks to them; empty: as their browsers say.
    """

    server: str = ""
    contact: str = ""
    language: str = ""

    @property
    def page(self) -> str:
        """Where “Get updates” leads; empty for nowhere."""
        mail = f"mailto:{self.contact}" if self.contact else ""
        return self._at(subscribe_path()) or mail

    def fixed(self, incident: str) -> str:
        """Where one asks to hear that an incident is over, by its public id; empty for nowhere."""
        return self._at(subscribe_path(incident))

    def _at(self, path: str) -> str:
        asked = f"?lang={self.language}" if self.language else ""
        return f"{self.server.rstrip('/')}/{path}{asked}" if self.server else ""


NOWHERE = UpdateLinks()
