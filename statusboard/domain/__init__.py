"""Frozen values and arithmetic. Standard library only; no clock, no input, no output."""
