"""The maintenance screen: planned work in a calendar, and one piece of it beside it."""
