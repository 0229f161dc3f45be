"""The history in its four forms: spans, recent answers, packed hours, roll-ups."""
