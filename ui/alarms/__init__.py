"""How an alarm leaves the window: notification, sound, tray, strip, title and task bar."""
