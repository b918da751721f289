"""`{% plan_box client %}`: the plan on the page of a person's file."""

from django import template

from mosty.desk.plans.box import plan_box as box_of

register = template.Library()


@register.inclusion_tag("desk/plans/_box.html", takes_context=True)
def plan_box(context, client):
    """Draws nothing for whoever may not read plans."""
    return {"box": box_of(context["request"].user, client)}
