"""Counts expire, each from its own first."""

import pytest

from server import counts
from server.counts import Counts


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(counts.time, "time", lambda: now[0])
    return now


def test_a_count_lasts_as_long_as_was_said_from_its_first(clock):
    kept = Counts()
    assert [kept.incr("a", 60), kept.incr("a", 60, 2)] == [1, 3]
    assert (kept.get("a"), kept.get_expiry("a"), kept.get("b")) == (3, 1060, 0)
    clock[0] = 1059.9
    assert kept.incr("a", 60) == 4
    clock[0] = 1060
    assert kept.get("a") == 0
    assert kept.incr("a", 60) == 1
    assert kept.get_expiry("a") == 1120


def test_what_has_expired_does_not_stay(clock, monkeypatch):
    monkeypatch.setattr(counts, "SWEPT_FROM", 100)
    kept = Counts()
    kept._sweep_at = 100
    for number in range(1000):
        clock[0] += 1
        kept.incr(str(number), 50)
        assert len(kept._counts) <= 200
    assert kept.get("999") == 1


def test_counts_can_be_forgotten():
    kept = Counts()
    for key in "aab":
        kept.incr(key, 60)
    kept.clear("a")
    assert (kept.get("a"), kept.get("b")) == (0, 1)
    assert kept.reset() == 1
    assert kept.get("b") == 0
    assert kept.check()
