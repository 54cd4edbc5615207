"""What kind of document a title announces."""

from __future__ import annotations

import re
from functools import lru_cache

# of two in a title the one that ends it is the kind: 关于…报告的批复
_KINDS: tuple[tuple[str, str], ...] = (
    ("政府工作报告", r"政府工作报告"),
    ("民主生活会", r"对照检查|民主生活会|组织生活会|检视剖析|党性分析"),
    ("述职报告", r"述职(?:述廉|述德|述责)*(?:报告)?"),
    ("主持词", r"主持(?:词|稿|讲话|辞)"),
    ("党课", r"党课(?:讲稿|讲话稿)?"),
    ("心得体会", r"心得体会|学习体会|读后感|观后感|心得"),
    ("工作总结", r"总结"),
    ("工作计划", r"工作(?:计划|要点|安排|打算|思路)|学习计划"),
    ("工作汇报", r"汇报(?:材料|提纲|发言)?|情况(?:的)?报告|工作报告"),
    ("经验交流材料", r"经验(?:交流|材料|做法)|交流材料"),
    ("事迹材料", r"事迹(?:材料)?"),
    ("调研报告", r"调研(?:报告|材料|文章)?(?![\u4e00-\u9fff]{2})|调研报告|调查报告|考察报告"),
    ("实施方案", r"方案|行动计划|规划"),
    ("应急预案", r"预案"),
    ("贺信", r"贺信|贺词|贺电"),
    ("慰问信", r"慰问信|慰问电"),
    ("感谢信", r"感谢信|表扬信"),
    ("公开信", r"公开信|一封信"),
    ("倡议书", r"倡议书?"),
    ("演讲稿", r"演讲(?:稿)?|竞聘|竞选"),
    ("思想汇报", r"思想汇报"),
    ("表态发言", r"表态|发言(?:稿|材料|提纲)?"),
    (
        "致辞讲话",
        r"致[辞词]|讲话(?:稿|提纲|要点)?|讲稿|祝[辞词]|欢迎[辞词]|欢送[辞词]|答谢[辞词]|开幕[辞词]|闭幕[辞词]|寄语",
    ),
    ("解读", r"解读"),
    ("合同", r"合同|协议书?"),
    ("制度", r"制度|办法|规定|规则|条例|细则|章程|守则|准则"),
    ("决议", r"决议"),
    ("决定", r"决定"),
    ("命令", r"命令|令"),
    ("公报", r"公报"),
    ("公告", r"公告"),
    ("公示", r"公示"),
    ("通告", r"通告"),
    ("意见", r"意见"),
    ("通知", r"通知"),
    ("通报", r"通报"),
    ("请示", r"请示"),
    ("批复", r"批复"),
    ("议案", r"议案|提案"),
    ("函", r"复函|函"),
    ("纪要", r"纪要|会议记录"),
    ("报告", r"报告"),
)
_SIMPLIFIED = str.maketrans(
    "辭詞講話報決議總結計劃動開閉條則規辦紀請復慶會賀獻",
    "辞词讲话报决议总结计划动开闭条则规办纪请复庆会贺献",
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
# what papers come out in, or are gathered under: 某某公报, “两会”专题
_SERIES = re.compile(r"(?:公报|政报|专题|专栏|特刊|汇编|(?:信息|政务)公开)[”\")）]?(?:报道|页)?$")
_TAIL = re.compile(r"[\s(（【\[].*$|[\d一二三四五六七八九十]+篇(?!.*的).*$|范文.*$|模板.*$")


@lru_cache(maxsize=64)  # several ask of a page's title
def kind_of(title: str) -> str:
    """Return the kind a title ends with, or names last; empty where it names none."""
    bare = (_TAIL.sub("", title) or title).translate(_SIMPLIFIED)
    best, reach = "", (0, 0)
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(bare):
            if (match.end(), match.end() - match.start()) > reach:
                best, reach = kind, (match.end(), match.end() - match.start())
    return best


def names_series(title: str) -> bool:
    """Say whether a title is that of a series, a column or a topic, and of no paper in it."""
    return bool(_SERIES.search(title))


def names_paper(title: str) -> bool:
    """Say whether a title names a paper (某某工作报告), and not what it came out in."""
    return bool(kind_of(title)) and not names_series(title)
