"""Files for robots and browsers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse

from mosty.directory.queries import places
from mosty.guide.enums import public_name
from mosty.guide.queries import articles
from mosty.ui.language import portal_languages
from mosty.ui.screens import reads, screen


@reads
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language, each with its alternates; articles only in the languages they are written in."""
    alone = (
        "guide:index",
        "centres:list",
        "services:list",
        "booking:start",
        "numbers:year",
        "emergency",
        "privacy",
        "accessibility",
        "guide:changes",
    )
    subjects: list[tuple[str, list[str]]] = [(name, []) for name in alone]
    subjects += [("centres:detail", [slug]) for slug in places.centres().prefetch_related(None).values_list("slug", flat=True)]
    subjects += [("services:detail", [slug]) for slug in places.services().values_list("slug", flat=True)]
    subjects += [("guide:page", [topic.value]) for topic, _found in articles.shelves(settings.LANGUAGE_CODE)]
    rests = ["/"] + [reverse(f"portal:{name}", args=args)[3:] for name, args in subjects]
    pages = [
        {
            "url": f"{settings.SITE_URL}/{code}{rest}",
            "others": [(other, f"{settings.SITE_URL}/{other}{rest}") for other in portal_languages()],
        }
        for rest in rests
        for code in portal_languages()
    ]
    for slug, codes, is_sensitive in articles.published():
        rest = reverse("portal:guide:page", args=[public_name(slug, is_sensitive=is_sensitive)])[3:]
        others = [(code, f"{settings.SITE_URL}/{code}{rest}") for code in portal_languages() if code in codes]
        pages += [{"url": url, "others": others} for _code, url in others]
    answer = screen(request, "portal/robots/sitemap.xml", {"pages": pages})
    answer.headers["Content-Type"] = "application/xml; charset=utf-8"
    return answer


@reads
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: the portal and the page where booking begins, but no booking."""
    closed = ["/desk/", "/network/", "/account/", "/admin/", "/guide-admin/", "/ui/", "/*/book/", "/*/visit/", "/*/search/"]
    lines = [
        "User-agent: *",
        "Allow: /*/book/$",
        *(f"Disallow: {path}" for path in closed),
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@reads
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it whatever the page says."""
    return HttpResponseRedirect(static("ui/mark.svg"))
