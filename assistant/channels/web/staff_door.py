"""Who may enter the pages of staff: a token that is typed in, a session of hours, and a word in each form."""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from secrets import token_urlsafe

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.exceptions import HTTPException

SESSION_SECONDS = 8 * 60 * 60
_MOST_TRIES = 5
_TRIES_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody at the door, or `inside` once the token was right; `key` is random."""

    key: str
    inside: bool = False


class Door:
    """Lets in whoever knows the token, and remembers in this process who got it wrong too often.

    `secret` signs the sessions; a new token ends those that the old one began.
    """

    def __init__(self, token: str, secret: bytes, now: Callable[[], float] = time.monotonic) -> None:
        self._token = token
        self._now = now
        self._failures: dict[str, list[float]] = {}
        of_this_token = sha256(token.encode()).hexdigest()
        self._sessions = URLSafeTimedSerializer(secret, salt=f"staff session {of_this_token}")
        self._forms = URLSafeTimedSerializer(secret, salt=f"staff form {of_this_token}")

    def open(self, token: str, address: str) -> Session:
        """A session inside for the right token.

        Raises:
            HTTPException: 403 for a wrong token, 429 after five of them from one address in a quarter of an hour.
        """
        self._refuse_after_too_many(address)
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            self._failures.setdefault(address, []).append(self._now())
            raise HTTPException(403, "This is not the token. Type it again, or ask the team that runs the service.")
        self._failures.pop(address, None)
        return Session(token_urlsafe(16), inside=True)

    @staticmethod
    def outside() -> Session:
        """A session for the form in which the token is typed."""
        return Session(token_urlsafe(16))

    def cookie(self, session: Session) -> str:
        """The session as it is kept by the browser."""
        return self._sessions.dumps([session.key, session.inside])

    def session(self, cookie: str) -> Session | None:
        """The session of a cookie; None where it is not ours or has ended."""
        try:
            key, inside = self._sessions.loads(cookie, max_age=SESSION_SECONDS)
        except BadSignature:
            return None
        return Session(key, inside)

    def form_word(self, session: Session) -> str:
        """The word that a form of this session carries."""
        return self._forms.dumps(session.key)

    def is_from_our_form(self, session: Session, word: str) -> bool:
        """Whether the word is one that a form of this session carries."""
        try:
            return hmac.compare_digest(str(self._forms.loads(word, max_age=SESSION_SECONDS)), session.key)
        except BadSignature:
            return False

    def _refuse_after_too_many(self, address: str) -> None:
        since = self._now() - _TRIES_SECONDS
        kept = {whose: [when for when in tries if when > since] for whose, tries in self._failures.items()}
        self._failures = {whose: tries for whose, tries in kept.items() if tries}
        tries = self._failures.get(address, [])
        if len(tries) >= _MOST_TRIES:
            wait = ceil(tries[0] + _TRIES_SECONDS - self._now())
            raise HTTPException(429, "Too many wrong tokens. Try again in a quarter of an hour.", {"Retry-After": str(wait)})
