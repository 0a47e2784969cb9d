"""What a workshop starts from without data: default figures with their sources, and templates."""

from salesmodel.defaults.figures import Figure, figure, figures, quantity_from
from salesmodel.defaults.roles import default_roles
from salesmodel.defaults.templates import TemplateCard, template, template_names

__all__ = [
    "Figure",
    "TemplateCard",
    "default_roles",
    "figure",
    "figures",
    "quantity_from",
    "template",
    "template_names",
]
