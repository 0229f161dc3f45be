"""The commands of `statusboard`, each in a module of its own that imports what it needs late."""

import os
import sys
from typing import Annotated

import typer

import statusboard
from statusboard.cli import (
    alarm_rules,
    alarms,
    audit,
    backup,
    board,
    brand,
    channel,
    doctor,
    figures,
    group,
    handover,
    history,
    history_list,
    import_,
    kept,
    lists,
    location,
    maintenance,
    maintenance_agreement,
    maintenance_changing,
    maintenance_freezes,
    newrelic,
    newrelic_connections,
    newrelic_record,
    newrelic_windows,
    notice,
    notice_agreement,
    notice_ending,
    notice_publishing,
    notice_translating,
    objective,
    override,
    page,
    pages,
    place,
    readers,
    report_links,
    report_schedules,
    retention,
    secret,
    serve,
    services,
    signal,
    spans,
    statement,
    statement_picture,
    subscribers,
    template,
    watching,
    why,
    window,
    words,
)
from statusboard.cli import (
    people as team,
)
from statusboard.cli import (
    report as reports,
)
from statusboard.cli.display import has_display
from statusboard.cli.options import Database, Demo

app = typer.Typer(
    name="statusboard",
    help="Watch your services, keep an honest history, tell customers the truth.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
secrets = typer.Typer(help="Secrets that checks send, on this computer.", no_args_is_help=True)
signals = typer.Typer(help="What jobs and monitors report to.", no_args_is_help=True)
people = typer.Typer(help="Who is told, and of what.", no_args_is_help=True)
channels = typer.Typer(help="The ways to reach people.", no_args_is_help=True)
notices = typer.Typer(help="Notices for scripts, by the rules of the window.", no_args_is_help=True)
work = typer.Typer(help="Planned work: plan, start, end, extend, cancel.", no_args_is_help=True)
templates = typer.Typer(help="What notices are begun with.", no_args_is_help=True)
persons = typer.Typer(help="Who works at this desk, and what each may.", no_args_is_help=True)
trail = typer.Typer(help="Who did what, and whether that was changed.", no_args_is_help=True)
past = typer.Typer(help="History corrected, brought along and kept.", no_args_is_help=True)
desk_pages = typer.Typer(help="The pages of this desk, and what each shows.", no_args_is_help=True)
places = typer.Typer(help="Where collectors stand.", no_args_is_help=True)
alarming = typer.Typer(help="What asks for attention, and who is told.", no_args_is_help=True)
objectives = typer.Typer(help="What is promised, and how it stands.", no_args_is_help=True)
targets = typer.Typer(help="Where the page is put.", no_args_is_help=True)
reading = typer.Typer(help="Who may read a private page.", no_args_is_help=True)
faces = typer.Typer(help="How the page looks: colours, logo, links.", no_args_is_help=True)
groups = typer.Typer(help="Groups of services, and what decides.", no_args_is_help=True)
new_relic = typer.Typer(help="What New Relic knows, and what is watched.", no_args_is_help=True)
statements = typer.Typer(help="What may be said of uptime, and where.", no_args_is_help=True)
reporting = typer.Typer(help="An uptime report: as a file, by schedule, behind a link.")
demo = typer.Typer(help="Parts of the demo, each by itself.", no_args_is_help=True)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"StatusBoard {statusboard.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    database: Database = None,
    demo: Demo = False,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Say which.")
    ] = False,
) -> None:
    """Watch your services, keep an honest history, tell customers the truth."""
    if context.invoked_subcommand is None:
        if has_display():
            window.window(database=database, demo=demo)
            return
        print("No window can be shown here; this is the board as text.", file=sys.stderr)
        board.board(database=database, demo=demo)
        return
    if demo:
        raise typer.BadParameter("write it after the command", param_hint="--demo")
    # `statusboard --database X status` and `statusboard status --database X` mean the same. The
    # environment is the one place that the parser looks into before it takes a default.
    if database is not None:
        os.environ["STATUSBOARD_DATABASE"] = database


app.command()(window.window)
app.command()(window.wall)
app.command()(board.board)
app.command()(services.apply)
app.command()(services.export)
app.command()(services.fields)
app.command("import")(import_.bring)
app.command()(watching.collect)
app.command()(watching.office)
app.command()(serve.serve)
app.command()(watching.theirs)
app.command()(figures.status)
app.command("handover")(handover.show)
app.command()(figures.uptime)
app.command()(spans.spans)
statements.command("list")(statement.show)
statements.command("judge")(statement.judge)
statements.command("text")(statement.text)
statements.command("picture")(statement_picture.picture)
statements.command("use")(statement.use)
statements.command("uses")(statement.uses)
statements.command("stop")(statement.stop)
app.add_typer(statements, name="statement")
reporting.callback(invoke_without_command=True)(reports.make)
reporting.command("schedule")(report_schedules.schedule)
reporting.command("schedules")(report_schedules.schedules)
reporting.command("unschedule")(report_schedules.unschedule)
reporting.command("share")(report_links.share)
reporting.command("links")(report_links.links)
app.add_typer(reporting, name="report")
alarming.command("list")(alarms.show)
alarming.command("acknowledge")(alarms.acknowledge)
alarming.command("mute")(alarms.mute)
alarming.command("unmute")(alarms.unmute)
alarming.command("rules")(alarm_rules.rules)
app.add_typer(alarming, name="alarms")
app.command()(override.override)
app.command()(why.why)
groups.command("list")(group.show)
groups.command("rule")(group.rule)
app.add_typer(groups, name="group")
objectives.command("list")(objective.show)
objectives.command("show")(objective.detail)
objectives.command("set")(objective.promise)
objectives.command("remove")(objective.remove)
app.add_typer(objectives, name="objective")
app.command()(page.page)
reading.command("list")(readers.show)
reading.command("password")(readers.password)
reading.command("invite")(readers.invite)
reading.command("end")(readers.end)
app.add_typer(reading, name="readers")
app.command()(window.screens)
app.command("check-words")(words.check_words)
app.command()(doctor.doctor)
app.command()(backup.backup)
app.command()(backup.restore)
secrets.command("list")(secret.show)
secrets.command("set")(secret.give)
secrets.command("move")(secret.move)
app.add_typer(secrets, name="secret")
signals.command("list")(signal.show)
signals.command("address")(signal.address)
app.add_typer(signals, name="signal")
people.command("list")(subscribers.show)
people.command("add")(subscribers.add)
people.command("remove")(subscribers.remove)
people.command("show")(kept.show)
people.command("erase")(kept.erase)
people.command("lists")(lists.show)
people.command("import")(subscribers.bring_in)
people.command("export")(subscribers.export)
app.add_typer(people, name="subscribers")
app.command()(subscribers.deliveries)
faces.command("list")(brand.show)
faces.command("set")(brand.change)
app.add_typer(faces, name="brand")
desk_pages.command("list")(pages.show)
desk_pages.command("add")(pages.add)
desk_pages.command("change")(pages.change)
desk_pages.command("remove")(pages.remove)
desk_pages.command("snippets")(pages.show_snippets)
app.add_typer(desk_pages, name="pages")
targets.command("list")(place.show)
targets.command("add")(place.add)
targets.command("watch")(place.watch)
targets.command("remove")(place.remove)
app.add_typer(targets, name="place")
channels.command("list")(channel.show)
channels.command("prove")(channel.prove)
channels.command("bounces")(channel.bounces)
app.add_typer(channels, name="channel")
notices.command("new")(notice.new)
notices.command("update")(notice.follow)
notices.command("resolve", help="Write that an incident is over.")(notice.follow)
notices.command("postmortem", help="Write how an incident that is over came about.")(notice.follow)
notices.command("list")(notice.show)
notices.command("show")(notice_agreement.show)
notices.command("translate")(notice_translating.translate)
notices.command("publish")(notice_publishing.publish)
notices.command("submit")(notice_agreement.submit)
notices.command("approve")(notice_agreement.approve)
notices.command("reject")(notice_agreement.reject)
notices.command("withdraw-request")(notice_agreement.withdraw_request)
notices.command("schedule")(notice_agreement.schedule)
notices.command("unschedule")(notice_agreement.unschedule)
notices.command("retract")(notice_ending.retract)
notices.command("join")(notice_ending.join)
notices.command("announce")(notice_ending.announce)
app.add_typer(notices, name="notice")
work.command("plan")(maintenance.plan)
work.command("move")(maintenance_changing.move)
work.command("change")(maintenance_changing.change)
work.command("start")(maintenance.start)
work.command("end")(maintenance.end)
work.command("extend")(maintenance.extend)
work.command("cancel")(maintenance.cancel)
work.command("freeze")(maintenance_freezes.freeze)
work.command("unfreeze")(maintenance_freezes.unfreeze)
work.command("list")(maintenance.show)
work.command("show")(maintenance_agreement.show)
work.command("submit")(maintenance_agreement.submit)
work.command("approve")(maintenance_agreement.approve)
work.command("reject")(maintenance_agreement.reject)
work.command("withdraw-request")(maintenance_agreement.withdraw_request)
work.command("announce")(maintenance_agreement.announce)
app.add_typer(work, name="maintenance")
templates.command("list")(template.show_all)
templates.command("show")(template.show)
templates.command("set")(template.give)
templates.command("restore")(template.restore)
app.add_typer(templates, name="template")
persons.command("list")(team.show)
persons.command("add")(team.add)
persons.command("change")(team.change)
persons.command("end")(team.end)
persons.command("back")(team.bring_back)
persons.command("code")(team.code)
persons.command("devices")(team.devices)
persons.command("rescue")(team.rescue)
persons.command("roles")(team.roles)
app.add_typer(persons, name="people")
trail.command("verify")(audit.verify)
trail.command("export")(audit.export)
app.add_typer(trail, name="audit")
past.command("correct")(history.correct)
past.command("corrections")(history.corrections)
past.command("agree")(history.agree)
past.command("refuse")(history.refuse)
past.command("take-back")(history.take_back)
past.command("retention")(retention.retention)
past.command("import")(history_list.bring)
past.command("export")(history_list.export)
app.add_typer(past, name="history")
places.command("list")(location.show)
places.command("remove")(location.remove)
app.add_typer(places, name="location")
new_relic.command("connections")(newrelic_connections.connections)
new_relic.command("connect")(newrelic_connections.connect)
new_relic.command("disconnect")(newrelic_connections.disconnect)
new_relic.command("backfill")(newrelic_connections.backfill)
new_relic.command("find")(newrelic.find)
new_relic.command("watch")(newrelic.watch)
new_relic.command("follow")(newrelic.follow)
new_relic.command("unfollow")(newrelic.unfollow)
new_relic.command("followed")(newrelic.followed)
new_relic.command("record")(newrelic_record.record)
new_relic.command("windows")(newrelic_windows.windows)
new_relic.command("draft")(newrelic_windows.draft)
app.add_typer(new_relic, name="newrelic")
demo.command("newrelic")(watching.newrelic)
app.add_typer(demo, name="demo")
