from mosty.ui.screens import reads, screen


@reads
def choose_language(request):
    return screen(request, "portal/home/choose_language.html")


@reads
def home(request):
    return screen(request, "portal/home/home.html")
