"""Uptime in Japanese: figures, the rule, claims."""

from statusboard.domain.period import CalendarUnit
from statusboard.render.page_words.base import FigureWords, RuleWords
from statusboard.render.page_words.claims import ClaimWords

FIGURES = FigureWords(
    uptime="稼働率",
    figure="稼働率{uptime}、観測率{coverage}",
    not_watched="まだ観測していません",
    too_little_days={"other": "{n}日間の観測率{share}、稼働率を示すには不足"},
    too_little_year="過去12か月の観測率{share}、稼働率を示すには不足",
    too_little_month="この月の観測率{share}、稼働率を示すには不足",
    year="過去12か月の稼働率{uptime} (観測率{coverage})",
    young_year="観測した時間の稼働率{uptime}、過去12か月の{coverage}に当たります",
    since_major={"other": "最後の重大な障害から{n}日"},
    days={"other": "{n}日間: {said}"},
    counted="{word} {n}日",
    more_titles={"other": "ほか{n}件"},
    last_days={"other": "過去{n}日間"},
    a_year="1年間",
    last_year="過去12か月",
    from_day="{month} ({day}日以降)",
    described="{name}: {word}。90日間: {quarter}",
    day_colour="1日の色は、その日に測定された最も悪い状態の色です。短時間の場合も同じです。",
    trouble_days="障害または計画作業のあった日",
    none_measured="測定されたものはありません。",
    incidents="障害",
    no_incident="このサービスについて報告された障害はありません。",
    past_work="過去の計画作業",
)
RULE = RuleWords(
    rule="時間で重み付けしています。重大な障害は全量、一部障害は30%を停止として数え、性能低下は稼働として数えます。"
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
        "誤って測定されたものは後から訂正されることがあり、履歴の一部は別のプログラムのものであることがあります。"
        "その場合は計算の規則に記します。",
        "棒の色はその日の最も悪い状態の色で、短時間の場合も同じです。"
        "数値にはその長さが反映されます。",
        "サービスの現在の状態は、お知らせした内容です。棒グラフと数値は測定値です。",
    ),
    example="例",
    example_month="30日の月は{minutes}分です。そのうち{unseen}分は観測されず、{work}分は計画メンテナンスでした。"
    "数えるのは{counted}分です。",
    example_outage="{major}分の重大な障害と{partial}分の一部障害がありました。"
    "合わせて{down}分の停止として数えます。",
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
        CalendarUnit.MONTH: "今契約月",
        CalendarUnit.QUARTER: "今契約四半期",
        CalendarUnit.YEAR: "今契約年",
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
)
