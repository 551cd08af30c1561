"""Write the generated pages of docs/reference and the schemas anew: ``make docs``."""

from __future__ import annotations

from pathlib import Path

from cstemplates.check.coverage import coverage_page
from cstemplates.check.forms import forms_page
from cstemplates.check.known_rules import known_rules_page
from cstemplates.check.reference import rules_page
from cstemplates.load import read_yaml
from cstemplates.model.schema import write_schemas
from cstemplates.workspace import load_shipped

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"


def pages() -> dict[str, str]:
    """Return every generated page by its name."""
    material = read_yaml(REFERENCE / "material.yaml", display="material.yaml").value
    catalog = load_shipped().catalog
    pictures = {path.stem for path in (ROOT / "docs/images/gallery").glob("*.png")}
    return {
        "rules.md": rules_page(),
        "known-rules.md": known_rules_page(),
        "coverage.md": coverage_page(catalog, material, pictures),
        "forms.md": forms_page(catalog),
    }


def main() -> None:
    """Write the pages and the schemas."""
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
    write_schemas(ROOT / "schema")


if __name__ == "__main__":
    main()
