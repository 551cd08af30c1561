"""How files are named in findings, and in the record of what was read."""

from __future__ import annotations

from pathlib import Path


def shown_path(path: Path) -> str:
    """Name a path relative to where the user stands; beyond that, by its last part only.

    The full path of a machine is nobody's business and differs on every other one.
    """
    resolved = path.resolve()
    here = Path.cwd().resolve()
    return resolved.relative_to(here).as_posix() if resolved.is_relative_to(here) else resolved.name


def below(shown: str, *parts: str) -> str:
    """Name something inside a folder that is shown as ``shown``."""
    return "/".join(part for part in (shown, *parts) if part not in {"", "."})
