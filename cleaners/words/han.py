"""Chinese characters: by how many a text holds it is told from code, and a run of them from what breaks it."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u4e00-\u9fff]")
# the characters of a class of a pattern, rare ones (extension A) too: what is strewn in breaks any of them
WITH_RARE = "\u3400-\u9fff"
