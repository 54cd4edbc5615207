"""The real command line, with its clock ahead: python at.py SECONDS crawl --config …"""

import runpy
import sys
from datetime import UTC, datetime, timedelta

import time_machine

ahead = timedelta(seconds=float(sys.argv.pop(1)))
time_machine.travel(datetime.now(UTC) + ahead, tick=True).start()
runpy.run_module("scraper", run_name="__main__", alter_sys=True)
