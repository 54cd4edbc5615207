"""Invented speeches and notices, made from a number: the same text for the same number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

PLACES = (
    "清河", "石塘", "云岭", "白沙", "柳林", "青崖", "东浦", "望溪", "松坪", "沙湾", "枫桥", "塔山",
    "南埠", "洪滩", "桃源", "双井", "古渡", "龙泉", "平川", "大圩", "梅岭", "金谷", "北堤", "竹溪",
    "雁门", "凤山", "乌江", "盘石", "绿水", "红岩", "长亭", "野渡", "马鞍", "铜鼓", "鹿鸣", "蓝田", "秋浦", "三河", "岩前", "莲塘",
)  # fmt: skip
TOPICS = (
    ("春耕生产", "农资", "育秧棚", "种粮大户"), ("防汛备汛", "沙袋", "水库大坝", "巡堤队员"),
    ("森林防火", "风力灭火机", "防火隔离带", "护林员"), ("老旧小区改造", "雨污管网", "楼道墙面", "住户代表"),
    ("义务教育均衡发展", "实验器材", "乡村学校操场", "班主任"), ("养老服务", "助餐券", "日间照料中心", "护理员"),
    ("基层医疗", "常用药品", "村卫生室", "家庭医生"), ("文物保护", "测绘图纸", "古戏台", "看护人"),
    ("农村公路养护", "沥青料", "临水路段", "养路工"), ("垃圾分类", "分类桶", "转运站", "督导员"),
    ("电网改造", "变压器", "台区线路", "抢修班"), ("河湖治理", "打捞船", "入河排口", "河长"),
    ("外来务工人员返岗", "专列车票", "零工市场", "招工专员"), ("档案整理", "防潮柜", "库房", "档案员"),
    ("村级换届", "选票箱", "选民名册", "联络员"), ("科普宣传", "展板", "流动科技馆", "讲解员"),
    ("冬季供暖", "储煤", "换热站", "司炉工"), ("安全生产", "检测仪", "作业平台", "安全员"),
)  # fmt: skip
MEETINGS = ("现场会", "推进会", "动员会", "座谈会", "调度会", "总结会", "培训班开班式")
SPEAKS = ("讲话", "致辞", "发言")
GREETINGS = ("同志们：", "各位代表、同志们：", "各位来宾、朋友们：", "老同志们、同志们：")
WEEKDAYS = ("上周", "前天", "月初", "入冬以后", "开年头一周", "昨天下午", "节后", "汛前")
_SENTENCES = (
    "{when}我到{place}走了一趟，{spot}边上站着{n}个人，{who}拿着本子一项一项地对，这个劲头要接着保持。",
    "今年全县为{topic}准备了{m}万元，其中{n}成花在{tool}上，账目已经在{place}的公开栏里贴出来了。",
    "{who}老{name}说，过去{tool}要等{n}天才到，如今半天就送进{spot}，这就是变化。",
    "有人问{topic}是不是一阵风，我的回答是，{place}那{n}处{spot}每年都要过一遍筛子，没有例外。",
    "{place}的办法是把{spot}编上号，从一号到{m}号，谁负责、谁验收、哪天完工都写在牌子上。",
    "去年{when}出的那次岔子，根子不在{tool}，在于{spot}一带{n}天没有人看，教训要记在心里。",
    "统计下来，{place}共清点{tool}{m}件，缺口{n}件，采购单已经交给{who}逐项核对。",
    "{topic}说到底是群众的事，{place}有{m}户人家签了名，愿意轮流到{spot}值守。",
    "我算过一笔账，每处{spot}早修{n}天，就能少花{m}元，还能让{who}睡个安稳觉。",
    "{name}家住{place}东头，{when}冒着雨把{tool}背到{spot}，这样的{who}值得大家学习。",
    "要把{place}{n}个小组的进度排成一张表，{when}前补齐{tool}，不许用去年的数字来交账。",
    "{spot}这一块，{place}欠的账有{m}笔，能还的{n}个月内还清，还不了的要当面给群众讲明白。",
    "请{who}们把{topic}里碰到的{n}类难题写下来，交到{place}办事大厅，一周之内答复。",
    "从{place}回来的路上，我数了数，{spot}沿线只有{n}盏灯亮着，{tool}也堆在露天，必须马上整改。",
    "{topic}培训要办到{place}去，每期{n}人，由老{who}{name}带着认{tool}、查{spot}。",
    "检查组在{place}翻了{m}页记录，{spot}有{n}天是空白的，空白就是隐患。",
)
_NAMES = ("周大伯", "韩玉珍", "卢长顺", "唐小满", "贺立春", "邱师傅", "鲁云芳", "廖全福", "申桂兰")
_POINTS = (
    "认清{place}{topic}面临的形势", "把{place}的{tool}备足备齐", "把{place}的{spot}管住管好", "让{place}的{who}安心干事",
    "学习{place}抓{topic}的做法", "把{spot}的责任落到{n}个人头上", "请{place}的群众都来管{spot}", "把{tool}的账算到{m}件",
)  # fmt: skip
_NUMERALS = "一二三四"


@dataclass(frozen=True)
class Text:
    """One text as it must come out of its page; `lines` are the paragraphs below the title."""

    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def speech(number: int) -> Text:
    """A speech: greeting, opening, three headed parts, thanks."""
    chance = Random(f"speech {number}")
    topic, place = _subject(number)
    meeting = MEETINGS[(number // 3) % len(MEETINGS)]
    title = f"在{place}镇{topic[0]}{meeting}上的{SPEAKS[number % len(SPEAKS)]}"
    head = (chance.choice(GREETINGS), _paragraph(chance, topic))
    return Text(title, (*head, *_parts(chance, topic), "谢谢大家！"))


def notice(number: int) -> Text:
    """A notice: addressee, opening, three headed parts, signature and date of writing."""
    chance = Random(f"notice {number}")
    topic, place = _subject(number)
    title = f"关于做好{place}片区{topic[0]}{('工作', '检查', '调度', '登记')[number % 4]}的通知"
    head = ("各镇人民政府，县直有关单位：", _paragraph(chance, topic) + "现将有关事项通知如下：")
    end = (f"{place}县人民政府办公室", f"2026年{1 + number % 2}月{1 + number % 27}日")
    return Text(title, (*head, *_parts(chance, topic), *end))


def changed(text: Text, number: int) -> Text:
    """The same document with one paragraph rewritten and one more: an update."""
    chance = Random(f"changed {number} {text.title}")
    topic, _ = _subject(number + 5)
    old = text.lines
    new = _paragraph(chance, topic), _paragraph(chance, topic)
    return replace(text, lines=(*old[:3], new[0], *old[4:6], new[1], *old[6:]))


def nearly(text: Text) -> Text:
    """A copy with a few words changed, as sites pass them off as their own."""
    lines = [*text.lines]
    lines[1] = "今天把大家请来，" + lines[1]
    lines[-2] = lines[-2].replace("，", "；", 1)
    return replace(text, title=text.title.replace("镇", "乡", 1), lines=tuple(lines))


def _subject(number: int) -> tuple[tuple[str, ...], str]:
    return TOPICS[number % len(TOPICS)], PLACES[(number // len(TOPICS) + number) % len(PLACES)]


def _parts(chance: Random, topic: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    for numeral, point in zip(_NUMERALS, chance.sample(_POINTS, 3), strict=False):
        lines.append(f"{numeral}、{_filled(chance, point, topic)}")
        lines += [_paragraph(chance, topic) for _ in range(2)]
    return lines


def _paragraph(chance: Random, topic: tuple[str, ...]) -> str:
    return "".join(_filled(chance, one, topic) for one in chance.sample(_SENTENCES, 2))


def _filled(chance: Random, pattern: str, topic: tuple[str, ...]) -> str:
    name, tool, spot, who = topic
    return pattern.format(
        topic=name, tool=tool, spot=spot, who=who, when=chance.choice(WEEKDAYS),
        place=chance.choice(PLACES) + chance.choice("镇乡村"), name=chance.choice(_NAMES),
        n=chance.randint(3, 29), m=chance.randint(31, 980),
    )  # fmt: skip
