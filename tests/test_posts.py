"""What stands around every post of a thread, and around every answer to a question; chronicles and votes that look so."""

from __future__ import annotations

from cleaners import Page, clean

TEXT = (
    "各位邻居：",
    "楼道里的旧家具清走以后，担架和轮椅都能推得过去了。",
    "请大家把门口的鞋柜再往里收一掌宽，别占着消防箱。",
)


def kept(page: str) -> tuple[str, ...]:
    whole = f"<title>旧家具_里弄</title><body>{page}</body>"
    return clean(Page("", whole.encode(), "text/html; charset=utf-8")).document.paragraphs


def _post(number: int, who: str, said: str, motto: str) -> str:
    return (
        f"<div class=floor-item id=x{number}><div class=who><a href=/u/{number}>{who}</a>二等住客 茶 {number}9</div>"
        f"<div class=when>第{number}层 ┃ 2017-5-{number} 19:0{number} ┃ <a href=/o/{number}>单看</a></div>"
        f"<div class=said>{said}</div><div class=motto>{motto}</div>"
        "<div class=press><a href=#>递茶</a><a href=#>关门</a></div></div>"
    )


def test_the_frame_that_every_post_has_is_no_part_of_the_first() -> None:
    first = "".join(f"<p>{line}</p>" for line in TEXT)
    thread = _post(1, "三楼老丁", first, "家和万事兴，灯下好读书。") + _post(
        2, "过堂风", "收到", "慢走"
    )
    assert kept(thread) == TEXT


def test_an_answer_with_buttons_below_it_is_a_text_and_no_teaser() -> None:
    first = "".join(f"<p>{line}</p>" for line in TEXT)
    bar = "<div class=bar><a href=#>管用 {}</a><a href=#>不管用 1</a></div>"
    page = "<div class=top><a href=/>里弄问答</a></div><h1>楼道告示怎么写</h1>"
    page += f"<div class='say best'><div class=by><a href=/u/1>老丁</a>答过 40 回</div>{first}{bar.format(30)}</div>"
    page += f"<div class=say><div class=by><a href=/u/2>阿桂</a>答过 3 回</div><p>写短些好。</p>{bar.format(2)}</div>"
    lines = kept(page)
    assert set(TEXT) <= set(lines)
    assert not any("管用" in line or "答过" in line for line in lines)


def test_the_days_of_a_chronicle_stay() -> None:
    told = [
        ("1984-03-12", "里弄办起扫盲班，白天上工，夜里识字。"),
        ("1997-09-01", "弄口通了自来水，老井封存。"),
    ]
    items = "".join(
        f"<div class=it><div class=d>{day}</div><div class=t>{said}</div></div>"
        for day, said in told
    )
    lines = kept(f"<h1>里弄旧事</h1><p>老住户口述，居委会记录。</p><div class=all>{items}</div>")
    assert {day for day, _ in told} <= set(lines)


def test_names_above_a_button_to_vote_stay() -> None:
    told = [
        ("丘阿婆", "十年里给孤老送了三千顿饭。"),
        ("小滕", "暴雨夜背出三位老人，天亮才歇。"),
        ("蒲姐", "自费办起楼道书架。"),
    ]
    items = "".join(
        f"<div class=it><div class=n>{name}</div><div class=t>{said}</div><div class=v><a href=#>投一票</a></div></div>"
        for name, said in told
    )
    lines = kept(f"<h1>好邻居事迹</h1><div class=all>{items}</div>")
    assert {name for name, _ in told} <= set(lines)


def test_the_days_of_a_logbook_with_a_link_beside_each_stay() -> None:
    told = (
        "疏通了东头的阴沟，两车旧木料送去了锯木场。",
        "给井台换了石板，把漏水的龙头拧下来修好。",
        "巡夜两回，无事，只是三号门洞的灯又不亮了。",
    )
    items = "".join(
        f"<div class=it><div class=d>2019-3-{n} <a href=/m/{n}>附图</a></div><div class=x>{said}</div></div>"
        for n, said in enumerate(told, 4)
    )
    text = "\n".join(kept(f"<h1>旧家具清理日志</h1><p>居委会逐日记下。</p>{items}"))
    assert all(f"2019-3-{n}" in text for n in (4, 5, 6))


def test_who_wrote_each_letter_of_a_collection_and_when_stays() -> None:
    told = (
        "米缸见了底，邻居匀来两升，勿念。",
        "渠修好了，秋后给你寄新米。",
        "灯油贵，信写得短，你多担待。",
    )
    items = "".join(
        f"<div class=it><div class=by><a href=/u/{n}>第{n}封的人</a> 1962-0{n}-12 8:30</div>"
        f"<div class=c><p>{said}</p><p>家中老小都好，里弄里的人常问起你，盼着回信。</p><p>夜里风大，窗纸又破了，等天晴了再糊。</p></div></div>"
        for n, said in enumerate(told, 4)
    )
    text = "\n".join(kept(f"<h1>旧家具</h1>{items}"))
    assert all(f"1962-0{n}-12" in text for n in (4, 5, 6))


def test_headings_of_a_talk_stay_though_a_day_and_a_link_stand_beside_them() -> None:
    press = "<div class=press><a href=#>递茶</a><a href=#>关门</a></div>"
    items = "".join(
        f"<div class=it><div class=hd><h3>{name}</h3><span>2017-5-{n}</span> <a href=/o/{n}>单看</a></div>"
        f"<div class=said>{''.join(f'<p>{line}</p>' for line in TEXT)}</div>{press}</div>"
        for n, name in ((1, "鞋柜的宽窄"), (2, "消防箱的远近"))
    )
    lines = kept(f"<h1>楼道议事</h1><div class=all>{items}</div>")
    assert "消防箱的远近" in lines  # the first is taken for the title
