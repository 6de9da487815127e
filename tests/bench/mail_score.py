#!/usr/bin/env python3
"""How well Redwell reads mail files, scored field by field against what other readers made of the same files.

usage: mail_score.py DATA [--ctl PATH/redwellctl] [--least 0.98] [--all] [--jobs N]

DATA holds `email/` and `expected/` (email-stalwart: a peer's own expected parse; email.json: one reading, not gospel).
Every file must yield a document or an exception with a reason; what disagrees is printed with both readings. Exits 1
below --least against the peer, or when a file yields neither.
"""
import argparse
import concurrent.futures
import email.headerregistry
import email.utils
import html.parser
import json
import os
import re
import subprocess
import sys
import unicodedata

CUT = 300  # the one reading keeps so many characters of a field


def squashed(text):
    """Without white space, marks of quotation and invisible characters: what is left must agree."""
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf") and c != ">")


def same(expected, found):
    """Letters that the other reader lost (U+FFFD) may be anything; a reading cut at 300 characters need only begin so."""
    expected, found = squashed(expected), squashed(found)
    if "\ufffd" in expected:
        return re.fullmatch(".{1,2}".join(map(re.escape, re.split("\ufffd+", expected))), found, re.S) is not None
    return expected == found


def shown(text, limit=110):
    text = json.dumps(text, ensure_ascii=False)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class Words(html.parser.HTMLParser):
    """The text of an HTML body, to be found in ours whatever the layout."""

    SILENT = {"style", "script", "title", "head"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in self.SILENT and tag != "head"

    def handle_endtag(self, tag):
        if tag in self.SILENT and tag != "head" and self.silent:
            self.silent -= 1

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def words_of_html(text):
    reader = Words()
    reader.feed(text)
    reader.close()
    return " ".join(reader.words)


def inspect(ctl, file):
    ran = subprocess.run([ctl, "inspect", "--json", "--ocr", "never", file], capture_output=True, timeout=300)
    if ran.returncode == 0:
        return json.loads(ran.stdout), None
    return None, (ran.returncode, ran.stderr.decode("utf-8", "replace").strip())


class Score:
    def __init__(self, name):
        self.name, self.right, self.asked, self.misses, self.kinds = name, 0, 0, [], {}

    def field(self, file, field, expected, found, agrees):
        kind = field.split("[")[0]
        right, asked = self.kinds.get(kind, (0, 0))
        self.kinds[kind] = (right + bool(agrees), asked + 1)
        self.asked += 1
        self.right += bool(agrees)
        if not agrees:
            self.misses.append(f"  {file}: {field}: expected {shown(expected)}, found {shown(found)}")

    def share(self):
        return self.right / self.asked if self.asked else 1.0

    def print(self, limit):
        print(f"{self.name}: {self.right} of {self.asked} fields agree ({100 * self.share():.2f} %)")
        for kind, (right, asked) in sorted(self.kinds.items()):
            print(f"  {kind}: {right} of {asked}")
        for miss in self.misses[:limit]:
            print(miss)
        if len(self.misses) > limit:
            print(f"  ... and {len(self.misses) - limit} more (--all)")


def addresses_of(value):
    """A peer's address header as (name, address) pairs; members of groups in their order."""
    if not isinstance(value, dict) or "Address" not in value:
        return []
    value = value["Address"]
    people = value.get("List", [])
    for group in value.get("Group", []):
        people = people + group.get("addresses", [])
    return [(p.get("name") or "", p.get("address") or "") for p in people]


def header(part, name):
    for h in part["headers"]:
        if h["name"] == name:
            return h["value"]
    return None


def stated(date):
    if date["tz_hour"] == 0 and date["tz_minute"] == 0:
        zone = "+00:00"
    else:
        zone = "%s%02d:%02d" % ("-" if date["tz_before_gmt"] else "+", date["tz_hour"], date["tz_minute"])
    return "%04d-%02d-%02dT%02d:%02d:%02d%s" % (
        date["year"], date["month"], date["day"], date["hour"], date["minute"], date["second"], zone)


def in_order(date):
    """A moment as a text that compares: Z and +00:00 are one."""
    date = date.replace("Z", "+00:00").replace("-00:00", "+00:00")
    return date if re.search(r"[+-]\d\d:\d\d$", date) else date + "+00:00"


def whole_text(found):
    bodies = "\n".join(m["body"] for m in found["messages"])
    pages = "\n".join(p["text"] for p in found["pages"])
    return squashed(bodies), squashed(pages)


def attachment_name(part):
    for name in ("content_disposition", "content_type"):
        value = header(part, name)
        if isinstance(value, dict) and "ContentType" in value:
            for attribute in value["ContentType"].get("attributes") or []:
                if attribute["name"].lower() in ("filename", "name"):
                    return attribute["value"]
    return None


def against_peer(score, file, expected, found):
    root = expected["parts"][0]
    message = found["messages"][0] if found["messages"] else {}

    for name in ("from", "to", "cc", "bcc"):
        people = addresses_of(header(root, name))
        if not people:
            continue
        if name == "from":
            ours = [(message.get("from", ""), message.get("from_address", ""))]
            people = people[:1]
        else:
            ours = list(zip(message.get(name, []), message.get(name + "_addresses", [])))
        wanted = [a.lower() for _, a in people if a]
        score.field(file, name + " addresses", wanted, [a for _, a in ours], wanted == [a.lower() for _, a in ours if a])
        names = [squashed(n) for n, _ in people if n]
        score.field(file, name + " names", [n for n, _ in people], [n for n, _ in ours],
                    all(any(same(n, o) for o, _ in ours) for n in names))
    subject = header(root, "subject")
    if isinstance(subject, dict) and "Text" in subject:
        score.field(file, "subject", subject["Text"], message.get("subject"),
                    same(subject["Text"], message.get("subject", "")))
    date = header(root, "date")
    if isinstance(date, dict) and "DateTime" in date:
        wanted = stated(date["DateTime"])
        score.field(file, "date", wanted, message.get("sent"), in_order(message.get("sent", "")) == in_order(wanted))
    key = header(root, "message_id")
    if isinstance(key, dict) and "Text" in key:
        score.field(file, "message id", key["Text"], message.get("key"), key["Text"] == message.get("key"))

    bodies, pages = whole_text(found)
    for place, index in enumerate(expected["text_body"]):
        body = expected["parts"][index]["body"]
        if not isinstance(body, dict):
            continue
        if "Text" in body:
            wanted = body["Text"]
        elif "Html" in body:
            wanted = words_of_html(body["Html"])
        else:
            continue  # a picture standing in the text
        bare = squashed(wanted)
        score.field(file, f"body[{place}]", wanted, message.get("body"), bare in bodies or bare in pages)

    wanted, nested = [], 0
    for index in expected["attachments"]:
        part = expected["parts"][index]
        if isinstance(part["body"], dict) and "Message" in part["body"]:
            nested += 1
        elif attachment_name(part):
            wanted.append(attachment_name(part))
    names = [c["file_name"] for c in found["children"]]
    if wanted:
        flat = lambda name: name.replace("/", "_").replace("\\", "_")
        wanted = without_signatures(wanted, found)
        score.field(file, "attachment names", wanted, names, all(any(same(flat(w), n) for n in names) for w in wanted))
    score.field(file, "attached mails", nested, names,
                nested == sum(c["mime_type"] == "message/rfc822" for c in found["children"]))


def without_signatures(names, found):
    """A signature is no document: the mail says that it is signed."""
    if not found["metadata"].get("signed"):
        return names
    return [n for n in names if not re.search(r"\.(asc|sig|p7s|p7m)$", n)]


def people_in(text):
    return sorted({a.lower() for _, a in email.utils.getaddresses([text]) if "@" in a})


def against_reading(score, file, expected, found):
    message = found["messages"][0] if found["messages"] else {}
    if "from" in expected:
        wanted = people_in(expected["from"])[:1]
        if wanted:
            score.field(file, "from", expected["from"], message.get("from_address"),
                        message.get("from_address", "").lower() in people_in(expected["from"]))
    for name in ("to", "cc"):
        if name in expected and len(expected[name]) < CUT:
            ours = sorted({a.lower() for a in message.get(name + "_addresses", []) if a})
            score.field(file, name, expected[name], ours, people_in(expected[name]) == ours)
    if "subject" in expected:
        score.field(file, "subject", expected["subject"], message.get("subject"),
                    same(expected["subject"], message.get("subject", "")))
    if "date" in expected:
        try:
            wanted = email.utils.parsedate_to_datetime(expected["date"]).isoformat()
        except (ValueError, TypeError):
            wanted = None
        if wanted:
            score.field(file, "date", expected["date"], message.get("sent"),
                        in_order(message.get("sent", "")) == in_order(wanted))
    if "message-id" in expected:
        score.field(file, "message id", expected["message-id"], message.get("key"),
                    re.sub(r"\s", "", expected["message-id"]).strip("<>") == message.get("key"))
    if "references" in expected and len(expected["references"]) < CUT:
        wanted = [re.sub(r"\s", "", r) for r in re.findall(r"<([^>]+)>", expected["references"])]
        score.field(file, "references", wanted, message.get("references"), wanted == message.get("references"))
    wanted = without_signatures([n for n in expected.get("attachments") or [] if n], found)
    if wanted:
        names = [c["file_name"] for c in found["children"]]
        score.field(file, "attachments", wanted, names,
                    all(any(same(w.replace("/", "_").replace("\\", "_"), n) for n in names) for w in wanted))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data")
    parser.add_argument("--ctl", default="redwellctl")
    parser.add_argument("--least", type=float, default=0.98)
    parser.add_argument("--all", action="store_true", help="print every difference")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()

    top = os.path.join(options.data, "email")
    files = sorted(os.path.join(where, name) for where, _, names in os.walk(top) for name in names)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        readings = dict(zip(files, pool.map(lambda f: inspect(options.ctl, f), files)))

    kinds, exceptions, lost = {}, [], []
    for file, (found, failure) in readings.items():
        name = os.path.relpath(file, options.data)
        if found:
            kinds[found["kind"]] = kinds.get(found["kind"], 0) + 1
        elif failure[0] in (1, 3) and len(failure[1]) > 20:
            exceptions.append(f"  {name}: {failure[1].removeprefix('redwellctl: ')}")
        else:
            lost.append(f"  {name}: exit {failure[0]} {failure[1]}")

    peer = Score("against the peer's expected parses (addresses, names, subject, date, message id, bodies, attachments)")
    for where, _, names in os.walk(os.path.join(options.data, "expected/email-stalwart")):
        for name in sorted(names):
            expected = os.path.join(where, name)
            file = os.path.join(top, "stalwart", os.path.relpath(expected, os.path.join(options.data, "expected/email-stalwart")))
            file = os.path.splitext(file)[0] + ".eml"
            found, _ = readings.get(file, (None, None))
            if found:
                with open(expected, encoding="utf-8") as text:
                    against_peer(peer, os.path.relpath(file, top), json.load(text), found)

    other = Score("against one other reading of each file (not gospel)")
    with open(os.path.join(options.data, "expected/email.json"), encoding="utf-8") as text:
        for name, expected in json.load(text).items():
            found, _ = readings.get(os.path.join(options.data, name), (None, None))
            if found and "parts" in expected:
                against_reading(other, name.removeprefix("email/"), expected, found)

    print(f"{len(files)} files: " + ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())) +
          f", {len(exceptions)} exceptions, {len(lost)} without either")
    print("\n".join(exceptions))
    limit = 10**6 if options.all else 40
    peer.print(limit)
    other.print(limit)
    if lost:
        print("without a document or a reason:\n" + "\n".join(lost))
    return 1 if lost or peer.share() < options.least else 0


if __name__ == "__main__":
    sys.exit(main())
