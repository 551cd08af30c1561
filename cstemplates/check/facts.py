"""What a rule may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cstemplates.findings import TextLocation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cstemplates.model import Company, Employee
    from cstemplates.model.catalog import Catalog

KeyPath = tuple[str | int, ...]
Locate = Callable[[str, str, KeyPath], TextLocation]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The stacked catalogue and what belongs to it, as the rules see it.

    Compared by identity, so that what is worked out from it can be kept for one run.

    Attributes:
        catalog: All entries by kind and id.
        locate: Place of a key path in an entry, given kind, id and key path; a key that
            is not written is placed at its nearest ancestor.
        company: The company, when one is checked too.
        employees: Its roster.
        known_path: Tells whether texts may refer to a ``${path}``; None when nobody can
            tell, and then no path is doubted.
    """

    catalog: Catalog
    locate: Locate
    company: Company | None = None
    employees: Sequence[Employee] = ()
    known_path: Callable[[str], bool] | None = None
