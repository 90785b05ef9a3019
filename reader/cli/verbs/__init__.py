"""One module a verb: `run` carries it out and gives the exit code."""
