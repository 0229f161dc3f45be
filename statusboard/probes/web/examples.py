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
)
