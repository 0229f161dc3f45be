"""The words of the forms, a file for each language that they are shown in."""
