"""Reading without the search for cyclic garbage."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the cycle collector from running meanwhile; also a decorator.

    Reading makes hundreds of thousands of objects that all stay. The collector would look
    at them again and again, for a third of the time, and find nothing to free.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
