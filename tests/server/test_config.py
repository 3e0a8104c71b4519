"""Settings are checked before anything starts, and what is wrong is said with all of it at once."""

import pytest

from server import create_app
from server.config import SHIPPED_NAME, misspelt
from terms import SHIPPED


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("MAX_TEXT", "many", "GLOSSLIGHT_MAX_TEXT='many': must be a whole number above 0"),
        ("TRUSTED_PROXIES", -1, "must be a whole number from 0 up"),
        ("RELOAD_SECONDS", "often", "must be a number of seconds"),
        ("METRICS", "yes", "must be true or false"),
        ("LOG", "loud", "must be one of auto, json, plain, off"),
        ("PUBLIC_URL", "words.example.org", "must be a full address such as https://"),
        ("GLOSSARIES", 3, "give folders separated by ':'"),
        ("RATE_LIMIT", "often", "write a limit such as '20 per second'"),
        ("RATE_LIMIT_STORAGE", "cupboard://x", "write an address such as redis://"),
    ],
)
def test_a_wrong_value_is_said_with_what_it_must_be(setting, value, said):
    with pytest.raises(Exception, match=f"GLOSSLIGHT_{setting}") as error:
        create_app({setting: value})
    assert said in str(error.value)


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(Exception, match="MAX_TEXT") as error:
        create_app({"MAX_TEXT": 0, "METRICS": 1})
    assert "GLOSSLIGHT_METRICS" in str(error.value)


def test_a_password_in_an_address_is_not_shown():
    with pytest.raises(Exception, match="RATE_LIMIT_STORAGE") as error:
        create_app({"RATE_LIMIT_STORAGE": "rediz://:open-sesame@localhost"})
    assert "open-sesame" not in str(error.value)


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("GLOSSLIGHT_MAX_TEXT", "7")
    monkeypatch.setenv("GLOSSLIGHT_GLOSSARIES", SHIPPED_NAME)
    app = create_app()
    assert app.config["MAX_TEXT"] == 7
    assert app.config["GLOSSARIES"] == [SHIPPED]


def test_a_variable_that_is_no_setting_is_noticed(monkeypatch):
    monkeypatch.setenv("GLOSSLIGHT_RATELIMIT", "1 per day")
    monkeypatch.setenv("GLOSSLIGHT_CACHE", "/tmp")
    told = [line for line in misspelt() if "RATELIMIT" in line or "CACHE" in line]
    assert told == ["GLOSSLIGHT_RATELIMIT is no setting; did you mean GLOSSLIGHT_RATE_LIMIT?"]
