"""Words by which a text tells that the code it shows is its own: an examination in C, a lesson on web pages."""

from __future__ import annotations

import re

from cleaners.literals import finder

# of programs; 程序 and 代码 alone are words of any office (按程序办理, 统一社会信用代码)
_PROGRAMS = re.compile(
    r"编程|程序(?:填空|改错|设计|段|代码)|(?:下[列面]|以下|[该这]段|阅读|补全|完善)程序|伪代码|代码(?:段|如下|填空)|语句(?:块|填空)"
    r"|[CR]语言|C\+\+|Java(?:Script)?(?:语言|程序|课)|Python|VBScript|#include\s?<|int main\s?\(|public static void"
)
# of web pages; HTML代码 is what a shelf of files lets its readers embed
_PAGES = re.compile(
    r"网页(?:制作|设计)|超文本|样式表|HTML(?:语言|文档|文件|标[签记]|网页|元素)|CSS(?:样式|选择|代码)"
)
# one of these stands in whatever the two above find: most texts hold none
_NAMED = finder(
    "编程 程序 代码 语句 语言 C++ Java Python VBScript #include main public 网页 超文本 样式表 HTML CSS".split()
)
_OF_PROGRAMS = ("html.script", "html.template", "html.cms-tag", "html.void")
_OF_PAGES = (*_OF_PROGRAMS, "html.tag", "html.css", "html.bbcode")


def meant(text: str) -> tuple[str, ...]:
    """Return the beginnings of the ids of the rules that take a document's own code for what is left of a page's."""
    if not _NAMED.search(text):
        return ()
    if _PAGES.search(text):
        return _OF_PAGES
    return _OF_PROGRAMS if _PROGRAMS.search(text) else ()
