# What is done often, by name. `just` alone lists it; none of it is needed to build or to test.
set dotenv-load

_default:
    @just --list --unsorted

# Serve the record: the Playground and the endpoint.
serve *flags:
    cargo run --release -- serve {{ flags }}

# Ask on the command line: `just ask release show belarus-2025-12-13`.
ask *words:
    cargo run --quiet --release -- {{ words }}

# Every test; on PostgreSQL too if DETENTE_TEST_POSTGRES is set.
test *flags:
    cargo test --workspace {{ flags }}

# Format and lints, as .ci/run has them.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Print schema.graphql, data/dossier.schema.json and docs/detente.toml again. A test fails while one of them differs.
schema:
    UPDATE_SCHEMA=1 cargo test --quiet -p detente-server --test schema
    UPDATE_SCHEMA=1 cargo test --quiet -p detente-core --lib schema
    UPDATE_SCHEMA=1 cargo test --quiet -p detente-cli --test settings

# Read the bundled dossier without storing it. With the article's text, every quote is looked up in it.
dossier-check text="":
    cargo run --quiet -- import --check data/belarus-1-article.toml {{ if text == "" { "" } else { "--text S1=" + text } }}
    cargo run --quiet -- import --check data/belarus-2-monitors.toml
    cargo run --quiet -- import --check data/belarus-3-sanctions.toml

# Answers a second, beside a handler written for them (docs/benchmark.md); `detente-bench --help` has the rest. Takes minutes.
bench people="100000" file="target/bench.db":
    cargo build --release -p detente-cli -p detente-bench
    test -e {{ file }} || target/release/detente-bench generate --people {{ people }} --database sqlite://{{ file }}
    target/release/detente-bench answers --database sqlite://{{ file }}

# Bundle the Playground again from npm (needs Node; users do not).
playground:
    npm --prefix crates/server/playground ci
    npm --prefix crates/server/playground run build

# Generate the types of clients/typescript again, after a change of the schema or of an operation (needs Node).
client:
    npm --prefix clients/typescript ci
    npm --prefix clients/typescript run generate

# Everything that a change must pass.
ci:
    .ci/run
