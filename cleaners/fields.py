"""Fields with evidence: each Found says the value and the place it was read from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cleaners import structure
from cleaners.dates import date_in_url, first_date, is_date_line
from cleaners.kinds import kind_of
from cleaners.headings import folded, title_block
from cleaners.labels import Pair, pairs
from cleaners.lines import kept_lines
from cleaners.model import Attachment, Document, Found, Truncated
from cleaners.shadow import shadow
from cleaners.titles import find_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

_META = {
    "published": (
        "pubdate",
        "publishdate",
        "article:published_time",
        "og:published_time",
        "datepublished",
        "firstpublishtime",
        "apub:time",
        "weibo: article:create_at",
    ),
    "source": ("contentsource", "source", "mediaid", "og:site_source"),
    "category": ("columnname",),
    "author": ("author", "article:author"),
}
_NOBODY = re.compile(
    r"(?:网络(?:整理|收集|转载)?|网友(?:投稿|上传|整理)?|互联网|未知|佚名|不详|本站(?:原创|整理)?|作者原创|原创|admin\w*|administrator|管理员|编辑|小编|站长|null|none|无|匿名|本网|游客|来源|转载|整理|.{0,6}群友上传|作者|.{0,8}小编|网友.{0,4}|投稿.{0,4}|\d+|[-—.*]+)",
    re.I,
)
_PRESS = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:新华社|通讯社|日报|晚报|时报|早报|周报|青年报|新闻网|人民网|新华网|中国网|央视网|网|电视台|客户端|周刊|新闻)"
)
_SOURCE_END = re.compile(
    r"[(（][^()（）]{0,12}[)）]?$|\s*(?:举报|网友评论|记者|通讯员|投稿|责编|参与|跟[贴帖]).*$|\s+(?=\d{4}[-/年])|\s{2,}|\s*(?:字号|字体|浏览|点击|阅读|时间|日期|【|\[|作者|编辑|打印|收藏|分享|我要).*$|[|·].*$|\s\d+$"
)
_CRUMB = re.compile(
    r"^[\s【\[]*(?:您?(?:现在|当前)?(?:所在)?的?(?:当前|现在|所在)?的?位置|位置)\s*(?:是|在)?\s*[:>»]\s*"
)
_CRUMB_SPLIT = re.compile(r"\s*(?:>+|»|›|→|::|-+>)\s*|\s+/\s+|\s*\|\s*")
_CRUMB_NAMES = re.compile(
    r"crumb|weizhi|location|position|\bplace\b|dangqian|\bwz\b|\bdqwz\b|currentpos|\bpath\b|siteurl"
)
_CHAIN = re.compile(
    r"^[^>»。!?;,]{2,12}\s*(?:>{1,2}|»|›|→)\s*[^>»。!?;,]{1,20}(?:\s*(?:>{1,2}|»|›|→)|$)|^(?:网站)?首页\s*[/|-]"
)
_CRUMB_ENDS = frozenset(
    {
        "正文",
        "内容",
        "详情",
        "浏览文章",
        "查看",
        "浏览信息",
        "查看信息",
        "信息内容",
        "文章内容",
        "详细内容",
        "正文内容",
    }
)
_NUMBER = (
    r"[\u4e00-\u9fff]{1,14}\s?[〔\[(【﹝]\s?(?:19|20)\d\d\s?[〕\])】﹞]\s?(?:第\s?)?\d{1,5}\s?号"
)
_OWN_NUMBER = re.compile(rf"^[\s(]*({_NUMBER})[\s)]*(?:签发人.*)?$")
_CITED = re.compile(r"^[^《]*\(({0})\)$".format(_NUMBER))
_POSITION = r"(?:书记|市长|县长|区长|镇长|乡长|省长|州长|部长|主席|主任|局长|厅长|处长|科长|所长|院长|校长|园长|行长|董事长|总经理|经理|秘书长|会长|社长|司令员|政委|检察长|庭长|总裁|站长|队长|支书|委员|代表|主持人|主讲人|讲话人|发言人|述职人|汇报人|演讲人|报告人)"
_SPEAKER = re.compile(
    rf"^([\u4e00-\u9fff×*xX、,\s]{{0,40}}?{_POSITION})[\s::]*((?:[\u4e00-\u9fff]{{1,2}}\s?[\u4e00-\u9fff×*xX某]{{1,3}})|[*×xX╳]{{2,4}})$"
)
_POST_LINE = re.compile(rf"^[\u4e00-\u9fff、,\s]{{2,40}}{_POSITION}$")
_NAME_LINE = re.compile(r"^[\u4e00-\u9fff]\s{0,2}[\u4e00-\u9fff×*]{1,3}$")
_HOST_LINE = re.compile(r"^(?:主持人|委员|代表|记录人|参加人)")
_ISSUED = re.compile(
    r"^([\u4e00-\u9fff、（）()]{2,40}?(?:人民政府|政府|办公室|办公厅|委员会|局|厅|部|院|党委|党组|总工会|工会|中心|处|集团|公司|协会|法院|检察院|学校|大学|学院|医院|支队|大队))(?:关于|转发|印发|公告|通告|令)"
)
_SIGNED = re.compile(
    r"^[\u4e00-\u9fff、（）() ]{3,40}(?:人民政府|政府|办公室|办公厅|委员会|局|厅|部|院|党委|党组|总工会|工会|中心|处|集团|公司|协会|法院|检察院|学校|大学|学院|医院|支队|大队|县委|市委|区委|省委|组委会|指挥部)$"
)
_OCCASION = re.compile(
    r"(?:在|于)(.{2,60}?)(?:上|中|时)?的?(?:讲话|致辞|致词|发言|主持词|主持讲话|报告|演讲|讲话稿|发言稿|致欢迎辞|总结讲话|表态发言)"
)
_POST = re.compile(rf"^((?!在)[^在]{{0,30}}?{_POSITION})(?:[^在]{{0,4}})在")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rar|zip|7z)(?:$|[?#])", re.I)
_PLACEHOLDER = re.compile(
    r"\*{2,}|[×╳]{1,4}|[xX]{2,4}|_{2,}|[☆★△](?=[省市县区镇乡村])|20(?:xx|__|××|\*\*)|某某|X(?=[省市县区镇乡村])",
    re.I,
)
_COUNTS = re.compile(r"\d[\d,]*")


def find_fields(draft: Draft, rulebook: Rulebook) -> Draft:
    """Return the draft with every field the page states; all of its blocks are looked at."""
    first, last = _body_range(draft)
    gone = {
        cut.block
        for cut in draft.cuts
        if cut.start == 0 and cut.end >= len(draft.blocks[cut.block].text)
    }
    near = pairs(draft, max(0, first - 60), first + 12) + pairs(
        draft, max(first + 12, last - 10), last + 12
    )
    stated = [pair for pair in near if pair.block in gone]  # what the document says itself is text
    found = [*find_title(draft, stated)]
    title = found[0].value if found else ""
    lines = kept_lines(draft)
    found += _dates(draft, stated, lines, first)
    found += _labelled(draft, stated)
    found += _crumbs(draft, first, title)
    found += _numbers(stated, lines, title)
    found += _speech(lines, title)
    found += _issuer(lines, title)
    found += _site(draft, rulebook)
    found += [
        Found("truncated", draft.blocks[c.block].text[c.start : c.end], c.rule)
        for c in draft.cuts
        if c.rule.startswith("paywall.")
    ]
    return draft.with_found(_firsts(found))


def _firsts(found: Sequence[Found]) -> Iterator[Found]:
    """Keep the first value of each field; every truncation note stays."""
    seen = set()
    for item in found:
        if item.value and (item.field not in seen or item.field == "truncated"):
            seen.add(item.field)
            yield item


def _body_range(draft: Draft) -> tuple[int, int]:
    outside = {cut.block for cut in draft.cuts if cut.rule == "outside.body"}
    inside = [i for i in range(len(draft.blocks)) if i not in outside]
    return (inside[0], inside[-1] + 1) if inside else (0, len(draft.blocks))


def _dates(
    draft: Draft, stated: Sequence[Pair], lines: Sequence[Line], first: int
) -> Iterator[Found]:
    """Yield published, written (成文日期) and spoken dates, each from its own places."""
    for key in _META["published"]:
        if day := first_date(draft.meta.get(key, "")):
            yield Found("published", day.isoformat(), f"meta.{key}")
    for labels in (("发布日期", "发布时间", "发稿时间"), ()):
        for pair in stated:
            if pair.field == "published" and (not labels or pair.label in labels):
                if day := first_date(pair.value, short_year=True):
                    yield Found("published", day.isoformat(), f"label.{pair.label}")
    yield from _stamps(draft, first)
    if day := date_in_url(draft.url):
        yield Found("published", day.isoformat(), "url")
    for pair in stated:
        if pair.field == "written" and (day := first_date(pair.value)):
            yield Found("written", day.isoformat(), f"label.{pair.label}")
    for line in reversed(lines[-12:]):
        if is_date_line(line.shadow) and (day := first_date(line.shadow)) and line not in lines[:6]:
            yield Found("written", day.isoformat(), "signature")
            break
    for line in lines[:7]:
        if line.shadow[:1] == "(" and (day := first_date(line.shadow)) and len(line.text) < 40:
            yield Found("spoken", day.isoformat(), "under-title")


def _stamps(draft: Draft, first: int) -> Iterator[Found]:
    """Yield a date that stands, outside links, on a short line near the start of the body."""
    cut = {c.block for c in draft.cuts if c.start == 0 and not c.rule.startswith("outside")}
    near = [i for i in range(first, min(first + 12, len(draft.blocks))) if i in cut]
    for i in [*near, *range(first - 1, max(-1, first - 16), -1)]:
        block = draft.blocks[i]
        if len(block.text) < 160 and block.link_chars < len(block.text) * 0.5:
            if day := first_date(shadow(block.text), short_year=True):
                yield Found("published", day.isoformat(), "stamp")
                return


def _labelled(draft: Draft, stated: Sequence[Pair]) -> Iterator[Found]:
    """Yield source, author, category and issuer as the page labels them, placeholders left out."""
    for name in ("source", "author"):
        for key in _META[name]:
            if key in draft.meta and (value := _somebody(draft.meta[key])):
                if name != "author" or len(value) <= 12:
                    yield Found(name, value, f"meta.{key}")
                    break
    for pair in stated:
        if pair.field in {"source", "author"} and (value := _somebody(_named(pair.value))):
            yield Found(pair.field, value, f"label.{pair.label}")
        elif pair.field == "issuer" and 2 <= len(pair.value) <= 60:
            yield Found("issuer", pair.value, f"label.{pair.label}")
    yield from _byline(draft)
    for pair in stated:
        if pair.field == "issuer" and (value := _somebody(pair.value)) and len(value) <= 60:
            yield Found("source", value, f"label.{pair.label}")


def _byline(draft: Draft) -> Iterator[Found]:
    """Yield a news organisation printed bare under the title."""
    at = title_block(draft)
    if at is None:
        return
    for block in draft.blocks[at + 1 : at + 4]:
        bare = first_word(block.text)
        if _PRESS.fullmatch(bare) and len(block.text) < 60:
            yield Found("source", bare, "under-title")


def first_word(text: str) -> str:
    """Return what stands before the first space, date or bar."""
    return re.split(r"[\s|｜]|(?=\d{4}-)", text.strip(), maxsplit=1)[0]


def _named(value: str) -> str:
    """Return the name at the head of a value: up to a space, a bracket, the next button."""
    for _ in range(3):
        value = _SOURCE_END.sub("", value).strip()
    first = value.split(" ")[0]
    return first if len(first) >= 2 else value


def _somebody(value: str) -> str:
    """Return a name, or nothing where it is a placeholder such as 网络整理 or admin."""
    value = value.strip(" \t:：|·,，;；()（）[]【】_-—")
    unfit = len(value) > 40 or re.search(r"[。！？；]|[\d:]{4}|评论|浏览|点击", value)
    return "" if unfit or _NOBODY.fullmatch(value) or first_date(value) else value


def _crumbs(draft: Draft, first: int, title: str) -> Iterator[Found]:
    """Yield the breadcrumb and the category it ends in; its items may stand in blocks of their own."""
    for i in range(min(first + 8, len(draft.blocks))):
        text = draft.blocks[i].text
        label = _CRUMB.match(shadow(text))
        named = _CRUMB_NAMES.search(draft.nodes[draft.blocks[i].node].names)
        if not label and not named and not _CHAIN.match(shadow(text)):
            continue
        rest = text[label.end() if label else 0 :]
        if label and not rest.strip() and i + 1 < len(draft.blocks):
            rest = draft.blocks[i + 1].text
        items = _crumb_items(rest, title)
        if 0 < len(items) <= 6 and (len(items) > 1 or label) and all(len(x) <= 30 for x in items):
            yield Found("breadcrumb", "\t".join(items), "breadcrumb")
            if len(items) > 1:
                yield Found("category", items[-1], "breadcrumb")
            return


def _crumb_items(text: str, title: str) -> list[str]:
    items = [item.strip(" /|>-»") for item in _CRUMB_SPLIT.split(text)]
    if len(items) == 1:
        items = [item.strip() for item in re.split(r"\s*[/|]\s*|\s+-\s+|--+>?", text)]
    bare = folded(title)
    return [
        x
        for x in items
        if x
        and x not in _CRUMB_ENDS
        and not (len(x) > 4 and bare and (bare.startswith(folded(x)) or folded(x).startswith(bare)))
    ]


def _numbers(stated: Sequence[Pair], lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield 发文字号 and 索引号: from labels, or standing alone near the title, never cited ones."""
    for pair in stated:
        if pair.field == "index_number" and re.search(r"\d", pair.value):
            yield Found("index_number", pair.value, f"label.{pair.label}")
        elif pair.field == "doc_number" and re.search(r"\d", pair.value):
            yield Found("doc_number", pair.value, f"label.{pair.label}")
    for line in lines[:6]:
        if match := _OWN_NUMBER.match(line.shadow):
            at = line.shadow.find(match[1])
            yield Found("doc_number", line.text[at : at + len(match[1])], "line")
    if match := _CITED.match(shadow(title)):
        yield Found("doc_number", title[match.start(1) : match.end(1)], "title")


def _speech(lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield kind, occasion, speaker and post from the title and the lines under it."""
    if kind := kind_of(title):
        yield Found("kind", kind, "title")
    if match := _OCCASION.search(title):
        yield Found("occasion", match[1], "title")
    for i, line in enumerate(lines[:5]):
        below = lines[i + 1].shadow if i + 1 < len(lines) else ""
        match = _SPEAKER.match(line.shadow)
        if not match and _POST_LINE.match(line.shadow) and _NAME_LINE.match(below):
            match = _SPEAKER.match(line.shadow + below)
        if match and not _HOST_LINE.match(line.shadow):
            yield Found("post", match[1].strip(" :、"), "under-title")
            yield Found("speaker", re.sub(r"\s", "", match[2]), "under-title")
            break
    if match := _POST.match(title):
        yield Found("post", match[1], "title")


def _issuer(lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield who issued a document: the title's subject, or the signature above its date."""
    if match := _ISSUED.match(title):
        yield Found("issuer", match[1], "title")
    for above, line in zip(lines[-9:], lines[-8:], strict=False):
        if is_date_line(line.shadow) and _SIGNED.match(above.shadow):
            yield Found("issuer", above.text.replace(" ", ""), "signature")


def _site(draft: Draft, rulebook: Rulebook) -> Iterator[Found]:
    if name := rulebook.site_for(draft.url).name:
        yield Found("site", name, "site-file")
    for key in ("og:site_name", "sitename"):
        if draft.meta.get(key):
            yield Found("site", draft.meta[key], f"meta.{key}")
    pieces = re.split(r"[_|]|\s-\s|-(?=[^-]{2,12}$)", draft.meta.get("<title>", ""))
    if len(pieces) > 1 and 2 <= len(pieces[-1].strip()) <= 16:
        yield Found("site", pieces[-1].strip(), "head.title")


def document(draft: Draft) -> Document:
    """Make the document of what no step cut."""
    lines = kept_lines(draft)
    paragraphs = tuple(line.text for line in lines)
    value = {found.field: found.value for found in reversed(draft.found)}
    day = {name: first_date(value.get(name, "")) for name in ("published", "written", "spoken")}
    crumbs = tuple(value["breadcrumb"].split("\t")) if "breadcrumb" in value else ()
    return Document(
        url=draft.url,
        title=value.get("title", ""),
        paragraphs=paragraphs,
        published=day["published"],
        written=day["written"],
        spoken=day["spoken"],
        breadcrumb=crumbs,
        salutation=structure.salutation(paragraphs),
        closing=structure.closing(paragraphs),
        addressee=structure.addressee(paragraphs),
        outline=structure.outline(paragraphs),
        parts=structure.parts(paragraphs),
        attachments=_attachments(draft, {line.block for line in lines}),
        truncated=_truncated(draft),
        placeholders=sum(len(_PLACEHOLDER.findall(p)) for p in paragraphs),
        **{name: value.get(name, "") for name in _TEXTS},
    )


_TEXTS = (
    "category",
    "kind",
    "site",
    "source",
    "author",
    "speaker",
    "post",
    "occasion",
    "issuer",
    "doc_number",
    "index_number",
)


def _attachments(draft: Draft, blocks: set[int]) -> tuple[Attachment, ...]:
    """Return the files linked from the body; relative addresses are resolved."""
    found = {}
    for i in sorted(blocks):
        block = draft.blocks[i]
        for link in block.links:
            if _FILE.search(link.href):
                title = block.text[link.start : link.end].strip()
                found.setdefault(urljoin(draft.url, link.href), title)
    return tuple(Attachment(title, url) for url, title in found.items())


def _truncated(draft: Draft) -> Truncated | None:
    """Read how much of the text a page says it shows."""
    notes = [shadow(found.value) for found in draft.found if found.field == "truncated"]
    if not notes:
        return None
    text = " ".join(notes)
    shown = re.search(r"(?:显示|展示|预览|阅读|可见|可读)[^\d]{0,4}(\d[\d,]*)\s*个?字", text)
    total = re.search(r"(?:共|总|全文|约)[^\d]{0,4}(\d[\d,]*)\s*个?字", text)
    return Truncated(_count(shown), _count(total))


def _count(match: re.Match[str] | None) -> int | None:
    return int(match[1].replace(",", "")) if match else None
