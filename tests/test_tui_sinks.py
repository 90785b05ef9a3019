"""No text reaches Textual as a bare string that it would parse: every sink is given content, or markup is off."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "reader" / "tui"

SINKS = {"Static", "Label", "Button", "Option", "OptionList", "SelectionList", "Select", "DataTable", "ListItem",
         "Tree", "Tab", "Tabs", "Collapsible", "RadioButton", "Checkbox", "Tooltip"}  # fmt: skip
"""Widgets that take text for markup."""

FORBIDDEN = {
    "ListView",
    "MarkdownViewer",
    "Markdown",
    "RichLog",
    "Log",
    "Header",
    "from_markup",
    "escape",
    "render_markup",
}
"""Widgets and functions that are not used at all: each parses, or passes on, more than it should."""

ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "sub_title"}


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_safe(call: ast.Call) -> bool:
    """Markup is off, or the first argument is content."""
    for keyword in call.keywords:
        if keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False:
            return True
    return (
        bool(call.args) and isinstance(call.args[0], ast.Call) and name_of(call.args[0].func) in ("content", "Content")
    )


def is_notify(call: ast.Call) -> bool:
    """`notify` of an app or a widget, not of a condition of a thread."""
    return (
        name_of(call.func) == "notify" and isinstance(call.func, ast.Attribute) and name_of(call.func.value) != "_wake"
    )


def faults(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            if (name in SINKS or is_notify(node)) and not is_safe(node):
                yield f"line {node.lineno}: {name}() without content or markup=False"
            if name in FORBIDDEN:
                yield f"line {node.lineno}: {name}() is not used here"
            if name == "Content" and node.args and not is_own(node.args[0]):
                yield f"line {node.lineno}: Content() of something that is not written there"
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES:
                    yield f"line {node.lineno}: {target.attr} is set"


def is_own(value: ast.expr) -> bool:
    """A literal, or a literal so many times."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        value = value.left
    return isinstance(value, ast.Constant)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sink_is_given_clean_content(path: Path) -> None:
    if path.name == "content.py":
        return
    assert list(faults(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    ["Static(title)", "Label('x')", "self.notify(text)", "OptionList(Option(title))", "Markdown(text)",
     "widget.border_title = title", "Content(f'{title}')", "Content.from_markup(text)"],
)  # fmt: skip
def test_a_careless_sink_is_found(code: str) -> None:
    assert list(faults(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["Static('/', markup=False)", "Label(content(title))", "self.notify(text, markup=False)", "Content('')"]
)
def test_a_careful_one_passes(code: str) -> None:
    assert list(faults(ast.parse(code))) == []
