"""A prompt of a site runs into a sentence of the document: the prompt goes where a seam is found, the sentence never."""

from __future__ import annotations

import pytest
from bookroom_speech import ABOVE, BELOW, left_of

SENTENCES = (
    "农家书屋要免费开放，把好书送到村民手里",
    "我们的客服中心要二十四小时接听群众来电",
    "各单位要把文稿质量抓上去，多出精品",
    "驻村工作队为老人代写了三百封家书",
)
BEHIND = (
    "如需下载全文请升级年费会员",
    "开通会员，任意复制本站范文",
    "以上就是小编为您整理的全部内容，欢迎收藏",
    "转载请注明出处",
    "【更多范文，加微信：shuwu8866】",
    "您还未登录，登录后可阅读全文",
    "试读结束，付费后继续阅读",
)
BEFORE = (
    "以上就是小编为您整理的全部内容",
    "开通会员，任意复制本站范文",
    "试读已结束，付费后继续阅读",
    "转载请注明出处",
)
# all of it a site's, however many clauses it has
PROMPTS = (
    "海量范文任你选，升级会员随意复制",
    "农家书屋开放讲话稿由青竹发言稿网收集整理，转载请注明出处！",
    "读书月启动致辞由墨香范文大全为您整理，希望对您有帮助！",
    "管理员培训发言由好文之家搜集整理，更多范文欢迎访问本站",
    "声明：转载此文是出于传递更多信息之目的。若有来源标注错误或侵犯了您的合法权益，请作者持权属证明与本网联系，我们将及时更正、删除，谢谢。",
    "如转载稿件侵犯了您的著作权，请与本网联系，谢谢！",
    "打开田垄新闻，阅读体验更佳",
    "凡注明“来源：云岭日报”的稿件，未经授权不得转载",
    "下载云岭晚报客户端，浏览体验更好！",
    "秘书之家原创首发，严禁抄袭",
    "本文共3篇，已显示全部。如需Word版请联系客服微信",
    "写稿没有头绪，开通VIP会员，全站范文免费下载",
    "点击上方蓝字，关注公众号，获取更多讲话稿范文",
    "其观点仅代表作者本人，如有侵权请联系本站删除",
    "如需本文完整版，请扫描二维码，关注后免费领取",
    "免责声明：版权归原作者所有，如有侵权，请及时联系我们。",
    "本文来自网络，如涉及侵权，请与我们取得联系，我们将及时处理。",
    "文章内容来源于网络，如有侵权请权利人与我们联系，我们核实后会予以删除！",
)


@pytest.mark.parametrize("seam", ["。", "！", "，", ""])
@pytest.mark.parametrize("prompt", BEHIND)
def test_a_sentence_stays_before_a_prompt(prompt: str, seam: str) -> None:
    for said in SENTENCES:
        glued = said + seam + prompt
        for lines in ((*ABOVE, glued), (*ABOVE, glued, *BELOW), (glued, *ABOVE)):
            assert any(said in line for line in left_of(*lines)), lines


@pytest.mark.parametrize("seam", ["。", "，"])
@pytest.mark.parametrize("prompt", BEFORE)
def test_a_sentence_stays_behind_a_prompt(prompt: str, seam: str) -> None:
    for said in SENTENCES:
        glued = prompt + seam + said + "。"
        for lines in ((*ABOVE, glued), (*ABOVE, glued, *BELOW)):
            assert any(said in line for line in left_of(*lines)), lines


@pytest.mark.parametrize("prompt", ["开通会员，任意复制本站范文", "您还未登录，登录后可阅读全文"])
def test_the_prompt_goes_where_the_seam_is_found(prompt: str) -> None:
    for said in (SENTENCES[0], SENTENCES[3]):
        *above, last = left_of(*ABOVE, f"{said}，{prompt}")
        assert (tuple(above), last.rstrip("，")) == (ABOVE, said)


def test_a_prompt_goes_that_runs_into_a_sentence() -> None:
    said = f"{SENTENCES[0]}。"
    assert left_of(*ABOVE, f"试读已结束，付费后继续阅读，{said}", *BELOW) == (*ABOVE, said, *BELOW)


def test_a_mark_of_what_is_left_out_takes_no_sentence_along() -> None:
    said = "要把村里的会计账目算清楚。"
    assert left_of(*ABOVE, f"此处省略640字，会员可查看全文，{said}", *BELOW) == (
        *ABOVE,
        said,
        *BELOW,
    )


@pytest.mark.parametrize("seam", ["", "，"])
@pytest.mark.parametrize(
    "mark",
    [
        "全文共2860字，当前显示640字",
        "……仅展示640字，全文共2860字",
        "全文共2860字，您只能阅读前640字",
        "目前仅显示640字，剩余2220字",
    ],
)
def test_a_figure_ends_what_is_said_of_a_text_that_is_cut_off(mark: str, seam: str) -> None:
    for said in ("书屋建得好不好，村民说了算。", "管理员每天开门八小时。"):
        assert left_of(*ABOVE, mark + seam + said, *BELOW) == (*ABOVE, said, *BELOW)


def test_a_figure_does_not_end_what_goes_on_of_reading_it() -> None:
    for goes_on in ("升级会员查看其余部分", "，请阅读下面的提示"):
        mark = f"全文共2860字，当前显示640字{goes_on}"
        assert left_of(*ABOVE, mark, *BELOW) == (*ABOVE, *BELOW)


def test_a_mark_of_what_is_left_out_goes_with_the_stars_around_it() -> None:
    said = "要管好书屋，***此处隐藏860字***让书香飘进村子。"
    assert left_of(*ABOVE, said) == (*ABOVE, "要管好书屋，让书香飘进村子。")
    said = "***书屋要管好，此处由***同志补充。"
    assert left_of(*ABOVE, said) == (*ABOVE, said)


@pytest.mark.parametrize(
    "mark",
    ["试读结束", "预览已结束", "余下内容登录后查看", "剩余内容付费后查看", "以下内容仅会员可见"],
)
def test_the_end_of_a_trial_takes_no_sentence_along(mark: str) -> None:
    for said in (
        "二要配好管理员，按时开门。",
        "全镇上下要把书屋管起来，让村民读上好书。",
        "五是加强考核。",
    ):
        assert left_of(*ABOVE, mark + said, *BELOW) == (*ABOVE, said, *BELOW)


@pytest.mark.parametrize(
    "prompt",
    [
        "更多范文请访问墨池文秘网",
        "本文由墨池文秘网整理",
        "预览结束，继续阅读请下载",
        "下载本文需5积分",
    ],
)
def test_a_sentence_stays_behind_a_prompt_that_runs_into_it(prompt: str) -> None:
    for said in (*SENTENCES, "管理员每天开门八小时"):
        assert any(said in line for line in left_of(*ABOVE, f"{prompt}{said}。", *BELOW)), said


@pytest.mark.parametrize(
    "prompt",
    [
        "专业代写总结请加微信shuxie9900",
        "如需下载全文请升级年费会员",
        "转载请注明出处",
        "以上就是小编为您整理的全部内容",
    ],
)
@pytest.mark.parametrize("below", [BELOW, ()])
def test_a_sentence_goes_on_behind_a_prompt_dropped_into_it(
    prompt: str, below: tuple[str, ...]
) -> None:
    for front, behind in (
        ("书屋要配好管理员，", "把好书送到村民手里。"),
        ("书屋要配好管理员，", "巩固提升建设成果。"),
        ("一年来，我们办了不少实事。", "巩固提升建设成果。"),
    ):
        left = left_of(*ABOVE, f"{front}{prompt}{behind}", *below)[len(ABOVE)]
        assert left.startswith(front)
        assert left.endswith(behind)


def test_a_sentence_goes_on_behind_a_prompt_in_brackets() -> None:
    said = "县里印发了书屋管理办法（开通会员查看全文），各村要对照执行。"
    assert left_of(*ABOVE, said) == (*ABOVE, said)


def test_a_prompt_in_brackets_behind_dots_goes_with_them() -> None:
    said = "书屋要配好管理员，订好制度，一是"
    for prompt in ("...(全文共1960字,登录后阅读)", "……（点击阅读全文）"):
        assert left_of(*ABOVE, f"{said}{prompt}") == (*ABOVE, said)
    told = "大家谈书屋、谈读书、谈打算……（根据录音整理）"
    assert left_of(*ABOVE, told) == (*ABOVE, told)


@pytest.mark.parametrize(
    "prompt", ["本站会员可免费下载全文。", "版权归原作者所有，如有侵权请联系删除。"]
)
def test_a_sentence_above_all_stays_before_a_prompt(prompt: str) -> None:
    said = "写好书屋的材料，群众要看得懂"
    for seam in "。，":
        assert any(said in line for line in left_of(f"{said}{seam}{prompt}", *ABOVE))


@pytest.mark.parametrize(
    "leave", ["敬礼！", "此致！敬礼！", "崇高的敬礼！", "商祺！", "春安。", "再见！"]
)
def test_what_takes_leave_stays_before_a_prompt(leave: str) -> None:
    for prompt in ("想要完整版请联系客服微信", "有疑问请联系客服，我们会尽快答复"):
        assert left_of(*ABOVE, f"{leave}{prompt}") == (*ABOVE, leave)


@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_prompt_of_many_clauses_goes_whole(prompt: str) -> None:
    assert left_of(*ABOVE, prompt) == ABOVE


@pytest.mark.parametrize(
    "prompt", ["剩余60%未读，开通会员阅读全文", "剩余85%未读，加入VIP会员下载全文"]
)
def test_how_much_is_left_belongs_to_the_prompt_behind_it(prompt: str) -> None:
    said = "要把书屋办到群众心坎上，"
    assert left_of(*ABOVE, f"{said}{prompt}") == (*ABOVE, said)


@pytest.mark.parametrize(
    "facts",
    [
        "发布：2023/05/06来源：团市委宣传部责编：小鹿点击：2,018",
        "日期：2022-11-08 来源：县委政法委 编辑：王小波 浏览：331",
        "党课讲稿·2025/3/18·约 1,200 字·阅读 5 分钟",
        "2022/03/04区教育局字号：大 中 小",
    ],
)
def test_an_office_or_a_figure_among_the_facts_of_a_page_is_no_sentence(facts: str) -> None:
    assert left_of(facts, *ABOVE, *BELOW) == (*ABOVE, *BELOW)


@pytest.mark.parametrize(
    "said",
    [
        "如有侵权行为，各单位要坚决查处。",
        "群众有困难，要及时联系我们的驻村干部。",
        "版权归农家书屋所有，如有损坏，由管理员及时告知我们。",
    ],
)
def test_what_an_office_does_about_rights_stays(said: str) -> None:
    assert left_of(*ABOVE, *BELOW, said)[-1] == said


@pytest.mark.parametrize("call", ["再立新功！", "再创佳绩！", "共创未来。"])
def test_a_short_call_stays_before_a_prompt_in_brackets(call: str) -> None:
    for prompt in ("【代写讲话稿、总结，微信同号13800001111】", "（复制全文请登录，开通会员）"):
        assert left_of(*ABOVE, *BELOW, call + prompt)[-1] == call


def test_what_a_seller_says_of_itself_goes_with_its_address() -> None:
    said = "一、把书屋建起来（墨香文稿库 www.example-moxiang.com 每日更新）"
    assert left_of(*ABOVE, said, BELOW[1])[2] == "一、把书屋建起来"
    said = "坚持为民，墨香文稿库版权所有www.example-moxiang.com把书屋管好。"
    assert left_of(*ABOVE, said)[2] == "坚持为民，把书屋管好。"
    own = "订书可在“农家书屋”小程序或www.example-shuwu.com下单。"
    assert left_of(*ABOVE, own)[2] == own


def test_a_form_that_has_a_date_keeps_it() -> None:
    form = ("编号：2022-09", "日期：2022-09-09", "采购单位：县教育局")
    assert left_of(*form, *ABOVE, *BELOW)[:3] == form


@pytest.mark.parametrize(
    "banner",
    [
        "本网站使用 Cookie 来改善浏览体验、分析流量。点击“全部接受”即表示您同意我们使用 Cookie。您可以随时在设置中更改，详见隐私政策。",
        "我们使用必要的 Cookie 来保证网站正常运行。继续浏览即表示您同意我们的隐私政策。",
        "本站使用 Cookies 提升您的浏览体验，继续使用本网站即视为同意。",
    ],
)
def test_a_banner_that_asks_for_cookies_goes_whole(banner: str) -> None:
    assert left_of(*ABOVE, *BELOW, banner) == (*ABOVE, *BELOW)


@pytest.mark.parametrize(
    "sent_on",
    [
        "以上就是小编为大家整理的书屋工作汇报，更多精彩内容请继续关注本站工作汇报栏目。",
        "以上就是小编为您带来的书屋讲话，更多讲话请看工作讲话栏目。",
    ],
)
def test_where_an_editor_sends_his_reader_on_goes_with_what_he_says(sent_on: str) -> None:
    assert left_of(*ABOVE, *BELOW, sent_on) == (*ABOVE, *BELOW)
    said = "请同志们关注本站专栏，抓好任务落实。"
    assert left_of(*ABOVE, said, *BELOW) == (*ABOVE, said, *BELOW)


def test_an_account_is_no_text_that_an_editor_hands_on() -> None:
    for account in ("小编微信：shuwu8866", "联系小编：shuwu20260509"):
        assert left_of(*ABOVE, *BELOW, account) == (*ABOVE, *BELOW)


def test_a_notice_in_one_pair_of_brackets_goes_whole() -> None:
    notice = "（注：以上内容由真人撰写完成，旨在弘扬奉献精神并感谢全体干部职工。）"
    assert left_of(*ABOVE, *BELOW, notice) == (*ABOVE, *BELOW)


@pytest.mark.parametrize(
    "told",
    [
        "本站文档仅部分预览，不可预览的可申请退款（可完整预览的不适用该条件！）。",
        "上面内容就是墨香网为您整理出来的5篇书屋发言，能够帮助到您，是我们最开心的事情。",
    ],
)
def test_what_a_site_says_of_its_files_goes_to_the_last_stop(told: str) -> None:
    assert left_of(*ABOVE, *BELOW, told) == (*ABOVE, *BELOW)
