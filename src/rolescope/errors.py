"""The one error of rolescope that a user is meant to read."""


class RolescopeError(Exception):
    """Something a user can mend: what is wrong, where, and the remedy.

    Parameters
    ----------
    what
        What is wrong, in one sentence.
    place
        File, and line or key, where it is wrong.
    remedy
        What to do about it.
    """

    def __init__(self, what: str, place: str = "", remedy: str = "") -> None:
        self.what, self.place, self.remedy = what, place, remedy
        super().__init__(": ".join(part for part in (place, what) if part) + (f" — {remedy}" if remedy else ""))
