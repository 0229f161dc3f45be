"""Every key that does something: declared once, bound from here, listed from here."""
