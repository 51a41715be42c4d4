"""An installation at work: its store opened for a command, its server run. What `loket` and the tools of a checkout share."""
