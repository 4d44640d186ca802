from django.urls import path

from belong.doors.web.ladder.views import belonging, editing, moving, person, standing

urlpatterns = [
    path("ladder", standing.ladder, name="ladder"),
    path("ladder/", standing.moved, name="ladder_moved"),
    path("ladder/steps/<slug:key>", standing.stage, name="ladder_stage"),
    path("ladder/flows", moving.flows, name="ladder_flows"),
    path("ladder/times", moving.times, name="ladder_times"),
    path("ladder/moves", moving.moves, name="ladder_moves"),
    path("ladder/leaving", moving.leaving, name="ladder_leaving"),
    path("ladder/stuck/<slug:key>", moving.stuck, name="ladder_stuck"),
    path("ladder/near", moving.near, name="ladder_near"),
    path("ladder/near/<slug:key>", moving.near_list, name="ladder_near_list"),
    path("ladder/belonging", belonging.belonging, name="ladder_belonging"),
    path("ladder/belonging/<slug:key>", belonging.state, name="ladder_belonging_list"),
    path("ladder/edit", editing.edit, name="ladder_edit"),
    path("ladder/<slug:key>", standing.stage_moved, name="ladder_stage_moved"),
    path("people/<uuid:uid>/ladder", person.person, name="person_ladder"),
]
