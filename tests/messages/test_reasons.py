"""What the system refused, in words of our own, with something to do about it."""

from __future__ import annotations

import errno

import pytest

from cstemplates.findings import EnvironmentFault, WorkspaceError
from cstemplates.messages.reasons import reason_of, remedy_of
from cstemplates.publish.atomic import not_writable


@pytest.mark.parametrize(
    ("number", "reason", "remedy"),
    [
        (errno.ENOSPC, "the disk is full", "Free some space, or choose another folder."),
        (
            errno.EDQUOT,
            "your share of the disk is used up",
            "Delete files of yours, or choose another folder.",
        ),
        (errno.EROFS, "the disk is read-only", "Choose a folder on another disk."),
        (
            errno.EIO,
            "the disk does not work as it should",
            "Check the disk, its cable or the network, and choose a folder on another disk.",
        ),
        (
            errno.EFBIG,
            "the file is larger than this disk or account allows",
            "Choose a folder on another disk.",
        ),
        (
            errno.ENAMETOOLONG,
            "its name is too long",
            "Choose a folder with a shorter path with -o.",
        ),
        (errno.EACCES, "you have no permission", "Choose a folder of your own with -o."),
        (errno.EMFILE, "too many files are open", "Close other programs, then try again."),
    ],
)
def test_a_refusal_of_the_system_has_its_own_words_and_remedy(
    number: int, reason: str, remedy: str
) -> None:
    error = OSError(number, "raw words")

    assert reason_of(error) == reason
    assert remedy_of(error) == remedy


def test_a_rare_refusal_keeps_the_words_of_the_system() -> None:
    error = OSError(errno.EXDEV, "raw words")

    assert reason_of(error) == "raw words"
    assert remedy_of(error) == "Choose another folder."


@pytest.mark.parametrize(
    ("number", "family"),
    [
        *((n, EnvironmentFault) for n in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)),
        *((n, WorkspaceError) for n in (errno.ENAMETOOLONG, errno.EACCES, errno.ENOTDIR)),
    ],
)
def test_it_is_the_machine_that_is_at_fault_or_the_folder(
    number: int, family: type[Exception]
) -> None:
    told = not_writable("out", OSError(number, ""))

    assert type(told) is family
    assert [f.hint for f in told.report] == [remedy_of(OSError(number, ""))]
