"""By what an address or a name shows that it is a file's, and no page's."""

from __future__ import annotations

import re

_OFFICE_FILES = r"docx?|xlsx?|pptx?|pdf|wps|et|ofd|rar|zip|7z"
# what a document attaches: 名单.xlsx, /down/3.pdf?v=2
FILE = re.compile(rf"\.(?:{_OFFICE_FILES})(?:$|[?#])", re.IGNORECASE)
# and what else a link may lead to that is no other page: its pictures, a table as text
ANY_FILE = re.compile(rf"\.(?:{_OFFICE_FILES}|txt|csv|jpe?g|png|tiff?)(?:$|[?#])", re.IGNORECASE)
