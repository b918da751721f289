from django.urls import path

from mosty.desk.undo import views

app_name = "undo"
urlpatterns = [path("<uuid:pk>/", views.back, name="back")]
