"""Which entry, item or key of the new catalogue an old one has become."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cstemplates.load import Node

_NEAR = 0.5
_MAX_NAMED = 2
_MAX_LETTERS = 2_000
_MAX_CANDIDATES = 200
_SENTENCE = 8


class Successor(NamedTuple):
    """What became of a name that is gone.

    Attributes:
        renamed: The new name, when there is exactly one with the very same content.
        nearest: The names most alike, by id and by content, the nearest first.
    """

    renamed: str = ""
    nearest: tuple[str, ...] = ()


def same(first: Any, second: Any) -> bool:
    """Compare plain values as they are printed; the order of a map's keys means nothing."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[k], second[k]) for k in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    return type(first) is type(second) and repr(first) == repr(second)


def same_item(ours: Node, new: Node) -> bool:
    """Tell whether a layer says just what the base says, ids apart.

    Compared as written, like CST124: 1.10 and 1.1 print differently.
    """
    return repr(_without_id(ours.value)) == repr(_without_id(new.value))


def successor(name: str, old: Mapping[str, Node], new: Mapping[str, Node]) -> Successor:
    """Find what a name of ``old`` that ``new`` lacks has become.

    Args:
        name: The name.
        old: The values below by name, as the old catalogue has them.
        new: The same of the new catalogue.
    """
    gone = old[name].value
    came = {key: node.value for key, node in new.items() if key not in old}
    twins = [key for key, value in came.items() if _same_content(gone, value)]
    rivals = [key for key in old if key not in new and _same_content(gone, old[key].value)]
    if len(twins) == 1 and len(rivals) == 1 and _says_something(gone):
        return Successor(twins[0], (twins[0],))
    return Successor("", _nearest(name, gone, came))


def predecessor(name: str, old: Mapping[str, Node], new: Mapping[str, Node]) -> Node | None:
    """Find what a name that only ``new`` has was called before; None when that is not sure.

    A file that was mended already speaks of the new name.
    """
    if name in old or name not in new:
        return None
    gone = (key for key in old if key not in new and same_content(old[key], new[name]))
    return next((old[key] for key in gone if successor(key, old, new).renamed == name), None)


def moved_to(
    kind: str, names: tuple[str, ...], old: Node, entries: Mapping[str, Node]
) -> tuple[str, ...]:
    """Find where else an item that is gone from its list stands with the same content.

    Args:
        kind: The kind of its entry.
        names: The entry's id, and the keys and ids down to the item.
        old: The item as the old catalogue has it.
        entries: The entries of the kind in the new catalogue.
    """
    entry, *path = names
    if not path or not old.id:
        return ()
    own = _places(entries[entry], path[-1], ()) if entry in entries else ()
    found = [f"{kind}/{entry}.{'.'.join(place)}" for place, node in own if same_content(node, old)]
    for other, root in entries.items():
        node, is_there = root.follow(path)
        if other != entry and is_there and same_content(node, old):
            found.append(f"{kind}/{other}.{'.'.join(path)}")
    return tuple(found[:_MAX_NAMED])


def _places(node: Node, id_: str, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    if isinstance(node.content, dict):
        for key, child in node.content.items():
            yield from _places(child, id_, (*path, key))
    elif isinstance(node.content, list):
        for item in node.content:
            if item.id == id_:
                yield (*path, id_), item
            yield from _places(item, id_, (*path, str(item.id)))


def same_content(first: Node, second: Node) -> bool:
    """Compare what two nodes say, their own ids apart."""
    return _same_content(first.value, second.value)


def _same_content(first: Any, second: Any) -> bool:
    return same(_without_id(first), _without_id(second))


def _says_something(value: Any) -> bool:
    content = _without_id(value)
    # Two figures may be equal by chance; a sentence or several values hardly are.
    return bool(content) if isinstance(content, dict | list) else len(str(content)) >= _SENTENCE


def _without_id(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: child for key, child in value.items() if key != "id"}
    return value


def _nearest(name: str, gone: Any, came: Mapping[str, Any]) -> tuple[str, ...]:
    words = _words(gone)
    scores = {
        key: max(_ratio(name, key), _ratio(words, _words(value)))
        for key, value in list(came.items())[:_MAX_CANDIDATES]
    }
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    return tuple(key for key in ranked if scores[key] >= _NEAR)[:_MAX_NAMED]


def _ratio(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR else 0.0


def _words(value: Any) -> str:
    return "\n".join(_leaves(_without_id(value)))[:_MAX_LETTERS]


def _leaves(value: Any) -> Iterator[str]:
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for child in children:
            yield from _leaves(child)
    elif value is not None:
        yield str(value)
