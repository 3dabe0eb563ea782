"""Asks the questions of docs/exporting.md of `whosaid find` and, in its SQL, of DuckDB, over the same briefs, and compares the answers."""
import json
import re
import shlex
import subprocess
import sys

import duckdb

PAIR = re.compile(r"```console\n\$ whosaid (find [^\n]*)\n```\n\n```sql\n(.*?)```", re.DOTALL)
# The issue and the date that the page asks for; others are asked for in their place.
ISSUE, DATE = "direct talks", "2024-09"
DATES = ["2021", "2023-08-15", "2024-09", "2024-09-12", "2024-09-13", "2025-02", "2025-03", "2025-09", "2025-09-10", "2025-09-11", "2026"]


def run(program, *words):
    done = subprocess.run([program, *words], capture_output=True, text=True)
    if done.returncode == 2:
        sys.exit(f"{words}: {done.stderr}")
    return done.stdout


def found(program, words, briefs):
    """Each answer of `find`, with whether it is certain."""
    lines = run(program, *shlex.split(words), "--format", "json", *briefs).splitlines()
    return {row["reference"]: not row["uncertain"] for row in map(json.loads, lines)}


def answered(desk, sql):
    """Each answer of the SQL, with whether it is certain where it tells that."""
    answer = desk.execute(sql)
    names = [column[0] for column in answer.description]
    rows = [dict(zip(names, row)) for row in answer.fetchall()]
    told = {row["reference"]: row.get("certain", True) for row in rows}
    if len(told) != len(rows):
        sys.exit(f"an answer stands twice:\n{sql}")
    return told


def first_of(date):
    """The first day of a year, of a month or of a day."""
    return date + "-01" * (2 - date.count("-"))


def asked(page, issues):
    """The questions of the page; what it asks of one issue and date is asked of all, and of many dates."""
    for find, sql in PAIR.findall(page):
        if ISSUE not in find:
            yield find, sql
            continue
        for issue in issues:
            for date in DATES:
                yield find.replace(ISSUE, issue).replace(DATE, date), sql.replace(ISSUE, issue).replace(f"{DATE}-01", first_of(date))


def loaded(program, work, briefs):
    """A desk for each form, with the rows in a table."""
    schema = run(program, "export", "--schema")
    for form in ("ndjson", "parquet"):
        path = f"{work}/statements.{form}"
        run(program, "export", "--format", form, "--output", path, *briefs)
        desk = duckdb.connect()
        desk.execute(schema)
        desk.execute(f"COPY statements FROM '{path}' (FORMAT {'json' if form == 'ndjson' else form})")
        if form == "parquet":
            typed = desk.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{path}')").fetchall()
            table = desk.execute("SELECT column_name, column_type FROM (DESCRIBE statements)").fetchall()
            if typed != table:
                sys.exit(f"the types are not those of the schema: {set(typed) ^ set(table)}")
        yield form, desk


def main(program, work, *briefs):
    page = open("docs/exporting.md", encoding="utf8").read()
    desks = dict(loaded(program, work, briefs))
    tables = [desk.execute("SELECT * FROM statements ORDER BY reference").fetchall() for desk in desks.values()]
    if tables[0] != tables[1] or not tables[0]:
        sys.exit("the two forms do not have the same rows")
    issues = desks["parquet"].execute("SELECT DISTINCT taken.label FROM (SELECT unnest(stances) AS taken FROM statements)").fetchall()
    questions, answers, uncertain = 0, 0, 0
    for find, sql in asked(page, sorted(label for (label,) in issues)):
        expected = found(program, find, briefs)
        questions, answers = questions + 1, answers + len(expected)
        uncertain += sum(not certain for certain in expected.values())
        for form, desk in desks.items():
            told = answered(desk, sql)
            if told != expected:
                differ = sorted(set(told.items()) ^ set(expected.items()))
                sys.exit(f"{find}, in {form}: the answers differ in {differ[:5]} of {len(differ)}\n{sql}")
    print(f"{len(tables[0])} rows, {questions} questions, {answers} answers, {uncertain} of them uncertain: the same in SQL")
    if questions < 20 or not uncertain or answers < questions:
        sys.exit("that is too little to show anything")


main(*sys.argv[1:])
