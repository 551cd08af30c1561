"""The 46 faults known from HR material, and what becomes of each here, as a page."""

from __future__ import annotations

from cstemplates.check.discovery import find_rule
from cstemplates.findings.codes import CODES

KNOWN_RULES = {
    "LR-01": ("满分与权重不等", "一项的最高分不等于它的权重"),
    "LR-02": ("分档有空洞", "有的实际值不落在任何一档，得不到分或等级"),
    "LR-03": ("分档边界不明", "相邻两档重叠、边界属于哪一档不清，或某档永远落不进去"),
    "LR-04": ("权重合计不为100", "权重、满分、各部分占比或考核人占比的合计不是100"),
    "LR-05": ("重复加权", "分值已按权重折算，汇总时又乘一次权重"),
    "LR-06": ("扣分没有下限", "各扣分条件之和超过该项满分"),
    "LR-07": ("单位混用", "同一指标一处用百分比、一处用分"),
    "LR-08": ("没有合成与等级", "几张评分表没有合成比例，或得分没有对应等级"),
    "LR-09": ("序号跳号", "手填的序号中间缺号"),
    "LR-10": ("序号重复", "同一列表里序号或标识出现两次"),
    "LR-11": ("编号层级冲突", "上下两级用同一种编号，或下一段接着上一段往下数"),
    "LR-12": ("空白没有填", "留有[X]、XX、____、待定，或引用了不存在的资料"),
    "LR-13": ("文字损坏", "乱码、散字、字母混进中文、方框识别成“口”"),
    "LR-14": ("文字截断", "句子没有开头或没有写完，括号不成对"),
    "LR-15": ("混入非正文", "页码、网址、下载提示、拼音注音混进正文"),
    "LR-16": ("错别字", "形近、音近的错字，多字或漏字"),
    "LR-17": ("机器换词", "近义词替换留下的生硬说法"),
    "LR-18": ("岗位异名", "一个岗位几个名，或一个名指几个岗位"),
    "LR-19": ("抄自别岗", "设置目的、职责、目标或明细与别的岗位雷同"),
    "LR-20": ("上下级矛盾", "汇报关系成环，或下级名单与上级字段对不上"),
    "LR-21": ("职级表述冲突", "同一岗位一处算中层、一处算高层"),
    "LR-22": ("引用未定义的岗位", "引用的岗位、指标、任务或文种不存在"),
    "LR-23": ("资历要求矛盾", "年限前后不一、缺失，或混入了别岗的条件"),
    "LR-24": ("目标值不一", "同一指标在两处写了不同的目标值"),
    "LR-25": ("职责与评分不挂接", "职责没有指标衡量，或评分表考核了职责以外的事"),
    "LR-26": ("目标没有数值", "定量指标没有目标值"),
    "LR-27": ("一条多指标", "一个指标合并了两件要分别衡量的事"),
    "LR-28": ("方向与名称相反", "名称是正向的，数值却越低越好，或反过来"),
    "LR-29": ("同义指标重复", "两个指标名称不同、算法相同"),
    "LR-30": ("比率按季拆分", "满意度、占有率这类不可相加的目标被均分到四季"),
    "LR-31": ("绝对目标", "100%或0的目标没有写明为何做得到"),
    "LR-32": ("频率不明", "只写定期、及时、按要求，没有写多久一次、多久之内"),
    "LR-33": ("先后倒置", "汇总或评审早于它要用的数据"),
    "LR-34": ("缺必备内容", "协议缺签署、期限、违约或争议等该类文件必备的部分"),
    "LR-35": ("引用未提供", "提到的表单或制度没有登记"),
    "LR-36": ("只有标题", "岗位没有设置目的，章节没有条款，制度没有章节"),
    "LR-37": ("题文不符", "标题说的不是正文写的，或标题称三篇实有两篇"),
    "LR-38": ("术语混用", "同一事物用几个词，如催收与催缴、报修与请修；简繁混用"),
    "LR-39": ("必填项空着", "编号、日期、等级、年限等必填域没有内容"),
    "LR-40": ("勾选不明", "学历、职位分类等选项勾选丢失或勾了两个"),
    "LR-41": ("界限外无规则", "只写超过界限怎么办，没写界限以内怎么办"),
    "LR-42": ("规则相互矛盾", "两处对同一件事给出不同的数"),
    "LR-43": ("薪酬结构不一致", "薪酬构成与填写的项目对不上"),
    "LR-44": ("资料写死", "公司、品牌、项目名称或年份直接写在文字里"),
    "LR-45": ("自考自评", "执行的人给自己评分，或由原评分人处理申诉"),
    "LR-46": ("需法务复核", "罚款、赔偿、迟到折算旷工的条款没有标记复核"),
}
"""Number of the known fault → its name and what it is about."""

IMPOSSIBLE = {
    "LR-05": "分值即权重：成绩＝各部分得分×占比之和，公式只乘部分占比，"
    "评分表里没有第二处权重可乘；满分与权重不等时 CST602 已拒绝",
    "LR-39": "必填的键缺失或为空时读不进来（CST110、CST111）；"
    "公司资料或花名册没有的值在制作时报 CST400、CST401，不会印出空格",
    "LR-40": "方框不手填：模板按一个取值（如 education、position_class）打勾，"
    "取值只能是列出的选项之一，所以恰好勾一个",
}
"""Known faults that cannot come about, and by what."""

REVIEW_ONLY = {
    "LR-21": "职级（grade）、职权类型（authority）和职位分类各只有一处，不会自相矛盾；"
    "写的级别与职责是否相称要由熟悉该企业的人判断",
    "LR-23": "学历只有一处，年限写在经验条目的文字里并说明是哪种经验；"
    "“五年主管”与“五年含两年主管”哪个合适，要由招聘的人判断（违法条件另由 CST520 查出）",
    "LR-37": "标题是否概括正文要读懂两者；空章节由 CST225、失效引用由 CST224 查出，其余由复核人读",
}
"""Known faults that only a reader can judge, and why."""

_HEAD = """# 46 条已知缺陷

人事文件里反复出现的 46 类缺陷，以及本程序如何对待每一类。由 `make docs` 按编号表生成，不要手改。

- **检查**：有规则或读取步骤会报告，编号见最后一栏；
- **写不出来**：数据结构使它不可能出现，写明靠什么；
- **人工复核**：程序判断不了，写明为什么。

| 编号 | 名称 | 指什么 | 办法 | 由什么实现或为什么 |
|---|---|---|---|---|
"""


def implementing_codes(number: str) -> list[str]:
    """Return the codes of findings that report a known fault."""
    return [code for code, entry in CODES.items() if entry.spec == number]


def known_rules_page() -> str:
    """Write the page: one row a known fault."""
    counts = (
        f"共 {len(KNOWN_RULES)} 条：检查 {sum(map(bool, map(implementing_codes, KNOWN_RULES)))} 条，"
        f"写不出来 {len(IMPOSSIBLE)} 条，人工复核 {len(REVIEW_ONLY)} 条。\n"
    )
    return _HEAD + "".join(map(_row, KNOWN_RULES)) + "\n" + counts


def _row(number: str) -> str:
    title, about = KNOWN_RULES[number]
    if number in IMPOSSIBLE:
        how, by = "写不出来", IMPOSSIBLE[number]
    elif number in REVIEW_ONLY:
        how, by = "人工复核", REVIEW_ONLY[number]
    else:
        how, by = "检查", "、".join(map(_linked, implementing_codes(number)))
    return f"| {number} | {title} | {about} | {how} | {by} |\n"


def _linked(code: str) -> str:
    name = f"{code} {CODES[code].name}"
    if find_rule(code) is None:
        return f"[{name}](findings.md)"
    return f"[{name}](rules.md#{name.lower().replace(' ', '-')})"
