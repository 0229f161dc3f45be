"""How each language of customers writes days and numbers, and speaks of uptime.

The public page and the statements of the desk stand on the same words, so that they say the same.
"""
