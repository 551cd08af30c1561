"""Our redlines beside those of python-redlines, where that is installed.

``pip install 'python-redlines[docxodus]>=2'`` brings it, a program of 44 MB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from redline.conftest import KINDS
from support.bothways import redlined
from support.edits import edited
from support.revisions import characters

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_we_mark_no_more_than_two_percent_more_characters(
    documents: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = "python-redlines[docxodus] is not installed"
    theirs = pytest.importorskip("python_redlines", reason=reason).DocxodusEngine()
    ours_marked = theirs_marked = 0
    for seed, kind in enumerate(KINDS):
        old, new = tmp_path / "old.docx", tmp_path / "new.docx"
        old.write_bytes(documents[kind])
        new.write_bytes(edited(documents[kind], seed))
        made, *_told = theirs.run_redline("author", old, new)
        theirs_marked += characters(made)
        ours_marked += characters(redlined(old.read_bytes(), new.read_bytes()))

    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a reader of the test is after
            f"\ncharacters marked: ours {ours_marked}, python-redlines {theirs_marked}"
        )
    assert ours_marked <= theirs_marked * 1.02
