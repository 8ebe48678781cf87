"""Makes a file of SQLite of the exported tables: what the page asks for, with what leads to what said as a database says it."""

import sqlite3
import sys

exported, into = sys.argv[1:]
db = sqlite3.connect(":memory:")
with open(exported, encoding="utf-8") as text:
    db.executescript(text.read())
db.execute("attach ? as page", (into,))
db.executescript("""
    create table page.person (id text primary key, name text);
    insert into page.person select id, name from main.person;
    create table page.source (id text primary key, title text, published_on text);
    insert into page.source select id, title, published_on from main.source;
    create table page.detention (id text primary key, person text references person (id), began_on text);
    insert into page.detention select id, person, began_on from main.detention;
    create table page.charge (
        detention text references detention (id), key text, code text, article text, primary key (detention, key)
    );
    insert into page.charge select detention, key, code, article from main.detention_charges;
    create table page.speaking (
        detention text references detention (id), source text references source (id), primary key (detention, source)
    );
    insert into page.speaking select distinct record, source from main.speaks where record like 'detention/%';
    create index page.person_by_name on person (name, id);
    create index page.detention_by_person on detention (person, began_on);
""")
db.close()
