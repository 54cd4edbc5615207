"""Who wrote a report, where its own text says so."""

from __future__ import annotations

import pytest
from told import TEXT, page

_TITLE = "云溪县春耕备耕全面展开"


def _author(first: str = TEXT, last: str = TEXT) -> str:
    return page(f"<p>{first}</p><p>{TEXT * 3}</p><p>{TEXT}</p><p>{last}</p>", title=_TITLE).author


@pytest.mark.parametrize(
    ("first", "author"),
    [
        (f"本报讯（记者 林一禾）{TEXT}", "林一禾"),
        (f"本报云溪5月6日电（记者林一禾、周二柯 通讯员 扎西多吉）{TEXT}", "林一禾 周二柯 扎西多吉"),
        (f"据云岭社云溪电（见习记者 格桑尼玛）记者近日获悉，{TEXT}", "格桑尼玛"),
        (f"云岭社云溪5月6日电 记者林一禾报道：{TEXT}", "林一禾"),
        ("□ 本报记者 林一禾 通讯员 周二柯", "林一禾 周二柯"),
        ("云岭客户端·溪声 记者 | 林一禾", "林一禾"),
        ("文/林一禾", "林一禾"),
    ],
)
def test_a_report_opens_with_its_reporter(first: str, author: str) -> None:
    assert _author(first=first) == author


@pytest.mark.parametrize(
    ("last", "author"),
    [
        (f"{TEXT}（本台记者 林一禾）", "林一禾"),
        (f"{TEXT}（记者 林一禾 摄影报道）", "林一禾"),
        ("执笔人：林一禾 周二柯", "林一禾 周二柯"),
        ("（执笔：林一禾）", "林一禾"),
        ("整合 云岭日报·溪声记者 林一禾", "林一禾"),
    ],
)
def test_a_report_closes_with_its_writer(last: str, author: str) -> None:
    assert _author(last=last) == author


@pytest.mark.parametrize(
    "line",
    [
        f"记者从县农业农村局获悉，{TEXT}",
        f"（记者 获悉）{TEXT}",
        "记者节快乐",
        "通讯员队伍建设",
        "记者：请问今年的水量如何？",
        "记者：好的，谢谢。",
        "图文 | 招生办",
        "（记者 林一禾 摄）",
        "（记者 林一禾 摄影）",
        f"{TEXT}（来信请寄记者站）",
        f"他说：“本报讯（记者 林一禾）是我见过最多的四个字。”{TEXT}",
    ],
)
def test_words_on_reporters_name_nobody(line: str) -> None:
    assert _author(first=line) == _author(last=line) == ""


def test_what_the_page_says_under_its_title_comes_first() -> None:
    document = page(f"<p>本报讯（记者 林一禾）{TEXT}</p>", title=_TITLE, info="作者：周二柯")
    assert document.author == "周二柯"


def test_reporters_amid_a_text_are_those_of_its_parts() -> None:
    amid = "".join(f"<p>{TEXT}</p>" for _ in range(8))
    document = page(f"{amid}<p>本报记者 林一禾</p>{amid}", title=_TITLE)
    assert document.author == ""
