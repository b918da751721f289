"""Who signs in, and the words of roles and rights.

We own: `User`; the vocabulary `Right`, `Role` and the table `ROLE_RIGHTS`. We do not own: who works where (a *membership*
stands in `directory`) nor what a right opens (each app's `access`).
"""
