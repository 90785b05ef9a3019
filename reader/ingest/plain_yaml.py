"""YAML whose values stay as they are written, without what makes objects or multiplies; loaded when it is needed."""

from collections.abc import Mapping
from typing import Any

import yaml

_NULL = "tag:yaml.org,2002:null"


class Refused(ValueError):
    """The text is no YAML, or has what is not read; `line` counts from 0."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def _null_only(resolvers: Mapping[Any, Any]) -> dict[Any, Any]:
    return {first: [pair for pair in pairs if pair[0] == _NULL] for first, pairs in resolvers.items()}


class _PlainLoader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads null as nothing and everything else as text, so that `007`, `yes` and `2031-03-14` stay what they are.

    Aliases can make much of little, and tags make objects: neither is read.
    """

    yaml_implicit_resolvers = _null_only(yaml.SafeLoader.yaml_implicit_resolvers)

    def compose_node(self, parent: object, index: object) -> object:
        """A node, unless it is an alias or has a tag."""
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise Refused("it has an alias", event.start_mark.line)
        if event.tag not in (None, "!"):
            raise Refused("it has a tag", event.start_mark.line)
        return super().compose_node(parent, index)


def read_yaml(text: str) -> object:
    """The one document of a text: mappings, lists, text and None. Raises Refused, and RecursionError where it is deep.

    The loader is PyYAML's safe one with less in it, so it makes no objects.
    """
    try:
        return yaml.load(text, _PlainLoader)  # noqa: S506 - it is derived from the safe loader
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise Refused(fault.problem or fault.context or "a fault", mark.line if mark else 0) from None
    except yaml.YAMLError as fault:
        raise Refused(str(fault), 0) from None
