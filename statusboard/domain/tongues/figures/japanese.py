"""The figures behind a claim in Japanese."""

from statusboard.domain.claim import Validity
from statusboard.domain.tongues.figure_words import FigureWords

FIGURES = FigureWords(
    period="期間",
    uptime="稼働率",
    observed="観測率",
    seen="観測率{share}",
    in_all="{share}、合計{length}",
    planned="計画作業（対象外）",
    down_together="停止時間（全サービスの合計）",
    counted_down="停止として計算",
    none="なし",
    first_words="最初のお知らせまで",
    none_measured="測定なし",
    incidents="障害",
    measured_of="{all}件、うち測定済み{n}件",
    down="停止",
    more_days={"other": "、ほか{n}日"},
    services="サービス",
    rule="ルール",
    measured_by="測定元",
    until="有効期限",
    to="{start}から{stop}まで",
    since="開始",
    major="重大な障害",
    lasts="現在発生中",
    last="最後の重大な障害",
    last_ended="最後に終了したもの",
    longest="それ以前の最長期間",
    promised="{share}、約束{promised}",
    kept={True: "達成", False: "未達成", None: "観測不足のため判断できません"},
    from_day="{day}から",
    to_day="{day}まで",
    not_over="、継続中",
    is_over="終了した期間の値です。履歴の訂正によってのみ変わります。",
    until_why={
        Validity.COUNTED_ANEW: "{at}まで（今後何も観測されない場合）。期間は移動し、外"
        "れる部分は観測済みです。障害が起きるとただちに無効になります。",
        Validity.PERIOD_ENDS: "{at}まで。その時点で期間が終了します。",
        Validity.GROWS: "{at}まで。その時点で1日増えます。重大な障害が起きるとただちに"
        "無効になります。",
        Validity.STAYS: "{at}",
    },
    windows={
        "day": "24時間",
        "days": "{}日間",
        "12mo": "12か月",
        "month": "月間",
        "quarter": "四半期",
        "year": "年間",
    },
    in_business_hours="、営業時間内",
    checks={"other": "チェック{n}件"},
    of_services={"other": "{n}サービスの{checks}"},
)
