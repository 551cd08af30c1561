"""cstemplates: HR paperwork for customer-service organisations, from data to Word.

The few verbs for use from Python; each is imported when it is first used, so that
``import cstemplates`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cstemplates.compare import compare
    from cstemplates.word import open_template, project
    from cstemplates.workspace import load_catalog, load_company

__version__ = "0.1.0"

__all__ = ["__version__", "compare", "load_catalog", "load_company", "open_template", "project"]

_HOMES = {
    "compare": "cstemplates.compare",
    "load_catalog": "cstemplates.workspace",
    "load_company": "cstemplates.workspace",
    "open_template": "cstemplates.word",
    "project": "cstemplates.word",
}


def __getattr__(name: str) -> Any:
    """Import a public verb when it is asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
