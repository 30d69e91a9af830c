"""Addresses of a meeting that concern what it decides."""

from django.urls import path

from .views import closing_rolls, elections, motions, quorum, room, texts, voting, written, written_rolls

app_name = "decisions"
urlpatterns = [
    path("<str:slug>/rehearsal/", quorum.rehearsal, name="rehearsal"),
    path("<str:slug>/quorum/<int:number>/", quorum.quorum, name="quorum"),
    path("by-correspondence/<slug:key>/", written.procedure, name="written"),
    path("by-correspondence/<slug:key>/roll/", written_rolls.page, name="written_roll"),
    path("by-correspondence/<slug:key>/roll.pdf", written_rolls.paper, name="written_roll_paper"),
    path("by-correspondence/<slug:key>/roll.<str:ending>", written_rolls.export, name="written_roll_export"),
    path("<slug:slug>/motions/", motions.index, name="motions"),
    path("<slug:slug>/motions/new/", motions.new, name="new_motion"),
    path("<slug:slug>/motions/<slug:key>/", motions.motion, name="motion"),
    path("<slug:slug>/motions/<slug:key>/step/", motions.step, name="step"),
    path("<slug:slug>/motions/<slug:key>/text/", texts.rewrite, name="rewrite"),
    path("<slug:slug>/motions/<slug:key>/texts/<slug:language>/", texts.translate, name="translate"),
    path("<slug:slug>/motions/<slug:key>/amendments/new/", motions.amend, name="amend"),
    path("<slug:slug>/amendments/<slug:key>/withdrawal/", motions.withdraw_amendment, name="withdraw_amendment"),
    path("<slug:slug>/votes/new/<slug:kind>/<slug:key>/", voting.put, name="put"),
    path("<slug:slug>/votes/<slug:key>/", voting.outcome, name="outcome"),
    path("<slug:slug>/ballots/<slug:key>/roll/", closing_rolls.page, name="closing_roll"),
    path("<slug:slug>/ballots/<slug:key>/roll.pdf", closing_rolls.paper, name="closing_roll_paper"),
    path("<slug:slug>/ballots/<slug:key>/roll.json", closing_rolls.text, name="closing_roll_text"),
    path("<slug:slug>/elections/", elections.index, name="elections"),
    path("<slug:slug>/elections/<slug:key>/", elections.election, name="election"),
    path("<slug:slug>/elections/<slug:key>/nominations/new/", elections.nominate, name="nominate"),
    path("<slug:slug>/nominations/<slug:key>/support/", elections.support, name="support"),
    path("<slug:slug>/nominations/<slug:key>/withdrawal/", elections.withdraw, name="withdraw_nomination"),
    path("<slug:slug>/room/", room.room, name="room"),
    path("<slug:slug>/room/chair/", room.chair, name="chair"),
    path("<slug:slug>/room/hall/", room.hall, name="hall"),
    path("<slug:slug>/room/now/<slug:part>/", room.now, name="now"),
    path("<slug:slug>/room/acts/<slug:name>/", room.act, name="act"),
]
