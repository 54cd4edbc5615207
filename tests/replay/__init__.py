"""A small web of invented sites on loopback, alike for every run, that changes from day to day.

World (server.py) serves the sites and writes down every request; each Site says what it shows on a
day and which articles can be reached; judge.py compares a library and the requests with that.
"""
