"""Configurations of the HTTP check that must be accepted, and some that must not."""

from statusboard.catalog.fields import Example

GOOD = (
    Example({"url": "https://shop.example/health"}),
    Example(
        {
            "url": "http://127.0.0.1:8080/health",
            "method": "POST",
            "headers": {"Authorization": "Bearer example-token"},
            "body": '{"ping": true}',
            "expect_status": "200,301-302",
            "expect_text": "ok",
            "expect_text_absent": "maintenance",
            "expect_json": "$.status",
            "expect_json_value": "ok",
            "expect_json_match": "any",
            "slow_after": "800ms",
            "follow_redirects": False,
            "verify_tls": False,
            "largest_answer": 200,
        }
    ),
    Example(
        {
            "url": "https://shop.example/health",
            "down_unless": "status 2xx, 301\njson $.queue < 100\nheader Content-Type contains json",
            "degraded_unless": "time < 3 x usual\ntext matches ^ready",
            "certificate_days": "30, 14, 7, 1",
            "sign_in": "oauth2",
            "token_url": "https://login.example/oauth2/token",
            "client_id": "statusboard",
            "client_secret": "example-secret",
            "scope": "health",
            "most_redirects": 2,
            "http_version": "2",
            "ip_version": "6",
            "proxy": "own",
            "proxy_url": "http://anna:example@proxy.example:3128",
            "authority": "/etc/statusboard/authority.pem",
            "client_certificate": "/etc/statusboard/desk.pem",
            "key_password": "example-password",
        }
    ),
    Example(
        {
            "url": "https://shop.example/health",
            "sign_in": "basic",
            "user": "anna",
            "password": "example",
            "proxy": "system",
        }
    ),
    Example({"url": "https://shop.example", "sign_in": "bearer", "token": "example-token"}),
)

BAD = (
    Example({}, "url"),
    Example({"url": "shop example/health"}, "url"),
    Example({"url": "file:///etc/hostname"}, "url"),
    Example({"url": "http://"}, "url"),
    Example({"url": "http://shop.example:port/"}, "url"),
    *(
        Example({"url": url}, "url")
        for url in (
            *("http://0177.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://1.2.3.4.5/"),
            *("http://256.1.1.1/", "http://169.254.169.254/", "http://[fe80::1]/"),
            *("http://[::ffff:169.254.1.1]/", "http://[fe80::1%25eth0]/", "http://224.0.0.1/"),
            *("http://shop.example:0/", "http://shop.example:99999/", "http://shop..example/"),
            *("http://[v1.x]/", "http://[shop.example]/"),
            *("http://*.shop.example/", "http://-shop.example/", f"http://{'a' * 64}.example/"),
            *("http://shop .example/", "http://shop\u200b.example/", "http://.example/"),
        )
    ),
    Example({"url": "https://shop.example", "method": "FETCH"}, "method"),
    Example({"url": "https://shop.example", "method": "HEAD", "expect_text": "ok"}, "expect_text"),
    Example(
        {"url": "https://shop.example", "method": "HEAD", "expect_text_absent": "error"},
        "expect_text_absent",
    ),
    Example({"url": "https://shop.example", "method": "HEAD", "expect_json": "$.a"}, "expect_json"),
    Example(
        {"url": "https://shop.example", "expect_status": "204,304", "expect_text": "ok"},
        "expect_text",
    ),
    Example(
        {"url": "https://shop.example", "expect_text": "all ok", "expect_text_absent": "ok"},
        "expect_text_absent",
    ),
    Example({"url": "https://shop.example", "expect_status": "100-199"}, "expect_status"),
    Example({"url": "https://shop.example", "headers": {"X-Name": "Müller"}}, "headers"),
    Example({"url": "https://shop.example", "headers": {"X-A": "1", "x-a": "2"}}, "headers"),
    Example({"url": "https://shop.example", "headers": {"Host": "a.example:99999"}}, "headers"),
    Example(
        {"url": "https://shop.example", "expect_text": "a" * 1_001, "largest_answer": 1},
        "largest_answer",
    ),
    Example({"url": "https://shop.example", "headers": {"Größe": "1"}}, "headers"),
    Example({"url": "https://shop.example", "headers": {"X-A": "a\x7fb"}}, "headers"),
    Example({"url": "https://shop.example", "headers": {"Host": "http://a/"}}, "headers"),
    Example(
        {"url": "https://shop.example", "expect_json": "$.a", "expect_json_match": "any"},
        "expect_json_match",
    ),
    Example({"url": "https://shop.example", "expect_status": "fine"}, "expect_status"),
    Example({"url": "https://shop.example", "expect_status": "299-200"}, "expect_status"),
    Example({"url": "https://shop.example", "expect_json": "$..["}, "expect_json"),
    Example({"url": "https://shop.example", "expect_json_value": "ok"}, "expect_json_value"),
    Example({"url": "https://shop.example", "slow_after": "800"}, "slow_after"),
    Example({"url": "https://shop.example", "headers": {"X-A": "1\r\nX-B: 2"}}, "headers"),
    Example({"url": "https://shop.example", "headers": {"Content-Length": "1"}}, "headers"),
    Example({"url": "https://shop.example", "largest_answer": 0}, "largest_answer"),
    Example({"url": "https://shop.example", "down_unless": "status fine"}, "down_unless"),
    Example(
        {"url": "https://shop.example", "method": "HEAD", "down_unless": "json $.a"}, "down_unless"
    ),
    Example(
        {"url": "https://shop.example", "degraded_unless": "text matches ("}, "degraded_unless"
    ),
    Example({"url": "https://shop.example", "certificate_days": "soon"}, "certificate_days"),
    Example({"url": "https://shop.example", "sign_in": "basic"}, "user"),
    Example({"url": "https://shop.example", "sign_in": "bearer"}, "token"),
    Example({"url": "https://shop.example", "proxy": "own"}, "proxy_url"),
    Example(
        {"url": "https://shop.example", "proxy": "own", "proxy_url": "socks5://proxy.example"},
        "proxy_url",
    ),
    Example({"url": "https://shop.example", "most_redirects": 0}, "most_redirects"),
    Example({"url": "https://shop.example", "client_certificate": "none"}, "client_certificate"),
    Example({"url": "https://shop.example", "authority": "none"}, "authority"),
)
