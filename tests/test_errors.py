"""Errors: one line each, an exit code, and the URL that was asked for."""

from __future__ import annotations

from pathlib import Path

from scraper.errors import ConfigError, Gone, Refused, ScraperError, Unreachable


def test_a_fetch_error_names_the_url_that_was_asked_for_and_where_it_was_met() -> None:
    error = Gone("https://a.example/new", "http-404", "the site answers 404 Not Found")
    assert str(error) == "https://a.example/new: the site answers 404 Not Found"
    assert str(error.met_for("https://a.example/new")) == str(error)
    assert str(error.met_for("https://a.example/old")) == (
        "https://a.example/old: the site answers 404 Not Found (at https://a.example/new)"
    )


def test_exit_codes_say_whose_turn_it_is() -> None:
    assert Unreachable("u", "dns", "no address").exit_code == 69
    assert Refused("u", "http-403", "no").exit_code == 69
    assert Gone("u", "http-404", "no").exit_code == 1
    assert issubclass(Gone, ScraperError)


def test_a_config_error_is_one_line_a_fault() -> None:
    error = ConfigError(Path("config.toml"), (("crawl.delay", "must be a number"), ("", "odd")))
    assert str(error).splitlines() == [
        "config.toml: crawl.delay: must be a number",
        "config.toml: odd",
    ]
