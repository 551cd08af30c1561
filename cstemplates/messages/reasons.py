"""Why the system refused something, in the user's language instead of the system's."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable


def reason_of(error: OSError) -> str:
    """Return the reason without a full stop; the system's own words for a rare one."""
    say = _REASONS.get(error.errno or 0)
    return say() if say else error.strerror or _("unknown")


def remedy_of(error: OSError) -> str:
    """Return what a person can do where something could not be written."""
    say = _REMEDIES.get(error.errno or 0)
    return say() if say else _("Choose another folder.")


_REASONS: dict[int, Callable[[], str]] = {
    errno.ENOENT: lambda: _("there is no such file or folder"),
    errno.ENOTDIR: lambda: _("a part of its path is a file, not a folder"),
    errno.EISDIR: lambda: _("it is a folder, not a file"),
    errno.EACCES: lambda: _("you have no permission"),
    errno.EPERM: lambda: _("you have no permission"),
    errno.EROFS: lambda: _("the disk is read-only"),
    errno.ENOSPC: lambda: _("the disk is full"),
    errno.EDQUOT: lambda: _("your share of the disk is used up"),
    errno.ENAMETOOLONG: lambda: _("its name is too long"),
    errno.EBUSY: lambda: _("another program is using it"),
    errno.EIO: lambda: _("the disk does not work as it should"),
    errno.EFBIG: lambda: _("the file is larger than this disk or account allows"),
    errno.EMFILE: lambda: _("too many files are open"),
    errno.ENFILE: lambda: _("too many files are open"),
    errno.ENOMEM: lambda: _("there is not enough memory"),
    errno.ESTALE: lambda: _("the network drive has gone away"),
}

_REMEDIES: dict[int, Callable[[], str]] = {
    errno.ENOSPC: lambda: _("Free some space, or choose another folder."),
    errno.EDQUOT: lambda: _("Delete files of yours, or choose another folder."),
    errno.EROFS: lambda: _("Choose a folder on another disk."),
    errno.EIO: lambda: _(
        "Check the disk, its cable or the network, and choose a folder on another disk."
    ),
    errno.EFBIG: lambda: _("Choose a folder on another disk."),
    errno.ENAMETOOLONG: lambda: _("Choose a folder with a shorter path with -o."),
    errno.EACCES: lambda: _("Choose a folder of your own with -o."),
    errno.EPERM: lambda: _("Choose a folder of your own with -o."),
    errno.EBUSY: lambda: _("Close the other program, then try again."),
    errno.EMFILE: lambda: _("Close other programs, then try again."),
    errno.ENFILE: lambda: _("Close other programs, then try again."),
    errno.ENOMEM: lambda: _("Close other programs, then try again."),
    errno.ESTALE: lambda: _("Connect it again, or choose another folder."),
}
