"""The words around response times, in every language of the page.

The symbols of units are the same in all of them (SI).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.response_metric import MetricRange
from statusboard.domain.views.public import PublicView


@dataclass(frozen=True, slots=True)
class MetricWords:
    """Patterns. `ranges` are a day, a week and a month; `gaps` is of hours, `gaps_of_six` of six.

    `hour` stands above the times at which hours begin.
    """

    heading: str
    heading_of_one: str
    last: str
    no_last: str
    mean: str
    highest: str
    no_data: str
    gaps: str
    gaps_of_six: str
    rule: str
    ranges: tuple[str, str, str]
    hour: str
    median: str
    p95: str
    as_table: str

    def range(self, kind: MetricRange) -> str:
        """How long a stretch of time is."""
        return self.ranges[list(MetricRange).index(kind)]


ENGLISH = MetricWords(
    heading="Response times",
    heading_of_one="Response time",
    last="{} in the last hour shown",
    no_last="No data for the last hour shown",
    mean="mean {}",
    highest="highest median {}",
    no_data="no data",
    gaps="no data for {} of {} hours",
    gaps_of_six="no data for {} of {} steps of six hours",
    rule="Of the answers that our checks got: the median of each step, shaded up to the 95th "
    "percentile, both estimated from a histogram. The scale begins at 0. Where nothing was "
    "measured, there is no line.",
    ranges=("24 hours", "7 days", "30 days"),
    hour="Hour from",
    median="Median",
    p95="95th percentile",
    as_table="As a table",
)
GERMAN = MetricWords(
    heading="Antwortzeiten",
    heading_of_one="Antwortzeit",
    last="{} in der letzten gezeigten Stunde",
    no_last="Keine Daten für die letzte gezeigte Stunde",
    mean="Mittelwert {}",
    highest="höchster Median {}",
    no_data="keine Daten",
    gaps="keine Daten für {} von {} Stunden",
    gaps_of_six="keine Daten für {} von {} Abschnitten zu sechs Stunden",
    rule="Aus den Antworten, die unsere Prüfungen erhielten: der Median jedes Abschnitts, "
    "schattiert bis zum 95. Perzentil, beide aus einem Histogramm geschätzt. Die Skala beginnt "
    "bei 0. Wo nichts gemessen wurde, ist keine Linie.",
    ranges=("24 Stunden", "7 Tage", "30 Tage"),
    hour="Stunde ab",
    median="Median",
    p95="95. Perzentil",
    as_table="Als Tabelle",
)
FRENCH = MetricWords(
    heading="Temps de réponse",
    heading_of_one="Temps de réponse",
    last="{} pendant la dernière heure affichée",
    no_last="Aucune donnée pour la dernière heure affichée",
    mean="moyenne {}",
    highest="médiane la plus haute {}",
    no_data="aucune donnée",
    gaps="aucune donnée : {} sur {} heures",
    gaps_of_six="aucune donnée : {} sur {} périodes de six heures",
    rule="D’après les réponses reçues par nos contrôles : la médiane de chaque période, ombrée "
    "jusqu’au 95e centile, toutes deux estimées à partir d’un histogramme. L’échelle commence "
    "à 0. Là où rien n’a été mesuré, il n’y a pas de ligne.",
    ranges=("24 heures", "7 jours", "30 jours"),
    hour="Heure à partir de",
    median="Médiane",
    p95="95e centile",
    as_table="Sous forme de tableau",
)
SPANISH = MetricWords(
    heading="Tiempos de respuesta",
    heading_of_one="Tiempo de respuesta",
    last="{} en la última hora mostrada",
    no_last="Sin datos de la última hora mostrada",
    mean="media {}",
    highest="mediana más alta {}",
    no_data="sin datos",
    gaps="sin datos: {} de {} horas",
    gaps_of_six="sin datos: {} de {} periodos de seis horas",
    rule="De las respuestas que recibieron nuestras comprobaciones: la mediana de cada periodo, "
    "sombreada hasta el percentil 95, ambas estimadas a partir de un histograma. La escala "
    "empieza en 0. Donde no se midió nada, no hay línea.",
    ranges=("24 horas", "7 días", "30 días"),
    hour="Hora desde",
    median="Mediana",
    p95="Percentil 95",
    as_table="Como tabla",
)
PORTUGUESE = MetricWords(
    heading="Tempos de resposta",
    heading_of_one="Tempo de resposta",
    last="{} na última hora mostrada",
    no_last="Sem dados da última hora mostrada",
    mean="média {}",
    highest="mediana mais alta {}",
    no_data="sem dados",
    gaps="sem dados: {} de {} horas",
    gaps_of_six="sem dados: {} de {} períodos de seis horas",
    rule="Das respostas que nossas verificações receberam: a mediana de cada período, "
    "sombreada até o percentil 95, ambas estimadas a partir de um histograma. A escala começa "
    "em 0. Onde nada foi medido, não há linha.",
    ranges=("24 horas", "7 dias", "30 dias"),
    hour="Hora desde",
    median="Mediana",
    p95="Percentil 95",
    as_table="Como tabela",
)
DUTCH = MetricWords(
    heading="Responstijden",
    heading_of_one="Responstijd",
    last="{} in het laatste getoonde uur",
    no_last="Geen gegevens voor het laatste getoonde uur",
    mean="gemiddelde {}",
    highest="hoogste mediaan {}",
    no_data="geen gegevens",
    gaps="geen gegevens voor {} van {} uur",
    gaps_of_six="geen gegevens voor {} van {} perioden van zes uur",
    rule="Van de antwoorden die onze controles kregen: de mediaan van elke periode, ingekleurd tot "
    "het 95e percentiel, beide geschat uit een histogram. De schaal begint bij 0. Waar niets is "
    "gemeten, staat geen lijn.",
    ranges=("24 uur", "7 dagen", "30 dagen"),
    hour="Uur vanaf",
    median="Mediaan",
    p95="95e percentiel",
    as_table="Als tabel",
)
JAPANESE = MetricWords(
    heading="応答時間",
    heading_of_one="応答時間",
    last="表示中の最後の1時間：{}",
    no_last="表示中の最後の1時間はデータなし",
    mean="平均 {}",
    highest="中央値の最大 {}",
    no_data="データなし",
    gaps="データなし {}/{} 時間",
    gaps_of_six="データなし {}/{} 区間（6時間ごと）",
    rule="当社の監視が受けた応答について、区間ごとの中央値を線で、95パーセンタイルまでを網掛けで"
    "示します。どちらもヒストグラムからの推定値です。目盛りは0から始まります。測定がなかった"
    "ところに線はありません。",
    ranges=("24時間", "7日間", "30日間"),
    hour="開始時刻",
    median="中央値",
    p95="95パーセンタイル",
    as_table="表で見る",
)
ARABIC = MetricWords(
    heading="أزمنة الاستجابة",
    heading_of_one="زمن الاستجابة",
    last="{} في آخر ساعة معروضة",
    no_last="لا بيانات لآخر ساعة معروضة",
    mean="المتوسط {}",
    highest="أعلى وسيط {}",
    no_data="لا بيانات",
    gaps="بلا بيانات: {} من {} ساعة",
    gaps_of_six="بلا بيانات: {} من {} فترة من ست ساعات",
    rule="من الردود التي تلقتها فحوصنا: وسيط كل فترة، مع تظليل حتى المئين 95، وكلاهما مقدَّر من "
    "مدرج تكراري. يبدأ المقياس من 0. وحيث لم يُقَس شيء فلا خط.",
    ranges=("24 ساعة", "7 أيام", "30 يومًا"),
    hour="الساعة من",
    median="الوسيط",
    p95="المئين 95",
    as_table="في جدول",
)
METRIC_WORDS: Mapping[str, MetricWords] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "pt": PORTUGUESE,
    "nl": DUTCH,
    "ja": JAPANESE,
    "ar": ARABIC,
}


def metric_words_of(view: PublicView) -> MetricWords:
    """The words of the language that a view is read in; English for one that is not known."""
    return METRIC_WORDS.get(view.language, ENGLISH)
