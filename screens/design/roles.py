"""The roles page: who does which task, what that costs, and what would be better."""

from salesmodel.ui.frame import the_session
from salesmodel.ui.roles_page import roles_page

roles_page(the_session())
