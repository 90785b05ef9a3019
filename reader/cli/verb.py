"""What a verb is: its sentences, its arguments, and the module that carries it out."""

import argparse
from collections.abc import Callable
from typing import NamedTuple


class Verb(NamedTuple):
    """A verb: the line that the overview shows, the sentence of its own help, and its arguments.

    The module of its name in `verbs/` carries it out, or that of `module`, which does so for several.
    """

    summary: str
    description: str
    configure: Callable[[argparse.ArgumentParser], None]
    module: str = ""
