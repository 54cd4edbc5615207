"""A paragraph of the document that its page hides until it is asked for; a site's hidden words and copies of the text go."""

from __future__ import annotations

import pytest
from elements import FACTS, HEAD, SAID, TEXT, document

from cleaners import Page, clean

SHORT = "冬季停航一个月，修船补缆。"
LONG = "新船工先跟老船工走满三个汛期，认得水下每一块礁石，记得住两岸的高低，再由村里的老人点头，才能单独撑船。"
BUTTON = "<a onclick='unfold()'>展开全文</a>"


@pytest.mark.parametrize(
    "folded",
    [
        f"<div id=more style='display:none'><p>{SHORT}</p></div>{BUTTON}",
        f"<p class=rest style='display:none'>{SHORT}</p><p><a href='javascript:;'>查看更多</a></p>",
        f"<style>.collapse{{display:none}}</style><button>查看</button><div class=collapse><p>{SHORT}</p></div>",
        f"<style>.fold{{display:none}}</style><p><a href='#c1'>详细内容</a></p><div class=fold id=c1><p>{SHORT}</p></div>",
        f"<noscript><p>{SHORT}</p></noscript>",
        f"<textarea readonly>{SHORT}</textarea>",
        f"<p style='display:none'>{LONG}</p>",
        f"<div style='visibility:hidden'><p>三、收徒</p><p>{LONG}</p></div>",
    ],
)  # fmt: skip
def test_a_paragraph_that_unfolds_stays(folded: str) -> None:
    found = document(f"<div>{TEXT}{folded}</div>")
    assert found[: len(SAID)] == SAID
    assert found[-1] in {SHORT, LONG}


def test_a_short_pane_stays() -> None:
    first = "<div class=pane id=a><p>上半年渡口运送旅客三万二千人次，补换缆绳四根，检修渡船两艘，没有发生一起落水事故，乡亲们都说好。</p></div>"
    second = f"<div class=pane id=b style='display:none'><p>{SHORT}</p></div>"
    tabs = "<ul><li><a href='#a'>上半年</a></li><li><a href='#b'>下半年</a></li></ul>"
    assert document(f"<div>{TEXT}{tabs}{first}{second}</div>")[-1] == SHORT


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>柳溪文稿网首发，感谢阅读，更多内容请关注公众号。</p>",
        "<p style='display:none'>内容收集自网络，仅供学习参考，请在下载后二十四小时内删除，不得用于商业用途，违者自负。</p>",
        "<div style='display:none'><p>温馨提示</p><p>感谢支持，意见已经提交成功，我们会尽快处理，请耐心等候答复，谢谢理解。</p></div>",
        "<p style='display:none'>此处为防采集的干扰文字，正常浏览时看不到，请勿使用，以免造成麻烦，敬请谅解。</p>",
        "<p style='display:none'>a8f3k2zq</p>",
        "<p style='color:#fff'>欢迎常来长风网做客，这里四季如春，风景很好。</p>",
        "<p style='color:#fff'>长风网是个好地方，天天都有新的好东西等着大家。</p>",
        "<h3 style='display:none'>猜你喜欢</h3>",
        f"<p style='display:none'>{SHORT}</p>",
        f"<div style='display:none'>{''.join(SAID)}</div>",
        "<noscript>您的浏览器不支持脚本，请启用后继续访问。</noscript>",
        "<textarea readonly>复制链接分享给好友，一起来看渡口的故事。</textarea>",
    ],
)
def test_what_a_site_hides_goes(hidden: str) -> None:
    last = "<p>船票两元一张，学生和老人不收钱，夜里有急事随叫随到，不另外加价。</p>"
    found = document(f"<div>{TEXT}{hidden}{last}</div>")
    assert found == (*SAID, last[3:-4])


@pytest.mark.parametrize("prompt", ["长风网整理，欢迎下载。", "关注微信公众号获取全文。"])
def test_a_button_unfolds_no_words_of_a_site(prompt: str) -> None:
    hidden = f"<p style='display:none'>{prompt}</p>{BUTTON}"
    assert document(f"<div>{TEXT}{hidden}</div>") == SAID


@pytest.mark.parametrize(
    ("hidden", "short"), [(f"<p>{SHORT}</p>", False), ("<p>柳溪文稿网首发。</p>", True)]
)
def test_a_page_whose_hidden_text_was_read_is_whole(hidden: str, *, short: bool) -> None:
    body = f"<div>{TEXT}<div style='display:none'>{hidden}</div>{BUTTON}</div>"
    page = Page("", f"{HEAD}{FACTS}{body}".encode(), "text/html; charset=utf-8")
    assert (clean(page).document.truncated is not None) is short


def test_noise_strewn_over_a_text_goes() -> None:
    noise = (
        "河水涨落无定，老人说要看上游的云，看云就知道三天以后的水，水色发黄就把船拴高一尺。",
        "竹篙用三年以上的青竹，砍下来在水里泡一个冬天，再用火烤直，这样的竹篙撑十年也不会开裂。",
    )
    strewn = "".join(
        f"<p>{a}</p><p style='display:none'>{b}</p>" for a, b in zip(SAID, noise, strict=True)
    )
    assert document(f"<div>{strewn}<p>{LONG}</p></div>") == (*SAID, LONG)
