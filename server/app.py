"""The application factory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import Rule

from server import api, config, cors, metrics, observe, privacy, problems, rate, site
from server.live import Live
from server.shortcut import Shortcut


class _Rule(Rule):
    """A route whose addresses are built by code that is compiled when the first one is.

    Compiled at the start, those of all routes took a tenth of it.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        made: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, *given: Any, **named: Any) -> tuple[str, str]:
            if not made:
                made.append(Rule._compile_builder(rule, append_unknown))
            return made[0](rule, *given, **named)

        return build


class _Application(Flask):
    url_rule_class = _Rule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function: none here is async, and finding that out costs each request."""
        return func


def create_app(test_config: Mapping[str, Any] | None = None) -> Flask:
    """Return the application, its glossaries loaded.

    Raises GlossaryError where a glossary cannot be used, SettingError where a setting cannot.
    """
    app = _Application("server")
    app.config.from_mapping(config.DEFAULTS)
    app.config.from_prefixed_env(config.PREFIX)
    app.config.from_mapping(test_config or {})
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    config.check(app.config)
    counters = app.extensions["glosslight_metrics"] = metrics.Metrics()
    app.extensions["glosslight"] = Live(app.config, counters)
    observer = observe.Observer(app, counters)
    observe.register(app, observer)
    limits = rate.register(app, counters.limited)
    problems.register(app)
    privacy.register(app)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(site.blueprint)
    app.register_blueprint(metrics.blueprint)
    cors.register(app)
    app.wsgi_app = Shortcut(app, observer, limits, api.DIRECT)  # type: ignore[method-assign]
    if proxies := app.config["TRUSTED_PROXIES"]:
        proxied = ProxyFix(app.wsgi_app, proxies, proxies, proxies)
        app.wsgi_app = proxied  # type: ignore[method-assign]
    return app
