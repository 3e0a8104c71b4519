"""Too many requests from one address are refused in words; others go on."""

import pytest

from server import create_app
from server.rate import Limits, address_of


def client_of(**settings):
    return create_app(settings).test_client()


def from_address(address):
    return {"REMOTE_ADDR": address}


def test_what_exceeds_the_limit_is_refused_with_the_limit_and_the_time_to_wait():
    client = client_of(RATE_LIMIT="3 per hour")
    for _ in range(3):
        assert client.get("/v1/define?text=LoRA").status_code == 200
    refused = client.get("/v1/define?text=LoRA")
    assert refused.status_code == 429
    assert refused.content_type == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    body = refused.get_json(force=True)
    assert body["type"] == "/problems/too-many-requests"
    assert body["detail"].startswith("3 requests per hour are taken from one address; try again in")
    assert (body["limit"], body["seconds"]) == (3, 3600)
    assert "glosslight_rate_limited_total 1.0" in client.get("/metrics").text


def test_each_address_has_its_own_count():
    client = client_of(RATE_LIMIT="1 per hour")
    for address in ("192.0.2.1", "192.0.2.2", "2001:db8:1::1", "2001:db8:2::1"):
        answer = client.get("/v1/define?text=x", environ_overrides=from_address(address))
        assert answer.status_code == 200
    again = client.get("/v1/define?text=x", environ_overrides=from_address("2001:db8:1::2"))
    assert again.status_code == 429


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:7:1:2:3:4", "2001:db8:0:7::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("no:address", "no:address"),
    ],
)
def test_an_ipv6_network_counts_as_one(address, counted):
    assert address_of(address) == counted


def test_posts_have_a_limit_of_their_own():
    client = client_of(RATE_LIMIT="1 per hour", RATE_LIMIT_POST="2 per 5 minutes")

    def post():
        return client.post("/v1/annotate", data="a", content_type="text/plain")

    assert [post().status_code for _ in range(3)] == [200, 200, 429]
    assert "2 requests with a body per 5 minutes" in post().get_json(force=True)["detail"]
    assert client.get("/v1/define?text=x").status_code == 200


def test_health_metrics_and_the_sites_own_files_are_never_refused():
    client = client_of(RATE_LIMIT="1 per hour")
    for _ in range(3):
        for path in ("/healthz", "/metrics", "/static/site.css"):
            with client.get(path) as answer:
                assert answer.status_code == 200
    assert client.get("/v1/define?text=x").status_code == 200


def test_an_empty_limit_is_none():
    client = client_of(RATE_LIMIT="", RATE_LIMIT_POST="1 per hour")
    assert {client.get("/v1/define?text=x").status_code for _ in range(50)} == {200}


def test_a_proxy_is_believed_only_where_it_is_trusted():
    def answers(**settings):
        client = client_of(RATE_LIMIT="1 per hour", **settings)
        return [
            client.get(
                "/v1/define?text=x", headers={"X-Forwarded-For": f"203.0.113.9, 192.0.2.{number}"}
            ).status_code
            for number in range(2)
        ]

    assert answers() == [200, 429]
    assert answers(TRUSTED_PROXIES=1) == [200, 200]
    # What a caller writes there himself, before the proxy's own, is no address to count by.
    assert answers(TRUSTED_PROXIES=2) == [200, 429]


def test_a_storage_out_of_reach_refuses_nobody_and_the_limit_holds_still(caplog):
    limits = Limits("2 per hour", "", "redis://127.0.0.1:1")
    found = [limits.exceeded("192.0.2.1", reads=True) for _ in range(3)]
    assert [bool(over) for over in found] == [False, False, True]
    assert caplog.text.count("cannot be reached") == 1
