"""Who signs in."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Users are known by e-mail, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who may sign in, once a membership gives rights."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """The technical administrator: Django's admin, no rights in the product."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. Rights come from memberships (`directory`), not from here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=5, default="pl", help_text="of the desk: pl, en or uk")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="may open Django's admin")
    is_demo = models.BooleanField(default=False, help_text="an invented person of the demo network")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as Django's and Wagtail's screens ask for it; without it they would show the e-mail address."""
        return self.name

    def get_short_name(self) -> str:
        """The same, for a greeting."""
        return self.name

    @property
    def first_name(self) -> str:
        """The same, for the side bar of Wagtail's admin, which knows no other."""
        return self.name

    @property
    def staff_language(self) -> str:
        return self.language if self.language in settings.STAFF_LANGUAGES else "pl"
