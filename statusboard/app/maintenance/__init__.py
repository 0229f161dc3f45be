"""Planned work: from the plan to the page, its windows turning by themselves, and the rules."""
