"""What is signed, and its digest: the same content gives the same 64 characters, in any order."""

import hashlib
import json
from collections.abc import Mapping


def digest_of_content(content: Mapping[str, object]) -> str:
    """Digest plain content with SHA-256: keys in order, no spaces, UTF-8."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()
