"""Who the guide's editor opens for, and what it opens: groups of Wagtail, kept in step with the memberships of `directory`.

Wagtail asks groups, the house asks memberships. So every role of the guide has a group (per language where the role has one),
with rights on the tree of its language only; a person is in the groups that today's memberships give. Kept at sign-in and by a
chore; the door (`desk.sign_in.middleware`) lets nobody in whose groups say something else than the memberships.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from mosty.accounts.enums import Role
from mosty.core import time
from mosty.directory.models import Membership
from mosty.guide.access import ROLES, SOURCE, group_name, group_names, groups_fit
from mosty.guide.actions.trees import index_of

if TYPE_CHECKING:
    from mosty.accounts.models import User

DOOR = "wagtailadmin.access_admin"
MEDIA = ("wagtailimages.add_image", "wagtailimages.choose_image", "wagtaildocs.add_document", "wagtaildocs.choose_document")
# on the tree of a language
PAGES: dict[str, tuple[str, ...]] = {
    Role.GUIDE_EDITOR: ("add_page", "change_page", "lock_page", "unlock_page"),
    Role.TRANSLATOR: ("change_page",),
    Role.REVIEWER: ("publish_page", "lock_page", "unlock_page"),
}
EVERYWHERE: dict[str, tuple[str, ...]] = {
    Role.GUIDE_EDITOR: (DOOR, "wagtail_localize.submit_translation"),
    Role.TOWN_EDITOR: (DOOR,),
    Role.TRANSLATOR: (DOOR, "wagtail_localize.submit_translation"),
    Role.REVIEWER: (DOOR,),
}
LETTERS = ("submitted_notifications", "approved_notifications", "rejected_notifications", "updated_comments_notifications")
FILES = {Role.GUIDE_EDITOR, Role.TRANSLATOR}


@transaction.atomic
def ensure_language(language: str) -> bool:
    """The tree of the language, the groups that work on it and its way from draft to published. Idempotent; was anything made?"""
    names = {group_name(role, code) for role, code in _of(language)}
    workflow = f"Mosty · {dict(settings.LANGUAGES).get(language, language)}"  # editors read it
    present = set(Group.objects.filter(name__in=names).order_by("name").values_list("name", flat=True))
    if present == names and WorkflowPage.objects.filter(workflow__name=workflow).exists():
        return False
    for kind in (Workflow, GroupApprovalTask):
        kind.objects.filter(name=f"guide-{language}").update(name=workflow)  # as it was called before
    index = index_of(language)
    for role, code in _of(language):
        group = _group(role, code)
        for codename in PAGES.get(role, ()):
            GroupPagePermission.objects.get_or_create(group=group, page=index, permission=_permission(f"wagtailcore.{codename}"))
    task, _made = GroupApprovalTask.objects.get_or_create(name=workflow)
    task.groups.set([_group(Role.REVIEWER, ""), _group(Role.REVIEWER, language)])
    flow, _made = Workflow.objects.get_or_create(name=workflow)
    WorkflowTask.objects.get_or_create(workflow=flow, task=task)
    WorkflowPage.objects.update_or_create(page=index, defaults={"workflow": flow})
    return True


@transaction.atomic
def keep_groups(user: User) -> bool:
    """Put the user into the groups that today's memberships give, and out of the others of the guide. Was anything changed?"""
    if groups_fit(user):
        return False
    names = group_names(user)
    for membership_language in {name.rpartition("-")[2] for name in names}:
        if membership_language in dict(settings.LANGUAGES):
            ensure_language(membership_language)
    if names & {group_name(Role.GUIDE_EDITOR), group_name(Role.REVIEWER)}:
        ensure_language(SOURCE)
    groups = [_group(role, language) for role, language in _roles() if group_name(role, language) in names]
    user.groups.remove(*Group.objects.filter(name__startswith="guide-").exclude(pk__in=[group.pk for group in groups]))
    user.groups.add(*groups)
    # Wagtail would make it on the first page that is looked at, and send letters; what waits stands on the first page of the editor
    UserProfile.objects.get_or_create(user=user, defaults=dict.fromkeys(LETTERS, False))
    return True


def keep_all_groups() -> int:
    """The same for everybody: a membership begins or ends on its day without anybody signing in. How many people it changed."""
    today = time.today()
    holding = Membership.objects.filter(role__in=ROLES, valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gte=today))
    people = get_user_model()._default_manager.filter(Q(pk__in=holding.values("user")) | Q(groups__name__startswith="guide-"))
    return sum(keep_groups(user) for user in people.distinct().order_by("pk"))


def signed_in(user: User, **_: Any) -> None:
    """Receiver of the signal of a sign-in."""
    keep_groups(user)


def _of(language: str) -> list[tuple[str, str]]:
    """Roles that work on the tree of the language, each with the language it is bound to."""
    if language == SOURCE:
        return [(Role.GUIDE_EDITOR, ""), (Role.REVIEWER, ""), (Role.REVIEWER, SOURCE)]
    return [(Role.TRANSLATOR, language), (Role.REVIEWER, ""), (Role.REVIEWER, language)]


def _roles() -> list[tuple[str, str]]:
    codes = [code for code, _name in settings.LANGUAGES]
    bound = [(role, code) for role in (Role.TRANSLATOR, Role.REVIEWER) for code in codes]
    return [(Role.GUIDE_EDITOR, ""), (Role.TOWN_EDITOR, ""), (Role.REVIEWER, ""), *bound]


def _group(role: str, language: str) -> Group:
    group, made = Group.objects.get_or_create(name=group_name(role, language))
    if made:
        group.permissions.set([_permission(name) for name in EVERYWHERE[role]])
        if role in FILES:
            root = Collection.get_first_root_node()
            for name in MEDIA:
                GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=_permission(name))
    return group


def _permission(name: str) -> Permission:
    app, _, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
