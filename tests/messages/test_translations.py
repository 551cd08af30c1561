"""The Chinese of the messages: complete, faithful to the English, and wholly Chinese."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cstemplates import messages
from cstemplates.cli.run import USAGE, run
from cstemplates.findings import DocxLocation, finding
from cstemplates.findings.codes import CODES
from cstemplates.findings.formats import render_report
from cstemplates.findings.report import Report
from cstemplates.messages import _
from cstemplates.word.expressions import Problem, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

PACKAGE = Path(__file__).parents[2] / "cstemplates"
CHINESE = PACKAGE / "locale" / "zh" / "LC_MESSAGES"
HAN = re.compile("[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{\w+(?:![rs])?\}|%\(\w+\)s")

SAME_IN_BOTH = {"PDF", "{stage}: {done}/{total}"}
"""Messages without a Chinese word for it."""

NAMES = {
    "CSV", "Debian", "Excel", "JSON", "LibreOffice", "Normal", "PDF", "Schema", "Ubuntu", "Windows",
    "Word", "Writer", "WPS", "XML", "YAML", "macOS", "mailto", "UTF-8", "GB", "F9", "BOM", "MB", "Ctrl",
    "Shift", "UUID", "Bash", "cstemplates", "https", "zip", "SOURCE_DATE_EPOCH", "N/A",
    "manifest", "roles", "documents", "packs", "zh-CN",
}  # fmt: skip
"""Words that are written alike in both languages."""

CODE = re.compile(
    r"“[^“”]*”|'[^']*'|\$*\{\{.*?\}\}|\{%.*?%\}|\$\{\{\{path\}\}\}|\|default|--?[a-z-]+"
    r"|cstemplates (?:lint|new company|pack|render)\b"
    r"|[\w/.-]*\.(?:docx|xlsx|csv|yaml|org)\b|templates/|examples/xinghe|sudo apt-get install [\w -]+"
    r"|fonts-[\w-]+|employee\.extra\.|\battribute\b|\bset\b|\b(?:p|tr|tc|r)\b|a–z|https://",
    re.ASCII,
)
"""What a user types or reads letter by letter: code, options, file and package names."""


WORD = re.compile(r"[A-Za-z][\w/-]+", re.ASCII)
BOTH = pytest.mark.parametrize("domain", ["cstemplates", "messages"])


def without_code(text: str, instead: str = " ") -> str:
    return CODE.sub(instead, PLACEHOLDER.sub(instead, text))


@pytest.fixture(scope="module")
def sources() -> set[str]:
    """Every message of the package as it stands in the code today."""
    keywords = {"_": None}
    found = extract_from_dir(PACKAGE, keywords=keywords)
    return {str(message) for _file, _line, message, _comments, _context in found}


def chinese_of(domain: str) -> Catalog:
    with (CHINESE / f"{domain}.po").open("rb") as stream:
        return read_po(stream, locale="zh")


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    return chinese_of("cstemplates")


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages compiled from the files as they stand, then English again."""
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for domain in ("cstemplates", "messages"):
        with (folder / f"{domain}.mo").open("wb") as stream:
            write_mo(stream, chinese_of(domain))
    before = gettext.bindtextdomain("messages")
    monkeypatch.setattr(messages, "LOCALE_DIR", tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    messages.use("en")
    gettext.bindtextdomain("messages", before)


def entries(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def pairs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every English sentence with its Chinese; a plural's last sentence stands for all."""
    for message in entries(catalog):
        english = message.id if isinstance(message.id, str) else message.id[-1]
        words = message.string if isinstance(message.string, str) else (message.string or [""])[-1]
        yield english, words


def test_every_message_of_the_code_has_an_entry_and_no_entry_is_left_over(
    sources: set[str], chinese: Catalog
) -> None:
    known = {message.id for message in entries(chinese)}

    assert sources - known == set(), "run “make messages” and translate these"
    assert known - sources == set(), "run “make messages” to drop these"


@BOTH
def test_no_entry_is_empty_fuzzy_or_obsolete(domain: str) -> None:
    catalog = chinese_of(domain)

    assert [english for english, words in pairs(catalog) if not words] == []
    assert [message.id for message in entries(catalog) if message.fuzzy] == []
    assert list(catalog.obsolete) == []


@BOTH
def test_chinese_fills_in_the_same_placeholders_as_english(domain: str) -> None:
    def holes(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    assert [en for en, zh in pairs(chinese_of(domain)) if holes(en) != holes(zh)] == []


def test_chinese_is_indented_as_english(chinese: Catalog) -> None:
    def indent(text: str) -> int:
        return len(text) - len(text.lstrip())

    assert [en for en, zh in pairs(chinese) if indent(en) != indent(zh)] == []


def test_a_sentence_ends_as_a_sentence_in_both_languages(chinese: Catalog) -> None:
    sentence = re.compile(r"[^.]\.$")

    assert [en for en, zh in pairs(chinese) if sentence.search(en) and zh[-1:] != "。"] == []


@BOTH
def test_no_english_is_left_in_a_chinese_message(domain: str) -> None:
    def english_in(text: str) -> set[str]:
        return set(WORD.findall(without_code(text))) - NAMES

    translated = [(en, zh) for en, zh in pairs(chinese_of(domain)) if en not in SAME_IN_BOTH]

    assert {en: english_in(zh) for en, zh in translated if english_in(zh)} == {}
    assert [en for en, zh in translated if not HAN.search(zh)] == []


def test_chinese_has_full_width_signs_and_no_blanks_beside_latin_words(chinese: Catalog) -> None:
    narrow = re.compile("[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]|[\u4e00-\u9fff] [A-Za-z0-9]")

    wrong = [en for en, zh in pairs(chinese) if narrow.search(without_code(zh, ""))]

    assert wrong == ["Make a company's pack of finished Word files."]


def calls_of(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Name) and called.id == name:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def test_what_is_translated_is_written_out_in_the_code() -> None:
    for place, call in calls_of("_"):
        (argument,) = call.args
        assert isinstance(argument, ast.Constant), f"{place}: nothing can extract this"
        assert isinstance(argument.value, str), place


def test_every_finding_says_translated_words() -> None:
    """A message or hint written in place must go through the translation."""
    for place, call in calls_of("finding"):
        for argument in (*call.args[1:2], *call.args[3:4]):
            assert not isinstance(argument, ast.JoinedStr), place
            if isinstance(argument, ast.Constant):
                assert argument.value == "", place


def test_every_code_has_words_and_every_word_a_code() -> None:
    written = {
        code
        for path in PACKAGE.rglob("*.py")
        if path.name != "codes.py"
        for code in re.findall(r"\bCST\d{3}\b", path.read_text("utf-8"))
    }

    assert written == set(CODES)


def test_a_finding_speaks_the_language_of_the_moment(compiled: None) -> None:
    def report() -> str:
        place = DocxLocation("信.docx", "word/document.xml", table=2, row=3, cell=1)
        return render_report(
            Report.of([finding("CST332", _("The tags are nested too deeply."), place)]), "text"
        )

    messages.use("en")
    assert (
        report()
        == "信.docx: table 2, row 3, cell 1: error CST332 The tags are nested too deeply.\n"
    )
    messages.use("zh")
    assert report() == "信.docx: 表格2第3行第1格: 错误 CST332 模板标记嵌套太深。\n"
    messages.use("en")
    assert "error CST332" in report()


def test_what_the_tag_parser_complains_of_is_not_kept_from_another_language(
    compiled: None,
) -> None:
    messages.use("en")
    english = parse("{{ 姓名 工号 }}")
    messages.use("zh")
    chinese = parse("{{ 姓名 工号 }}")

    assert isinstance(english, Problem)
    assert isinstance(chinese, Problem)
    assert english.message == "The tag cannot be read: “工号” is one word too many."
    assert chinese.message == "模板标记无法识别：“工号”是多余的。"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "错误：没有命令 'nonsense'。"),
        (["lint", "--nonsense"], "错误：没有选项 '--nonsense'。"),
        (["lint", "--format", "xml"], "'xml' 不对，只能是："),
        (["render", "x"], "错误：缺少选项 '--company'."),
        (["schema", "x", "y"], "错误：多出了参数（x y）"),
    ],
)
def test_the_command_lines_own_errors_are_chinese(
    arguments: list[str], words: str, compiled: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "zh", *arguments]) == USAGE

    usage, try_help, _blank, error = capsys.readouterr().err.splitlines()
    assert usage.startswith("用法： cstemplates")
    assert try_help.endswith("--help”查看用法。")
    assert words in error
