"""What a command will not do, in a sentence for the person who called it."""


class Refusal(Exception):
    """Something the command will not do; its text says why and what to do instead."""
