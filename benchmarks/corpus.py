"""Write a library of invented speeches and notices: python benchmarks/corpus.py FILE.db [COUNT].

The same number gives the same document on every machine. Names, places and figures are invented;
words are drawn so that both stock phrases and rare words occur, in the widths people type.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cleaners.model import Block, Cleaned, Cut, Document, Draft, Found
from scraper import fulltext
from scraper.archive import open_archive
from scraper.store import Visited, open_library

AT = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
VERBS = """
推进 落实 加强 完善 健全 深化 规范 提升 优化 督促 组织 检查 协调 统筹 保障 推动 巩固
拓展 培育 整治 排查 化解 部署 研究 总结 宣传 引导 服务 支持 监督
""".split()
THINGS = """
项目 产业 水利 农田 学校 医院 社区 企业 市场 道路 河道 森林 粮食 安全 生产 环境 作风
队伍 制度 机制 责任 资金 人才 文化 旅游 交通 能源 数据 档案 信访 消防 防汛 抗旱 就业
社保 养老 住房 供水 电网 园区 村庄 集镇 渔业 茶叶 果园 大棚 合作社 政协 人大 工会
妇联 共青团 老干部 民兵 法院 公安 税务 审计 统计 气象 地震 档期 会务 文稿 公章
""".split()
MANNERS = """
扎实 有序 稳步 全面 深入 持续 认真 切实 主动 及时 从严 依法 精准 细致 大力 着力 逐项
分类 按期 带头
""".split()
PLACES = """
清河 青石 柳林 云溪 白塔 长亭 双桥 南山 北岭 东湖 西坪 金沙 玉泉 龙门 凤台 石埠 梅岭
竹溪 桃源 松坡 枫桥 荷塘 芦湾 麦积
""".split()
LEVELS = ["县", "市", "区", "镇", "乡", "街道"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "文明志强国华建军晓丽海燕永康春生秋实立新德水长林一鸣思远"
TOPICS = """
春耕生产 防汛抗旱 安全生产 项目建设 招商引资 乡村振兴 五水共治 作风建设 信访维稳
教育教学 卫生健康 政协工作 档案管理 老干部 宣传思想 森林防火 秋收冬种 机关党建
统计调查 食品药品
""".split()
OCCASIONS = """
工作会议 动员大会 座谈会 现场会 推进会 表彰大会 专题会 培训班开班式 总结会 调度会
""".split()
SITES = ("案牍集", "文稿屋", "砚田文汇", "青檐文稿", "清河县人民政府", "云溪市政协")
KINDS = ("致辞讲话", "通知", "工作总结", "汇报", "意见", "方案", "主持词")
CATEGORIES = ("领导讲话", "工作动态", "政策文件", "经验材料", "会议发言")
MIXED = """
G20 PM2.5 5G 2022年 ISO9001 APEC 12345热线 AI Ｇ２０ ＰＭ２．５ （2021）9号 3.6亿元
12.5% “两山” 《条例》 WTO
""".split()
GREETINGS = (
    "同志们：",
    "各位代表：",
    "各位委员，同志们：",
    "各乡镇人民政府，县直各单位：",
    "各位来宾、朋友们：",
)
ENDINGS = (
    "谢谢大家！",
    "我的讲话完了，谢谢大家。",
    "特此通知。",
    "以上报告，请予审议。",
    "讲得不妥之处，请批评指正。",
)
HAN = range(0x4E00, 0x9FA6)


def document(number: int, longer: float = 1) -> Document:
    """Return the document of that number: 300 to 6,000 characters, some 1,700 in the mean.

    `longer` multiplies the lengths: 3 gives some 5,000 in the mean.
    """
    chance = random.Random(f"gongwen {number}")
    place = chance.choice(PLACES) + chance.choice(LEVELS)
    topic, kind = chance.choice(TOPICS), chance.choice(KINDS)
    speaker = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
    occasion = f"{place}{topic}{chance.choice(OCCASIONS)}"
    speech = kind in ("致辞讲话", "主持词")
    title = f"在{occasion}上的讲话" if speech else f"{place}{topic}{kind}"
    site = chance.randrange(len(SITES))
    published = date(1998, 1, 1) + timedelta(days=chance.randrange(10_300))
    body: list[str] = []
    wanted = longer * min(6000, int(chance.lognormvariate(7.2, 0.6)))
    while sum(map(len, body)) < wanted:
        if chance.random() < 0.15:
            body.append(
                f"{'一二三四五六七八九十'[len(body) % 10]}、{_clause(chance)}，{_clause(chance)}"
            )
        body.append("".join(_sentence(chance, place) for _ in range(chance.randint(2, 6))))
    return Document(
        url=f"https://www.site{site}.example/{kind}/{number}.html",
        title=title,
        paragraphs=(chance.choice(GREETINGS), *body, chance.choice(ENDINGS)),
        published=published if chance.random() < 0.95 else None,
        category=chance.choice(CATEGORIES),
        breadcrumb=("首页", CATEGORIES[number % len(CATEGORIES)]),
        kind=kind,
        site=SITES[site],
        speaker=speaker if speech else "",
        occasion=occasion if speech else "",
        issuer="" if speech else f"{place}人民政府办公室",
        doc_number="" if speech else f"{place[0]}政办〔{published.year}〕{chance.randint(1, 99)}号",
    )


def _clause(chance: random.Random) -> str:
    words = [chance.choice(MANNERS), chance.choice(VERBS), *chance.sample(THINGS, 2)]
    return "".join(words[chance.randrange(2) :])


def _sentence(chance: random.Random, place: str) -> str:
    clauses = [_clause(chance) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.1:
        clauses.append(
            f"{place}{chance.choice(MIXED)}{chance.choice(THINGS)}增长{chance.randint(1, 99)}.{chance.randint(0, 9)}%"
        )
    if chance.random() < 0.25:  # words that hardly recur: names, dialect, terms of a trade
        clauses.append("".join(chr(chance.choice(HAN)) for _ in range(chance.randint(2, 5))))
    return "，".join(clauses) + chance.choice("。。。；！")


def page_of(one: Document) -> bytes:
    """Return the page that a document is supposed to have been cut from."""
    lines = "".join(f"<p>{line}</p>\n" for line in one.paragraphs)
    return f"<html><head><title>{one.title}</title></head><body>{lines}</body></html>".encode()


def write(
    path: Path, count: int, *, index: bool = True, pages: bool = False, longer: float = 1
) -> None:
    """Make a library of `count` documents; `pages` fills `raw.db` too."""
    with open_library(path) as library, open_archive(path) as archive:
        for first in range(0, count, 500):
            with library.transaction(), archive.transaction():
                for number in range(first, min(first + 500, count)):
                    one = document(number, longer)
                    digest = archive.put(page_of(one)) if pages else ""
                    block = Block(f"{one.site} www.example.com")
                    draft = Draft(
                        one.url,
                        (block,),
                        cuts=(Cut(0, 0, len(block.text), "outside.body"),),
                        found=(Found("title", one.title, "heading"),),
                    )
                    seen = AT + timedelta(seconds=number)
                    library.save(
                        Cleaned(one, draft), digest, "corpus", seen, Visited(200, "text/html")
                    )
        # every twentieth is a copy of the one before it
        with library.transaction() as connection:
            connection.execute("UPDATE documents SET duplicate_of = id - 1 WHERE id % 20 = 0")
        if index:
            fulltext.catch_up(library)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000, pages=True)
