"""A policy as its document prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cstemplates.bind.figures import chinese_date
from cstemplates.bind.sections import sections_context

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cstemplates.bind.role import Say
    from cstemplates.model import Parameter, Policy
    from cstemplates.model.catalog import Catalog
    from cstemplates.model.texts import Revision


def policy_context(policy: Policy, catalog: Catalog, say: Say) -> dict[str, Any]:
    """Bind a policy; who prepared it and when it takes effect may be left to the company."""
    return {
        "title": policy.title,
        "number": policy.number,
        "version": policy.version,
        "effective_date": chinese_date(policy.effective_date) if policy.effective_date else None,
        "prepared_by": say(policy.prepared_by or ""),
        "reviewed_by": say(policy.reviewed_by or ""),
        "approved_by": say(policy.approved_by or ""),
        "sections": sections_context(policy.sections, say),
        "forms": forms_context(policy.forms, catalog),
        "revisions": revisions_context(policy.revisions, say),
        "parameters": [_parameter(p, n, say) for n, p in enumerate(policy.parameters, 1)],
    }


def forms_context(forms: Sequence[str], catalog: Catalog) -> list[dict[str, Any]]:
    """Bind the forms that an entry uses: their code and title."""
    documents = [catalog.documents[form] for form in forms if form in catalog.documents]
    return [{"no": n, "code": d.number, "title": d.title} for n, d in enumerate(documents, 1)]


def revisions_context(revisions: Iterable[Revision], say: Say) -> list[dict[str, Any]]:
    """Bind the lines of a revision table; dates are filled in when a version is issued."""
    return [
        {"no": n, "version": r.version, "change": say(r.change)} for n, r in enumerate(revisions, 1)
    ]


def _parameter(parameter: Parameter, number: int, say: Say) -> dict[str, Any]:
    return {
        "no": number,
        "id": parameter.id,
        "title": parameter.title,
        "value": say(f"${{{parameter.id}}}"),
    }
