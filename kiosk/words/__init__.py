"""Words: everything said in the reader's language, on pages, on paper, in files and in commands. No Flask.

What is said of a thing is in the module of its subject; `kiosk.words.things.say` finds it for a thing of any kind.
"""

from kiosk.words.catalogue import in_language, language

__all__ = ["in_language", "language"]
