"""What Qt needs from a Linux system, tried by loading it, and how Debian and Ubuntu call it.

The sets were read off the dynamic sections of QtGui, QtWidgets, QtSvg and the platform plug-ins
`offscreen`, `xcb` and `wayland`, less what every system has.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import children

# Drawing without a screen: the tests, and `statusboard screens`.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# A window under X11, or under Wayland by way of X11.
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def names_display() -> bool:
    """Whether a display is named here, be it that nobody answers there."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def needed(*, window: bool) -> dict[str, str]:
    """The shared libraries wanted on this system, each with its Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    if not window or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return DRAWING
    if os.environ.get("WAYLAND_DISPLAY"):
        return DRAWING | WAYLAND | (X11 if os.environ.get("DISPLAY") else {})
    return DRAWING | X11


def missing(libraries: dict[str, str]) -> dict[str, str]:
    """Those that cannot be loaded."""
    return {name: package for name, package in libraries.items() if not _loads(name)}


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def provide(libraries: dict[str, str]) -> str:
    """Installs what is missing where that is allowed. Empty, or what the person has to do."""
    lacking = missing(libraries)
    if not lacking:
        return ""
    packages = sorted(set(lacking.values()))
    if shutil.which("apt-get") is None:
        listed = ", ".join(sorted(lacking))
        return f"Qt needs these libraries, which this system does not have: {listed}."
    if install(packages, "Qt needs them to draw") and not missing(libraries):
        return ""
    return f"Qt needs a few libraries of the system. Install them with:  {command(packages)}"


def command(packages: list[str]) -> str:
    """The exact command for a person."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def install(packages: list[str], because: str) -> bool:
    """Whether the packages could be installed: as root, or with a sudo that does not ask.

    Says in one line what it installs from the system, and why.
    """
    prefix = _right_to_install()
    if prefix is None:
        return False
    print(f"Installing {', '.join(packages)} from the system: {because} …", flush=True)
    wanted = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    if _apt([*prefix, *wanted]):
        return True
    return _apt([*prefix, "apt-get", "update", "--quiet"]) and _apt([*prefix, *wanted])


def _right_to_install() -> list[str] | None:
    if shutil.which("apt-get") is None or not Path("/var/lib/dpkg").is_dir():
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    asked = [sudo or "", "-n", "true"]
    if sudo and subprocess.run(asked, check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def _apt(call: list[str]) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return children.run(call, env=quiet, stdout=subprocess.DEVNULL) == 0
