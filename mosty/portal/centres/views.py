from mosty.ui.screens import reads, screen


@reads
def list(request):
    return screen(request, "portal/centres/list.html")


@reads
def detail(request, slug):
    return screen(request, "portal/centres/detail.html")
