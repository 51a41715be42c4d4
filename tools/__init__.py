"""What builds and measures the product and is no part of it: it lies in a checkout and in no wheel.

`kiosk.cli.tools` finds these commands by their names; nothing in kiosk/ imports them.
"""
