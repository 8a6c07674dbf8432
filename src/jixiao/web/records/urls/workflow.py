"""Steps of the life cycle, comments, versions, and files to download."""

from django.urls import path

from jixiao.web.records.views import comments, downloads, workflow

urlpatterns = [
    path("tables/<int:pk>/steps/", workflow.steps, name="table_steps"),
    path("tables/<int:pk>/step/<str:action>/", workflow.step, name="table_step"),
    path("tables/<int:pk>/act/<str:action>/", workflow.act, name="table_act"),
    path("tables/<int:pk>/retract-public/", workflow.retract_public, name="public_retract"),
    path("tables/<int:pk>/comments/", comments.comments, name="comments"),
    path("comments/<int:pk>/<str:what>/", comments.comment_act, name="comment_act"),
    path("tables/<int:pk>/downloads/", downloads.downloads, name="downloads"),
    path("tables/<int:pk>/downloads/<str:form>/", downloads.download, name="download"),
    path("tables/<int:pk>/downloads/<str:form>/<str:job>/", downloads.made, name="download_made"),
]
