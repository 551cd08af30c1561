"""Words that are slips, and what is meant: misspellings and machine-swapped words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Slip(NamedTuple):
    """A slip, the usual word, and the letters next to it that make another word of it."""

    written: str
    meant: str
    not_after: str = ""
    not_before: str = ""


TYPOS = (
    # Found in the material.
    Slip("持钩", "挂钩"),
    Slip("洽当", "恰当"),
    Slip("服力", "服务力", not_after="说征信折慑"),
    Slip("不可分辩", "不加分辩"),
    Slip("实诚性", "诚实性"),
    Slip("个异性", "个性"),
    Slip("工工作", "工作", not_after="员职施分竣开复用电手技"),
    Slip("明晰表", "明细表"),
    Slip("交赋", "交付"),
    Slip("淙合", "综合"),
    Slip("咨洵", "咨询"),
    Slip("资制", "控制", not_after="工投薪外合独集注融"),
    Slip("具冬", "具备"),
    Slip("其池", "其他"),
    Slip("专向", "专项", not_before="客顾业用"),
    Slip("客户施要求", "客户施工要求"),
    Slip("以客户为中", "以客户为中心", not_before="心"),
    Slip("作好", "做好", not_after="工合操制运写协动创叫当", not_before="坏"),
    Slip("服务专", "服务专员", not_before="员线区业属项席柜题家班人利车门岗场栏案卡长用职"),
    Slip("岗位岗位", "岗位"),
    Slip("的的", "的", not_after="目标有", not_before="确"),
    # Common slips of the same kind: same sound, same shape.
    Slip("帐号", "账号"),
    Slip("帐单", "账单"),
    Slip("帐款", "账款"),
    Slip("帐户", "账户"),
    Slip("台帐", "台账"),
    Slip("登陆", "登录", not_before="艇点"),
    Slip("部份", "部分"),
    Slip("签定", "签订"),
    Slip("布署", "部署"),
    Slip("做为", "作为"),
    Slip("既使", "即使"),
    Slip("按装", "安装", not_after="须应需"),
    Slip("连系", "联系"),
    Slip("反溃", "反馈"),
    Slip("接侍", "接待"),
    Slip("己经", "已经", not_after="自"),
    Slip("因该", "应该", not_before="项事行客员岗客户次原"),
    Slip("报消", "报销", not_before="费息"),
    Slip("追朔", "追溯"),
    Slip("松驰", "松弛"),
    Slip("急燥", "急躁"),
    Slip("渡假", "度假"),
    Slip("渠到", "渠道"),
    Slip("园满", "圆满"),
)

SPUN = (
    # Found in the material.
    Slip("供应支持", "提供支持"),
    Slip("供应帮助", "提供帮助"),
    Slip("可连续发展", "可持续发展"),
    Slip("可连续改进", "可持续改进"),
    Slip("紧要", "重要", not_before="关"),
    Slip("不绝", "不断", not_after="绎源滔"),
    Slip("熟识", "熟悉", not_before="的同的人"),
    Slip("订立计划", "制定计划"),
    Slip("订立目标", "制定目标"),
    Slip("订立制度", "制定制度"),
    Slip("订立标准", "制定标准"),
    Slip("订立方案", "制定方案"),
    Slip("显现题目", "出现问题"),
    Slip("显现问题", "出现问题"),
    Slip("担负制定", "负责制定"),
    Slip("担负组织", "负责组织"),
    # The same machine at work elsewhere.
    Slip("解决题目", "解决问题"),
    Slip("存在题目", "存在问题"),
    Slip("治理职员", "管理人员"),
    Slip("事情职员", "工作人员"),
    Slip("部分经理", "部门经理"),
    Slip("部分主管", "部门主管"),
    Slip("事迹考核", "业绩考核"),
    Slip("进步效率", "提高效率"),
    Slip("进步服务", "提高服务"),
    Slip("晋升服务", "提升服务"),
    Slip("晋升效率", "提升效率"),
    Slip("把持成本", "控制成本"),
    Slip("保护客户关系", "维护客户关系"),
    Slip("美满流程", "完善流程"),
    Slip("美满制度", "完善制度"),
    Slip("增添满意度", "提高满意度"),
)


TWICE = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<word>[\u4e00-\u9fff]{2,6})、(?P=word)(?=[、，。；和与及]|$)",
    re.MULTILINE,
)
"""A word that is listed twice in a row."""


def pattern_of(slips: Iterable[Slip]) -> re.Pattern[str]:
    """Return a pattern that fits each slip; what it fits is ``written``."""
    return re.compile("|".join(map(_one, slips)))


def _one(slip: Slip) -> str:
    # What stands before is looked at last: a pattern that begins with letters is fast.
    written = re.escape(slip.written)
    before = f"(?<![{slip.not_after}]{written})" if slip.not_after else ""
    after = f"(?![{slip.not_before}])" if slip.not_before else ""
    return f"{written}{after}{before}"
