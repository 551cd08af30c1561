"""The areas of a managed property and what customers need there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cstemplates.model import Company


def zones_context(company: Company) -> list[dict[str, Any]]:
    """Bind the areas of the company's project; empty when it has none."""
    zones = company.project.zones if company.project else ()
    return [
        {
            "no": number,
            "id": zone.id,
            "area": zone.area,
            "function": zone.function,
            "demands": [{"no": n, "text": text} for n, text in enumerate(zone.demands, 1)],
            "demands_text": "；".join(zone.demands),
        }
        for number, zone in enumerate(zones, 1)
    ]
