"""The site with the smallest project page there can be: only the panel of findings and the library."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from jixiao.web.config.urls import urlpatterns as site
from jixiao.web.records.selectors.tables import project_for

_PAGE = """{% extends "base.html" %}{% load static %}
{% block title %}{{ project }}{% endblock %}
{% block head %}<link rel="stylesheet" href="{% static 'desk/findings.css' %}"><link rel="stylesheet" href="{% static 'desk/library.css' %}">{% endblock %}
{% block content %}<h1>{{ project }}</h1>
<p><a href="{% url 'library' %}?project={{ project.key }}" data-library data-close="关闭">指标库</a></p>
<aside id="findings" aria-label="问题" hx-get="{% url 'table_findings' project.table_id %}?project={{ project.key }}" hx-trigger="load, desk:saved from:body"></aside>
{% endblock %}
{% block scripts %}<script src="{% static 'desk/findings.js' %}"></script><script src="{% static 'desk/library.js' %}"></script>{% endblock %}
"""


def page(request: HttpRequest, key: str) -> HttpResponse:
    project = project_for(for_user=request.user, key=key)
    template = engines["django"].from_string(_PAGE)
    return HttpResponse(template.render({"project": project}, request))


urlpatterns = [path("small/<uuid:key>/", page, name="small"), *site]
