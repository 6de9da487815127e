#!/usr/bin/python3
"""Draws a collection of mails as EML files: invented people, words by a Zipf-like law, replies that name what they answer.

usage: draw_mails.py COUNT FOLDER      the same COUNT gives the same files
"""
import os
import random
import sys

FIRST = "Imogen Rafael June Helena Dario Wes Teodor Ada Piet Noor".split()
LAST = "Vale Quint Takahashi Strand Okonjo Hallam Lindqvist Brandt".split()
DOMAINS = ["meridian.example", "marlowe.example", "harrow-counsel.example"]
SYLLABLES = "ba de fo gi ku la me ni or pa qui re su ta ul ve wo xa ye zo".split()


def vocabulary(chance, size):
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(size)]


def draw(count, folder):
    chance = random.Random(1789)
    words = vocabulary(chance, 20000)
    ranks = [0.0]
    for rank in range(len(words)):
        ranks.append(ranks[-1] + 1 / (rank + 3))
    ranks = ranks[1:]
    people = [f"{f} {l} <{f.lower()}.{l.lower()}@{d}>" for f in FIRST for l in LAST for d in DOMAINS]
    sent = []
    for number in range(count):
        below = os.path.join(folder, f"{number // 1000:04d}")
        if number % 1000 == 0:
            os.makedirs(below, exist_ok=True)
        subject = " ".join(chance.choices(words, cum_weights=ranks, k=5))
        key = f"{number}.{chance.getrandbits(48):x}@{chance.choice(DOMAINS)}"
        lines = [f"From: {chance.choice(people)}", "To: " + ", ".join(chance.sample(people, chance.randint(1, 4)))]
        if chance.random() < 0.6 and sent:
            above, subject = chance.choice(sent[-300:])
            lines += [f"In-Reply-To: <{above}>", f"References: <{above}>"]
            subject = subject if subject.startswith("Re: ") else "Re: " + subject
        sent.append((key, subject))
        minute = number // 2
        lines += [
            f"Date: {minute // 1440 % 28 + 1:02d} {['Sep', 'Oct', 'Nov'][minute // 40320 % 3]} {2019 + minute // 120960} "
            f"{minute // 60 % 24:02d}:{minute % 60:02d}:{number % 2 * 30:02d} +0200",
            f"Message-ID: <{key}>",
            f"Subject: {subject}",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "",
        ]
        for _ in range(chance.randint(4, 36)):
            lines.append(" ".join(chance.choices(words, cum_weights=ranks, k=11)))
        with open(os.path.join(below, f"{number}.eml"), "w", encoding="utf-8", newline="\r\n") as out:
            out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    draw(int(sys.argv[1]), sys.argv[2])
