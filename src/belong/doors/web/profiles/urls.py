from django.urls import path

from belong.doors.web.profiles.views import belonging, directory, fields, own, picture

urlpatterns = [
    path("me/profile", own.profile, name="profile"),
    path("me/profile/picture", picture.put, name="profile_picture"),
    path("me/profile/picture/remove", picture.remove, name="profile_picture_remove"),
    path("me/profile/organisations", belonging.every, name="profile_organisations"),
    path("me/profile/organisations/<uuid:uid>", belonging.change, name="profile_organisation"),
    path("me/profile/organisations/<uuid:uid>/remove", belonging.remove, name="profile_organisation_remove"),
    path("pictures/<uuid:uid>/<int:size>", picture.file, name="picture"),
    path("members", directory.members, name="members"),
    path("profiles/fields", fields.every, name="profile_fields"),
    path("profiles/fields/<slug:key>", fields.one, name="profile_field"),
    path("profiles/fields/<slug:key>/move", fields.move, name="profile_field_move"),
    path("profiles/fields/<slug:key>/retire", fields.retire, name="profile_field_retire"),
    path("profiles/fields/<slug:key>/restore", fields.restore, name="profile_field_restore"),
    path("profiles/directory", fields.directory, name="profile_directory"),
]
