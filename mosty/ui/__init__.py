"""The component kit: tokens, components, gallery. Knows no model, URL name or query of any app."""
