"""A guide of many invented articles in all ten languages, to see what two thousand of them cost. For tests and the benchmark only.

Copies of a published article, put into the tables at once: no revisions, no translations' ledger, no signals.
"""

from uuid import uuid4

LANGUAGES = ("pl", "en", "uk", "ru", "be", "ka", "az", "tr", "es", "ar")


def grow_guide(count: int, languages: tuple[str, ...] = LANGUAGES) -> None:
    """So many articles more, each in every language, spread over the shelves; each shows the facts and terms of the one they copy.

    Needs a loaded guide with one article.
    """
    from django.db.models import F, Max

    from mosty.guide.actions.trees import shelf_of
    from mosty.guide.enums import GuideTopic
    from mosty.guide.models import ArticlePage, FactUse, TermUse, TopicPage

    model = ArticlePage.objects.live().filter(is_sensitive=False, locale__language_code="pl").order_by("number", "slug").first()
    assert model
    topics = list(GuideTopic)[:4]
    steps = ArticlePage.steplen
    first = ArticlePage.objects.aggregate(Max("number"))["number__max"] + 1
    keys = [uuid4() for _ in range(count)]
    made = []
    for language in languages:
        shelves = [shelf_of(topic, language) for topic in topics]
        for at, shelf in enumerate(shelves):
            children = shelf.get_children().order_by("-path").values_list("path", flat=True)
            last = children.first()
            begin = ArticlePage._str2int(last[-steps:]) if last else 0
            mine = range(at, count, len(shelves))
            for step, number in enumerate(mine, start=begin + 1):
                made.append(_copy(model, shelf, step, number, first, keys[number], language))
            TopicPage.objects.filter(pk=shelf.pk).update(numchild=F("numchild") + len(mine))
    _insert(made)
    facts = list(FactUse.objects.filter(page=model).values_list("fact_id", flat=True))
    terms = list(TermUse.objects.filter(page=model).values_list("term_id", flat=True))
    FactUse.objects.bulk_create((FactUse(fact_id=fact, page_id=page.pk) for page in made for fact in facts), batch_size=2_000)
    TermUse.objects.bulk_create((TermUse(term_id=term, page_id=page.pk) for page in made for term in terms), batch_size=2_000)


def _copy(model, shelf, step, number, first, key, language):
    from mosty.guide.models import ArticlePage

    page = ArticlePage(
        **{field.attname: getattr(model, field.attname) for field in model._meta.concrete_fields if field.name not in {"id", "page_ptr"}}
    )
    page.path = ArticlePage._get_path(shelf.path, shelf.depth + 1, step)
    page.depth, page.numchild = shelf.depth + 1, 0
    page.slug = f"matter-{first + number}"
    page.title = page.draft_title = f"{model.title} {first + number} ({language})"
    page.url_path = f"{shelf.url_path}{page.slug}/"
    page.number, page.locale_id, page.translation_key = first + number, shelf.locale_id, key
    page.loaded, page.related = "", [f"matter-{first + other}" for other in range(max(0, number - 3), number)]
    page.latest_revision_id = page.live_revision_id = None
    return page


def _insert(made, batch=500):
    """Both tables of a page: Django does not insert several tables at once, so the lower one comes first."""
    from wagtail.models import Page

    from mosty.guide.models import ArticlePage

    names = [field.attname for field in Page._meta.concrete_fields if field.name != "id"]
    plain = [Page(**{name: getattr(page, name) for name in names}) for page in made]
    Page.objects.bulk_create(plain, batch_size=batch)
    for page, base in zip(made, plain, strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
    own = list(ArticlePage._meta.local_concrete_fields)
    _insert_own(made, own, batch)


def _insert_own(made, fields, batch):
    from django.db import connections

    from mosty.guide.models import ArticlePage

    connection = connections["default"]
    table = connection.ops.quote_name(ArticlePage._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        for start in range(0, len(made), batch):
            part = made[start : start + batch]
            rows = [[field.get_db_prep_save(field.pre_save(page, True), connection) for field in fields] for page in part]
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - names of our own table
