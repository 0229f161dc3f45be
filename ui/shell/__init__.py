"""The window around the screens: navigation, banner of problems, full screen, shutdown."""
