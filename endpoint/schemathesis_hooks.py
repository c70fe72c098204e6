"""Makes what Schemathesis sends pass the checks that no schema can state, so that it gets as far as the rules and the
database: half of the bodies get the form and edition that are published and the right digest, and a third of those the answers
of a whole application. The other half stays as it was made."""

import hashlib
import json
import random
from pathlib import Path

import schemathesis

ROOT = Path(__file__).resolve().parent.parent
FORM = json.loads((ROOT / "public/form/application.json").read_text())
WHOLE = [json.loads(path.read_text()) for path in sorted((ROOT / "tests/applications").glob("*.json"))]


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


def mend(envelope):
    chance = random.Random(json.dumps(envelope, sort_keys=True))
    if not isinstance(envelope.get("answers"), dict) or chance.random() < 0.5:
        return
    if chance.random() < 0.34:
        whole = chance.choice(WHOLE)
        envelope["answers"] = whole["sent"]
        envelope["provision"] = whole["sent"]["provision"]
        envelope["stated_date"] = whole["stated_date"]
    envelope["form"], envelope["edition"] = FORM["id"], "2025-26"
    envelope["digest"] = digest(envelope["answers"])


@schemathesis.hook
def map_body(context, body):
    if isinstance(body, dict):
        inner = body.get("envelope", body)
        if isinstance(inner, dict):
            mend(inner)
    return body
