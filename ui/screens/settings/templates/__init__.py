"""The section of the settings in which a team edits its templates."""
