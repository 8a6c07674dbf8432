"""The desk, by what people do; each part lists its own addresses."""

from jixiao.web.records.urls import imports, looking_up, tables, workflow

urlpatterns = [
    *tables.urlpatterns,
    *imports.urlpatterns,
    *looking_up.urlpatterns,
    *workflow.urlpatterns,
]
