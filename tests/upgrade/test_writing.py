"""Mending a company's folder: nothing a customer said is lost, and nothing else is touched."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from upgrade.bases import BASE, OVERLAYS, VALUES, catalogues, edited, write_company
from upgrade.changing import AGENT, CARD, add, both, put
from upgrade.scripted import EDITS, GREET

from cstemplates.findings import CstemplatesError, Severity, TextLocation, WorkspaceError
from cstemplates.publish.atomic import staged_at
from cstemplates.stack import stack
from cstemplates.upgrade import Verdict, as_text, judge, open_catalogue, read_company, write_upgrade
from cstemplates.workspace.reading import read_catalog_layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from upgrade.bases import Files

    from cstemplates.stack import Stack
    from cstemplates.upgrade import Override, Upgrade, Written

COMMENT = re.compile(r"(?:^|\s)(#.*)$", re.MULTILINE)
IN_LITERAL = "# 不算注释"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(room: Path) -> tuple[Upgrade, Written]:
    """Judge and mend the company of a room between its two catalogues."""
    old, new = (open_catalogue(room / name, room) for name in ("catalog-1.0", "2-2.0"))
    found = judge(read_company(room / "firm"), old, new)
    return found, write_upgrade(found)


def prepare(room: Path, files: Files, customer: str) -> None:
    catalogues(room, files)
    write_company(room / "firm", OVERLAYS[customer])


def said(company: Path) -> dict[str, Any]:
    """What all YAML files of a company say, by place."""
    places = company.rglob("*.yaml")
    return {
        p.relative_to(company).as_posix(): yaml.load(p.read_text("utf-8"), Loader=yaml.CBaseLoader)
        for p in places
        if not any(part.startswith("before-upgrade") for part in p.relative_to(company).parts)
    }


def comments(company: Path) -> Counter[str]:
    texts = ((company / name).read_text("utf-8") for name in said(company))
    return Counter(c for text in texts for c in COMMENT.findall(text) if c != IN_LITERAL)


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from leaves(child, name)
    elif isinstance(value, list):
        for child in value:
            yield from leaves(child, key)
    elif not key.startswith("$") and key not in {"id", "catalog"}:
        yield key, str(value)


def all_leaves(company: Path) -> Counter[tuple[str, str]]:
    return Counter(leaf for value in said(company).values() for leaf in leaves(value))


def forgivable(each: Override) -> Iterator[tuple[str, str]]:
    """The leaves of an override that its verdict allows to be gone."""
    if each.verdict is Verdict.DEAD or each.renamed:
        names = [step for step in each.location.key_path if isinstance(step, str)]
        yield from leaves(each.ours, names[-1] if names else "")


def stacked(room: Path) -> Stack:
    """The new catalogue with the company's layers."""
    layers = [open_catalogue(room / "2-2.0", room).layer, *read_company(room / "firm").layers()]
    return stack(layers)


def values(stacked: Stack) -> dict[tuple[str, str], Any]:
    kinds = ("roles", "indicators", "scorecards", "policies", "packs")
    return {(kind, e.id): e.value for kind in kinds for e in stacked.entries(kind)}


def errors(stacked: Stack) -> set[tuple[str | int, ...]]:
    """The key paths of everything that does not fit."""
    faults = [f for f in stacked.findings if f.severity is Severity.ERROR]
    return {f.location.key_path for f in faults if isinstance(f.location, TextLocation)}


class Mended(NamedTuple):
    """A company as it was and as it is, and what was done to it."""

    room: Path
    leaves: Counter[tuple[str, str]]
    comments: Counter[str]
    before: Stack
    found: Upgrade
    written: Written


def mend(room: Path) -> Mended:
    company = room / "firm"
    return Mended(room, all_leaves(company), comments(company), stacked(room), *run(room))


def assert_nothing_is_lost(mended: Mended) -> None:
    company, found, written = mended.room / "firm", mended.found, mended.written
    assert not any(file.by_hand for file in found.files)
    assert_values_stay(mended.leaves - all_leaves(company), as_text(found, written), found)
    assert_comments_stay(mended.comments - comments(company), company, written)
    assert_documents_stay(mended.before, stacked(mended.room), found)


@pytest.fixture(scope="module", params=OVERLAYS)
def companies(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Mended]:
    """A customer's company, mended after every edit."""
    mended = {}
    for name, (edit, _expected) in EDITS.items():
        room = tmp_path_factory.mktemp("room")
        prepare(room, edited(edit), request.param)
        mended[name] = mend(room)
    return mended


def assert_values_stay(missing: Counter[Any], report: str, found: Upgrade) -> None:
    """What is gone was said by the new catalogue or renamed by it, and is reported."""
    assert not missing - Counter(leaf for each in found.overrides for leaf in forgivable(each))
    assert all(f"  {each.address}\n" in report for each in found.overrides if each.mendable)


def assert_comments_stay(missing: Counter[str], company: Path, written: Written) -> None:
    backup = company / Path(written.backup).name
    texts = [(backup / name.partition("firm/")[2]).read_text("utf-8") for name in written.removed]
    assert not missing - Counter(c for text in texts for c in COMMENT.findall(text))


def assert_documents_stay(before: Stack, after: Stack, found: Upgrade) -> None:
    """The layers give the same entries as unmended ones, and only errors the report names."""
    told = {each.location.key_path for each in found.overrides if not each.mendable}
    assert {place for place in errors(after) if not any(map(_near(place), told))} == set()
    if not errors(before) and not found.of(Verdict.COLLISION) and not found.of(Verdict.LOST):
        assert repr(values(after)) == repr(values(before))


def _near(place: tuple[Any, ...]) -> Callable[[tuple[Any, ...]], bool]:
    return lambda told: told[: len(place)] == place[: len(told)]


def test_no_edit_loses_a_value_a_comment_or_a_document(companies: dict[str, Mended]) -> None:
    for mended in companies.values():
        assert_nothing_is_lost(mended)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    names=st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=5, unique=True),
    customer=st.sampled_from(sorted(OVERLAYS)),
)
def test_no_edits_together_lose_anything(names: list[str], customer: str) -> None:
    def edit(files: Files) -> None:
        for name in names:
            # An earlier edit may have taken away what this one is about.
            with suppress(KeyError, StopIteration, TypeError, IndexError, AttributeError):
                EDITS[name][0](files)

    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), edited(edit), customer)

        assert_nothing_is_lost(mend(Path(folder)))


def test_a_second_run_has_nothing_to_do(companies: dict[str, Mended]) -> None:
    for edit, mended in companies.items():
        new = open_catalogue(mended.room / "2-2.0", mended.room)

        found = judge(read_company(mended.room / "firm"), new, new)

        assert found.changes_nothing, edit
        assert write_upgrade(found).backup == "", edit


def test_a_second_run_from_the_old_catalogue_writes_nothing_more(
    companies: dict[str, Mended],
) -> None:
    for edit, mended in companies.items():
        # Where a layer was mended, the overlay above it stands on other ground.
        ground_moved = any(
            each.mendable and "/trade/" in each.location.path for each in mended.found.overrides
        )
        assert ground_moved or run(mended.room)[1].backup == "", edit


def test_the_rest_of_a_file_keeps_its_bytes(tmp_path: Path) -> None:
    edit = both(
        put(AGENT, "title", "客服专员"),
        put(AGENT, "purpose", "答疑"),
        put(AGENT, "responsibilities/answer/text", "两声内接听来电"),
    )
    prepare(tmp_path, edited(edit), "values")

    run(tmp_path)

    assert (
        (tmp_path / "firm/overlay/roles/agent.yaml").read_text("utf-8")
        == """\
# 本公司的坐席
# 董事会定

aliases: [坐席员]
# 升级 1.0→2.0：目录原为 接听来电，当场答复，现为 答疑，此处保留本公司的值
purpose: 接听来电，两小时内办结
responsibilities:
  # 接听更快
  - id: record
    text: "通话结束即写完记录"
    measured_by: [error_rate]
qualifications:
  education: bachelor
"""
    )


def test_a_dead_first_key_of_an_item_hands_its_dash_on(tmp_path: Path) -> None:
    prepare(tmp_path, edited(put(CARD, "parts/results/measures/quick/weight", 40)), "values")

    run(tmp_path)

    text = (tmp_path / "firm/overlay/scorecards/agent_monthly.yaml").read_text("utf-8")
    assert "      # 接通更要紧\n      - id: quick\n        scoring:\n" in text


def test_an_item_that_the_base_has_now_keeps_the_place_the_customer_gave_it(
    tmp_path: Path,
) -> None:
    prepare(tmp_path, edited(add(AGENT, "responsibilities", GREET)), "items")

    run(tmp_path)

    text = (tmp_path / "firm/overlay/roles/agent.yaml").read_text("utf-8")
    assert text.startswith("responsibilities:\n  - id: greet\n    $before: answer\n  - id: teach\n")


def test_a_replaced_item_that_the_base_has_now_keeps_its_place_too(tmp_path: Path) -> None:
    teach = "- {id: teach, $replace: true, $before: answer, category: calls, text: 带教, measured_by: [answer_rate]}"
    catalogues(tmp_path, edited(put(AGENT, "responsibilities/teach/text", "带教")))
    write_company(tmp_path / "firm", {"overlay/roles/agent.yaml": f"responsibilities:\n{teach}\n"})

    run(tmp_path)

    text = (tmp_path / "firm/overlay/roles/agent.yaml").read_text("utf-8")
    assert text == "responsibilities:\n- {id: teach, $before: answer}\n"


def test_an_id_taken_by_the_base_stays_the_customers(tmp_path: Path) -> None:
    prepare(tmp_path, edited(EDITS["another duty under the customer's id"][0]), "items")

    found, _written = run(tmp_path)

    entry = stacked(tmp_path).entry("roles", "agent")
    assert entry is not None
    assert entry.node.follow(("responsibilities", "greet", "text"))[0].value == "先报工号"
    assert found.needs_a_look


def test_a_file_of_which_nothing_is_left_goes_and_is_named(tmp_path: Path) -> None:
    prepare(tmp_path, edited(EDITS["a removed role taken out"][0]), "items")

    _found, written = run(tmp_path)

    assert written.removed == ("firm/overlay/roles/clerk.yaml",)
    assert not (tmp_path / "firm/overlay/roles/clerk.yaml").exists()
    assert (tmp_path / "firm/before-upgrade-1.0/overlay/roles/clerk.yaml").is_file()


def test_a_file_follows_its_renamed_entry(tmp_path: Path) -> None:
    prepare(tmp_path, edited(EDITS["a role renamed"][0]), "layered")
    before = (tmp_path / "firm/overlay/roles/agent.yaml").read_bytes()

    _found, written = run(tmp_path)

    assert ("firm/overlay/roles/agent.yaml", "firm/overlay/roles/seat.yaml") in written.renamed
    assert (tmp_path / "firm/overlay/roles/seat.yaml").read_bytes() == before
    assert not (tmp_path / "firm/overlay/roles/agent.yaml").exists()


def test_the_company_names_the_new_version_and_a_copy_of_everything_changed_is_kept(
    tmp_path: Path,
) -> None:
    prepare(tmp_path, edited(put(AGENT, "title", "客服专员")), "values")
    shutil.copytree(tmp_path / "firm", tmp_path / "copy")

    _found, written = run(tmp_path)

    assert 'catalog: "2.0"\n' in (tmp_path / "firm/company.yaml").read_text("utf-8")
    backup = tmp_path / written.backup
    kept = sorted(p.relative_to(backup) for p in backup.rglob("*.yaml"))
    assert [p.as_posix() for p in kept] == ["company.yaml", "overlay/roles/agent.yaml"]
    for place in kept:
        assert (backup / place).read_bytes() == (tmp_path / "copy" / place).read_bytes()


def test_a_file_edited_meanwhile_stops_the_writing_before_anything_is_written(
    tmp_path: Path,
) -> None:
    prepare(tmp_path, edited(put(AGENT, "title", "客服专员")), "values")
    old, new = (open_catalogue(tmp_path / name, tmp_path) for name in ("catalog-1.0", "2-2.0"))
    found = judge(read_company(tmp_path / "firm"), old, new)
    place = tmp_path / "firm/overlay/roles/agent.yaml"
    place.write_text("title: 手改\n", "utf-8")

    with pytest.raises(WorkspaceError) as caught:
        write_upgrade(found)

    assert [f.code for f in caught.value.report] == ["CST030"]
    assert place.read_text("utf-8") == "title: 手改\n"
    assert not list((tmp_path / "firm").glob("*before-upgrade*"))
    assert 'catalog: "1.0"' in (tmp_path / "firm/company.yaml").read_text("utf-8")


def test_a_place_that_cannot_be_written_to_leaves_everything_as_it_was(tmp_path: Path) -> None:
    prepare(tmp_path, edited(EDITS["a role renamed"][0]), "layered")
    company = tmp_path / "firm"
    # The company's own file comes last; the others are written by then.
    Path(staged_at(str(company / "company.yaml"))).mkdir()
    before = {p: p.read_bytes() for p in company.rglob("*") if p.is_file()}

    with pytest.raises(CstemplatesError) as caught:
        run(tmp_path)

    assert [f.code for f in caught.value.report] == ["CST025"]
    assert {p: p.read_bytes() for p in company.rglob("*") if p.is_file()} == before


def test_a_layer_beside_the_company_is_mended_too(tmp_path: Path) -> None:
    catalogues(tmp_path, edited(put(AGENT, "title", "客服专员")))
    write_company(tmp_path / "firm", {})
    with (tmp_path / "firm/company.yaml").open("a") as stream:
        stream.write("layers: [../shared]\n")
    place = tmp_path / "shared/roles/agent.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(VALUES["overlay/roles/agent.yaml"], "utf-8")

    _found, written = run(tmp_path)

    assert (
        "title"
        not in read_catalog_layer(tmp_path / "shared", name="shared", display="shared")
        .entries[0]
        .node.value
    )
    assert (tmp_path / written.backup / "shared/roles/agent.yaml").is_file()


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    prepare(tmp_path, BASE, "values")
    (tmp_path / "2-2.0").rename(tmp_path / "same")
    (tmp_path / "same").rename(tmp_path / "2-2.0")
    company = tmp_path / "firm/company.yaml"
    company.write_text(company.read_text("utf-8").replace('"1.0"', '"2.0"'), "utf-8")

    found, written = run(tmp_path)

    assert written.backup == ""
    assert found.changes_nothing
    assert not found.needs_a_look
