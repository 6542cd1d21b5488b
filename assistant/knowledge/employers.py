"""Which content is for whom, where it is for one employer alone."""

LOCAL = "local"  # the folder of an employer's own content, and what the names of its documents begin with


def is_local(document: str) -> bool:
    """Whether a document is an employer's own."""
    return document.startswith(f"{LOCAL}/")


def is_for(employer: str, ours: str) -> bool:
    """Whether what is for `employer` alone may be shown where `ours` is served.

    `ours` are names between semicolons: an employer, and the care system it belongs to. What names no employer is for everybody,
    and where nobody has said who is served nothing is left out.
    """
    served = {_plain(name) for name in ours.split(";")} - {""}
    return not employer or not served or _plain(employer) in served


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
