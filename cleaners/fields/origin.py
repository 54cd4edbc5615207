"""Where a document comes from: source, author, issuer, site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.body.headings import title_block
from cleaners.fields.labels import without_edges
from cleaners.fields.signature import signed_on
from cleaners.lines import cut_whole
from cleaners.model import Found
from cleaners.words.addresses import may_address
from cleaners.words.box import OFFICE
from cleaners.words.dates import first_date
from cleaners.words.people import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.fields.labels import Pair
    from cleaners.lines import Line
    from cleaners.model import Draft
    from cleaners.rulebook import Rulebook

_META = {
    "source": ("contentsource", "source", "mediaid", "og:site_source"),
    "author": ("author", "article:author", "og:article:author"),
}
_NOBODY = re.compile(
    r"(?:推荐|网络(?:整理|收集|转载)?|(?:网友|用户|会员)(?:投稿|上传|整理)|网友|db:.{1,8}|互联网|未知|佚名|不详|本站(?:原创|整理)?|作者原创|原创|admin\w*|administrator|管理员|编辑|小编|站长|null|none|无|匿名|本网|游客|来源|转载|整理|.{0,6}群友上传|作者|其[他它]|.{0,8}小编|网友.{0,4}|投稿.{0,4}|\d+|[-—.*]+|(?:(?:特?[大中小]|[AT][+-]*)(?:$|[\s|/]+))+)",
    re.IGNORECASE,
)
_PAPER = r"[\u4e00-\u9fff]{0,10}(?:新华社|通讯社|日报|晚报|时报|早报|周报|青年报|新闻网|人民网|新华网|中国网|央视网|网|电视台|客户端|周刊|新闻|融媒(?:体中心)?)"
_PRESS = re.compile(_PAPER)
_PARAGRAPH = 60  # characters
_REPORTED = re.compile(
    r"([\u4e00-\u9fff]{2,12}?)(?:记者|通讯员)\s?([\u4e00-\u9fff]{2,4})\s*(?=(?:19|20)\d\d[-/年.])"
)
_SPACED_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_PERSON = re.compile(
    r"(?!.*(?:书记|[市县区镇乡州部局厅处科所院校园行站]长|主席|主任|经理|秘书|代表|委员|[网报社局院部办站刊校]$|记者|通讯员|本站|原创|佚名|未知|编辑|管理员|网友|整理))[\u4e00-\u9fff]{2,4}"
)
_NEWSPAPERMAN = re.compile(
    r"^[(\s]*(?:本[报刊网台]|[\u4e00-\u9fff]{2,6}[报网])?(?:首席|见习|实习|特约|全媒体|融媒体)?(?:记者|通讯员)\s+((?:[\u4e00-\u9fff]{2,4}[\s、]*){1,4})(?:$|[\s)]|摄影|文/)"
)
# what each did, in front of the name: 实习生 王蒙, 文/李媛 图/许强; who took the pictures is no author
_CREDITED = re.compile(
    r"(?:^|[\s|·])(?:文(?:[/·]?图)?|图[/·]?文|口述|整理|撰文|(?:本[报刊网台])?(?:首席|见习|实习|特约)?记者|通讯员|实习生)[\s/／]+([\u4e00-\u9fff]{2,4})(?=$|[\s|·/]|来源)"
)
_APART, _CLOCK = re.compile(r"[\s/|｜·]+"), re.compile(r"\d:\d\d")
# as blogs have it: 由 纪小满 于 …… 提交, 发布于 …… 由 湖滨教育
_PUT_UP_BY = re.compile(
    r"(?:^|\s)由\s+([\u4e00-\u9fff]{2,10})(?=\s+(?:于|提交|发[布表])|\s*\d+\s?条评论|\s*$)"
)
_STAMPED_PRESS = re.compile(
    rf"(?:19|20)\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?\s*\d{{1,2}}:\d\d(?::\d\d)?[\s·|｜]+({_PAPER})\s*$"
    # the edition of a newspaper: 《云岭日报》（2021年03月02日 第04版）
    r"|^《\s?([\u4e00-\u9fff·]{2,12}?)\s?》\s*[(（]\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^()（）]{0,12}版"
)
# who wrote it, then the edition: 柳青禾《云岭日报》（2021年03月02日 第04版）
_BY_EDITION = re.compile(
    r"^(?:本报\s?)?(?:记者|通讯员|评论员)?\s?((?:[\u4e00-\u9fff]{2,4}[\s、]{0,3}){1,4})《\s?([\u4e00-\u9fff·]{2,12}?)\s?》\s*[(（]\s*(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^()（）]{0,12}版[)）]$"
)
_DAY = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_BUREAU = r"(?:[局办委厅院校社处科站所队]|办公室|政府|中心|工委|委员会|宣传部|组织部|统战部|研究室|(?:档案|报)馆|[文妇残侨]联|科协|工会|团委|人大|政协|[学协]会|街道|[县区镇乡]委|[村居]委会)"
# a label set without its colon
_STATES = rf"{OFFICE}|(?:信息|文章|稿件|新闻|内容)?来源|稿源|作者|发布[人者]|供稿"
_COLUMN = r"首页|.{0,4}(?:下载|资料|会员|个人|用户|帮助|客服|商品|产品|视频|图片|文档|网站|频道|栏目|新闻|资讯|专题)[\u4e00-\u9fff]{0,2}(?:中心|[站社处区])|服务中心|在线"
# a machine's date, then who published; or the other way round
_BY_OFFICE = re.compile(
    rf"{_DAY}[\d\s:：]*[\s|｜/·•]?\s*(?!发[布文]|公开|来源|作者|信息)[\u4e00-\u9fff]{{1,14}}?{_BUREAU}"
    r"(?:\s*[|｜/·•]|$|(?=\s*(?:阅读|浏览|点击|打印|下载|分享|收藏|关闭|字[号体]|\d+次)))"
    # a column of the site stands there, too: 下载中心 2024-05-06
    rf"|(?!原创|{_COLUMN})(?:{_STATES})?[\u4e00-\u9fff]{{1,14}}?{_BUREAU}\s*[|｜/·•]?\s*{_DAY}"
)
# behind the name of its paper: 云岭日报 记者 安宁
_REPORTER = re.compile(r"\s(?:记者|通讯员)[\s:]+((?:[\u4e00-\u9fff]{2,4}[\s、]*){1,3})$")
_OF_PRESS = re.compile(
    r"^[\u4e00-\u9fff]{0,5}(?:记者|通讯员)\s+(?=[\u4e00-\u9fff])"
)  # 融媒体记者 江帆
_AND_OF_PRESS = re.compile(r"[\s、,，]+(?:记者|通讯员)\s+(?=[\u4e00-\u9fff])")
_SOURCE_END = re.compile(
    r"[(（](?![^()（）]{2,11}(?:办|办公[室厅]|[委局部]|中心)[)）])[^()（）]{0,12}[)）]?$|\s*(?:举报|网友评论|评论\s*[(（]\s*\d|\d{1,6}\s?[条个]?(?:评论|跟[帖贴]|回复)|记者|通讯员|投稿|责编|参与|跟[贴帖]).*$|\s*(?:19|20)\d\d[-/年.]\d.*$|\s{2,}|\s*(?:字号|字体|浏览|点击|阅读|时间|日期|【|\[|作者|编辑(?!部)|打印|收藏|分享|我要).*$|[|·].*$|\s\d+$"
)
# behind an office, which may be two with a space between them: 县水务局 【打印】
_BUTTONS = re.compile(
    r"\s+(?:[【\[]|我要|打印|分享|收藏|纠错|关闭|字[号体]|浏览|点击|阅读|下载).*$"
)
_BRACKETS = re.compile(r"[\[\]【】]+")  # [ 2024-05-06 ] [ 县水务局 ]
_LABELLED = re.compile(r"^\s*(?:来源|稿源|出处|作者)\s*[:：]")  # some print it into <meta>, too
_UNLABELLED = re.compile(rf"^(?:{_STATES})\s*(?=[\u4e00-\u9fff])")
_STAMPED = re.compile(r"^(?:19|20)\d\d[-/.年][\d\s:：/.月日|｜·•-]+")
_ISSUED = re.compile(
    r"^([\u4e00-\u9fff、（）()]{2,40}?(?:人民政府|政府|办公室|办公厅|委员会|局|厅|部|院|党委|党组|总工会|工会|中心|处|集团|公司|协会|法院|检察院|学校|大学|学院|医院|支队|大队))(?:关于|转发|印发|公告|通告|令)"
)


def find_people(draft: Draft, stated: Sequence[Pair], title: str) -> Iterator[Found]:
    """Yield source, author and issuer as the page labels them, placeholders left out."""
    for name in ("source", "author"):
        yield from _in_head(draft, name)
    for pair in stated:
        if pair.field == "source" and (value := _somebody(_named(pair.value))):
            by_hand = pair.label == "供稿" and BY_NAME.fullmatch(value)
            yield Found("author" if by_hand else "source", value, f"label.{pair.label}")
            if reporter := _REPORTER.search(pair.value):
                yield Found("author", _authors(reporter[1]), f"label.{pair.label}")
        elif pair.field == "author" and (value := _somebody(_authors(pair.value))):
            yield Found("author", value, f"label.{pair.label}")
    yield from _account(draft)
    yield from _not_shortened(_byline(draft, title), stated)
    for pair in stated:
        if pair.field == "issuer" and (value := _somebody(_BUTTONS.sub("", pair.value))):
            yield Found("issuer", value, f"label.{pair.label}")
            yield Found("source", value, f"label.{pair.label}")


def _not_shortened(found: Iterable[Found], stated: Sequence[Pair]) -> Iterator[Found]:
    """Yield names, but not 县政府办 where the box says 县政府办公室."""
    whole = [pair.value for pair in stated if pair.field == "issuer"]
    return (item for item in found if not any(name.startswith(item.value) for name in whole))


def _in_head(draft: Draft, name: str) -> Iterator[Found]:
    """Yield what the page's `<meta>` elements say; a long "author" there is the site's name."""
    for key in _META[name]:
        value = _somebody(draft.meta.get(key, ""))
        if value and (name != "author" or len(value) <= 12):
            yield Found(name, value, f"meta.{key}")


def _byline(draft: Draft, title: str) -> Iterator[Found]:
    """Yield a news organisation printed bare under the title, and the reporter behind its name."""
    at = title_block(draft)
    gone = cut_whole(draft)
    if at is None:
        yield from _by_office(draft, gone, title)
        return
    for i in _above_text(draft, range(at + 1, min(at + 4, len(draft.blocks))), gone):
        yield from _in_row(draft.blocks[i].text, gone=i in gone)


def _in_row(text: str, *, gone: bool) -> Iterator[Found]:
    """Yield whom a row under the title names; an office only where the row is the site's, and is gone."""
    bare = _first_word(_unbracketed(text))
    if len(text) < 90 and (match := _STAMPED_PRESS.search(text)):
        yield Found("source", match[match.lastindex or 1], "under-title")
    if gone and (match := _BY_EDITION.match(text)):
        yield Found("author", _authors(match[1]), "under-title")
        yield Found("source", match[2], "under-title")
    if may_address(text):
        return  # a watermark: the site's name with its address
    if gone and len(text) < 90:
        yield from _credited(text)
    if len(text) < 60 and (
        _PRESS.fullmatch(bare) or (gone and _BY_OFFICE.match(_unbracketed(text)))
    ):
        yield Found("source", bare, "under-title")
    elif (match := _REPORTED.match(text)) and _PRESS.fullmatch(match[1]):
        yield Found("source", match[1], "under-title")
        yield Found("author", match[2], "under-title")
    elif len(text) < 40 and (match := _NEWSPAPERMAN.match(text)):
        people = re.split(r"[\s、]+|记者|通讯员", match[1])
        yield Found("author", " ".join(filter(None, people)), "under-title")


def _credited(text: str) -> Iterator[Found]:
    """Yield who wrote a text, and for which paper, from the dated row under its title: 文/李媛, 孟凡 | 云岭周报."""
    if first_date(text) is None:
        return
    parts = _APART.split(text)
    people = _CREDITED.findall(text)
    if ":" not in _CLOCK.sub("", text) and (papers := [*filter(_PRESS.fullmatch, parts)]):
        yield Found("source", papers[0], "under-title")
        people = people or [x for x in parts if BY_NAME.fullmatch(x) and x not in papers]
    if people:
        yield Found("author", " ".join(people), "under-title")
    elif (match := _PUT_UP_BY.search(text)) and (value := _somebody(match[1])):
        by_hand = BY_NAME.fullmatch(value)
        yield Found("author" if by_hand else "source", value, "under-title")


def _by_office(draft: Draft, gone: set[int], title: str) -> Iterator[Found]:
    """Yield an office beside the day, under a title that nothing in the head of the page names."""
    at = next((i for i, block in enumerate(draft.blocks) if block.text == title), -1)
    for i in range(at + 1, min(at + 4, len(draft.blocks))) if at >= 0 else ():
        text = _unbracketed(draft.blocks[i].text)
        if i in gone and len(text) < 60 and _BY_OFFICE.match(text):
            yield Found("source", _first_word(text), "under-title")


def _unbracketed(text: str) -> str:
    return _BRACKETS.sub(" ", text).strip()


def _above_text(draft: Draft, blocks: Iterable[int], gone: set[int]) -> Iterator[int]:
    """Yield these blocks up to the first paragraph: a name below it is the heading of a list (热点新闻)."""
    for i in blocks:
        text = draft.blocks[i].text
        if i not in gone and (len(text) >= _PARAGRAPH or "。" in text):
            return
        yield i


def _account(draft: Draft) -> Iterator[Found]:
    """Yield the WeChat account that published an article."""
    if account := _somebody(draft.meta.get("wechat:nickname", "")):
        yield Found("source", account, "wechat.account")


def _first_word(text: str) -> str:
    """Return what stands before the first space, date or bar; behind a date that opens the line."""
    named = _UNLABELLED.sub("", _STAMPED.sub("", text.strip()))
    return re.split(
        rf"[\s|｜]|(?={_DAY}|(?:阅读|浏览|点击)[量数次]{{0,2}}[\s:：]*\d|\d+次|(?<=.)(?:打印|下载|分享|收藏|字[号体]))",
        named,
        maxsplit=1,
    )[0]


def _named(value: str) -> str:
    """Return the name at the head of a value: up to a space, a bracket, the next button."""
    for _ in range(3):
        value = _SOURCE_END.sub("", value).strip()
    first = value.split(" ")[0]
    return first if len(first) >= 2 else value


def _authors(value: str) -> str:
    """Return the people in a value, without their offices: 校长 蔡明远; else the name at its head."""
    value = _AND_OF_PRESS.sub("、", _OF_PRESS.sub("", value))
    for _ in range(3):
        value = _SOURCE_END.sub("", value).strip()
    value = _SPACED_NAME.sub(r"\1\2", value)
    people = [x for x in re.split(r"[\s、,，/;；]+", value) if _PERSON.fullmatch(x)]
    return " ".join(people[:6]) if people else _named(value)


def _somebody(value: str) -> str:
    """Return a name, or nothing where it is a placeholder such as 网络整理 or admin."""
    if not value:
        return ""
    if journal := re.match(r"《[^《》]{1,20}》(?=\s*\d{4})", value):
        return journal[0]
    value = without_edges(_LABELLED.sub("", value))
    unfit = len(value) > 40 or re.search(r"[。！？；]|[\d:]{4}|评论|浏览|点击|^本站|热度", value)
    return "" if unfit or _NOBODY.fullmatch(value) or first_date(value) else value


def find_issuer(lines: Sequence[Line], title: str) -> Iterator[Found]:
    """Yield who issued a document: the title's subject, or the signature above its date."""
    if match := _ISSUED.match(title):
        yield Found("issuer", match[1], "title")
    if signed := signed_on(lines, title):
        yield Found("issuer", signed[1], "signature")


def find_site(draft: Draft, rulebook: Rulebook) -> Iterator[Found]:
    """Yield what the site is called: from its file, its `<meta>`, the end of `<title>`."""
    if name := rulebook.site_for(draft.url).name:
        yield Found("site", name, "site-file")
    for key in ("og:site_name", "sitename"):
        if draft.meta.get(key):
            yield Found("site", draft.meta[key], f"meta.{key}")
    pieces = re.split(r"[_|]|\s-\s|-(?=[^-]{2,12}$)", draft.meta.get("<title>", ""))
    at = title_block(draft)
    if (
        at is not None and pieces[-1].strip() == draft.blocks[at].text
    ):  # a newspaper's name stands first
        pieces.reverse()
    if len(pieces) > 1 and 2 <= len(pieces[-1].strip()) <= 16:
        yield Found("site", pieces[-1].strip(), "head.title")
