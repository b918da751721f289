from django.urls import path

from mosty.desk.clients import merge_views, part_views, views
from mosty.desk.clients.parts import PARTS

app_name = "clients"
urlpatterns = [
    path("", views.list, name="list"),
    path("search/", views.search, name="search"),
    path("new/", views.new, name="new"),
    path("merges/", merge_views.list, name="merges"),
    path("merges/<uuid:pk>/undo/", merge_views.undo, name="undo"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/phone/", views.phone, name="phone"),
    path("<uuid:pk>/details/", part_views.details, name="details"),
    path("<uuid:pk>/contact/", part_views.contact, name="contact"),
    path("<uuid:pk>/documents/<uuid:row>/number/", part_views.number, name="number"),
    path("<uuid:pk>/merge/", merge_views.choose, name="merge"),
    path("<uuid:pk>/merge/<uuid:other>/", merge_views.compare, name="compare"),
]
for part in PARTS:
    urlpatterns += [
        path(f"<uuid:pk>/{part.name}/", part_views.list_page(part), name=part.name),
        path(f"<uuid:pk>/{part.name}/<uuid:row>/", part_views.row_page(part), name=part.one),
    ]
