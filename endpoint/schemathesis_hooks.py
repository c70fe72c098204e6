"""Makes what Schemathesis sends pass the checks that no schema can state, so that it gets as far as the rules and the
database: half of the bodies get the form and edition that are published and the right digest, and a third of those the answers
of a whole application. The other half stays as it was made.

With `pip install pyhpke`, and `CAP_SEAL_TO` set to the key that `council seal-key` prints, half of the sealed ones are sealed
too, by an implementation that is not ours."""

import base64
import hashlib
import json
import os
import random
from pathlib import Path

import schemathesis

try:
    from pyhpke import AEADId, CipherSuite, KDFId, KEMId
except ImportError:
    CipherSuite = None

ROOT = Path(__file__).resolve().parent.parent
FORM = json.loads((ROOT / "public/form/application.json").read_text())
WHOLE = [json.loads(path.read_text()) for path in sorted((ROOT / "tests/applications").glob("*.json"))]
SEAL_TO = os.environ.get("CAP_SEAL_TO")


def canonical(value):
    """As `src/submission/digest.rs` says: sorted members, numbers as doubles, no white space."""
    if isinstance(value, dict):
        return {key: canonical(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def digest(answers):
    text = json.dumps(canonical(answers), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fill(envelope, whole):
    envelope["answers"] = whole["sent"]
    envelope["provision"] = whole["sent"]["provision"]
    envelope["stated_date"] = whole["stated_date"]
    envelope["form"], envelope["edition"] = FORM["id"], "2025-26"
    envelope["digest"] = digest(envelope["answers"])


def mend(envelope):
    chance = random.Random(json.dumps(envelope, sort_keys=True))
    if not isinstance(envelope.get("answers"), dict) or chance.random() < 0.5:
        return
    if chance.random() < 0.34:
        fill(envelope, chance.choice(WHOLE))
    envelope["form"], envelope["edition"] = FORM["id"], "2025-26"
    envelope["digest"] = digest(envelope["answers"])


def unpadded(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def seal(body, key):
    """As `docs/endpoint.md` says."""
    chance = random.Random(json.dumps(body, sort_keys=True))
    application, version = body.get("application"), body.get("form_version")
    if chance.random() < 0.5 or not isinstance(application, str) or not isinstance(version, str) or "\n" in version:
        return
    envelope = {"format": 1, "application": application, "form_version": version, "requirements": {}}
    fill(envelope, chance.choice(WHOLE))
    suite = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.CHACHA20_POLY1305)
    public = base64.urlsafe_b64decode(SEAL_TO + "=")
    body["sealed_to"] = hashlib.sha256(public).hexdigest()[:16]
    bound = ["cap-sealed-1", body["sealed_to"], application, version, key]
    encapsulated, context = suite.create_sender_context(suite.kem.deserialize_public_key(public), info=b"cap-sealed-1")
    text = json.dumps(envelope).encode("utf-8", "surrogatepass")
    aad = "".join(f"{line}\n" for line in bound).encode("utf-8", "surrogatepass")
    body["encapsulated"], body["ciphertext"] = unpadded(encapsulated), unpadded(context.seal(text, aad=aad))


@schemathesis.hook
def map_body(context, body):
    if isinstance(body, dict):
        inner = body.get("envelope", body)
        if isinstance(inner, dict):
            mend(inner)
    return body


@schemathesis.hook
def map_case(context, case):
    key = (case.headers or {}).get("Idempotency-Key")
    parts = {"format", "sealed_to", "application", "form_version", "encapsulated", "ciphertext"}
    # A body that is wrong on purpose stays so.
    whole = isinstance(case.body, dict) and set(case.body) == parts and all(
        isinstance(case.body[part], str) for part in parts - {"format"}
    )
    if CipherSuite and SEAL_TO and whole and isinstance(key, str):
        seal(case.body, key)
    return case
