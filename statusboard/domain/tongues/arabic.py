"""Arabic: days and numbers, claims about uptime, and the rule they are counted by."""

from statusboard.domain.period import CalendarUnit
from statusboard.domain.tongues.base import Tongue
from statusboard.domain.tongues.claims import ClaimWords
from statusboard.domain.tongues.dates import Dates
from statusboard.domain.tongues.figures.arabic import FIGURES
from statusboard.domain.tongues.plurals import ARABIC as PLURALS
from statusboard.domain.tongues.rule import RuleWords

DATES = Dates(
    months=(
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    day="{day} {month} {year}",
    day_of_year="{day} {month}",
    month_of_year="{month} {year}",
    together="{day}، {clock}",
    promised="{day}، {clock}",
    span="من {first} إلى {last}",
    units={
        "day": {
            "zero": "{n} يوم",
            "one": "يوم واحد",
            "two": "يومان",
            "few": "{n} أيام",
            "many": "{n} يومًا",
            "other": "{n} يوم",
        },
        "hour": {
            "zero": "{n} ساعة",
            "one": "ساعة واحدة",
            "two": "ساعتان",
            "few": "{n} ساعات",
            "many": "{n} ساعة",
            "other": "{n} ساعة",
        },
        "minute": {
            "zero": "{n} دقيقة",
            "one": "دقيقة واحدة",
            "two": "دقيقتان",
            "few": "{n} دقائق",
            "many": "{n} دقيقة",
            "other": "{n} دقيقة",
        },
    },
    between_units=" و",
    no_minute="أقل من دقيقة",
    plurals=PLURALS,
    percent="{}%",
    decimal=".",
    thousands=",",
    less_than="أقل من {}",
)
CLAIMS = ClaimWords(
    last_months={
        "zero": "خلال آخر {n} شهر",
        "one": "خلال آخر شهر",
        "two": "خلال آخر شهرين",
        "few": "خلال آخر {n} أشهر",
        "many": "خلال آخر {n} شهرًا",
        "other": "خلال آخر {n} شهر",
    },
    last_days={
        "zero": "خلال آخر {n} يوم",
        "one": "خلال آخر يوم",
        "two": "خلال آخر يومين",
        "few": "خلال آخر {n} أيام",
        "many": "خلال آخر {n} يومًا",
        "other": "خلال آخر {n} يوم",
    },
    this={
        CalendarUnit.MONTH: "في هذا الشهر",
        CalendarUnit.QUARTER: "في هذا الربع",
        CalendarUnit.YEAR: "في هذه السنة",
    },
    this_contract={
        CalendarUnit.MONTH: "في شهر العقد هذا",
        CalendarUnit.QUARTER: "في ربع العقد هذا",
        CalendarUnit.YEAR: "في سنة العقد هذه",
    },
    in_month="في {month}",
    in_quarter="في الربع {number} من {year}",
    in_year="في {year}",
    span="من {first} إلى {last}",
    since="منذ {month}",
    own="كل منها على مدته",
    available="توفر {period}",
    days={
        "zero": "{n} يوم",
        "one": "يوم واحد",
        "two": "يومان",
        "few": "{n} أيام",
        "many": "{n} يومًا",
        "other": "{n} يوم",
    },
    since_major="منذ آخر انقطاع كبير",
    never_major="بلا انقطاع كبير منذ بدأنا القياس",
    record="بلا انقطاع كبير، وهي أطول مدة لدينا",
    past_record="أطول مدة لدينا بلا انقطاع كبير، من {first} إلى {last}",
    kept_of="{kept} من {of}",
    kept="خدمات وفت بوعدها {period}",
    minutes={
        "zero": "{n} دقيقة",
        "one": "دقيقة واحدة",
        "two": "دقيقتان",
        "few": "{n} دقائق",
        "many": "{n} دقيقة",
        "other": "{n} دقيقة",
    },
    first_word="حتى أول إشعار للعملاء، وسيط الحوادث ({incidents}) {period}",
    observed="رُصد {share} من ذلك الوقت",
    all_services="خدماتنا",
    group="خدمات مجموعة {name} ({count})",
    group_ending="",
    some="{count} من خدماتنا ({of})",
    before_last=" و",
    has_been="نسبة توفر {who} {period}: {share}.",
    have_been="نسبة توفر {who} {period}: {share}.",
    days_since={
        "zero": "لم يمر يوم منذ آخر انقطاع كبير.",
        "one": "مر يوم واحد منذ آخر انقطاع كبير.",
        "two": "مر يومان منذ آخر انقطاع كبير.",
        "few": "مرت {n} أيام منذ آخر انقطاع كبير.",
        "many": "مر {n} يومًا منذ آخر انقطاع كبير.",
        "other": "مر {n} يوم منذ آخر انقطاع كبير.",
    },
    days_measured={
        "zero": "لم يحدث أي انقطاع كبير في الوقت الذي قسناه.",
        "one": "لم يحدث أي انقطاع كبير في اليوم الذي قسناه.",
        "two": "لم يحدث أي انقطاع كبير في اليومين اللذين قسناهما.",
        "few": "لم يحدث أي انقطاع كبير في {n} أيام قسناها.",
        "many": "لم يحدث أي انقطاع كبير في {n} يومًا قسناها.",
        "other": "لم يحدث أي انقطاع كبير في {n} يوم قسناها.",
    },
    longest_run={
        "zero": "أطول مدة لدينا بلا انقطاع كبير: {n} يوم.",
        "one": "أطول مدة لدينا بلا انقطاع كبير: يوم واحد.",
        "two": "أطول مدة لدينا بلا انقطاع كبير: يومان.",
        "few": "أطول مدة لدينا بلا انقطاع كبير: {n} أيام.",
        "many": "أطول مدة لدينا بلا انقطاع كبير: {n} يومًا.",
        "other": "أطول مدة لدينا بلا انقطاع كبير: {n} يوم.",
    },
    kept_promises="الخدمات التي وفت بوعدها {period}: {kept} من {of}.",
    word_after="أول إشعار للعملاء، وسيط الحوادث ({incidents}) {period}: {count}.",
    how_counted="هكذا نحسب: {url}",
    measured="مقاسة، رُصد {share}",
    badge_year="نسبة التوفر 12 شهرًا",
    badge_quarter="نسبة التوفر 90 يومًا",
    badge_days="منذ آخر انقطاع كبير",
    no_figure="لا يوجد رقم",
)
RULE = RuleWords(
    rule="محسوبة بالوقت. يُحسب الانقطاع الكبير كاملًا، والانقطاع الجزئي بنسبة 30%، والأداء "
    "المنخفض "
    "توفرًا. ولا تُحسب الصيانة ولا الوقت غير المرصود.",
    alike={
        "zero": "",
        "one": "",
        "two": "جُمع وقت خدمتين، وتُحسبان بالتساوي.",
        "few": "جُمع وقت {n} خدمات، وتُحسب كلها بالتساوي.",
        "many": "جُمع وقت {n} خدمة، وتُحسب كلها بالتساوي.",
        "other": "جُمع وقت {n} خدمة، وتُحسب كلها بالتساوي.",
    },
    weighted="جُمع وقت الخدمات ({n}) حسب وزنها: {names}.",
    left_out="لم تُحسب لأن وزنها 0: {names}.",
    more_names="{names} و{n} أخرى",
    removed={
        "zero": "",
        "one": "تُحسب خدمة أُزيلت لاحقًا عن الوقت الذي كانت فيه.",
        "two": "تُحسب خدمتان أُزيلتا لاحقًا عن الوقت الذي كانتا فيه.",
        "few": "تُحسب {n} خدمات أُزيلت لاحقًا عن الوقت الذي كانت فيه.",
        "many": "تُحسب {n} خدمة أُزيلت لاحقًا عن الوقت الذي كانت فيه.",
        "other": "تُحسب {n} خدمة أُزيلت لاحقًا عن الوقت الذي كانت فيه.",
    },
    elsewhere="قبل {day} قاس برنامج آخر جزءًا منها.",
    corrections={
        "zero": "",
        "one": "يُحسب تصحيح واحد؛ وكان المقاس {uptime}.",
        "two": "يُحسب تصحيحان؛ وكان المقاس {uptime}.",
        "few": "تُحسب {n} تصحيحات؛ وكان المقاس {uptime}.",
        "many": "يُحسب {n} تصحيحًا؛ وكان المقاس {uptime}.",
        "other": "يُحسب {n} تصحيح؛ وكان المقاس {uptime}.",
    },
    title="كيف تُحسب نسبة التوفر",
    meaning="نسبة التوفر هي الوقت الذي كانت فيه الخدمة تعمل مقسومًا على الوقت الذي رُصدت "
    "فيه. ولا "
    "تدخل الصيانة المقررة في أي منهما.",
    states="كيف تُحسب كل حالة",
    counts_up="تُحسب توفرًا",
    counts_down="تُحسب انقطاعًا",
    counts_part="يُحسب {share} منها انقطاعًا",
    is_left_out="لا تُحسب",
    what_else="ما يسري أيضًا",
    what_holds=(
        "يُحسب الوقت لا عدد الفحوص: كل ثانية، في الليل وفي عطلة نهاية الأسبوع أيضًا. وأرقام "
        "الخدمات، "
        "منفردة ومجتمعة، ليست لساعات العمل وحدها.",
        "الوقت الذي لم يرصده أحد بلا بيانات: لا يُحسب توفرًا ولا انقطاعًا. ومقدار ما رُصد "
        "مذكور بجانب "
        "كل رقم.",
        "حيث رُصد أقل من {least} لا توجد نسبة. وحيث كان أقل من {whole} من السنة، فالنسبة "
        "للوقت المرصود "
        "لا للسنة.",
        "يُقطع الرقم ولا يُقرَّب إلى الأعلى أبدًا: لا تظهر {all} إلا حيث لا يُحسب أي وقت انقطاعًا.",
        "ما قيس خطأً يمكن تصحيحه لاحقًا؛ وقد يأتي جزء من السجل من برنامج آخر. وحيث يكون ذلك "
        "تذكره "
        "القاعدة.",
        "لون الشريط هو لون أسوأ حالة في يومه مهما كانت قصيرة. أما الرقم فيأخذ مدتها في الحساب.",
        "حالة الخدمة الآن هي ما أبلغناكم به. أما الأشرطة والأرقام فهي مقاسة.",
    ),
    example="مثال",
    example_month="في شهر من 30 يومًا: عدد الدقائق {minutes}، منها {unseen} لم تُرصد، "
    "و{work} كانت صيانة "
    "مقررة، فتُحسب {counted} دقيقة.",
    example_outage="كان هناك انقطاع كبير (بالدقائق: {major}) وانقطاع جزئي (بالدقائق: "
    "{partial}). ويُحسبان "
    "معًا انقطاعًا بالدقائق: {down}.",
)
TONGUE = Tongue("ar", "، ", ": ", DATES, CLAIMS, RULE, FIGURES, "خدمة أخرى")
