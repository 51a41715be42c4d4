"""Jobs: what a server does by itself, once, however many workers and servers there are."""
