"""Whether an address is its sentence's own: what sends its reader there, speaks of it or gives it a part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.steps.named import OPENING, is_proven
from cleaners.words.addresses import CLOSING_MARKS, DISGUISE, ORNAMENTS, USED, host_of
from cleaners.words.prose import OUTLINE, SALUTATION
from cleaners.words.sellers import SPELLS_TRADE, is_quoted, is_subject

if TYPE_CHECKING:
    from cleaners.names.learnt import Names

# what follows an address the sentence itself speaks of
_SPOKEN = re.compile(
    r"^\s*(?:上|中|里|网站|网址|域名|解析|(?:已经?)?停[止用]|已经?(?:上线|开通|启用|关闭|迁移)|平台|查|报名|下载|下单|选购|预订|订购|缴费|报修|进行|为|是|的|等|和|与|、|\))"
)
_HAPPENS = re.compile(r"\s*(?:解析|停[止用])(?!服务|使用|访问|运行|[。,;!])")  # to anything
# what an address stands right behind where the sentence means it, though the page strews it in
_RIGHT_BEFORE = re.compile(
    r"(?:登录|登陆|登入|访问|进入|打开|点开|输入|[注标]明|标注|写着|显示|落款|印[有着]|冒充?|浏览|查询|查阅|网[站址页]|官网|域名|地址|[邮信]箱|链接|点击|详?见|[在到至上为是于])(?:了|为|是)?[\s:“\"(《]{0,3}$"
)
# or that a label gives to who would do something there: 网上举报：www.…
_GIVEN_TO = re.compile(
    r"(?:举报|投诉|报名|受理|申报|申请|查询|办理|缴费|预约|监督|反映|报送|公示)(?:电子)?(?:网站|网[址页]|平台|方式|渠道|入口|地址|途径)?\s?:\s*$"
)
# or that a list of works read names with a title
_CITED = re.compile(r"\s*(?:参考文献|\[\d{1,3}\]\s?[\u4e00-\u9fff《]{2})")
# a sentence that sends its reader there, in so many words
_SENT = re.compile(
    r"登录|登陆|登入|访问|进入|打开|浏览|查询|查阅|下载|网|域名|邮|关注|点击|链接|平台|见|mail",
    re.IGNORECASE,
)
# whose address it may be
_OWNER = re.compile(
    r"(?:公司|集团|商城|商店|图书馆|博物馆|数字资源|数据库|平台|网站?|站点|主页|域名|系统|社区|大学|学院|协会|学会|博客|微博|论坛|银行|[A-Za-z0-9“”\"])$"
)
# words of a sentence that the page's own address breaks: 责任感www.…和紧迫感; an office may have it behind its name
_BROKEN = re.compile(
    r"[\u4e00-\u9fff](?![院馆校局厅部委会社团站所店行厂场园心队司城网台])[\u4e00-\u9fff]$"
)
_JOINED = re.compile(r"[和与及][\u4e00-\u9fff]")
_POINTS = "见在到至"  # words that send a reader only where they stand right before
# what a sentence says of an address that it names as an example, or of what is done there
_EXAMPLE = re.compile(
    r"\s*(?:[那这](?:样|类|种|些)|之类|一类|等(?:网站|平台|站点)|(?:发布|公布|推出|开通|上线|开设|设有|收录|面向)[\u4e00-\u9fff])"
)
# at the head of a sentence it opens one of the text's own: 。某某文库www.…这些话老师说过
_ANEW = re.compile(r"\s*[那这](?:样|类|种|些)(?![^。!?;,]{0,6}(?:网|平台|站|域名|地址|链接|论坛))")
# what a name with its address is to the sentence: who runs something, who is thanked, what was built
_HAS_A_PART = re.compile(
    r"(?:(?:主办|承办|协办|支持|合作|指导|冠名|媒体)(?:单位|方|媒体)?\s?:|[感鸣]谢:?|(?:建[成立起]?|办起|创办|开[通设]|推出|搭建)了|(?:^|(?<=[,。;!?]))由)\s?[(“]?$"
)
_SET_UP = re.compile(
    r"(?:建[成立起]?|办起|创办|开[通设]|推出|搭建)了[“\"《]?[\u4e00-\u9fff]{1,10}[网库店][”\"》]?\s?\($"
    r"|(?:建[设成立起]?|办起|开[通设])了?[\u4e00-\u9fff]{0,8}(?:网店|商城|旗舰店)\s?\($"
)
_OPENS_TODAY = re.compile(r"[\s)]*(?:[今昨]日|今天|正式)?(?:上线|开通|启用)[。,!了]")
# a name that ends what 的 leads to, or does something, is what its sentence speaks of: 他创办的某某文库（www.…）深受欢迎
_SUBJECT = re.compile(
    r"[\s)\]】>]*(?:$|[,。;、!?:]|[已很也都被获荣由从向]|深受|正[在式]|将[于在会]|[是于]|为(?!民|人)|在(?!线)|有(?![关效力利])|成[为立]|上线|开通|供(?![给应])|吸引|累计)"
)
# a sentence of the text begins with its subject, and says what that is: 石桥网（www.…）是村里的窗口; a site says what it sells
_SAYS_OF = re.compile(
    r"[\s)\]】]*(?:是(?!否)|自(?=\d|[^。!?;]{1,8}以来)|由(?=[^。!?;]{2,20}(?:主办|承办|开办|创办|运营))|(?:开通|上线|成立|创办|始建)于|(?:每[天日月年])?(?:免费|无偿)?(?:提供|发布)[^,。!?;]{0,6}(?:信息|岗位|服务|数据|查询|咨询|技术|课程|培训))[^。!?;]*[。!?;]?"
)
_OPENING_MARKS = " ([【<—-:·|=" + ORNAMENTS


def subject_of(text: str, start: int, match: re.Match[str]) -> re.Match[str] | None:
    """Return what a sentence says of an address, and the name in front of it, that it begins with."""
    before = text[:start].rstrip(" “《")
    begins = start < match.start() and (not before or before[-1] in "。!?;")
    return _SAYS_OF.match(text, match.end()) if begins else None


def is_foreign(
    text: str, match: re.Match[str], span: tuple[int, int], names: Names, *, disguised: bool
) -> bool:
    """Say whether an address, with what belongs to it, is none of its sentence's."""
    start, end = span
    before = text[:start]
    if not before.strip(_OPENING_MARKS) and not text[end:].strip(CLOSING_MARKS):
        return True
    if _has_a_part(text, match, span) or _GIVEN_TO.search(before) or _CITED.match(before):
        return False
    shown = host_of(match[0]) in names.hosts
    proven = is_proven(text[start : match.start()], names)
    used = USED.search(before.rstrip(' ("“<《:'))
    other = used is not None and used[0][0] in _POINTS and not _SENT.search(used[0])
    if used and other and start < match.start() and len(used[0].strip()) > 1:
        used = None  # 在会上的讲话 某某网www.…: the word belongs to another
    if used and shown and not _RIGHT_BEFORE.search(before):
        used = None  # what the page strews in needs its word right before it
    if used and not proven and (not disguised or _SENT.search(used[0])):
        return False
    if is_quoted(text[start : match.start()]):
        return False
    if is_subject(text, match) and not (proven or shown) and not DISGUISE.search(match[0].strip()):
        return False
    by_itself = start == match.start() and not disguised
    return (
        not by_itself
        or _breaks_in(text, match, names)
        or _stands_apart(text, match, end, shown=shown)
    )


def _breaks_in(text: str, match: re.Match[str], names: Names) -> bool:
    """Say whether the page's own address stands between words that belong together."""
    if host_of(match[0]) != names.own or not _JOINED.match(text, match.end()):
        return False
    return bool(_BROKEN.search(text, max(0, match.start() - 2), match.start()))


def _has_a_part(text: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """Say whether a sentence gives an address a part: an example, an opening, who runs something or is thanked."""
    start, end = span
    before = text[:start]
    anew = before.rstrip(OPENING)[-1:] in tuple("。!?;") and _ANEW.match(text, end)
    if not anew and (_EXAMPLE.match(text, end) or _OPENS_TODAY.match(text, end)):
        return True
    if _SET_UP.search(text[: match.start()]):
        return True
    if before.endswith("的") and _SUBJECT.match(text, match.end()):
        return True
    return start < match.start() and bool(_HAS_A_PART.search(before))


def _stands_apart(text: str, match: re.Match[str], end: int, *, shown: bool) -> bool:
    """Say whether an address stands between sentences, or was dropped into one that is none of its own."""
    before, after = text[: match.start()].rstrip(" ([【<—-"), text[end:].lstrip(" )]】>")
    if _SPOKEN.match(after) and not (shown and _HAPPENS.match(after)):
        return False
    if before and before[-1] not in "。!?;…":
        greeted = SALUTATION.match(before) and (not after or before[-1] in ":,")
        if greeted or (not after and OUTLINE.match(before)):
            return True
        glued = text[: match.start()].rstrip()
        sells = match[0].lstrip()[:1] in "wWhH" or SPELLS_TRADE.search(match[0])
        owned = not shown and _OWNER.search(before)
        return bool(sells) and glued == before and not owned
    return True
