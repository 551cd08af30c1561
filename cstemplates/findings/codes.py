"""The table of codes: one line each, never reused, names state the fault.

0xx the tool and its folders, 1xx reading catalogue and company data, 2xx references
between entries, 3xx templates and packages, 4xx rendering, 5xx wording, 6xx scorecards,
9xx the user's own rules. ``spec`` is the LR number of the known rule it implements.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """A rule's name in kebab case, its severity, and the known rule it implements."""

    name: str
    severity: str
    spec: str = ""


_E, _W, _I = "error", "warning", "info"

CODES: dict[str, Code] = {
    # 0xx the tool and its folders
    "CST001": Code("rule-crashed", _E),
    "CST002": Code("exemption-unneeded", _W),
    "CST010": Code("company-file-missing", _E),
    "CST011": Code("entry-unknown", _E),
    "CST012": Code("role-holder-unknown", _E),
    "CST013": Code("nothing-selected", _E),
    "CST014": Code("document-not-for-subject", _E),
    "CST015": Code("folder-missing", _E),
    "CST020": Code("output-is-a-file", _E),
    "CST021": Code("output-edited-by-hand", _E),
    "CST022": Code("output-open-in-word", _E),
    "CST023": Code("output-not-ours", _E),
    "CST024": Code("output-in-use", _E),
    "CST025": Code("output-not-writable", _E),
    "CST026": Code("output-name-empty", _E),
    "CST027": Code("manifest-damaged", _E),
    "CST028": Code("output-place-taken", _E),
    "CST050": Code("libreoffice-missing", _E),
    "CST051": Code("pdf-not-made", _E),
    "CST052": Code("font-substituted", _W),
    # 1xx reading catalogue and company data
    "CST100": Code("file-unreadable", _E),
    "CST101": Code("yaml-syntax", _E),
    "CST102": Code("key-duplicate", _E, "LR-10"),
    "CST103": Code("yaml-alias", _E),
    "CST104": Code("yaml-tag", _E),
    "CST105": Code("yaml-too-deep", _E),
    "CST106": Code("file-too-large", _E),
    "CST107": Code("character-forbidden", _E),
    "CST108": Code("yaml-value-invalid", _E),
    "CST109": Code("file-name-not-an-id", _E),
    "CST110": Code("value-invalid", _E),
    "CST111": Code("key-missing", _E),
    "CST112": Code("key-unknown", _E),
    "CST113": Code("entry-duplicate", _E),
    "CST114": Code("kind-unknown", _E),
    "CST120": Code("overlay-id-unknown", _E),
    "CST121": Code("overlay-id-exists", _E),
    "CST122": Code("overlay-operator-invalid", _E),
    "CST123": Code("overlay-anchor-unknown", _E),
    "CST124": Code("overlay-dead", _W),
    "CST125": Code("item-id-duplicate", _E, "LR-10"),
    "CST126": Code("item-id-missing", _E),
    "CST127": Code("layer-missing", _E),
    "CST128": Code("overlay-type-mismatch", _E),
    "CST150": Code("roster-missing", _E),
    "CST151": Code("roster-unreadable", _E),
    "CST152": Code("roster-encoding", _I),
    "CST153": Code("roster-column-missing", _E),
    "CST154": Code("roster-column-unknown", _I),
    "CST155": Code("roster-column-duplicate", _E),
    "CST156": Code("roster-value-missing", _E),
    "CST157": Code("roster-value-invalid", _E),
    "CST158": Code("roster-id-duplicate", _E),
    "CST159": Code("roster-row-ragged", _E),
    "CST160": Code("roster-role-unknown", _E),
    "CST161": Code("roster-manager-unknown", _E),
    "CST162": Code("roster-cell-error", _E),
    "CST163": Code("roster-formula-without-value", _E),
    "CST164": Code("roster-twice", _E),
    "CST165": Code("roster-empty", _W),
    "CST166": Code("roster-manager-loop", _E),
    # 2xx references between entries
    "CST200": Code("reference-unknown", _E, "LR-22"),
    "CST201": Code("reporting-loop", _E, "LR-20"),
    "CST202": Code("text-path-unknown", _E, "LR-12"),
    "CST203": Code("level-not-on-scale", _E),
    "CST204": Code("category-unknown", _E),
    "CST205": Code("task-before-input", _W, "LR-33"),
    "CST206": Code("template-missing", _E),
    "CST207": Code("text-path-malformed", _E, "LR-12"),
    "CST208": Code("template-unused", _W),
    # 3xx templates and packages
    "CST300": Code("not-a-package", _E),
    "CST301": Code("package-too-large", _E),
    "CST302": Code("package-ratio", _E),
    "CST303": Code("part-name-unsafe", _E),
    "CST304": Code("part-duplicate", _E),
    "CST305": Code("xml-malformed", _E),
    "CST306": Code("xml-doctype", _E),
    "CST307": Code("xml-encoding", _E),
    "CST308": Code("xml-too-complex", _E),
    "CST309": Code("package-encrypted", _E),
    "CST310": Code("macro-present", _E),
    "CST311": Code("external-relationship", _E),
    "CST312": Code("field-unsafe", _E),
    "CST313": Code("embedded-object", _E),
    "CST314": Code("part-missing", _E),
    "CST315": Code("package-damaged", _E),
    "CST330": Code("tag-unclosed", _E),
    "CST331": Code("tag-full-width", _E),
    "CST332": Code("tag-syntax", _E),
    "CST333": Code("tag-refused", _E),
    "CST334": Code("filter-unknown", _E),
    "CST335": Code("field-unknown", _E),
    "CST336": Code("block-unbalanced", _E),
    "CST337": Code("tag-two-in-paragraph", _E),
    "CST338": Code("loop-too-deep", _E),
    "CST339": Code("cell-without-paragraph", _E),
    "CST340": Code("style-unknown", _E),
    "CST341": Code("numbering-direct", _E),
    "CST342": Code("comment-left", _W),
    "CST343": Code("tracked-change-left", _W),
    "CST344": Code("hidden-text", _W),
    "CST345": Code("constant-too-large", _E),
    "CST346": Code("tag-misplaced", _E),
    # 4xx rendering
    "CST400": Code("value-missing", _E),
    "CST401": Code("value-empty", _E),
    "CST402": Code("value-not-plain", _E),
    "CST403": Code("value-forbidden-character", _E),
    "CST404": Code("expression-failed", _E),
    "CST405": Code("output-malformed", _E),
    "CST406": Code("value-holds-template-mark", _E),
    "CST407": Code("output-structure", _E),
    # 6xx scorecards
    "CST601": Code("weights-not-100", _E, "LR-04"),
    "CST602": Code("best-score-not-weight", _E, "LR-01"),
    "CST603": Code("band-hole", _E, "LR-02"),
    "CST604": Code("band-overlap", _E, "LR-03"),
    "CST605": Code("shares-not-100", _E, "LR-04"),
    "CST606": Code("ratings-hole", _E, "LR-02"),
    "CST607": Code("no-ratings", _E, "LR-08"),
    "CST608": Code("band-empty", _E, "LR-03"),
}
