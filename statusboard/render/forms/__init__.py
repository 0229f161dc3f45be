"""What visitors do by themselves, as pages: subscribe, confirm, change, leave. Without any script.

Pure: from what a visitor is offered to bytes (`pages`), and from the fields that come back to what
was asked for, or what is wrong at which field (`fields`).
"""
