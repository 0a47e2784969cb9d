"""The coherence page: whether the four components support each other, and what does not fit."""

from salesmodel.ui.coherence_page import coherence_page
from salesmodel.ui.frame import the_session

coherence_page(the_session())
