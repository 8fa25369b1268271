from unfold.sites import UnfoldAdminSite


class DeskSite(UnfoldAdminSite):
    """The admin, as the desk of the newsroom."""
