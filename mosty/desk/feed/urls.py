from django.urls import path

from mosty.desk.feed import views

app_name = "feed"
urlpatterns = [path("<str:token>.ics", views.ics, name="ics")]
