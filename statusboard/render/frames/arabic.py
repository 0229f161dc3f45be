"""Messages in Arabic."""

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.arabic import ARABIC

FRAME = Frame(
    language="ar",
    times=Times(
        dates=ARABIC.dates,
        clock="{time} ({zone})",
        full="{date}، {clock}",
        on="{clock} يوم {date}",
    ),
    label="{name}: {text}",
    sentence="{text}.",
    comma=ARABIC.comma,
    span="{start} إلى {end}",
    capitals=False,
    incident=ARABIC.states,
    service=ARABIC.service_states,
    number="التحديث {number}",
    kinds=ARABIC.kinds,
    correction="تصحيح",
    corrected="ما كتبناه في {at} لم يكن صحيحًا. الصحيح هو ما يلي.",
    withdrawn="نسحب ما كتبناه في {at}. لم يكن ينبغي نشره.",
    all_withdrawn="نسحب كل ما كتبناه عن هذا الأمر. لم يكن ينبغي نشره.",
    promise="التحديث التالي قبل {at}.",
    end_word="سنبلغكم فور انتهاء الأمر.",
    follow="للمتابعة: {url}",
    follow_button="المتابعة على صفحة الحالة",
    told_because="تصلكم هذه الرسالة لأن هذا العنوان مسجل لتلقي إشعارات {page}.",
    leave="لإلغاء الاشتراك، يرجى الرد على هذه الرسالة بكلمة «unsubscribe».",
    choose="اختيار ما يصلكم",
    unsubscribe="إلغاء الاشتراك",
    own_link="لاختيار ما يُرسل إلى هنا أو لإلغاء الاشتراك: {url}",
    passed_on="هل أُعيد توجيه هذه الرسالة إليكم؟",
    get_updates="تلقي التحديثات",
    when_fixed=ARABIC.notice.when_fixed,
    before="قبل ذلك",
    sample="بيانات تجريبية: لم يحدث شيء من هذا.",
    sample_word="بيانات تجريبية",
    customers="ما يقرؤه العملاء:",
    planned="الموعد: من {start} إلى {end}",
    planned_until="موعد الانتهاء المقرر: {end}",
    was_planned="كان الموعد: من {start} إلى {end}",
    written_in=ARABIC.notice.is_in,
)
CONFIRMING = ConfirmingWords(
    language="ar",
    comma=ARABIC.comma,
    subject="{page}: يرجى تأكيد عنوانكم",
    heading="يرجى تأكيد عنوانكم",
    asked="طلب شخص ما أن تصل إشعارات {page} إلى هذا العنوان. إن كان الطلب منكم، فيرجى تأكيده.",
    told="تصل إشعارات {page} إلى هذا العنوان بالفعل، ويبقى ذلك كما هو. وقد اختار شخص ما الآن ما"
    " يرد أدناه. إن كان الاختيار منكم، فيرجى تأكيده.",
    chosen="ما تم اختياره:",
    everything="كل شيء",
    about={
        About.BOTH: "الحوادث والأعمال المقررة",
        About.INCIDENTS: "الحوادث",
        About.PLANNED: "الأعمال المقررة",
    },
    extent={
        Extent.EVERY: "كل تحديث",
        Extent.START_END: "عند البداية وعند الانتهاء فقط",
    },
    until_fixed="مرة واحدة، عند انتهاء «{incident}». بعد ذلك يُحذف العنوان.",
    button="تأكيد",
    follow="للتأكيد: {url}",
    see_button="عرض ما يصلكم",
    see="لعرض ما يصلكم أو تغييره أو إلغاء الاشتراك: {url}",
    ends="يعمل الرابط مرة واحدة، حتى {at}.",
    nothing="إن لم يكن الطلب منكم، فلا تفعلوا شيئًا. عندئذ لن يُرسل إليكم شيء.",
    nothing_changes="إن لم يكن الطلب منكم، فلا تفعلوا شيئًا. عندئذ يبقى كل شيء كما هو.",
    consent="أوافق على أن تكتب {page} إلى هذا العنوان بشأن ما اخترته، إلى أن ألغي الاشتراك.",
    consent_until_fixed="أوافق على أن تكتب {page} إلى هذا العنوان مرة واحدة، عند انتهاء الأمر.",
    agreed="بالتأكيد تقولون: «{consent}»",
    short="{page}: أكدوا رغبتكم في تلقي رسائل نصية ({what}): {url}",
    short_until_fixed="{page}: أكدوا رغبتكم في تلقي رسالة نصية عند انتهاء الأمر: {url}",
    short_end="لستم أصحاب الطلب؟ لا تفعلوا شيئًا. للإيقاف: STOP",
)
PLANNED = {
    TemplateKind.MAINTENANCE_ANNOUNCED: "هناك أعمال مقررة: من {when}. الخدمات المعنية: "
    "{services}. خلال هذه المدة قد لا تتمكنون من استخدام هذه الخدمات. سنعلن هنا عند انتهاء "
    "الأعمال.",
    TemplateKind.MAINTENANCE_MOVED: "لهذه الأعمال موعد جديد: من {when}. الخدمات المعنية: "
    "{services}. خلال هذه المدة قد لا تتمكنون من استخدام هذه الخدمات.",
    TemplateKind.MAINTENANCE_REMINDER: "تذكير بأعمال مقررة: من {when}. الخدمات المعنية: "
    "{services}. يرجى الانتهاء قبل ذلك مما لا يجوز أن ينقطع.",
    TemplateKind.MAINTENANCE_STARTED: "بدأت الأعمال. الخدمات المعنية: {services}. قد لا تتمكنون "
    "من استخدام هذه الخدمات. موعد الانتهاء المتوقع: {end}. سنعلن هنا عند انتهاء الأعمال.",
    TemplateKind.MAINTENANCE_EXTENDED: "تستغرق الأعمال وقتًا أطول مما كان مقررًا. الخدمات "
    "المعنية: {services}. موعد الانتهاء الجديد المتوقع: {end}. نعتذر عن طول الانتظار.",
    TemplateKind.MAINTENANCE_VERIFYING: "أُنجزت الأعمال. الخدمات المعنية: {services}. ما زلنا "
    "نتحقق من أن كل شيء يعمل كالمعتاد، وسنعلن هنا عند الانتهاء.",
    TemplateKind.MAINTENANCE_FINISHED: "انتهت الأعمال. جرت من {when}. الخدمات المعنية: "
    "{services}. إن كان هناك ما لا يعمل لديكم بعد، فيرجى المحاولة مرة أخرى.",
    TemplateKind.MAINTENANCE_CANCELLED: "لن تجري الأعمال المقررة من {when}. يمكنكم استخدام هذه "
    "الخدمات كالمعتاد: {services}.",
}
