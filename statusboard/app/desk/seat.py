"""Who sits at a window: what the system says of them, and the sign-in that the window holds."""

from dataclasses import dataclass, replace

from statusboard.domain.access import Credentials


@dataclass(slots=True)
class Seat:
    """Credentials that a sign-in changes. The token stands here alone: it ends with the window."""

    credentials: Credentials

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody signed in here with their code, and not out."""
        return bool(self.credentials.token)

    def take(self, token: str) -> None:
        """From now on whoever that token is for acts here; empty: the system's user."""
        self.credentials = replace(self.credentials, token=token)
