from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

COMPANY = """\
name: 云川甲乙有限公司
short_name: 云川甲乙
brand: 甲乙物业
legal_representative: 甲某
catalog: "0.1.0"
"""
ROSTER = "工号,姓名,岗位\n001,王𠮷,客服总监\n"
CATALOG = {
    "roles/cs_director.yaml": "title: 客服总监\naliases: [客户总监]\nfamily: general\n",
    "roles/cs_officer.yaml": "title: 客服管理员\nfamily: general\naliases: [客服]\n",
    "roles/pm_officer.yaml": "title: 物业管理员\nfamily: general\naliases: [客服]\n",
    "indicators/all.yaml": "satisfaction:\n  title: 满意度\n  formula: 满意数÷总数\n"
    "  source: 回访表\n  period: month\n  owner: cs_director\n",
}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Write a small catalogue."""
    folder = tmp_path / "given"
    write_files(folder, CATALOG)
    return folder


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write a company folder in the current one; a file given as None is left out."""
    monkeypatch.chdir(tmp_path)

    def write(files: Mapping[str, str | bytes | None] | None = None) -> Path:
        folder = tmp_path / "firm"
        write_files(folder, {"company.yaml": COMPANY, "employees.csv": ROSTER, **(files or {})})
        return folder

    return write


def write_files(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
