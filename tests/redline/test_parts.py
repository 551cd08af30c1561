"""What a redline does to the parts of a file: headers, notes, pictures, styles, settings."""

from __future__ import annotations

import io
import zipfile

import pytest
from support.bothways import AUTHOR, DAY, marked, redlined
from support.rawword import PAGE, STYLES, RawWord, paragraph

from cstemplates.findings import TemplateError
from cstemplates.redline import Loss, redline, track_changes

_PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="章" descr="公章"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:blipFill><a:blip r:embed="rel_{name}"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def _file(*blocks: str) -> bytes:
    return RawWord("".join(blocks)).data()


def _texts(*texts: str) -> bytes:
    return _file(*(paragraph(text) for text in texts))


def _xml(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def test_the_end_of_a_section_that_is_taken_out_is_told() -> None:
    ended = paragraph("甲", properties=f"<w:sectPr>{PAGE}</w:sectPr>")

    made = track_changes(_file(ended, paragraph("乙")), _texts("乙"), author=AUTHOR, when=DAY)

    assert made.lost == {Loss.SECTION}
    assert marked(made.data) == ["[-甲][-¶]"]


def test_headers_and_footers_are_tracked_in_their_own_parts() -> None:
    refer = '<w:headerReference w:type="default" r:id="rel_header1"/>'

    def file(text: str) -> bytes:
        header = {"header1": paragraph(text, style="a4")}
        return RawWord(paragraph("正文"), section=refer, headers=header).data()

    made = redlined(file("旧公司名称"), file("新公司名称"))

    assert marked(made) == []
    assert marked(made, "word/header1.xml") == ["[-旧][+新]公司名称"]


def test_a_header_that_is_no_more_stands_there_taken_out() -> None:
    refer = '<w:headerReference w:type="default" r:id="rel_header1"/>'
    header = {"header1": paragraph("内部文件", style="a4")}
    old = RawWord(paragraph("正文"), section=refer, headers=header).data()

    made = redline(old, _texts("正文"), author=AUTHOR, when=DAY)

    assert marked(made, "word/header1.xml") == ["[-内部文件]"]


def test_a_header_that_is_new_is_put_in_whole() -> None:
    refer = '<w:headerReference w:type="default" r:id="rel_header1"/>'
    header = {"header1": paragraph("内部", style="a4") + paragraph("文件", style="a4")}
    new = RawWord(paragraph("正文"), section=refer, headers=header).data()

    made = redline(_texts("正文"), new, author=AUTHOR, when=DAY)

    assert marked(made, "word/header1.xml") == ["[+内部][+¶]", "[+文件]"]


def test_notes_are_tracked_where_they_stand() -> None:
    refer = '<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:footnoteReference w:id="{}"/></w:r></w:p>'
    note = '<w:footnote w:id="{}">' + paragraph("{}") + "</w:footnote>"
    both = RawWord(
        refer.format("甲", 2) + refer.format("乙", 3),
        footnotes=note.format(2, "以自然日计。") + note.format(3, "含节假日。"),
    ).data()
    one = RawWord(refer.format("甲", 5), footnotes=note.format(5, "以工作日计。")).data()

    shrunk, grown = redlined(both, one), redlined(one, both)

    assert marked(shrunk, "word/footnotes.xml") == ["以[-自然][+工作]日计。", "[-含节假日。]"]
    assert marked(grown, "word/footnotes.xml") == ["以[-工作][+自然]日计。", "[+含节假日。]"]


def test_notes_of_a_file_that_has_none_any_more_are_brought_along() -> None:
    refer = '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    note = f'<w:footnote w:id="2">{paragraph("含节假日。")}</w:footnote>'

    made = redlined(RawWord(refer, footnotes=note).data(), _texts("甲"))

    assert marked(made, "word/footnotes.xml") == ["[-含节假日。]"]


def _with_picture(name: str, content: bytes) -> bytes:
    body = f"<w:p><w:r><w:t>盖章</w:t></w:r>{_PICTURE.format(name=name)}</w:p>"
    relation = f'<Relationship Id="rel_{name}" Type="{_IMAGE}" Target="media/{name}.png"/>'
    return RawWord(body, relationships=relation, parts={f"word/media/{name}.png": content}).data()


def test_a_picture_taken_out_is_still_there_to_be_seen() -> None:
    made = track_changes(_with_picture("seal", b"old"), _texts("盖章"), author=AUTHOR, when=DAY)

    assert made.lost == frozenset()
    assert marked(made.data) == ["盖章[-<drawing>]"]
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        assert package.read("word/media/seal.png") == b"old"
    redlined(_with_picture("seal", b"old"), _texts("盖章"))


def test_the_same_picture_under_another_name_is_no_change() -> None:
    made = redlined(_with_picture("seal", b"same"), _with_picture("stamp", b"same"))

    assert marked(made) == []


def test_another_picture_is_a_change_though_the_text_is_equal() -> None:
    made = redlined(_with_picture("seal", b"one"), _with_picture("seal", b"two"))

    assert marked(made) == ["盖章[-<drawing>][+<drawing>]"]


def test_a_link_taken_out_still_leads_somewhere() -> None:
    url = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relation = (
        f'<Relationship Id="l" Type="{url}" Target="https://example.com/" TargetMode="External"/>'
    )
    body = '<w:p><w:r><w:t>详见</w:t></w:r><w:hyperlink r:id="l"><w:r><w:t>官网</w:t></w:r></w:hyperlink></w:p>'
    old = RawWord(body, relationships=relation).data()

    assert marked(redlined(old, _texts("详见"))) == ["详见[-官网]"]
    assert marked(redlined(_texts("详见"), old)) == ["详见[+官网]"]


def test_styles_are_found_again_by_their_names() -> None:
    renamed = STYLES.replace('styleId="1"', 'styleId="Heading1"').replace('"heading 1"', '"标题 1"')
    renamed = renamed.replace('<w:basedOn w:val="1"/>', '<w:basedOn w:val="Heading1"/>')
    old = _file(paragraph("总则", style="1"), paragraph("正文"))
    new = RawWord(paragraph("正文"), styles=renamed).data()

    made = track_changes(old, new, author=AUTHOR, when=DAY)

    assert made.lost == frozenset()
    assert '<w:pStyle w:val="Heading1"/>' in _xml(made.data)


def test_a_style_that_is_no_more_is_told() -> None:
    old = _file(paragraph("表中文字", style="a3"), paragraph("正文"))
    without = STYLES.replace("表格正文", "别的样式")
    new = RawWord(paragraph("正文"), styles=without).data()

    made = track_changes(old, new, author=AUTHOR, when=DAY)

    assert made.lost == {Loss.STYLE}
    assert "w:pStyle" not in _xml(made.data)


def test_a_protection_that_would_forbid_accepting_is_taken_off() -> None:
    protection = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    protected = RawWord(paragraph("甲"), settings=protection).data()

    made = redlined(protected, protected)

    assert "documentProtection" not in _xml(made, "word/settings.xml")


@pytest.mark.parametrize("is_old", [True, False])
def test_what_is_no_word_file_is_refused_by_name(*, is_old: bool) -> None:
    good, bad = _texts("甲"), b"%PDF-1.7"

    with pytest.raises(TemplateError) as caught:
        track_changes(
            bad if is_old else good, good if is_old else bad,
            author=AUTHOR, when=DAY, old_path="old.docx", new_path="new.docx",
        )  # fmt: skip

    assert [f.code for f in caught.value.report] == ["CST300"]
    assert str(caught.value.report.findings[0].location).startswith(
        "old.docx" if is_old else "new.docx"
    )
