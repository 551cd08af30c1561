"""Small edits of a catalogue that is plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from upgrade.bases import Files

    Edit = Callable[[Files], None]

AGENT, CARD = "roles/desk/agent.yaml", "scorecards/agent_monthly.yaml"
POLICY, SERVICE = "policies/attendance.yaml", "indicators/service.yaml"


def at(value: Any, path: str) -> tuple[Any, Any]:
    """The parent and the key or position of what a path such as ``parts/results`` names."""
    *above, last = path.split("/")
    for name in above:
        value = value[_step(value, name)]
    return value, _step(value, last)


def _step(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return name
    return next(number for number, item in enumerate(value) if item["id"] == name)


def put(file: str, path: str, new: Any) -> Edit:
    def edit(files: Files) -> None:
        parent, key = at(files[file], path)
        parent[key] = new

    return edit


def drop(file: str, path: str) -> Edit:
    def edit(files: Files) -> None:
        parent, key = at(files[file], path)
        del parent[key]

    return edit


def name(file: str, path: str, new: str) -> Edit:
    """Give an item another id, or a key another name."""

    def edit(files: Files) -> None:
        parent, key = at(files[file], path)
        if isinstance(parent, list):
            parent[key]["id"] = new
        else:
            renamed = {new if old == key else old: child for old, child in parent.items()}
            parent.clear()
            parent.update(renamed)

    return edit


def add(file: str, path: str, item: Any) -> Edit:
    def edit(files: Files) -> None:
        parent, key = at(files[file], path)
        parent[key].append(item)

    return edit


def move(file: str, path: str, position: int) -> Edit:
    def edit(files: Files) -> None:
        parent, key = at(files[file], path)
        parent.insert(position, parent.pop(key))

    return edit


def file_to(old: str, new: str) -> Edit:
    def edit(files: Files) -> None:
        files[new] = files.pop(old)

    return edit


def file_away(*names: str) -> Edit:
    def edit(files: Files) -> None:
        for each in names:
            del files[each]

    return edit


def file_new(file: str, content: Any) -> Edit:
    def edit(files: Files) -> None:
        files[file] = content

    return edit


def word_to(old: str, new: str) -> Edit:
    """Replace a word wherever it stands alone: an id with all that refers to it."""

    def swap(value: Any) -> Any:
        if isinstance(value, dict):
            return {new if key == old else key: swap(child) for key, child in value.items()}
        if isinstance(value, list):
            return [swap(child) for child in value]
        return new if value == old else value

    def edit(files: Files) -> None:
        for file in files:
            files[file] = swap(files[file])

    return edit


def both(*edits: Edit) -> Edit:
    def edit(files: Files) -> None:
        for each in edits:
            each(files)

    return edit


def keys_turned(files: Files) -> None:
    for file, content in files.items():
        files[file] = _turned(content)


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(child) for key, child in reversed(value.items())}
    return [_turned(child) for child in value] if isinstance(value, list) else value


def duties_turned(files: Files) -> None:
    files[AGENT]["responsibilities"].reverse()


def file_split(files: Files) -> None:
    files["indicators/more.yaml"] = {"satisfaction": files[SERVICE].pop("satisfaction")}


def measure_to_other_part(files: Files) -> None:
    parts = files[CARD]["parts"]
    moved = parts[0]["measures"].pop(0)
    parts.append({"id": "second", "title": "其他", "share": 0, "measures": [moved]})


def parameter_to_other_policy(files: Files) -> None:
    moved = files[POLICY]["parameters"].pop(0)
    files["policies/second.yaml"] = {"title": "第二", "parameters": [moved]}
