"""Short pages: a notice of one sentence is a document, a wall or an empty section is none."""

from __future__ import annotations

import pytest

from cleaners import NoDocument, Page, clean

URL = "https://www.example.gov.cn/a/1.html"
MENU = "".join(f'<a href="/{name}/">{name}</a>' for name in ("网站首页", "政务公开", "办事服务"))
LIST = "".join(
    f'<li><a href="/n/{n}.html">县领导调研第{n}批重点项目</a></li>' for n in range(1, 15)
)
OFFICE = "桑田县人民政府"
STYLES = {
    "a site's name as the only <title>": "<title>{office}</title>{menu}<table><tr><td><ul>{list}</ul></td>"
    "<td><b>{title}</b><br><br>　　{text}<br></td></tr></table>",
    "a heading": "<title>{title}</title>{menu}<h1>{title}</h1><div><p>{text}</p></div><ul>{list}</ul>",
    "a title in a div": "<title>{title}_{office}</title>{menu}<div class=bt>{title}</div>"
    "<div>　　{text}</div><ul>{list}</ul>",
}
DOCUMENTS = {
    "关于税务系统升级的公告": "因税务系统升级，周五18时起暂停服务，期间无法登录，敬请谅解。",
    "关于撤销两家公司登记的公示": "经核查，两家公司登记的地址不存在，拟撤销登记，现予公示。",
    "关于收取垃圾处理费的通知": "居民每户每月6元，商户价格：￥3.5/平方米，请按时缴纳。",
    "安全防护网采购中标公告": "安全防护网采购评标结束，中标人为柳湾建材公司，公示期一天。",
    "检索结果公开办法": "平台应当公示搜索结果的排序规则，不得误导消费者。",
    "新版业务平台上线通知": "新版平台已上线，请用原账号进入。登录后即可查看本单位的办件。",
    "风险提示": "经市监局核查，该信息不存在虚假宣传，现予说明。",
    "公告": "原镇办网页已停用，内容不存在的，可以到镇档案室查阅。",
    "办件提醒": "申报人上传材料并完成验证后即可继续填写第二张表。",
    "入场提醒": "请先登录柳湾通，再预约入馆的时间。",
    "贺电": "欣闻贵队夺冠，谨致祝贺！",
    "贺信": "欣闻贵校建校百年，谨致热烈祝贺！",
    "声明": "柳湾木器厂公章遗失，声明作废。",
}
WALLS = {
    "关于做好防汛工作的通知": "对不起，您要查看的文章不存在或已被删除！",
    "在防汛会议上的讲话": "您还没有登录，请先登录后查看全文。",
    "防汛工作总结": "本文为付费内容，价格：￥5.00，立即购买后可阅读全文。",
    "安全验证": "请完成下方拼图验证后继续访问。",
    "访问提示": "当前环境异常，完成验证后即可继续访问。",
    "全区招商工作总结": "全区签约项目全部开工，比上年早了两个月。投产企业反映，自从有了专班，办……</p>"
    "<p>本文为会员专享，登录后查看全文，剩余80%内容需开通会员</p><div>"
    + "".join(
        f"<a href='/tags/{n}.html'>{tag}</a> "
        for n, tag in enumerate(("述职", "竞聘", "节能", "双拥"))
    ),
    "政策解读": "栏目建设中，敬请期待。",
    "领导讲话": "最新领导讲话列表，点击标题查看详情。",
    "全县防汛工作总结": "一、汛前准备扎实充分。全县……</p><p>您没有权限，请登录后开通会员查看全文！",
    "信访回复": "该信件已被发件人删除，此内容无法显示。",
}


def page(style: str, title: str, text: str) -> Page:
    html = STYLES[style].format(office=OFFICE, menu=MENU, list=LIST, title=title, text=text)
    return Page(URL, html.encode())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", DOCUMENTS)
def test_a_sentence_below_the_title_of_a_document_is_one(style: str, title: str) -> None:
    assert clean(page(style, title, DOCUMENTS[title])).document.paragraphs[-1] == DOCUMENTS[title]


@pytest.mark.parametrize("style", STYLES)
def test_some_lines_below_such_a_title_are_one_without_a_sentence(style: str) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>县农业农村局</td></tr>" for name in ("王小山", "李四海", "赵六斤")
    )
    kept = clean(page(style, "拟录用人员名单公示", f"名单如下：<table border=1>{rows}</table>"))
    assert kept.document.paragraphs[-4:] == (
        "名单如下：",
        *(f"{name}\t县农业农村局" for name in ("王小山", "李四海", "赵六斤")),
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", WALLS)
def test_what_a_wall_says_below_any_title_is_none(style: str, title: str) -> None:
    with pytest.raises(NoDocument):
        clean(page(style, title, WALLS[title]))


def test_the_name_of_a_section_that_the_menu_links_announces_nothing() -> None:
    menu = '<a href="/tz/">通知公告</a>' + MENU
    html = f"<title>{OFFICE}</title>{menu}<div>通知公告</div><div>本县各部门、各乡镇的通知和公告，都由办公室统一在这里向社会发布。</div><ul>{LIST}</ul>"
    with pytest.raises(NoDocument, match="list"):
        clean(Page(URL, html.encode()))


def test_excerpts_that_go_on_elsewhere_are_a_list() -> None:
    said = "会议指出，各镇各部门要把汛前准备做在前面，把隐患排查做到底，一处一处过"
    posts = "".join(
        f"<article><h2><a href=/p/{n}>第{n}次防汛会议</a></h2><p>{n}日{said}… <a href=/p/{n}>继续阅读</a></p></article>"
        for n in range(1, 5)
    )
    with pytest.raises(NoDocument, match="list"):
        clean(Page(URL, f"<title>admin</title>{MENU}{posts}".encode()))


def test_a_message_that_there_is_no_such_entry_is_no_document() -> None:
    rows = "<tr><td>信息提示</td></tr><tr><td>此信息不存在！<br><br><a href='javascript:history.go(-1)'>如果没有自动跳转，请点击这里</a></td></tr>"
    html = f"<title>信息提示</title><div class=top>{MENU} 您好，欢迎来到文稿楼！</div><table>{rows}</table>"
    with pytest.raises(NoDocument) as told:
        clean(Page(URL, html.encode()))
    assert told.value.code == "gone"


def test_a_guide_that_quotes_what_a_wall_says_is_a_document() -> None:
    text = (
        "网上缴费分三步办理，没有手机的居民可以到社区请网格员帮忙。",
        "请输入验证码",
        "缴费成功后会收到短信，凭短信到物业办公室领取收据。",
        "如果页面不存在，多半是地址写错了，重新输入就可以了。",
    )
    body = "".join(f"<p>{line}</p>" for line in text)
    title = "关于网上缴费的通知"
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{body}</div></body></html>"
    assert clean(Page("", page.encode())).document.paragraphs == text


def test_a_manual_that_lists_faults_is_a_document() -> None:
    title = "值班系统用户手册"
    text = (
        "本手册介绍值班系统的安装和使用，供各站值班员参考。",
        "1 安装",
        "按提示操作，不要中途断电，装好以后重新开机。",
        "2 常见故障",
        "页面不存在",
        "多半是地址写错了，请检查地址。",
        "3 保养",
        "每月清一次灰尘，雷雨天要拔掉电源。",
    )
    body = "".join(f"<p>{line}</p>" for line in text)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{body}</div></body></html>"
    assert clean(Page("", page.encode())).document.paragraphs == text


@pytest.mark.parametrize(
    "lines",
    [
        (
            "我的表弟",
            "表弟今年五岁，最爱玩滑块拼图。",
            "他拖动滑块，嘴里还念念有词。",
            "拼好了就拍手大笑。",
        ),
        (
            "读寻人记",
            "文章写一个孩子走丢了，找不到回家的路。",
            "后来一位老人把他送回家，全家都来道谢。",
        ),
        ("短信码使用说明", "请输入验证码，再点击“确定”。", "它五分钟内有效，不要告诉别人。"),
    ],
)
def test_a_short_text_with_a_word_of_a_wall_is_a_document(lines: tuple[str, ...]) -> None:
    title, *text = lines
    body = "".join(f"<p>{line}</p>" for line in text)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{body}</div></body></html>"
    assert list(clean(Page("", page.encode())).document.paragraphs) == text
