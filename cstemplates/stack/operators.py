"""The operators of an overlay: keys beginning with ``$`` beside the keys of an entry or item."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cstemplates.findings import Finding, finding
from cstemplates.messages import _
from cstemplates.stack.nearest import did_you_mean

if TYPE_CHECKING:
    from cstemplates.load import KeyPath, Node

SWITCHES = ("$add", "$remove", "$replace")
ANCHORS = ("$before", "$after")


class Anchor(NamedTuple):
    """The item of the same list beside which an item is to stand; without an id, none."""

    id: str = ""
    after: bool = False


class Operators(NamedTuple):
    """What an overlay asks to be done with an entry, an item or a map.

    When ``faulty``, it has been reported and nothing is to be done.
    """

    faulty: bool = False
    add: bool = False
    remove: bool = False
    replace: bool = False
    anchor: Anchor = Anchor()


NONE = Operators()


def is_operator(key: str) -> bool:
    """Tell whether a key is meant as an operator."""
    return key.startswith("$")


def split_operators(node: Node, key_path: KeyPath) -> tuple[Operators, Node, list[Finding]]:
    """Separate a map's operators from its keys.

    Returns:
        The operators, the map without them, and what is wrong with them.
    """
    content = node.content
    if not isinstance(content, dict) or not any(map(is_operator, content)):
        return NONE, node, []
    given = {key: child for key, child in content.items() if is_operator(key)}
    plain = {key: child for key, child in content.items() if not is_operator(key)}
    findings = [
        fault for key, child in given.items() if (fault := _fault(key, child, (*key_path, key)))
    ]
    operators = _read(given)
    if not findings and (message := _contradiction(operators, given, plain)):
        findings.append(finding("CST122", message, node.location(key_path)))
    if findings:
        operators = Operators(faulty=True)
    return operators, node._replace(content=plain), findings


def _fault(key: str, child: Node, key_path: KeyPath) -> Finding | None:
    place = child.location(key_path)
    if key in SWITCHES:
        if child.content is True:
            return None
        message = _("“{key}” can only be “true”.").format(key=key)
        return finding("CST122", message, place, _("Write “true”, or leave the line out."))
    if key in ANCHORS:
        if isinstance(child.content, str | int) and not isinstance(child.content, bool):
            return None
        message = _("“{key}” needs the id of an item of the same list.").format(key=key)
        return finding("CST122", message, place)
    message = _("There is no operator “{key}”.").format(key=key)
    return finding("CST122", message, place, did_you_mean(key, SWITCHES + ANCHORS))


def _read(given: dict[str, Node]) -> Operators:
    anchor = given.get("$after") or given.get("$before")
    return Operators(
        add="$add" in given,
        remove="$remove" in given,
        replace="$replace" in given,
        anchor=Anchor(str(anchor.content), "$after" in given) if anchor else Anchor(),
    )


def _contradiction(
    operators: Operators, given: dict[str, Node], plain: dict[str, Node]
) -> str | None:
    if operators.remove and (len(given) > 1 or plain.keys() - {"id"}):
        return _("Beside “$remove” nothing else can stand.")
    if operators.add and operators.replace:
        return _("“$add” and “$replace” cannot stand together.")
    if all(key in given for key in ANCHORS):
        return _("“$before” and “$after” cannot stand together.")
    return None
