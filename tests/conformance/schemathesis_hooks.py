"""What schemathesis must know to ask a server anything that its schema allows, and what it holds every answer against."""

import schemathesis
from hypothesis import strategies as st
from schemathesis.graphql import nodes

# Each scalar of ours: what it may hold, and what it may not.
WRITTEN = {
    "CoordinatesInput": ["53.9, 27.5", "nowhere"],
    "CountryCode": ["BY", "zz"],
    "Date": ["2025-12-13", "2025-02-30"],
    "EntryID": ["1.1", "-1.x"],
    "FineInput": ["100 BYN", "much"],
    "Instant": ["2026-01-01T00:00:00Z", "noon"],
    "JSON": ["{}", "["],
    "Key": ["to-lithuania", "A B"],
    "KnownAt": ["1", "2025-12-15", "never"],
    "Language": ["be", "be-tarask", "?"],
    "PartialDate": ["2020-08~", "../2026-04-23", "soon"],
    "QuantityInput": ["more than 430", "lots"],
    "Script": ["Cyrl", "cyrl"],
    "Sha256": ["0" * 64, "0"],
    "TermInput": ["1 year 7 months", "long"],
    "Url": ["https://example.org/", "javascript:alert(1)"],
}
for name, values in WRITTEN.items():
    schemathesis.graphql.scalar(name, st.sampled_from(values).map(nodes.String))


@schemathesis.check
def answered_in_words(ctx, response, case):
    """Whatever is asked is answered in GraphQL, and what is wrong with it has a word of ours, and is never a bug."""
    assert response.status_code == 200, response.status_code
    answer = response.json()
    assert "data" in answer or "errors" in answer, answer
    for error in answer.get("errors", []):
        code = error.get("extensions", {}).get("code")
        assert code is not None, error
        assert code != "INTERNAL", error
