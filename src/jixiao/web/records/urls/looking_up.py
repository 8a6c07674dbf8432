"""Findings, the library, search, versions."""

from django.urls import path

from jixiao.web.records.views import findings, looking_up, versions

urlpatterns = [
    path("tables/<int:pk>/findings/", findings.table_findings, name="table_findings"),
    path("tables/<int:pk>/findings/fix/", findings.findings_fix, name="findings_fix"),
    path("tables/<int:pk>/findings/accept/", findings.findings_accept, name="findings_accept"),
    path("tables/<int:pk>/findings/reopen/", findings.findings_reopen, name="findings_reopen"),
    path("rules/", findings.rules, name="rules"),
    path("rules/<slug:code>/", findings.rule, name="rule"),
    path("library/", looking_up.library, name="library"),
    path("library/<int:pk>/", looking_up.library_entry, name="library_entry"),
    path("library/<int:pk>/take/", looking_up.library_take, name="library_take"),
    path("search/", looking_up.search_page, name="search"),
    path("tables/<int:pk>/versions/", versions.versions, name="versions"),
    path("tables/<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path(
        "tables/<int:pk>/versions/<int:number>/content.json", versions.version_content,
        name="version_content",
    ),
    path("projects/<uuid:key>/history/", versions.history, name="history"),
    path("projects/<uuid:key>/history/restore/", versions.restore, name="history_restore"),
]  # fmt: skip
