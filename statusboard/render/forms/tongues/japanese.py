"""The forms in Japanese."""

from types import MappingProxyType

from statusboard.domain.languages import LANGUAGES
from statusboard.render.forms.door_words import DoorWords
from statusboard.render.forms.words import Words

WORDS = Words(
    language="ja",
    name=LANGUAGES["ja"],
    comma="、",
    back="ページに戻る",
    sample="サンプルデータ：ここにあるサービスとお知らせは架空のものです。",
    languages="言語",
    questions="ご質問は{contact}までお寄せください",
    door=DoorWords(
        heading="このページは公開されていません",
        lead="受け取ったパスワードを入力してください。",
        password="パスワード",  # noqa: S106 - a label
        open="ページを開く",
        by_link="専用のリンクをお持ちの場合は、そのリンクからページを開いてください。",
        only_link="受け取ったリンクからページを開いてください。",
        wrong="パスワードが違います。確認して、もう一度お試しください。",
        no_link="このリンクでは開けないか、すでに無効になっています。送り主にお問い合わせください"
        "。",
        wait="試行回数が多すぎます。しばらく待ってから、もう一度お試しください。",
        left="このブラウザーではサインアウトしました。",
    ),
    heading="お知らせをお好みの方法で受け取る",
    lead="問題が起きたとき、新しい情報があるとき、そして終了したときにお知らせします。それ以外は"
    "お送りしません。",
    ways="お知らせの受け取り方",
    example="例：{example}",
    about="対象",
    everything="すべて",
    everything_note="後から追加されるものも含みます",
    chosen="選んだものだけ",
    singles="サービスを個別に選ぶ",
    singles_of="（{group}）",
    ungrouped="その他のサービス",
    sorts="お知らせの種類",
    incidents="障害",
    planned="計画作業",
    both="障害と計画作業",
    extent="お知らせの量",
    every="すべてのお知らせ",
    start_end="開始時と終了時のみ",
    messages_in="メッセージの言語",
    subscribe="登録する",
    subscribe_note="お送りするメッセージの中のリンクを開いて確認してください。停止も一度のクリッ"
    "クで済みます。",
    trap="この欄は空けておいてください",
    fixed="復旧したら知らせを受け取る",
    fixed_lead="復旧したときに一度だけお知らせし、アドレスを削除します。",
    waiting="これをお待ちですか。",
    wrong="もう一度ご確認ください",
    problems=MappingProxyType(
        {
            "channel": "お知らせの受け取り方を選んでください。",
            "missing": "お知らせの送り先を入力してください。",
            "address": "このアドレスには送信できません。例と同じ形になっていますか。",
            "long": "アドレスとしては長すぎます。",
            "services": "一つ以上選ぶか、「すべて」を選んでください。",
            "sorts": "二つのうち、少なくとも一つを選んでください。",
            "incident": "既に終了しているか、ここでは確認できません。今後のお知らせは受け取れます"
            "。",
            "gone": "選ばれたものの一部は、もうここにありません。もう一度選んでください。",
            "refused": "受け付けられませんでした。内容を確認して、もう一度送信してください。",
            "stale": "このフォームは長い間開かれたままでした。内容を確認して、もう一度送信してく"
            "ださい。",
        }
    ),
    asked=MappingProxyType(
        {
            "email": "受信トレイをご確認ください",
            "tel": "電話をご確認ください",
            "": "お知らせの受け取り先をご確認ください",
        }
    ),
    asked_way="そのアドレスに送信できる場合は、リンクの入ったメッセージが届きます。リンクを開いて"
    "確認してください。確認が済むまでは何もお送りしません。リンクは24時間有効です。",
    asked_known="既に登録されている場合は、変更用のリンクがメッセージに入っています。",
    asked_nothing="数分たっても届きませんか。迷惑メールの中を確認するか、もう一度お申し込みくださ"
    "い。",
    again="もう一度申し込む",
    confirm="アドレスの確認",
    confirm_lead="{address}（{channel}）に送るよう、どなたかが申し込みました。お心当たりがあれば"
    "、確認してください。",
    confirm_button="確認する",
    confirm_until="このリンクの有効期限：{at}",
    confirm_not_you="お心当たりがなければ、このページを閉じてください。ボタンを押さない限り、何も"
    "起こりません。",
    confirmed="登録が完了しました",
    confirmed_fixed="復旧したらお知らせします",
    manage_link="変更または配信の停止",
    manage_later="このリンクはすべてのメッセージにも入っています。",
    manage="お送りする内容",
    written_to="{address}（{channel}）にお送りします。",
    resting="現在、{address}（{channel}）にはお送りしていません。",
    awaiting="次の件が復旧したときに一度だけお知らせします：",
    save="保存する",
    saved="保存しました。今後はこの内容でお知らせします。",
    leave="配信を停止する",
    leave_lead="停止すると、{address}（{channel}）にはお送りしなくなります。",
    stay="停止せずに内容を変更する",
    left="配信を停止しました",
    left_lead="{address}（{channel}）にはもうお送りしません。いつでも再び登録できます。",
    ended="このリンクの期限は過ぎました",
    ended_lead="確認用のリンクは24時間有効です。もう一度お申し込みください。",
    used="このリンクは既に使われています",
    used_lead="確認された内容はそのままです。変更するには、お送りしたメッセージのリンクを開いてく"
    "ださい。",
    nobody="このリンクでは、どなたにもお送りしていません。いつでも再び登録できます。",
    unknown="このリンクは確認できません",
    unknown_lead="一部が欠けているかもしれません。メッセージからもう一度開いてください。または、"
    "アドレスが既に登録されていません。",
    too_many="お申し込みが集中しています",
    too_many_lead="短い間に多くのお申し込みがありました。何も変更されていません。1分後にもう一度"
    "お試しください。",
    closed="登録できるお知らせはありません",
    closed_lead="すべての情報は、まずステータスページに掲載されます。",
    closed_contact="お知らせをご希望の場合は、{contact}までご連絡ください。",
    not_now="ただいまご利用いただけません",
    not_now_lead="何も変更されていません。1分後にもう一度お試しください。",
    of_kinds=MappingProxyType(
        {
            "E-mail": "メール",
            "E-mail address": "メールアドレス",
            "Text message": "SMS",
            "Mobile number": "携帯電話番号",
            "Address of the webhook": "Webhookのアドレス",
            "Address of the incoming webhook": "受信Webhookのアドレス",
            "Address of the workflow": "ワークフローのアドレス",
            "Address of the receiver": "受信側のアドレス",
            "Topic": "トピック",
            "Address": "アドレス",
        }
    ),
)
