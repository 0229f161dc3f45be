"""Messages in Japanese."""

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.render.frames.base import Frame
from statusboard.render.frames.confirming import ConfirmingWords
from statusboard.render.frames.times import Times
from statusboard.render.page_words.japanese import JAPANESE

FRAME = Frame(
    language="ja",
    times=Times(
        dates=JAPANESE.dates,
        clock="{time} ({zone})",
        full="{date} {clock}",
        on="{date} {clock}",
    ),
    label="{name}：{text}",
    sentence="{text}。",
    comma=JAPANESE.comma,
    span="{start} ～ {end}",
    capitals=False,
    incident=JAPANESE.states,
    service=JAPANESE.service_states,
    number="第{number}報",
    kinds=JAPANESE.kinds,
    correction="訂正",
    corrected="{at}のお知らせに誤りがありました。正しくは次のとおりです。",
    withdrawn="{at}のお知らせを取り下げます。誤って公開したものです。",
    all_withdrawn="本件に関するお知らせをすべて取り下げます。誤って公開したものです。",
    promise="次のお知らせは{at}までに行います。",
    end_word="終了しましたら、すぐにお知らせします。",
    follow="最新の状況：{url}",
    follow_button="ステータスページで確認する",
    told_because="このメッセージは、{page}のお知らせの送付先として登録されたアドレスにお送りして"
    "います。",
    leave="配信を停止するには、このメールに「unsubscribe」とご返信ください。",
    choose="受け取る内容を選ぶ",
    unsubscribe="配信を停止する",
    own_link="ここに届く内容の変更や配信の停止：{url}",
    passed_on="転送されたメールをお読みですか。",
    get_updates="お知らせを受け取る",
    when_fixed=JAPANESE.notice.when_fixed,
    before="これまでのお知らせ",
    sample="サンプルデータ：実際の出来事ではありません。",
    sample_word="サンプルデータ",
    customers="お客様へのお知らせ：",
    planned="予定：{start} ～ {end}",
    planned_until="終了予定：{end}",
    was_planned="当初の予定：{start} ～ {end}",
    written_in=JAPANESE.notice.is_in,
)
CONFIRMING = ConfirmingWords(
    language="ja",
    comma=JAPANESE.comma,
    subject="{page}：アドレスの確認をお願いします",
    heading="アドレスの確認をお願いします",
    asked="このアドレスに{page}のお知らせを送るよう、どなたかが申し込みました。お心当たりがあれば"
    "、確認してください。",
    told="このアドレスには既に{page}のお知らせが届いており、そのまま続きます。どなたかが、下記の"
    "内容を新たに選びました。お心当たりがあれば、確認してください。",
    chosen="選ばれた内容：",
    everything="すべて",
    about={
        About.BOTH: "障害と計画作業",
        About.INCIDENTS: "障害",
        About.PLANNED: "計画作業",
    },
    extent={
        Extent.EVERY: "すべてのお知らせ",
        Extent.START_END: "開始時と終了時のみ",
    },
    until_fixed="「{incident}」が終了したときに一度だけ。その後、アドレスは削除されます。",
    button="確認する",
    follow="確認：{url}",
    see_button="受け取る内容を見る",
    see="受け取る内容の確認、変更、配信の停止：{url}",
    ends="このリンクは一度だけ使えます。有効期限：{at}",
    nothing="お心当たりがなければ、何もなさらないでください。何も送信されません。",
    nothing_changes="お心当たりがなければ、何もなさらないでください。何も変わりません。",
    consent="私が選んだ内容について、配信を停止するまで、{page}からこのアドレスに連絡が届くことに"
    "同意します。",
    consent_until_fixed="終了したときに一度だけ、{page}からこのアドレスに連絡が届くことに同意しま"
    "す。",
    agreed="確認すると、次の内容に同意したことになります：「{consent}」",
    short="{page}：SMS受信（{what}）の確認 {url}",
    short_until_fixed="{page}：終了時のSMS受信の確認 {url}",
    short_end="お心当たりがなければ不要です。停止はSTOPと返信",
)
PLANNED = {
    TemplateKind.MAINTENANCE_ANNOUNCED: "次の日時に作業を予定しています：{when}。対象のサービス："
    "{services}。この間、これらのサービスをご利用いただけないことがあります。作業が終わりましたら"
    "、ここでお知らせします。",
    TemplateKind.MAINTENANCE_MOVED: "作業の日時が変わりました：{when}。対象のサービス：{services}"
    "。この間、これらのサービスをご利用いただけないことがあります。",
    TemplateKind.MAINTENANCE_REMINDER: "作業予定のご案内です：{when}。対象のサービス：{services}"
    "。中断できないご用件は、その前にお済ませください。",
    TemplateKind.MAINTENANCE_STARTED: "作業を開始しました。対象のサービス：{services}。これらのサ"
    "ービスをご利用いただけないことがあります。終了予定：{end}。作業が終わりましたら、ここでお知"
    "らせします。",
    TemplateKind.MAINTENANCE_EXTENDED: "作業が予定より長くかかっています。対象のサービス："
    "{services}。新しい終了予定：{end}。お待たせして申し訳ございません。",
    TemplateKind.MAINTENANCE_VERIFYING: "作業は済みました。対象のサービス：{services}。普段どおり"
    "に動作するかを確認しており、終わりましたらここでお知らせします。",
    TemplateKind.MAINTENANCE_FINISHED: "作業が終了しました。作業時間：{when}。対象のサービス："
    "{services}。まだ動作しないところがあれば、もう一度お試しください。",
    TemplateKind.MAINTENANCE_CANCELLED: "予定していた作業は行いません：{when}。これらのサービスは"
    "普段どおりご利用いただけます：{services}。",
}
