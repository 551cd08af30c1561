"""Which entries cover which ids of the material, as a page a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cstemplates.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from cstemplates.model.catalog import Catalog

_FAMILIES = {
    "DOC": "文种",
    "RL": "岗位",
    "KS": "指标与评分表",
    "CT": "例行任务",
    "PL": "制度",
    "FM": "表单与记录",
    "DF": "材料缺陷（条目 decisions 中的取舍）",
}
_MOST = 4
_GALLERY = "../images/gallery"
_HEAD = """# 覆盖表

材料的每个编号、它的名称，以及覆盖它的目录条目。由 `make docs` 按目录生成，不要手改。
"""


def covering_entries(catalog: Catalog) -> dict[str, list[str]]:
    """Map each id of the material to the entries (``kind/id``) that name it, in order.

    An entry names an id in ``spec`` of itself or of one of its items, or in ``defects``
    of one of its decisions.
    """
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        for name, entry in catalog.of(kind).items():
            for spec in sorted(named_ids(entry.model_dump())):
                found.setdefault(spec, []).append(f"{kind}/{name}")
    return found


def named_ids(value: Any) -> set[str]:
    """Collect the ids of the material that plain data names, however deep."""
    if isinstance(value, Mapping):
        own = {i for key in ("spec", "defects") for i in value.get(key) or ()}
        return own.union(*map(named_ids, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(named_ids, value))
    return set()


def uncovered(catalog: Catalog, material: Iterable[str]) -> list[str]:
    """Name the ids of the material that no entry covers."""
    covered = covering_entries(catalog)
    return [spec for spec in material if spec not in covered]


def coverage_page(
    catalog: Catalog, material: Mapping[str, str], pictures: Collection[str] = ()
) -> str:
    """Write the page: one table a family of ids, that of the document types with pictures.

    Args:
        catalog: The catalogue.
        material: Id → Chinese name.
        pictures: The ids of which there is a picture in ``docs/images/gallery``.
    """
    covered = covering_entries(catalog)
    lines = [_HEAD]
    for prefix, title in _FAMILIES.items():
        ids = [spec for spec in material if spec.startswith(f"{prefix}-")]
        done = sum(spec in covered for spec in ids)
        lines += [f"## {prefix} {title}", "", f"{done}/{len(ids)}", ""]
        if prefix == "DOC":
            lines += ["| 编号 | 名称 | 首页 | 模板 | 文件包 | 条目 |", "|---|---|---|---|---|---|"]
        else:
            lines += ["| 编号 | 名称 | 条目 |", "|---|---|---|"]
        for spec in ids:
            made = _made_cells(catalog, spec, pictures) if prefix == "DOC" else ()
            lines.append(_row(spec, material[spec], made, covered.get(spec, [])))
        lines.append("")
    return "\n".join(lines)


def _made_cells(catalog: Catalog, spec: str, pictures: Collection[str]) -> tuple[str, ...]:
    """The cells of a document type that say what is made of it and in which packs."""
    documents = {key: entry for key, entry in catalog.documents.items() if spec in entry.spec}
    templates = {entry.template for entry in documents.values() if entry.template}
    packs = [
        key
        for key, pack in catalog.packs.items()
        if any(item.document in documents for item in pack.items)
    ]
    picture = f'<img src="{_GALLERY}/{spec}.png" width="100" alt="{spec}首页">'
    return (picture if spec in pictures else "—", _coded(sorted(templates)), _coded(packs))


def _row(spec: str, title: str, made: tuple[str, ...], entries: list[str]) -> str:
    more = f" 共{len(entries)}处" if len(entries) > _MOST else ""
    name = title.replace("|", "\\|")
    return "| " + " | ".join((spec, name, *made, _coded(entries[:_MOST]) + more)) + " |"


def _coded(names: Iterable[str]) -> str:
    return "、".join(f"`{name}`" for name in names) or "—"
