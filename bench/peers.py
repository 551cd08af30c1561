"""How fast documents are made: ours, and libraries for Node with the same text.

Run ``python -m bench.peers``. The libraries are installed into ``build/peers``, in the
versions that ``bench/peers/package-lock.json`` names. Each gets the agreement in its own
syntax, read once; that it prints the same text as ours is checked first.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from bench.agreement import PEERS, agreement, agreement_data, peers_data
from bench.engine import ROUNDS, SECONDS_A_ROUND, speed
from cstemplates.word import open_template, project_text

if TYPE_CHECKING:
    from collections.abc import Iterator

PINNED = Path(__file__).parent / "peers"
FOLDER = Path(__file__).parents[1] / "build" / "peers"
SECONDS_TO_WARM_UP = 3.0


class NotMeasuredError(Exception):
    """Why there is nothing to compare with."""


def words(path: str, data: bytes) -> list[str]:
    """Read a document without its properties, which each library leaves as it likes."""
    return [line for line in project_text(data, path=path).splitlines() if line[:1] != "〔"]


class Peer:
    """One library in a process of its own."""

    def __init__(self, node: str, name: str, data: Path) -> None:
        template = FOLDER / f"{name}.docx"
        template.write_bytes(agreement(PEERS[name]))
        self.name = name
        self.made = FOLDER / f"{name}-made.docx"
        command = [node, str(PINNED / "driver.mjs"), name, str(template), str(data)]
        self._process = subprocess.Popen(
            command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()

    def show(self) -> list[str]:
        """Make one document; say what stands in it."""
        self._ask(f"show {self.made}")
        return words(self.made.name, self.made.read_bytes())

    def speed(self, seconds: float = SECONDS_A_ROUND) -> float:
        """Count documents a second."""
        answer = self._ask(f"run {seconds}")
        return answer["made"] / answer["elapsed"]

    def _ask(self, line: str) -> dict[str, float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            message = f"{self.name} stopped"
            raise NotMeasuredError(message)
        loaded: dict[str, float] = json.loads(answer)
        return loaded


def install() -> str:
    """Install the pinned libraries unless they are there; say where node is."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        message = "node or npm is missing"
        raise NotMeasuredError(message)
    FOLDER.mkdir(parents=True, exist_ok=True)
    pinned = (PINNED / "package-lock.json").read_bytes()
    done = FOLDER / "installed"
    if done.exists() and done.read_bytes() == pinned:
        return node
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(PINNED / name, FOLDER / name)
    command = [npm, "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    if subprocess.run(command, cwd=FOLDER, check=False).returncode:
        message = "npm could not install them"
        raise NotMeasuredError(message)
    done.write_bytes(pinned)
    return node


@contextlib.contextmanager
def peers() -> Iterator[list[Peer]]:
    """Start all libraries."""
    node = install()
    data = FOLDER / "data.json"
    data.write_text(json.dumps(peers_data(), ensure_ascii=False), encoding="utf-8")
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(contextlib.closing(Peer(node, name, data))) for name in PEERS]


def compare() -> None:
    template, data = open_template(agreement()), agreement_data()
    expected = words("ours", template.render(data))
    with peers() as libraries:
        for peer in libraries:
            if peer.show() != expected:
                message = f"{peer.name} prints another text: {peer.made}"
                raise NotMeasuredError(message)
            peer.speed(SECONDS_TO_WARM_UP)
        seen: dict[str, list[float]] = {name: [] for name in ("ours", *PEERS)}
        for _round in range(ROUNDS):
            seen["ours"].append(speed(lambda: template.render(data)))
            for peer in libraries:
                seen[peer.name].append(peer.speed())
    print("Engine and libraries for Node, one process each, the same text")
    for name, speeds in seen.items():
        print(f"{name:16} {statistics.median(speeds):9.1f} documents a second")
    fastest = max(PEERS, key=lambda name: statistics.median(seen[name]))
    ratios = [a / b for a, b in zip(seen["ours"], seen[fastest], strict=True)]
    print(f"ours ÷ {fastest}, the fastest of Node {statistics.median(ratios):6.2f}   (reach: 10)")


def main() -> None:
    try:
        compare()
    except NotMeasuredError as reason:
        print(f"ours ÷ the fastest of Node: not measured, {reason}")


if __name__ == "__main__":
    main()
