"""Bringing files in, and correcting what was read."""

from django.urls import URLPattern, path

from jixiao.web.records.views import import_merging, imports, sources

urlpatterns: list[URLPattern] = [
    path("imports/", imports.import_list, name="imports"),
    path("imports/rows/", imports.import_rows, name="import_rows"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/progress/", imports.progress, name="import_progress"),
    path("imports/<int:pk>/act/<str:act>/", imports.act, name="import_act"),
    path("imports/<int:pk>/merge/", import_merging.merge, name="import_merge"),
    path("imports/<int:pk>/answers/", sources.answers, name="import_answers"),
    path("imports/<int:pk>/answers/<int:correction>/", sources.answer_back, name="import_answer"),
    path("imports/<int:pk>/projects/<int:index>/", sources.read_project, name="import_project"),
    path("imports/<int:pk>/source/", sources.import_source, name="import_source"),
    path("imports/<int:pk>/changes/", imports.changes, name="import_changes"),
    path("projects/<uuid:key>/source/", sources.project_source, name="project_source"),
    path(
        "projects/<uuid:key>/source/page/", sources.project_source_page, name="project_source_page"
    ),
    path("tables/<int:pk>/open/", sources.table_open, name="table_open"),
]
