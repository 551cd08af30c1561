from __future__ import annotations

import gc

import pytest

from cstemplates.workspace.collector import collector_paused


def test_the_collector_rests_meanwhile_and_works_again_afterwards() -> None:
    with collector_paused():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="half way"), collector_paused():
        raise ValueError("half way")

    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
