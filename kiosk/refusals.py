"""What will not be done, in a sentence for the person who asked. Stands alone, so that every room can refuse and `loket` can say it."""


class Refusal(Exception):
    """Something that will not be done; its text says why and what to do instead."""
