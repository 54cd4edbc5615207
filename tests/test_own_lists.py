"""Lists and remarks of a document's own below headings that sites have as well, and those of sites."""

from __future__ import annotations

import pytest
from cleaned import plain
from papers import NOTICE, SPEECH, TITLE, assert_own, assert_whole, page, paragraphs

from cleaners import clean

LISTS = {
    "相关资料：": ("1.身份证复印件", "2.户口本复印件"),
    "推荐阅读": ("《背影》", "《荷塘月色》"),
    "推荐": ("王小芳 一年级（3）班", "李大山 二年级（1）班"),
    "读者留言": ("王芳：这本书让我想起外婆。", "李强：读完我哭了，想回乡看看。"),
    "点评": ("张老师的课环节清楚，学生动手多。", "李老师的课板书工整，提问面不够宽。"),
    "版权声明": ("作者须保证作品原创，文责自负。", "主办方有权使用来稿。"),
}


@pytest.mark.parametrize("heading", LISTS)
def test_a_list_of_the_documents_own_stays_below_a_sites_heading(heading: str) -> None:
    lines = (*NOTICE[:3], heading, *LISTS[heading])
    assert_whole(paragraphs(lines), lines)


REPORT = (
    "2023年，我局认真办理网上来信，现将有关情况报告如下。",
    "基本情况",
    "全年办理各类来信四百余件，办结率稳步提升，位居全县前列。",
    "{heading}",
    "全年共收到留言320条，回复318条，两条正在办理。",
    "每条留言都明确承办科室和时限，群众登录后可以查看进度。",
    "存在问题",
    "个别科室回复不及时，有的18:30以后才签收，匿名举报的线索核查不深。",
    "下步打算",
    "我们将提前介入，逐件过问，按时提交结果，把群众的事办好。",
)
REMARKED = (
    "网友留言",
    "读者留言",
    "留言",
    "评论",
    "点评",
    "跟帖",
    "精彩留言",
    "最新评论",
    "发表评论",
)


@pytest.mark.parametrize("heading", REMARKED)
def test_a_document_goes_on_below_a_heading_on_remarks(heading: str) -> None:
    lines = tuple(line.format(heading=heading) for line in REPORT)
    assert_whole(paragraphs(lines), lines)


@pytest.mark.parametrize("heading", REMARKED[:4])
@pytest.mark.parametrize(
    "said",
    [
        ("5楼的会议室腾出来办培训。",),
        ("发现线索及时举报。", "问题不提交、不过夜。"),
        ("讲得实在", "听得明白"),
        ("第一组登录演示顺畅", "第二组提交材料齐全", "第三组回复超时"),
        ("网友老李：这座桥修得好。", "网友小王：晚上8:30也有人值班。"),
        ("匿名测评满意率97%。",),
    ],
)
def test_remarks_that_a_speech_reports_stay(heading: str, said: tuple[str, ...]) -> None:
    lines = (*SPEECH[:4], heading, *said, "二、落实责任", *SPEECH[4:])
    assert_whole(paragraphs(lines), lines)


REMARKS = (
    "网友评论（2）",
    "江边客 2023-04-05 10:22",
    "写得真好，受益匪浅。",
    "回复 举报",
    "匿名网友 2023-04-06 08:10",
    "收藏了",
    "登录后才能评论",
    "3楼 游客 2023-04-07 11:05",
    "谢谢楼主。",
)


@pytest.mark.parametrize("below", [(), ("二、落实责任", *SPEECH[4:]), SPEECH[4:5] * 2])
def test_a_box_of_remarks_goes_and_the_text_below_it_stays(below: tuple[str, ...]) -> None:
    lines = (*SPEECH[:4], *REMARKS, *below)
    left = clean(page(paragraphs(lines))).document.paragraphs
    assert left == (*SPEECH[:4], *below)


PAPERS = ("县委书记关于河长制的讲话", "全县水利工作总结", "老支书党课讲稿", "水库管护情况汇报")


@pytest.mark.parametrize(
    "heading", ["相关文件", "延伸阅读", "推荐阅读：", "相关资料", "推荐", "拓展阅读"]
)
@pytest.mark.parametrize(
    "below", [("二、落实责任", *SPEECH[4:]), SPEECH[4:], SPEECH[5:], NOTICE[4:]]
)
def test_papers_that_a_document_lists_amid_its_text_stay(
    heading: str, below: tuple[str, ...]
) -> None:
    lines = (*SPEECH[:4], heading, *PAPERS, *below)
    assert_whole(paragraphs(lines), lines)


@pytest.mark.parametrize(
    "items",
    [
        [f"<a href='/p{i}.html'>{paper}</a>" for i, paper in enumerate(PAPERS)],
        ["水利工作总结范文", "防汛讲话稿大全", "党课讲稿精选10篇"],
    ],
    ids=["linked", "wares"],
)
def test_papers_that_a_site_lists_amid_a_text_go(items: list[str]) -> None:
    listed = paragraphs(("推荐阅读", *items))
    body = paragraphs(SPEECH[:4]) + listed + paragraphs(SPEECH[4:])
    assert clean(page(body)).document.paragraphs == SPEECH


def test_thanks_below_labels_are_the_speakers() -> None:
    lines = (*SPEECH[:5], "关键词", "实干", "担当", SPEECH[5])
    assert_whole(paragraphs(lines), lines)


HEADERS = ("标题|文号|成文日期", "文号|名称|废止日期", "索引号|名称|发文日期", "名称|文号|生效日期")


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("row", ["<tr><td>{}</td></tr>", "<p>{}</p>"])
def test_a_table_of_papers_keeps_its_header_though_a_box_has_such_labels(
    header: str, row: str
) -> None:
    papers = [f"关于第{n}批事项的通知|云政发〔2019〕{n}号|2019-03-0{n}" for n in range(1, 6)]
    cells = "</td><td>" if "td" in row else " "
    rows = [row.format(line.replace("|", cells)) for line in (header, *papers)]
    html = "".join(rows) if "<p>" in row else f"<table>{''.join(rows)}</table>"
    document = clean(page(html, "规范性文件目录")).document
    assert document.paragraphs[0].split() == header.split("|")


@pytest.mark.parametrize(
    "lines",
    [
        ("2023年03月06日 星期一", *NOTICE[:3]),
        ("2023年03月06日 星期一", "米饭、青菜。", "2023年03月07日 星期二", "面条、豆腐。", NOTICE[1]),
        (*NOTICE[:3], "谢谢大家！", "地址：文化路1号　电话：6221003", "石桥县水务局"),
        (*NOTICE[:3], "谢谢合作！", "地址：文化路1号　电话：6221003"),
        (NOTICE[0], "云岭日报社 互联网新闻信息服务许可证编号：37120230010", NOTICE[1]),
        (*NOTICE[:3], "云岭日报社 互联网新闻信息服务许可证编号：37120230010"),
        ("征稿启事", *NOTICE[:3], "欢迎广大读者踊跃来稿。", "新闻热线：0538-8580000"),
        (*NOTICE[:3], "相关附件：", "防汛物资报名表"),
    ],
    ids=["diary", "menu", "signed", "thanks", "licence", "last licence", "call", "annex"],
)  # fmt: skip
def test_what_a_site_prints_alike_stays_where_the_lines_around_it_are_a_papers(
    lines: tuple[str, ...],
) -> None:
    assert_whole(paragraphs(lines), lines)


@pytest.mark.parametrize(
    "goods",
    [("大米", "鸡蛋", "食用油"), ("鲜花 12", "鸡蛋 30", "牛奶 20"), ("握手", "鞠躬", "鲜花")],
)
def test_goods_that_are_called_as_moods_are_stay(goods: tuple[str, ...]) -> None:
    lines = (*NOTICE, "附：清单", *goods)
    assert_whole(paragraphs(lines), lines)


@pytest.mark.parametrize("moods", ["鲜花 握手 雷人 路过 鸡蛋", "路过 鸡蛋 鲜花 握手 雷人"])
def test_moods_of_readers_below_a_text_go(moods: str) -> None:
    assert plain(TITLE, *SPEECH, *moods.split()).document.paragraphs == SPEECH


@pytest.mark.parametrize(
    "rows",
    [
        ("由 柳青 提交于 2023-05-06", "由 田苗 提交于 2023-05-07"),
        ("柳青 云岭日报 2023-03-11", "田苗 云岭晚报 2023-04-12"),
        ("[2023-05-22]", "召开动员会，落实人手。", "[2023-06-01]", "检查各村进度。"),
    ],
)
def test_rows_that_each_have_their_day_stay_on_top(rows: tuple[str, ...]) -> None:
    assert plain(TITLE, *rows, *NOTICE).document.paragraphs[:-2] == (*rows, *NOTICE[:-2])


@pytest.mark.parametrize(
    "line",
    [
        "论坛、贴吧、微博专项整治",
        "微信群、QQ群、朋友圈里的水情",
        "登录账号、修改密码、核对信息",
        "浏览次数、点赞次数、转发次数",
        "二维码、条形码、电子标签",
        "微博微信客户端“两微一端”",
        "热搜榜上的“云岭蓝”",
        "公众号推文阅读量普遍不高",
    ],
)
def test_what_a_document_lists_and_names_is_no_prompt(line: str) -> None:
    said = ("现将培训内容整理如下。", "一、管好账号，及时回应。")
    for lines in ((line, *said), (*said, line)):
        assert line in plain("全县业务培训讲义", *lines).document.paragraphs
    prompt = "登录、注册后可复制全文"
    assert prompt not in plain("全县业务培训讲义", *said, prompt).document.paragraphs


def test_titles_below_a_sites_heading_go_whole_whatever_they_say_to_their_reader() -> None:
    text = ("办税服务厅自5月9日起迁至滨河大道办公。", "咨询电话：12366。")
    listed = ("相关解读", "办税服务厅搬迁，这些问题您可能想知道")
    assert plain("关于办税服务厅搬迁的通告", *text, *listed).document.paragraphs == text


LESSONS = {
    "on browsers": (
        "浏览器练习",
        "这节课要学会使用浏览器，打开学校的首页，再给老师发一封信。",
        "先启动浏览器，在地址栏里输入网址，登录自己的邮箱，收一封信。",
        "启动浏览器，登录邮箱",
        "打开浏览器，登录邮箱，收发邮件",
    ),
    "on accounts": (
        "公众号写作课教案",
        "这一课讲公众号文稿的写作，先看三篇原创文章的标题和编辑的修改。",
        "第五讲 公众号标题与原创",
    ),
    "a choice": (
        "社交软件调查表",
        "这次调查在四个年级进行，主要了解课后使用软件的时间和用途。",
        "A．微信　B．微博　C．抖音　D．QQ",
    ),
    "a list": (
        "消费者权益一览",
        "消费者有权知道商品的来源，也有权要求商家开具凭证。",
        "侵权、版权、著作权",
        "浏览量、点击量、转发量",
    ),
}


@pytest.mark.parametrize("lines", LESSONS.values(), ids=LESSONS)
def test_words_of_sites_that_a_text_speaks_of_are_its_own(lines: tuple[str, ...]) -> None:
    assert_own(lines)


def test_a_source_below_each_excerpt_is_the_documents() -> None:
    told = ("大坝加高三米，工期两年，由县里自筹。", "（来源：《云岭日报》）")
    more = ("渠水进村那天，全村的人都到渠边去看。", "（来源：云岭县志）")
    for lines in ((*told, *more), (*told[::-1], *more[::-1])):
        assert plain("修渠史料摘编", *lines).document.paragraphs == lines
    assert more[1] not in plain("修渠的故事", told[0], *more).document.paragraphs


CHECK = ("各校要在月底前完成检查，检查情况由值班员核对。", "结果逐项写入台账，由校长签名。")


@pytest.mark.parametrize(
    "line",
    [
        "二维码贴在首页",
        "积分换书签",
        "站长：张山　管理员：李石",
        "长按红键返回",
        "课题：公众号的编辑与推送",
    ],
)
def test_words_of_sites_alone_that_speak_to_nobody_are_the_documents(line: str) -> None:
    for lines in ((line, *CHECK), (*CHECK, line)):
        assert plain("关于开展检查的通知", *lines).document.paragraphs == lines


@pytest.mark.parametrize("said", [("登录客户端，离线下载全文",), ("收藏 书签 分享", "分享到：")])
def test_words_of_sites_that_speak_to_a_reader_or_have_company_go(said: tuple[str, ...]) -> None:
    assert plain("关于开展检查的通知", *CHECK, *said).document.paragraphs == CHECK


@pytest.mark.parametrize("heading", ["点评", "读者留言"])
def test_a_sites_last_lines_show_no_box_of_remarks(heading: str) -> None:
    lines = (*CHECK, heading, "（点评人：县委党校　苗青）", "小账本，大民生。")
    site = ("【返回顶部】", "责任编辑：田麦", "上一篇：开工仪式主持词", "下一篇：没有了")
    assert plain("一本账的故事", *lines, *site).document.paragraphs == lines
