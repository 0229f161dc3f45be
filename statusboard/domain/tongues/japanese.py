"""Japanese: days and numbers, claims about uptime, and the rule they are counted by."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figures.japanese import FIGURES
from statusboard.domain.tongues.plurals import ALWAYS_OTHER
from statusboard.domain.tongues.rule import RuleWords

DATES = Dates(
    months=tuple(f"{number}月" for number in range(1, 13)),
    day="{year}年{month}{day}日",
    day_of_year="{month}{day}日",
    month_of_year="{year}年{month}",
    together="{day} {clock}",
    promised="{day} {clock}",
    span="{first}から{last}まで",
    units={
        "day": {"other": "{n}日"},
        "hour": {"other": "{n}時間"},
        "minute": {"other": "{n}分"},
    },
    between_units="",
    no_minute="1分未満",
    plurals=ALWAYS_OTHER,
    percent="{}%",
    decimal=".",
    thousands=",",
    less_than="{}未満",
)
CLAIMS = ClaimWords(
    last_months={"other": "過去{n}か月"},
    last_days={"other": "過去{n}日間"},
    this={
        CalendarUnit.MONTH: "今月",
        CalendarUnit.QUARTER: "今四半期",
        CalendarUnit.YEAR: "今年",
    },
    this_contract={
        CalendarUnit.MONTH: "当契約月",
        CalendarUnit.QUARTER: "当契約四半期",
        CalendarUnit.YEAR: "当契約年度",
    },
    in_month="{month}",
    in_quarter="{year}年第{number}四半期",
    in_year="{year}年",
    span="{first}から{last}まで",
    since="{month}以降",
    own="それぞれの期間",
    available="{period}の稼働率",
    days={"other": "{n}日"},
    since_major="最後の重大な障害からの日数",
    never_major="測定開始以来、重大な障害なし",
    record="重大な障害のない最長期間",
    past_record="重大な障害のない最長期間、{first}から{last}まで",
    kept_of="{of}件中{kept}件",
    kept="約束を守ったサービス、{period}",
    minutes={"other": "{n}分"},
    first_word="最初のお知らせまでの時間、{period}の障害{incidents}件の中央値",
    observed="その期間の観測率{share}",
    all_services="当社サービス",
    group="{name}の{count}サービス",
    group_ending="",
    some="{of}サービス中{count}サービス",
    before_last="、",
    has_been="{period}の{who}の稼働率は{share}でした。",
    have_been="{period}の{who}の稼働率は{share}でした。",
    days_since={"other": "最後の重大な障害から{n}日が経過しました。"},
    days_measured={"other": "測定してきた{n}日間、重大な障害はありませんでした。"},
    longest_run={"other": "重大な障害のない最長期間は{n}日です。"},
    kept_promises="{period}に約束を守ったサービスは{of}件中{kept}件です。",
    word_after="{period}の障害{incidents}件の中央値で、最初のお知らせまで{count}でした。",
    how_counted="計算方法: {url}",
    measured="実測、観測率{share}",
    badge_year="稼働率 12か月",
    badge_quarter="稼働率 90日",
    badge_days="最後の重大な障害から",
    no_figure="数値なし",
)
RULE = RuleWords(
    rule="時間で重み付けしています。重大な障害は全量、一部障害は30%を停止として数え、性"
    "能低下は稼働として数えます。"
    "メンテナンスと観測していない時間は除きます。",
    alike={"other": "{n}件のサービスの時間を合計し、同じ重みで数えます。"},
    weighted="{n}件のサービスの時間を重みに応じて合計しています: {names}。",
    left_out="重みが0のため除外: {names}。",
    more_names="{names}、ほか{n}件",
    removed={"other": "その後に削除されたサービス{n}件は、存在した期間について数えます。"},
    elsewhere="{day}より前の一部は別のプログラムで測定しました。",
    corrections={"other": "訂正{n}件を含みます。測定値は{uptime}でした。"},
    title="稼働率の計算方法",
    meaning="稼働率は、サービスが稼働していた時間を、観測していた時間で割ったものです。"
    "計画メンテナンスはどちらにも含みません。",
    states="各状態の数え方",
    counts_up="稼働として数えます",
    counts_down="停止として数えます",
    counts_part="{share}を停止として数えます",
    is_left_out="除外します",
    what_else="その他の決まり",
    what_holds=(
        "数えるのは確認の回数ではなく時間です。夜間も週末も、毎秒を数えます。"
        "サービス個別の数値も全体の数値も、営業時間だけのものではありません。",
        "観測していない時間はデータなしで、稼働にも停止にも数えません。"
        "どれだけ観測したかは、すべての数値に併記します。",
        "観測が{least}未満の場合、数値は示しません。1年の{whole}未満の場合、"
        "数値は1年のものではなく観測した時間のものです。",
        "数値は切り捨てで、切り上げることはありません。{all}と示すのは、"
        "停止として数える時間がまったくない場合だけです。",
        "誤って測定されたものは後から訂正されることがあり、履歴の一部は別のプログラムの"
        "ものであることがあります。"
        "その場合は計算の規則に記します。",
        "棒の色はその日の最も悪い状態の色で、短時間の場合も同じです。"
        "数値にはその長さが反映されます。",
        "サービスの現在の状態は、お知らせした内容です。棒グラフと数値は測定値です。",
    ),
    example="例",
    example_month="30日の月は{minutes}分です。そのうち{unseen}分は観測されず、{work}分"
    "は計画メンテナンスでした。"
    "数えるのは{counted}分です。",
    example_outage="{major}分の重大な障害と{partial}分の一部障害がありました。"
    "合わせて{down}分の停止として数えます。",
)
TONGUE = Tongue("ja", "、", ": ", DATES, CLAIMS, RULE, FIGURES, "別のサービス")
