"""Plain files that the window and the page use: typeface, icons, page templates."""
