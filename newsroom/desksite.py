from unfold.sites import UnfoldAdminSite


class DeskSite(UnfoldAdminSite):
    """The admin, as the desk of the newsroom."""

    enable_nav_sidebar = False
