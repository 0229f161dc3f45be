"""The screen of people: who may what, who is there, and who did what."""
