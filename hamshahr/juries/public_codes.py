"""The codes of a public vote: each follows from an address by a secret of the installation, and is kept nowhere."""

import base64
import hashlib

from django.utils.crypto import salted_hmac

from .models import PublicVote

SALT = "hamshahr.juries.public_vote"


def hash_of(vote: PublicVote, address: str) -> str:
    """The address as it is kept: nobody without the secret of the installation can try addresses out."""
    return salted_hmac(f"{SALT}.address", f"{vote.key} {address.strip().lower()}", algorithm="sha256").hexdigest()


def code_for(vote_key: str, address: str) -> str:
    """The code of an address in a vote: sixteen letters and digits that nobody can guess."""
    said = f"{vote_key} {address.strip().lower()}"
    return base64.b32encode(salted_hmac(f"{SALT}.code", said, algorithm="sha256").digest()[:10]).decode().lower()


def digest_of_code(vote: PublicVote, code: str) -> str:
    return hashlib.sha256(f"{vote.key} {code.strip().lower()}".encode()).hexdigest()
