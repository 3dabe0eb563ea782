"""Holds a brief against the articles that it was coded from: every quote and printed date word for word, and no sentence copied."""
import glob
import hashlib
import os
import re
import sys
import tomllib

RUN = 8  # words in a row that only a copy would share
TERM = 6  # words that an end of a passage has at most


def words(text):
    return re.findall(r"[\w’'-]+", text.lower())


def own_text(table):
    for field in ("gist", "title", "description", "note", "why", "question", "text", "bottom_line", "published_basis"):
        if isinstance(table.get(field), str):
            yield field, table[field]


def places(term, article):
    """Where the words of a term follow each other in an article, by the positions of its words."""
    term, text = words(term), words(article)
    return [at for at in range(len(text)) if text[at:at + len(term)] == term]


def passage_faults(row, article):
    passage = row.get("passage")
    if not passage:
        return ["no passage"]
    found = [f"{field} has more than {TERM} words" for field, term in passage.items() if len(words(term)) > TERM]
    starts = places(passage["start"], article)
    if len(starts) != 1:
        found.append(f"its passage begins in {len(starts)} places")
    elif "end" in passage and not any(at > starts[0] for at in places(passage["end"], article)):
        found.append("its passage does not end")
    return found


def main(articles, brief):
    faults = []
    texts = {os.path.basename(path): open(path, encoding="utf8", newline="").read() for path in glob.glob(f"{articles}/*.txt")}
    runs = {tuple(ws[i:i + RUN]) for ws in map(words, texts.values()) for i in range(len(ws) - RUN + 1)}
    quotes = passages = 0
    for path in sorted(glob.glob(f"{brief}/*.toml")):
        tables = tomllib.load(open(path, "rb"))
        sources = tables.get("source", [])
        held = sources[0]["text"] if sources else None
        article = texts[os.path.basename(held["file"])] if held else ""
        if held and hashlib.sha256(open(f"{articles}/{os.path.basename(held['file'])}", "rb").read()).hexdigest() != held["sha256"]:
            faults.append(f"{path}: the article is not the one that was coded from")
        for kind, rows in tables.items():
            for row in rows if isinstance(rows, list) else [rows]:
                quote = row.get("quote", [])
                for part in [quote] if isinstance(quote, str) else quote:
                    quotes += 1
                    if part not in article:
                        faults.append(f"{path}: {row['id']}: not in the article: {part!r}")
                if kind in ("statement", "event", "claim"):
                    passages += 1
                    faults += [f"{path}: {row['id']}: {fault}" for fault in passage_faults(row, article)]
                if "printed_date" in row and row["printed_date"] not in article:
                    faults.append(f"{path}: {row['id']}: not printed so: {row['printed_date']!r}")
                for field, text in own_text(row):
                    ws = words(text)
                    copied = [ws[i:i + RUN] for i in range(len(ws) - RUN + 1) if tuple(ws[i:i + RUN]) in runs]
                    if copied:
                        faults.append(f"{path}: {row.get('id', kind)}: {field} copies {' '.join(copied[0])!r}")
    print(f"{quotes} quoted parts, {passages} passages, {len(texts)} articles, {len(faults)} faults")
    print("\n".join(faults))
    sys.exit(bool(faults) or not quotes)


main(*sys.argv[1:])
