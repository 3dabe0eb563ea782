"""How many candidates of the first two tiers are right: those that share half of their words with a marked attribution, one to one.

  tiers.py GOLD_DIR DRAFTS_DIR BAR
"""
import glob, json, os, re, sys

WORD = re.compile(r"\w+")


def words(text, spans):
    return {m.start() + begin for begin, end in spans for m in WORD.finditer(text[begin:end])}


def main(gold, drafts, bar):
    right = said = 0
    for path in sorted(glob.glob(gold + "/*.txt")):
        text = open(path, encoding="utf8").read()
        marked = [words(text, a["content"]) for a in json.load(open(path[:-4] + ".json")) if a["content"]]
        name = os.path.basename(path)[:-4]
        found = json.load(open(f"{drafts}/{name}.json"))["candidates"]
        found = [words(text, c["content"]) for c in found if c["tier"] != "other"]
        said += len(found)
        pairs = [(len(a & b), i, j) for i, a in enumerate(marked) for j, b in enumerate(found) if 2 * len(a & b) >= max(len(a), len(b), 1)]
        used = (set(), set())
        for _, i, j in sorted(pairs, reverse=True):
            if i not in used[0] and j not in used[1]:
                used[0].add(i), used[1].add(j)
        right += len(used[1])
    print(f"first two tiers: {right} of {said} right, {right / max(said, 1):.3f}")
    sys.exit(right < bar * said)


main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
