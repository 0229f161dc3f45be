"""The words around response times in every language of the page."""

from collections.abc import Mapping

from statusboard.domain.response_metric import MetricRange
from statusboard.domain.views.public import PublicView
from statusboard.render.metric_words import ENGLISH, MetricWords


def _by_range(day: str, week: str, month: str) -> dict[MetricRange, str]:
    return {MetricRange.DAY: day, MetricRange.WEEK: week, MetricRange.MONTH: month}


METRIC_WORDS: Mapping[str, MetricWords] = {
    "en": ENGLISH,
    "de": MetricWords(
        heading="Antwortzeiten",
        heading_of_one="Antwortzeit",
        last="{} in der letzten gezeigten Stunde",
        no_last="Keine Daten für die letzte gezeigte Stunde",
        mean="Mittel {}",
        no_data="keine Daten",
        slowest="höchster {} {}",
        gaps="keine Daten für {} von {} {}",
        rule="Von den Antworten, die unsere Prüfungen erhielten: der Median jedes Schritts, "
        "schattiert bis zum 95. Perzentil, beide aus einem Histogramm geschätzt. Die "
        "Skala beginnt bei 0. Wo nichts gemessen wurde, ist keine Linie.",
        ranges=_by_range("24 Stunden", "7 Tage", "30 Tage"),
        steps=_by_range("Stunden", "Stunden", "Vierteltagen"),
        hour="Stunde ab",
        median="Median",
        p95="95. Perzentil",
        as_table="Als Tabelle",
        for_programs="Für Programme",
    ),
    "fr": MetricWords(
        heading="Temps de réponse",
        heading_of_one="Temps de réponse",
        last="{} dans la dernière heure affichée",
        no_last="Aucune donnée pour la dernière heure affichée",
        mean="moyenne {}",
        no_data="aucune donnée",
        slowest="{} la plus haute {}",
        gaps="aucune donnée pour {} sur {} {}",
        rule="Des réponses que nos contrôles ont reçues\N{NO-BREAK SPACE}: la médiane de "
        "chaque pas, ombrée jusqu’au 95e centile, toutes deux estimées d’après un "
        "histogramme. L’échelle commence à 0. Là où rien n’a été mesuré, il n’y a pas "
        "de ligne.",
        ranges=_by_range("24 heures", "7 jours", "30 jours"),
        steps=_by_range("heures", "heures", "quarts de jour"),
        hour="Heure à partir de",
        median="Médiane",
        p95="95e centile",
        as_table="En tableau",
        for_programs="Pour les programmes",
    ),
    "es": MetricWords(
        heading="Tiempos de respuesta",
        heading_of_one="Tiempo de respuesta",
        last="{} en la última hora mostrada",
        no_last="Sin datos de la última hora mostrada",
        mean="media {}",
        no_data="sin datos",
        slowest="{} más alta {}",
        gaps="sin datos en {} de {} {}",
        rule="De las respuestas que recibieron nuestras comprobaciones: la mediana de cada "
        "paso, sombreada hasta el percentil 95, ambas estimadas a partir de un "
        "histograma. La escala comienza en 0. Donde no se midió nada, no hay línea.",
        ranges=_by_range("24 horas", "7 días", "30 días"),
        steps=_by_range("horas", "horas", "cuartos de día"),
        hour="Hora desde",
        median="Mediana",
        p95="Percentil 95",
        as_table="Como tabla",
        for_programs="Para programas",
    ),
    "pt": MetricWords(
        heading="Tempos de resposta",
        heading_of_one="Tempo de resposta",
        last="{} na última hora mostrada",
        no_last="Sem dados da última hora mostrada",
        mean="média {}",
        no_data="sem dados",
        slowest="{} mais alta {}",
        gaps="sem dados em {} de {} {}",
        rule="Das respostas que nossas verificações receberam: a mediana de cada passo, "
        "sombreada até o percentil 95, ambas estimadas a partir de um histograma. A "
        "escala começa em 0. Onde nada foi medido, não há linha.",
        ranges=_by_range("24 horas", "7 dias", "30 dias"),
        steps=_by_range("horas", "horas", "quartos de dia"),
        hour="Hora desde",
        median="Mediana",
        p95="Percentil 95",
        as_table="Como tabela",
        for_programs="Para programas",
    ),
    "nl": MetricWords(
        heading="Responstijden",
        heading_of_one="Responstijd",
        last="{} in het laatste getoonde uur",
        no_last="Geen gegevens voor het laatste getoonde uur",
        mean="gemiddeld {}",
        no_data="geen gegevens",
        slowest="hoogste {} {}",
        gaps="geen gegevens voor {} van {} {}",
        rule="Van de antwoorden die onze controles kregen: de mediaan van elke stap, "
        "gearceerd tot het 95e percentiel, beide geschat uit een histogram. De schaal "
        "begint bij 0. Waar niets is gemeten, staat geen lijn.",
        ranges=_by_range("24 uur", "7 dagen", "30 dagen"),
        steps=_by_range("uren", "uren", "kwartdagen"),
        hour="Uur vanaf",
        median="Mediaan",
        p95="95e percentiel",
        as_table="Als tabel",
        for_programs="Voor programma’s",
    ),
    "ja": MetricWords(
        heading="応答時間",
        heading_of_one="応答時間",
        last="表示中の最後の1時間は{}",
        no_last="表示中の最後の1時間のデータはありません",
        mean="平均{}",
        no_data="データなし",
        slowest="最大の{}は{}",
        gaps="{1}{2}のうち{0}はデータなし",
        rule="確認が受け取った応答について、区間ごとの中央値と、95パーセンタイルまでの範囲を示します。どちらもヒストグラムからの推定値です。目盛りは0から始まります。"
        "測定のない区間には線がありません。",
        ranges=_by_range("24時間", "7日間", "30日間"),
        steps=_by_range("時間", "時間", "区間 (6時間ごと)"),
        hour="開始時刻",
        median="中央値",
        p95="95パーセンタイル",
        as_table="表で見る",
        for_programs="プログラム用",
    ),
    "ar": MetricWords(
        heading="أزمنة الاستجابة",
        heading_of_one="زمن الاستجابة",
        last="{} في آخر ساعة معروضة",
        no_last="لا بيانات لآخر ساعة معروضة",
        mean="المتوسط {}",
        no_data="لا بيانات",
        slowest="أعلى {} {}",
        gaps="لا بيانات لـ {} من {} ({})",
        rule="من الإجابات التي تلقتها فحوصنا: وسيط كل خطوة، مظللًا حتى المئين 95، وكلاهما "
        "مقدر من مدرج تكراري. يبدأ المقياس من 0. وحيث لم يُقس شيء لا يوجد خط.",
        ranges=_by_range("24 ساعة", "7 أيام", "30 يومًا"),
        steps=_by_range("بالساعات", "بالساعات", "بأرباع اليوم"),
        hour="الساعة من",
        median="وسيط",
        p95="المئين 95",
        as_table="كجدول",
        for_programs="للبرامج",
    ),
}


def metric_words_of(view: PublicView) -> MetricWords:
    """The words in the language that a view is read in; English for one that is not known."""
    return METRIC_WORDS.get(view.language, ENGLISH)
