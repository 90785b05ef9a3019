"""One module a verb: `configure` declares its arguments, `run` carries it out and gives the exit code."""
