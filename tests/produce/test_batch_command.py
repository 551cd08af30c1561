"""The command as a user meets it: the mapping first, the table at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support.staff import SCORECARD, staff

if TYPE_CHECKING:
    from pathlib import Path


def test_it_tells_the_mapping_the_pace_and_the_result_and_fails_with_a_faulty_row(
    company: Path, tmp_path: Path
) -> None:
    rows = staff(company, 4)
    rows[2]["入职日期"] = "昨天"
    staff(company, rows=rows)
    out = tmp_path / "out"
    order = ["batch", SCORECARD, "--company", str(company), "-o", str(out), "--jobs", "1"]

    done = subprocess.run(
        [sys.executable, "-m", "cstemplates", "--lang", "en", *order],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip

    assert done.returncode == 1
    assert "Rows read: 5. Columns:\n  工号 → 工号\n" in done.stderr
    assert "Documents: 3/3, " in done.stderr
    assert [line.split() for line in done.stdout.splitlines()[:2]] == [
        ["Document", "Done", "Failed", "Skipped", "Left", "as", "edited"],
        ["年度考核评分表", "3", "0", "0", "0"],
    ]
    assert f"Rows of the roster with faults: 1. What to mend: {out}/failed.csv" in done.stdout
    text = (out / "failed.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith("4,入职日期,")
    assert "员工" not in text


@pytest.mark.slow
def test_a_temporary_folder_far_down_stops_nothing(company: Path, tmp_path: Path) -> None:
    staff(company, 2)
    far_down = tmp_path / ("目录" * 20) / "temporary"
    far_down.mkdir(parents=True)

    done = subprocess.run(
        [sys.executable, "-m", "cstemplates", "batch", SCORECARD, "--company", str(company),
         "-o", str(tmp_path / "out"), "--jobs", "1"],
        capture_output=True, text=True, check=False, encoding="utf-8",
        env=os.environ | {"TMPDIR": str(far_down)},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").rglob("*.docx"))) == 2
