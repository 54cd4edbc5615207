"""A site's name dropped into sentences, with no address beside it (句中站名)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cleaners.model import Cut
from cleaners.words.addresses import NAME_END, NUMBER, PROSE, SELLER, SPELLS_TRADE
from cleaners.words.trade import SIGNED_NAME, TRADE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.names.learnt import Names

_NUMBER = re.compile(NUMBER)
# what a sentence says of a site it speaks of, and the ordinary words a name may open
_BEFORE = re.compile(
    r"(?:据|由|从|在|到|向|经|对|与|和|是|为|及|叫|找|给|让|请|登录|访问|来自|通过|关注|打开|进入|感谢|祝贺|[建办变]成|打造|争创|争当|创建|[“\"《(:、])\s*$"
)
_AFTER = re.compile(
    r"\s*(?:[的是为上讯”\"》):、]|提示|提醒|[今去前]年|作者|用户|读者|会员|注册|编辑部|客户端|报道|记者|获悉|消息|平台|网站|公司|举[办行]|开[展通设]|推出|发布|上线|[络民站页点格友购红课编报总集聚长台位会区保园到给齐入成](?!生|主|事|政|议)|(?<!网)[款率演合存房](?!生|主|事|政)|合作)"
)
# words of documents beside `PROSE`, for names of the trade: 人〔某某范文网〕民 breaks one and has no 网民 in it
_BROKEN = frozenset(
    (
        "人民 农民 居民 村民 市民 国民 公民 渔民 牧民 车站 重点 特点 试点 热点 焦点 难点 亮点 要点 资格 价格 合格 朋友 战友 "
        "亲友 校友 采购 收购 党课 上课 功课 申报 上报 通报 召集 征集 募集 密集 凝聚 团聚 成长 增长 市长 县长 局长 镇长 部长 组长 "
        "校长 院长 平台 出台 舞台 岗位 定位 到位 社会 机会 协会 学会 议会 大会 社区 地区 园区 山区 街区 担保 环保 社保 "
        "医保 达到 做到 得到 看到 感到 供给 补给 整齐 收入 投入 进入 融入 列入 完成 形成 建成 组成 变成 构成 促成 作用 运用 利用 应用 "
        "我县 我市 我区 我省 我镇 我乡 我村 我校 我院 我局 全县 全市 全区 全省 全镇 全乡 全村 全校 各县 各市 各级 各镇 各乡 各村 "
        "良好 安全 生产 经济 农业 农村 企业 产业 行业 项目 资金 服务 管理 政府 政策 改革 创新 开放 发展 建设 工作 推进 推动 促进 实现 实施 实际 "
        "加强 加快 全面 重要 主要 关键 目标 方面 方向 方案 方式 方法 问题 情况 成绩 成果 成效 经验 教训 先进 典型 示范 引导 指导 检查 考核 评价 "
        "整改 整治 治理 保护 保障 支持 参与 参加 研究 调查 调研 讨论 分析 总结 汇报 报告 通知 决定 决策 执行 履行 履职 职责 责任 政治 民主 科学 "
        "会议 讲话 讲稿 财产 防汛 抗旱 抗洪 防火 指挥 调度 导向 目的 方针 原则 路线 道路 前进 奋进 跟进 改进 先行 带头 带动 行动 活动 联动 互动 劳动 流动 运动 "
        "使命 生命 革命 群体 集体 整体 总体 具体 主体 载体 媒体 人员 成员 党组 小组 巡视 巡察 审查 审批 审议 审计 统计 会计 设计 预计 累计 合计 财政 税收 税务 金融 投资 招商 "
        "消费 市场 商品 贸易 出口 进口 物流 旅游 城市 城镇 城乡 街道 农户 耕地 土地 粮食 种植 养殖 水利 水库 灌溉 林业 森林 草原 河流 河道 污染 排放 清洁 美丽 绿色 低碳 "
        "教师 学习 学生 学校 课程 培养 成才 知识 青年 少年 儿童 妇女 老人 家庭 婚姻 养老 低保 救助 扶贫 脱贫 致富 富裕 贫困 幸福 满意 和谐 平安 治安 维稳 信访 矛盾 纠纷 "
        "调解 法院 检察 公安 司法 执法 普法 依法 合法 违法 宪法 立法 监管 监察 监测 检测 预警 预防 防控 应急 救援 抢险 事故 灾害 消防 隐患 排查 整顿 督促 督查 督办 考察 考评 "
        "奖励 表彰 表扬 鼓励 激励 勉励 荣誉 榜样 模范 英雄 品质 品牌 道德 文明 礼仪 传统 传承 弘扬 发扬 践行 恪守 遵守 遵循 维护 捍卫 巩固 拓展 扩大 延伸 覆盖 全局 大局 布局 "
        "结局 结构 调整 优化 转型 升级 提质 增效 增加 增收 减少 降低 下降 上升 同比 比重 比例 规模 总量 数量 数据 数字 智能 网络 通信 电力 能源 交流 沟通 协商 协作 合作 共享 "
        "共同 共建 共识 团队 队员 战斗 战争 战胜 胜利 成就 收获 丰收 喜悦 欢迎 感谢 感动 感恩 关心 关爱 关怀 关系 关注 热情 热爱 热烈 热心 真诚 真实 真理 实事 实践 实力 务实 "
        "落后 落地 部分 全部 内部 外部 内容 形成 形态 状态 态度 态势 气象 气候 天气 温度 力度 速度 进度 高度 深度 广度 角度 程度 强度 难度 年度 季度 月份 岁月 时间 时刻 时期 "
        "日期 期间 期待 期望 希望 愿望 展望 前景 前途 前列 前沿 一线 战线 主线 底线 红线 防线 界线 基本 根本 成本 资本 本领 本质 自觉 自信 自强 自主 自然 主动 主席 主任 主持 "
        "支部 支撑 书记 委员 常委 党委 党建 党风 廉洁 廉政 腐败 反腐 惩治 惩处 处理 处置 处罚 办理 办公 办法 公开 公正 公平 公共 公益 公司 公示 通过 通畅 流通 传达 表达 发达 "
        "建议 提议 会员 开通 开设 建立 设立 成立 登录 打开 使用 阅读 编写 起草 整理 收集 提交 发送 打印 查看 点击 添加 办好 用好 管好 "
        "技术 人才 资源 环节 基础 条件 形势 战略 格局 优势 活力 动力 潜力 压力 信息 交通 卫生 健康 医疗 就业 创业 收益 效益 获得 取得 保持"
    ).split()
)
# of whom 是 speaks, no name before it: 是〔某某网〕我们的头等大事
_OTHERS = re.compile(r"我们|大家|我[县市区省镇乡村校院局]|全[县市区省镇乡村校国]|各[级地]")
# a name of the trade in brackets or dashes amid a sentence: no text marks the same words so twice
_BRACKETED = re.compile(
    rf"[【〖\[#—~*-](?<=[\u4e00-\u9fff,].)—?([\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME})|[\u4e00-\u9fff]{{0,4}}?(?:{SIGNED_NAME}|(?:公文|文秘|范文|写作|秘书)站))—?[】〗\]#—~*-](?=[\u4e00-\u9fff,。;!?]|、[\u4e00-\u9fff])"
)
_DASHES, _ROW = "-—~*", 8  # characters in which a row of places goes on with another dash
_MARK = re.compile(r"[,。;!?]")  # 县委办-公文网-值班室 leads somewhere, and is no sentence
_NO_COLUMN = ("网", "站", "铺", "吧")  # 【写作坊】may head one, behind a comma
_OPENED = re.compile(r"(?:上线|开设|开通|设立|推出|搭建|走进|了)$")
# a name of the trade where a line begins, and what its site did: before a greeting, or a bar or a number
_FRONT = re.compile(
    rf"[\s【〖\[(★*#]{{0,3}}(?![\u4e00-\u9fff]{{0,3}}[县市省区镇乡村校局各全我本])([\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME})(?<=[网库]))(?P<shut>[】〗\])★*#])?"
    r"(?:(?:为您|为大家)?(?:收集|搜集)?(?:整理|提供|发布|分享))?"
    r"(?:\s?(?P<bar>\|)\s?|(?P<number>(?=(?(shut)[(]?|)(?:\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}[、)])(?![一二三四五六七八九十])[\u4e00-\u9fff]))"
    r"|(?=(?:(?:尊敬|敬爱|亲爱)的|(?:同志|老师|同学|朋友|乡亲)们|各位)[^。!?;]{0,40}:))"
)
_OFTEN_OWNED = "文库"  # offices, schools and villages have one: 红色文库
# what is done with a 文库 of one's own, and ends in no half of a word: 推进红色文库入校园, 建成红色文库长廊
_OWNED = re.compile(
    r"(?:推进|推出|推动|促进|加快|加强|加大|开发|建成|建设|建好|改造|成立|打造|设立|设置|服务|用好|办好|融合|参观|走进|进入|整合|依托|利用|[县市区镇乡村校院馆]级?)$"
)
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
_FRONT_WITHIN = 16  # characters
# what is counted, behind a figure: 1200〔某某网〕人次
_COUNTED = re.compile(r"年(?!度)|[月日个名人万亿元户家项次亩吨台套件间座处所公千平]")
# a name of the trade that has a line to itself: what it breaks elsewhere tells that nobody speaks of it
_ALONE = re.compile(rf"\W{{0,6}}([\u4e00-\u9fff]{{2,4}}?(?:{TRADE_NAME}))\W{{0,6}}")
_LONGEST_ALONE = 16  # characters
_MANY = 12  # names; whoever lists more is no site of one name
# a name of the trade that nothing proves: the word it breaks must do, 经〔青檐范文网〕济; 公文网上 and 写作网站 are words
_UNPROVEN = re.compile(rf"(?:{SIGNED_NAME})(?=[\u4e00-\u9fff])(?![上下络站页友格点购速])")
_SIGNS = ("网", "之家", "吧", "屋", "坊", "铺")
# the same in letters: 导〔wenmi8〕向
_SPELLS = tuple("anwen enmi aozi ongwen ishu ANWEN ENMI AOZI ONGWEN ISHU".split())
_LETTERS = re.compile(rf"[FWGMfwgm](?:{'|'.join(_SPELLS)})[A-Za-z0-9]{{0,6}}(?=[\u4e00-\u9fff])")
_LETTERS_BEFORE = re.compile(r"[A-Za-z0-9]{0,6}$")
_FIRST = "好老小大新金云易"  # what alone may stand before the word of its trade: 我〔好材料网〕市
# the end of an office's name, which may have such a house: 江州市写作坊长期开放, 县工会写作坊员工班
_HOUSED = "市县区镇乡村街校学局部会委协组社队院处所科团系厂馆"
# how a sentence begins behind a name that stands between two
_BEGINS = re.compile(
    r"第[一二三四五六七八九十][,、是]|[一二三四五六七八九十][是要][\u4e00-\u9fff]|同志们|各位|我们|我(?=[在要想将县市省区镇乡村局校院])|要(?=[\u4e00-\u9fff]{2})|下面|最后|同时|此外|另外|今年|去年|当前|近年来|接下来|首先|其次|会议|全[县市省区镇乡村]|大家"
)
# what a heading says of it: 一、某某文库建设情况
_HEADED = re.compile(r"(?:建设|管理|运营|服务|概况|简介|工作|基本)")
# what is a site's or done by it, and follows its name
_PART_OF_SITE = re.compile(
    r"门户|校园|活动|活跃|分站|师范|家园|门店|生活|[^。,;!?]{0,4}(?:频道|栏目|平台|版块|专栏|首页)"
)


def dropped_names(lines: Sequence[Line], names: Names) -> Iterator[Cut]:
    """Find names of the trade (范文, 文秘) in the middle of sentences that are none of their own.

    The name must stand beside its address elsewhere on the page, or alone on a line and break a word. Where one sentence speaks of it
    (据某某文秘网报道) every other may, and all of them stay. Any name goes that breaks a word.
    """
    alone = {bare[1] for line in lines if (bare := _alone(line))}
    if len(alone) > _MANY:
        alone = set()
    for name in (*names.sold, *alone.difference(names.sold)):
        sold = SELLER.search(name) or SPELLS_TRADE.search(name)
        if len(name) < 3 or not (sold or NAME_END.search(name)):
            continue
        spaced = re.compile(r"\s".join(map(re.escape, name)))  # 云 帆 稿 库: no sentence writes so
        for line in lines:
            for match in spaced.finditer(line.raw) if sold and name[0] in line.raw else ():
                yield Cut(line.block, match.start(), match.end(), "watermark.name")
        spans = _inside(lines, name)
        broken = [span for span in spans if _breaks_a_word(*span, of_trade=bool(sold))]
        if not broken and name not in names.sold:
            continue
        spoken = any(_is_spoken_of(x.raw, a, b) for x, a, b in spans if (x, a, b) not in broken)
        for line, start, end in broken if spoken or not sold else spans:
            yield Cut(line.block, start, end, "watermark.name")


def bracketed_names(lines: Sequence[Line], text: str) -> Iterator[Cut]:
    """Find names of the trade that stand in brackets or dashes amid sentences, twice in a text, where none speaks of them."""
    found = _marked(lines) if _BRACKETED.search(text) else {}
    for name, places in found.items():
        bare = [line for line in lines if (own := _alone(line)) and own[1] == name]
        within = name.endswith(_NO_COLUMN) or any(
            line.raw[match.start() - 1] != "," for line, match in places
        )
        if not within or len(places) + len(bare) < 2 or any(_is_told(*place) for place in places):
            continue
        if name.endswith(_OFTEN_OWNED) and not bare and any(at[0][0] != "〖" for _, at in places):
            continue
        for line, match in places:
            yield Cut(line.block, match.start(), match.end(), "watermark.bracket")
        for line in bare:
            yield Cut(line.block, 0, len(line.raw), "watermark.name-line")


def _marked(lines: Sequence[Line]) -> dict[str, list[tuple[Line, re.Match[str]]]]:
    found: dict[str, list[tuple[Line, re.Match[str]]]] = {}
    for line in lines:
        for match in _BRACKETED.finditer(line.raw):
            if match[0][0] not in _DASHES or _drops(line.raw, match):
                found.setdefault(match[1], []).append((line, match))
    return found


def _drops(text: str, match: re.Match[str]) -> bool:
    """Say whether a name in dashes was dropped in: 我们的骄傲——青苗写作坊——, 校门口-写作坊-操场- are a text's own."""
    near = text[max(0, match.start() - _ROW) : match.start()] + text[match.end() :][:_ROW]
    own = match[0].startswith("—") and not match[1].endswith("网")
    return bool(_MARK.search(text)) and not own and not any(dash in near for dash in _DASHES)


def front_names(lines: Sequence[Line]) -> Iterator[Cut]:
    """Find names of the trade glued to the beginning of lines: once before a greeting, else again and again."""
    met = [
        (line, match)
        for line in lines
        if ("网" in (front := line.raw[:_FRONT_WITHIN]) or "库" in front)
        and (match := _FRONT.match(line.raw))
    ]
    often = Counter(match[1] for _, match in met)
    for line, match in met:
        greets = match["bar"] is None and match["number"] is None
        told = match["bar"] and line.shadow[-1] not in "。!?:"  # a column and a title in it
        owned = match[1].endswith(_OFTEN_OWNED) and (match["bar"] is None or often[match[1]] <= 2)
        if not owned and (greets or (often[match[1]] > 1 and not told)):
            yield Cut(line.block, match.start(), match.end(), "watermark.front")


def unproven_names(lines: Sequence[Line], text: str) -> Iterator[Cut]:
    """Find names of the trade that nothing else in a text proves, by the word each breaks: no word but that stands at the seam.

    What breaks a word once goes wherever it stands amid a sentence, unless one of them speaks of it.
    """
    signs = [sign for sign in _SIGNS if sign in text]  # on few lines, and quicker than a pattern
    broken = [
        (line, *span)
        for line in lines
        if any(sign in line.raw for sign in signs)
        for span in _unproven(line.raw)
    ]
    if any(letters in text for letters in _SPELLS):
        broken += [(line, *span) for line in lines for span in _lettered(line.raw)]
    for name in {line.raw[start:end] for line, start, end in broken}:
        others = [span for span in _inside(lines, name) if span not in broken]
        spoken = any(_is_spoken_of(line.raw, start, end) for line, start, end in others)
        broken += others if not spoken else []
    for line, start, end in broken:
        yield Cut(line.block, start, end, "watermark.name")


def _unproven(text: str) -> Iterator[tuple[int, int]]:
    for name in _UNPROVEN.finditer(text):
        for start in (name.start(), name.start() - 1, name.start() - 2):
            if name.start() - start == 1 and text[start] not in _FIRST:
                continue
            housed = start == name.start() and text[start - 1] in _HOUSED
            if start < 1 or housed or _is_word(text[start : name.start()]):
                continue  # 扩大〔公文网〕会员: no name begins so
            if _HAN_ONLY.fullmatch(text, start, name.end()) and _breaks_only(
                text, start, name.end()
            ):
                yield start, name.end()
                break


def _lettered(text: str) -> Iterator[tuple[int, int]]:
    for name in _LETTERS.finditer(text):
        start = _LETTERS_BEFORE.search(text, 0, name.start()).start()  # type: ignore[union-attr]  # may be empty
        if text[start - 1] not in _HOUSED and _breaks_only(text, start, name.end()):
            yield start, name.end()


def _inside(lines: Sequence[Line], name: str) -> list[tuple[Line, int, int]]:
    """Return where a name stands amid the sentences of these lines."""
    return [
        (line, match.start(), match.end())
        for line in lines
        if name in line.raw
        for match in re.finditer(re.escape(name), line.raw)
        if _is_inside(line.raw, match.start(), match.end())
    ]


def _breaks_only(text: str, start: int, end: int) -> bool:
    """Say whether a name breaks a word and touches none: 重〔点公文网〕要 and 学生〔写作网〕产品 do not."""
    if start < 1 or text[start] == text[end] or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return False
    touched = {text[start - 2 : start], text[start - 1 : start + 1], text[end : end + 2]}
    return _is_word(text[start - 1] + text[end]) and not any(map(_is_word, touched))


def _is_word(pair: str) -> bool:
    return pair in _BROKEN or bool(PROSE.fullmatch(pair))


def _is_told(line: Line, name: re.Match[str]) -> bool:
    """Say whether a sentence speaks of a name in brackets: 开设【某某文库】, 【某某文库】的."""
    before, end = line.raw[: name.start()], name.end()
    marked = line.raw[end] in ",。;!?、"
    return bool(
        _BEFORE.search(before)
        or _OPENED.search(before)
        or (not marked and _AFTER.match(line.raw, end))
    )


def _alone(line: Line) -> re.Match[str] | None:
    return _ALONE.fullmatch(line.shadow) if len(line.shadow) <= _LONGEST_ALONE else None


def _breaks_a_word(line: Line, start: int, end: int, *, of_trade: bool) -> bool:
    if _PART_OF_SITE.match(line.raw, end):
        return False  # 县委宣传部石桥网门户 has no 部门 in it
    if line.raw[start:end].endswith(_OFTEN_OWNED) and _OWNED.search(line.raw[:start]):
        return False
    word = line.raw[start - 1 : start] + line.raw[end : end + 1]
    return _is_word(word) if of_trade else bool(PROSE.fullmatch(word))


def _is_inside(text: str, start: int, end: int) -> bool:
    """Say whether Chinese text goes on right before and right behind a name, or the number of its heading stands before."""
    if text[start - 1 : start] in tuple("。!?;") and start and _BEGINS.match(text, end):
        return True
    before = text[:start].rstrip(" ,")
    if before[-1:].isdecimal() and _COUNTED.match(text, end):
        return True
    within = "\u4e00" <= before[-1:] <= "\u9fff" or _NUMBER.fullmatch(before)
    return bool(within) and "\u4e00" <= text[end : end + 1] <= "\u9fff"


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    before = text[:start]
    if _NUMBER.fullmatch(before):
        return bool(_AFTER.match(text, end) or _HEADED.match(text, end))
    if before.endswith("是") and _OTHERS.match(text, end):
        return False
    return bool(_BEFORE.search(before) or _AFTER.match(text, end))


def speaks_of(text: str, at: int) -> bool:
    """Say whether a sentence brings in what stands at a place, or none goes on there: 据…, 建成了…."""
    before = text[:at].rstrip()
    return (
        not "\u4e00" <= before[-1:] <= "\u9fff"
        or bool(_BEFORE.search(before))
        or before[-1] == "了"
    )
