"""Clean speeches, the chrome that sites put into them, and pages of both: for the properties."""

from __future__ import annotations

import html
from dataclasses import dataclass

from hypothesis import strategies as st

from cleaners import Page

TITLES = (
    "在全县春耕生产现场会上的讲话",
    "在老干部座谈会上的致辞",
    "关于水库除险加固工作情况的汇报",
    "在秋季防火动员会上的主持词",
)
GREETINGS = ("同志们：", "各位代表：", "各位老领导，同志们:", "尊敬的各位来宾、朋友们：")
# each with something that a careless rule would take
SENTENCES = (
    "入春以来，全县下了三场透雨，土壤墒情是近五年最好的。",
    "昨天我在清河镇看了两个育秧点，棚里的温度、水分都有人记录，这个习惯要坚持下去。",
    "会前，办公室把各乡镇的稿子汇总成册，又把历年材料编成一本《公文汇编》。",
    "一是要把责任压到人头，谁包片谁负责;二是要把物资备在前头，不能等水来了再找沙袋。",
    "有的同志讲，我们村没有会员单位，工作不好开展，这话我不赞成。",
    "需要查询补贴的群众，可以登录县政府网站(www.qingshui.gov.cn)下载申请表。",
    "全年完成投资3.6亿元，同比增长12.5%，高于全市平均水平1.2个百分点。",
    "对**镇反映的问题，*书记已经作了批示，请水利局五月底前拿出办法。",
    "以上几点意见，供大家参考，不妥之处请批评指正。",
    "咱们的经验要可复制、可推广，不能只开一朵花。",
    "“坚持就是胜利”，这句话老支书讲了三十年！",
    "下面，请县农业农村局的同志介绍情况。",
)
HEADINGS = ("一、认清形势，增强紧迫感", "（二）把水利设施管起来", "三、几点要求")
ENDINGS = ("谢谢大家！", "我的讲话完了，谢谢大家。", "以上报告，请予审议。")

NAMES = ("青檐文秘网", "半山范文库", "稿斋之家", "云笺写作", "墨林公文网", "砚田文稿汇")
HOSTS = ("qingyanwm", "banshanfw", "gaozhai88", "yunjianxz", "molingw", "yantian-wg")
TAGLINES = ("公文写作好帮手", "办公文档之家", "原创范文分享平台", "机关材料学习文库")
PROMPTS = (
    "如需复制请赞助VIP会员，赞助后即可全站免费复制！",
    "赞助会员请点击：开通会员",
    "本文共3200字，开通会员可复制全文",
    "扫一扫在手机打开当前页",
    "版权声明：本文由用户上传，如有侵权请联系删除！",
    "（责任编辑：小禾）",
    "返回顶部",
)
LEADINS = (
    "下面是小编为大家整理的讲话稿范文，供大家参考。",
    "以下是{name}小编精心整理的相关内容，欢迎阅读，希望对大家有所帮助！",
    "导语：本文由{name}收集整理，仅供参考学习。",
)
LISTS = ("相关文章", "热门推荐", "猜你喜欢", "相关推荐：")
OTHERS = (
    "在全县防汛抗旱会议上的讲话",
    "街道办事处上半年工作总结",
    "驻村干部述职报告（精选5篇）",
    "在教师节座谈会上的致辞",
    "村级换届选举工作实施方案",
)


@dataclass(frozen=True)
class Speech:
    """A speech as it should come out; `lines` is every paragraph, the title not among them."""

    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@st.composite
def speeches(draw: st.DrawFn) -> Speech:
    order = draw(st.permutations(SENTENCES))
    size = draw(st.integers(5, len(order)))
    per = draw(st.integers(1, 3))
    body = ["".join(order[i : i + per]) for i in range(0, size, per)]
    for heading in draw(st.lists(st.sampled_from(HEADINGS), max_size=2, unique=True)):
        body.insert(draw(st.integers(0, len(body) - 1)), heading)
    greeting, ending = draw(st.sampled_from(GREETINGS)), draw(st.sampled_from(ENDINGS))
    return Speech(draw(st.sampled_from(TITLES)), (greeting, *body, ending))


@st.composite
def watermarks(draw: st.DrawFn, *, inside: bool = False) -> str:
    """A site's name and address as sites print it; `inside` a line it always has an address."""
    at = draw(st.integers(0, len(NAMES) - 1))
    name, host = NAMES[at], HOSTS[at]
    address = draw(
        st.sampled_from(
            [f"www.{host}.com", f"WWW.{host}.COM", f"https://www.{host}.net/", f"www.{host}.com.cn"]
        )
    )
    forms = [
        f"{name} {address}",
        f"【{name}{address}】",
        f"{name}({address})",
        f"（{name} {address}）",
    ]
    if not inside:
        tagline = draw(st.sampled_from(TAGLINES))
        forms += [f"{name},{tagline}", f"{name}——{tagline}", address, f"【{name}】{address}"]
    return draw(st.sampled_from(forms))


@st.composite
def chrome_into(draw: st.DrawFn, speech: Speech) -> tuple[str, ...]:
    """Put watermarks between and inside the lines, a lead-in above, prompts and a list below."""
    lines = list(speech.lines)
    for at in draw(st.lists(st.integers(0, len(lines) - 1), max_size=3, unique=True)):
        mark = draw(watermarks(inside=True))
        lines[at] = draw(st.sampled_from(_placed(lines[at], mark)))
    for mark in draw(st.lists(watermarks(), max_size=3)):
        lines.insert(draw(st.integers(0, len(lines))), mark)
    if draw(st.booleans()):
        name = draw(st.sampled_from(NAMES))
        lines.insert(0, draw(st.sampled_from(LEADINS)).format(name=name))
    lines += draw(st.lists(st.sampled_from(PROMPTS), max_size=3, unique=True))
    if draw(st.booleans()):
        lines += [draw(st.sampled_from(LISTS)), *draw(st.permutations(OTHERS))]
    return tuple(lines)


def _placed(line: str, mark: str) -> list[str]:
    """The places where sites put a mark into a line: behind it, or behind one of its sentences.

    A bare name glued to a heading is not among them: nothing says where the name begins.
    """
    stops = [i + 1 for i, char in enumerate(line[:-1]) if char in "。！"]
    glued = [line + mark] if mark[0] in "【（" or line[-1] in "：:。！" else []
    return [f"{line} {mark}", *glued, *(line[:i] + mark + line[i:] for i in stops)]


def as_text(lines: tuple[str, ...], url: str = "https://www.danqing.example/jh/12.html") -> Page:
    return Page(url, "\n".join(lines).encode(), "text/plain; charset=utf-8")


def as_html(
    title: str, lines: tuple[str, ...], *, shape: str = "p", site: str = "丹青文稿网"
) -> Page:
    """The page of an invented site around the lines; `shape` is how it sets paragraphs."""
    texts = [html.escape(line, quote=False) for line in lines]
    body = {
        "p": "".join(f"<p>　　{text}</p>\n" for text in texts),
        "br": "<br />\r\n".join(f"&nbsp;&nbsp;{text}" for text in texts),
        "div": "".join(f"<div><font size=3>{text}</font></div>" for text in texts),
        "td": "<table><tr><td>"
        + "".join(f"<p>{text}</p>" for text in texts)
        + "</td></tr></table>",
    }[shape]
    menu = "".join(f'<li><a href="/{i}/">{x}</a></li>' for i, x in enumerate(_MENU))
    side = "".join(f'<li><a href="/s/{i}.html">{x}</a></li>' for i, x in enumerate(OTHERS))
    whole = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_{site}</title>
</head><body><ul class="nav">{menu}</ul><div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a
href="/jh/">讲话致辞</a></div><div class="main"><h1>{title}</h1><div class="info">时间：2024-03-18
来源：网络整理 浏览：326次</div><div class="content">{body}</div><div class="page">上一篇：<a
href="11.html">在表彰大会上的讲话</a></div></div><div class="side">
<h3>最新文章</h3><ul>{side}</ul></div><div
class="footer">Copyright © 2024 {site} 版权所有</div></body></html>"""
    return Page("https://www.danqing.example/jh/12.html", whole.encode(), "text/html")


_MENU = ("首页", "公文写作", "讲话致辞", "工作总结", "心得体会")
SHAPES = ("p", "br", "div", "td")
