"""How a plug-in file declares itself: its fields, its form, its checks, its examples."""
