"""Uptime in Japanese: figures of the page."""

from statusboard.render.page_words.base import FigureWords

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
