"""The addresses of the pages."""

from django.urls import path

from restride.web.pages import chart_page, day_page, entrance, static_files

urlpatterns = [
    path("", entrance.start, name="start"),
    path("demo/enter", entrance.enter_demo, name="enter-demo"),
    path("leave", entrance.leave, name="leave"),
    path("day", day_page.day, name="day"),
    path("people/<uuid:patient_id>", chart_page.chart, name="chart"),
    path("static/<str:name>", static_files.static_file, name="static"),
]
