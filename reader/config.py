"""The user's `config.toml`: each option declared once, with its default and its sentence."""

from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from reader.paths import config_folder

QUOTE_STYLES = ("plain", "markdown", "wiki", "csl-json", "bibtex")
"""How a quotation can tell its source."""


def option(default: object, sentence: str) -> object:
    """An option with its default and the sentence that documents it."""
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that can be set. `problems` lists what could not be taken from the file; defaults hold there."""

    theme: str = option("night", "Name of the theme the desk starts with.")  # type: ignore[assignment]
    column: int = option(66, "Width of the reading column, in cells (30 to 200).")  # type: ignore[assignment]
    mouse: bool = option(True, "Whether the desk listens to the mouse.")  # type: ignore[assignment]
    keys: str = option("vim", "Keys of the desk: `vim`, `less`, `newsboat` or `mutt`; `keys.toml` changes single ones.")  # type: ignore[assignment]
    quote: str = option("plain", "How `Y` writes a source: `plain`, `markdown`, `wiki`, `csl-json` or `bibtex`.")  # type: ignore[assignment]
    pipe: str = option("", "Command that `g p` proposes to give the article to; no shell reads it.")  # type: ignore[assignment]
    problems: tuple[str, ...] = ()


OPTIONS = tuple(each for each in fields(Config) if "sentence" in each.metadata)


def load_config(folder: Path | None = None) -> Config:
    """Read `config.toml` from the user's config folder. A fault is a problem in the result, never an exception."""
    path = (folder or config_folder()) / "config.toml"
    try:
        if not path.is_file():
            return Config()
        import tomllib

        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        return Config(problems=(f"{path}: {fault}; the defaults hold",))
    config, problems = Config(), []
    known = {each.name: each for each in OPTIONS}
    for name, value in found.items():
        kind: type[object] = type(known[name].default) if name in known else object
        if name not in known:
            problems.append(f"{path}: no option {name!r}; there are {', '.join(known)}")
        elif type(value) is not kind:
            problems.append(f"{path}: {name} needs {kind.__name__}, not {value!r}")
        elif name == "column" and value not in range(30, 201):
            problems.append(f"{path}: column is {value}; it must be 30 to 200")
        elif name == "quote" and value not in QUOTE_STYLES:
            problems.append(f"{path}: no quote {value!r}; there are {', '.join(QUOTE_STYLES)}")
        else:
            config = replace(config, **{name: value})  # type: ignore[arg-type]
    return replace(config, problems=tuple(problems))
