"""Check a sealed paper without the platform: ``python3 verify_seal.py CODE KEYS [REVOKED]`` (see docs/seals.md)."""

import base64
import hashlib
import json
import sys
from pathlib import Path

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def point(octets):
    y, odd = int.from_bytes(octets, "little") % 2**255, octets[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    x = x if x % 2 == odd else P - x
    return (x, y, 1, x * y % P) if (x * x - square) % P == 0 else sys.exit("NOT TRUE: no such signature.")


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * D * p[3] * q[3], 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    half = times(n // 2, add(p, p)) if n else (0, 1, 1, 0)
    return add(half, p) if n % 2 else half


def signed(path, keys):
    said = json.loads(Path(path).read_text("utf-8"))
    signature, key = (base64.urlsafe_b64decode(each + "==") for each in (said.pop("sig"), keys[said["key"]]["public"]))
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    number = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little")
    base, s = point((4 * pow(5, -1, P) % P).to_bytes(32, "little")), int.from_bytes(signature[32:], "little")
    left, right = times(s, base), add(point(signature[:32]), times(number % ORDER, point(key)))
    same = all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1)) and s < ORDER
    in_time = keys[said["key"]]["from"] <= said["signed"] <= (keys[said["key"]]["until"] or "9999")
    return said if same and in_time else sys.exit(f"NOT TRUE: {path} is not what the key signed.")


known = {key["name"]: key for key in json.loads(Path(sys.argv[2]).read_text("utf-8"))["keys"]}
paper = signed(sys.argv[1], known)
revoked = signed(sys.argv[3], known)["revoked"] if len(sys.argv) > 3 else {}
sys.stdout.write("".join(f"{name}: {value}\n" for name, value in paper.items()))
sys.exit(f"REVOKED on {revoked[paper['serial']]}" if paper["serial"] in revoked else sys.stdout.write("TRUE\n") * 0)
