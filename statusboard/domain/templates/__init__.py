"""The texts that a notice is begun with, by what it says and in which language."""
