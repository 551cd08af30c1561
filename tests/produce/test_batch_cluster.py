"""The same batch on a Dask cluster."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.staff import SCORECARD, staff

from cstemplates.findings import CstemplatesError
from cstemplates.produce.batch import BatchOrder, make_batch

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 15)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what the library says when it ends is its own affair
def test_a_cluster_gives_the_bytes_of_one_process(company: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster  # noqa: PLC0415 - heavy

    staff(company, 120)
    make_batch(BatchOrder((SCORECARD,), company, tmp_path / "here", "out", DAY))

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        executor = f"dask://{cluster.scheduler_address}"
        order = BatchOrder((SCORECARD,), company, tmp_path / "there", "out", DAY, executor=executor)
        result = make_batch(order)

    assert result.counts[SCORECARD] == {"make": 120}
    assert _tree(tmp_path / "there") == _tree(tmp_path / "here")


def test_an_executor_that_does_not_exist_is_named(company: Path, tmp_path: Path) -> None:
    order = BatchOrder((SCORECARD,), company, tmp_path / "out", "out", DAY, executor="moon")

    with pytest.raises(CstemplatesError) as caught:
        make_batch(order)

    assert [(f.code, str(f.location)) for f in caught.value.report] == [("CST011", "--executor")]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("address", "code"),
    [("moon://127.0.0.1:9", "CST011"), ("no such", "CST011"), ("tls://127.0.0.1:9", "CST032")],
)
def test_an_address_that_no_cluster_can_have_is_refused_at_once(
    company: Path, tmp_path: Path, address: str, code: str
) -> None:
    executor = f"dask://{address}"
    order = BatchOrder((SCORECARD,), company, tmp_path / "out", "out", DAY, executor=executor)

    with pytest.raises(CstemplatesError) as caught:
        make_batch(order)

    assert [(f.code, str(f.location)) for f in caught.value.report] == [(code, "--executor")]
    assert not (tmp_path / "out").exists()
