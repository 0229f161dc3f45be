"""The screens, one package each. No screen calls another; the window knows them as a list."""
