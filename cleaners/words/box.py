"""Labels of the information box (信息公开框): what sites of government print above a document.

One vocabulary for the code and, as `{box}`, for the rules: a label that one of them knows is cut,
and with a colon behind it gives its field. Labels that any site prints (来源, 发布时间) are not of it.
"""

from __future__ import annotations

_OFFICES = ("机关", "机构", "单位", "部门")
OFFICE = "|".join(
    does + whose
    for does in ("发文", "发布", "制发", "公开", "制定", "颁布", "公布")
    for whose in _OFFICES
)
# by the field that a label gives
LABELS = {
    "index_number": "信息索引号|信息索引|索引号|信息索取号|索取号",
    "issuer": f"{OFFICE}|公开主体",
    "doc_number": "发文字号|发文文号|发文号|文号|文件编号",
    "written": "成文日期|成文时间|发文日期|发文时间|生成日期|印发日期|公布日期|颁布日期",
    "published": "公开日期|上载日期",
    "archived": "废止日期|废止时间|失效时间|失效日期",
    "category": "主题分类|主题词分类|体裁分类|信息分类",
    "other": "施行日期|生效日期|批准机关|批准部门|批准机构|批准单位|法律效力|效力状态|效力级别|效力等级|效力层级|效力位阶|应用分类|有效性|是否有效|时效性|信息时效性|法规类别"
    "|信息公开类别|信息公开形式|信息公开属性|信息公开目录|公开形式|公开方式|公开范围|公开时限|公开类别|公开属性|公开目录|公开事项名称"
    "|信息有效性|信息类别|生效时间|公文种类|公文目录|组配分类|服务对象分类|内容概述|规范性文件编号|统一登记号|统一编号",
}
# what boxes set wide: 索　引　号
_WIDE = frozenset(
    "索引号 文号 有效性 时效性 发文机关 发文机构 发布机构 发文字号 成文日期 发文日期 上载日期".split()
)
BOX = "|".join(
    r"\s*".join(word) if word in _WIDE else word
    for words in LABELS.values()
    for word in words.split("|")
)
