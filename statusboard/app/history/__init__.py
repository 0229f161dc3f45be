"""The past: corrected, brought along from lists, written out, and how long single answers stay."""
