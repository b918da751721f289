"""The demo network: the real centres and services as their source reports them, and clearly invented people around them.

`data/` holds texts and addresses in the portal's languages, the modules here turn them into rows. Nothing of this runs in
a real installation: `load_demo` refuses unless `settings.DEMO` is on.
"""
