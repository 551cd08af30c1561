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
}
