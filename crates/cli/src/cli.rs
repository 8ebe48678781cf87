//! The command line as a whole: its commands, and how one of them is run.

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::{
    commands,
    options::Options,
    output::{hanging, usual_width},
};

/// The longest line of a help text.
const WIDEST_HELP: u16 = 100;

/// Asks the record of political imprisonment, and of the diplomacy and sanctions around it.
///
/// Who is held, on what charge, who was released, in exchange for what, who
/// says so, and what each government then really did. Every answer names its
/// sources, and shows where they contradict each other. Without --server the
/// local database answers; a new one begins with the bundled dossier.
#[derive(Debug, Parser)]
#[command(
    name = "detente",
    bin_name = "detente",
    version,
    max_term_width = WIDEST_HELP.into(),
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// People: who they are, what posts they hold, how long they were held
    #[command(subcommand)]
    Person(commands::person::Command),
    /// Detentions: who is held, where, on what charge, for how long
    #[command(subcommand)]
    Detention(commands::detention::Command),
    /// Releases: who was freed, how many, where they were taken
    #[command(subcommand)]
    Release(commands::release::Command),
    /// Agreements: who promised what, and what was delivered
    #[command(subcommand)]
    Agreement(commands::agreement::Command),
    /// Sanctions: who imposed what on whom, and what force it has on a day
    #[command(subcommand)]
    Sanction(commands::sanction::Command),
    /// Statements: who said what, and who carried it
    #[command(subcommand)]
    Statement(commands::statement::Command),
    /// Indicators: numbers about the world, each by its own voice
    #[command(subcommand)]
    Indicator(commands::indicator::Command),
    /// Events: what happened, where, and who took part
    #[command(subcommand)]
    Event(commands::event::Command),
    /// Organizations: states, courts, companies, media, monitors
    #[command(subcommand)]
    Organization(commands::organization::Command),
    /// Places: where people are held, freed and taken
    #[command(subcommand)]
    Place(commands::place::Command),
    /// Sources: documents, and everything each of them says
    #[command(subcommand)]
    Source(commands::source::Command),
    /// Who is held on a day, as far as is known
    ///
    /// As in `detente detained --on 2025-12-20`
    Detained(commands::Held),
    /// How many were held, according to whom
    ///
    /// As in `detente headcount --on 2025-12`
    Headcount(commands::Headcount),
    /// How many were held of whom: by country, charge, place, sex and the like
    ///
    /// As in `detente statistics --on 2025-12 --by charge,sex`
    Statistics(commands::Statistics),
    /// What adds up, what is reported and what inferred
    ///
    /// As in `detente reconcile release/belarus-2025-12-13`
    Reconcile(commands::Reconcile),
    /// What happened when
    ///
    /// As in `detente timeline organization/belaruskali --from 2025-01-01`
    Timeline(commands::Timeline),
    /// Everything that points to a record
    ///
    /// As in `detente mentions organization/viasna`
    Mentions(commands::Pointing),
    /// What each source says, or what one voice said
    ///
    /// As in `detente claims --said-by person/john-coale`
    Claims(commands::Stated),
    /// On what sources contradict each other, with every side
    ///
    /// As in `detente disputes --noun detention`, or `detente disputes --count-by source`
    Disputes(commands::Disputed),
    /// Find anything by what it is called, in any spelling
    ///
    /// As in `detente search Kalesnikava`, or `detente search Беляцкий --noun person`. The last word may be unfinished.
    Search(commands::Sought),
    /// Find the records that may be someone, or everyone in a file, and say why
    ///
    /// As in `detente match "BIALIATSKI Ales"`, or
    /// `detente match --file people.csv --columns name=First+Last -o hits.csv`
    Match(Box<commands::Screened>),
    /// How likely two names are one bearer's, and why
    ///
    /// As in `detente explain "Siarhei Prydumau" "ПРИДУМОВ Сергей"`
    Explain(commands::Compared),
    /// Judges and prosecutors, and under whose sanctions each is
    ///
    /// As in `detente officials --of ales-bialiatski --not-sanctioned-by council-of-the-eu --on 2024-01-01`
    Officials(commands::Named),
    /// Who of one set of people is likely in another
    ///
    /// As in `detente join officials:judge sanctioned:council-of-the-eu`, or `detente join people.csv detained`.
    /// A set is a file of names, or one of the record: people, officials, officials:judge,
    /// officials:prosecutor, sanctioned, sanctioned:ISSUER, detained, detained:COUNTRY.
    Join(Box<commands::Sets>),
    /// Records that may be one, and how to make them one
    ///
    /// As in `detente duplicates --noun organization`
    Duplicates(commands::Alike),
    /// Measure how well names are told apart, on labelled pairs
    ///
    /// As in `detente evaluate pairs.csv`, with the columns `name1`, `name2` and `is_match`
    Evaluate(commands::Evaluated),
    /// How a record came to say what it says, revision by revision
    ///
    /// As in `detente history release/belarus-2025-12-13`
    History(commands::Turns),
    /// The revisions of the ledger, the newest first
    Log(commands::Revisions),
    /// What the record said at one moment and not at another, field by field
    ///
    /// As in `detente diff 1 2 detention/valiantsin-stefanovic`
    Diff(commands::Diff),
    /// Which records changed since a revision
    ///
    /// As in `detente changes --since 2 --noun sanction`
    Changes(commands::Since),
    /// Follow the record, and print each change as it comes
    ///
    /// As in `detente watch --noun detention,release --server https://detente.example`. It goes on until it is
    /// stopped; --limit ends it after so many changes.
    Watch(commands::Follow),
    /// Say that something is wrong with a record
    ///
    /// As in `detente correct person/john-coale --text "The name is spelled otherwise."`.
    /// Editors look into it; until then it changes nothing, and nobody else reads it.
    Correct(commands::Correct),
    /// What readers say is wrong; for editors
    Corrections(commands::Sent),
    /// Who the server takes you for, and what you may do and see
    Whoami,
    /// Why a field says what it says: which claim won, and why each other did not
    ///
    /// As in `detente why release/belarus-2025-12-13 count`
    Why(commands::Asked),
    /// Ask a question in GraphQL
    ///
    /// As in `detente query question.graphql --var id=person/john-coale`
    Query(commands::query::Query),
    /// Write down in your editor what a source says of a record
    ///
    /// As in `detente edit person/ales-bialiatski --source viasna-119261`. The record opens as it
    /// stands; what you change becomes a claim of your source, once you have seen and agreed to it.
    Edit(Box<commands::Edit>),
    /// Write down in your editor what a source says of something that the record does not know
    ///
    /// As in `detente new person viasna-1234 --source viasna-119261`
    New(Box<commands::New>),
    /// Read a news text, and write the draft of a dossier from it
    ///
    /// As in `detente draft article.txt > draft.toml`, or `detente draft page.html -o draft.toml`.
    /// Who is quoted, what is counted, whom it names, the rows of its tables, each with its line. What
    /// the text says beyond doubt is stated, the rest only proposed; look at all of it before you import it.
    Draft(Box<commands::Drafting>),
    /// Find in news texts what cannot be: sums that fail, shares, ages and dates that do not fit
    ///
    /// As in `detente check article.txt`. It knows nothing but the text. Dossiers are checked with
    /// `detente import --check`.
    Check(commands::Checked),
    /// Add dossiers and published lists to the record, or only check them
    ///
    /// As in `detente import belarus.toml`, `detente import ofac sdn.csv alt.csv add.csv --published-on 2022-01-31`,
    /// or `detente import csv prisoners.csv --mapping prisoners.toml --published-on 2026-01-31`
    Import(commands::Import),
    /// Write the record in a form that others read: dossier, csv, ndjson, ftm, json-ld, markdown, sql
    ///
    /// As in `detente export ftm -o record.ftm.json`, `detente export csv -o tables/`, or
    /// `detente export sql | sqlite3 record.db`. The forms are dossier (and dossier-json), which can be
    /// imported again; ndjson and csv; ftm, FollowTheMoney; json-ld, schema.org; markdown, a page for each
    /// record; and sql, plain tables. A name that ends with `/` is a folder, for csv, ndjson and markdown.
    Export(Box<commands::Export>),
    /// What waits for a ruling, and what would come of it
    ///
    /// As in `detente review 12 --accept --reason "The court's site says so too."`
    Review(commands::Review),
    /// Rule on claims, disputes and identifiers: accept, merge, hide, erase and more
    #[command(subcommand)]
    Rule(commands::rule::Command),
    /// Print the GraphQL schema, or the JSON Schema of dossiers
    Schema(commands::schema::Schema),
    /// Print completions for a shell
    ///
    /// As in `detente completions bash`
    Completions(commands::Completions),
    /// Print the manual, or write its pages into a folder
    Man(commands::Man),
    /// Serve the record over HTTP: the Playground and the endpoint
    #[cfg(feature = "embedded")]
    Serve(commands::Serve),
    /// Mirror the ledger of a server: what the public may see of it, verified on the way
    ///
    /// As in `detente mirror https://detente.example --database mirror.db`
    #[cfg(feature = "embedded")]
    Mirror(commands::Mirror),
    /// Keys that sign revisions
    #[cfg(feature = "embedded")]
    #[command(subcommand)]
    Key(commands::key::Command),
    /// Check that all is what it was: every commitment, the chain, and every row of the records
    #[cfg(feature = "embedded")]
    Verify,
    /// Write all that the database holds into a file, while it is served
    ///
    /// As in `detente backup backups/2026-01-31.db`. The file is whole, verified and on the disk before it has its
    /// name; a database of PostgreSQL becomes the same kind of file. Nothing is overwritten.
    #[cfg(feature = "embedded")]
    Backup(commands::Backup),
    /// Make a database of a backup, where there is none
    ///
    /// As in `detente restore backups/2026-01-31.db --database new.db`. The backup is verified first, and
    /// stays as it is. A database that holds anything is never overwritten.
    #[cfg(feature = "embedded")]
    Restore(commands::Restore),
    /// Who may do what on a server: make, list and revoke tokens
    #[cfg(feature = "embedded")]
    #[command(subcommand)]
    Token(commands::token::Command),
    /// Throw the records away and make them again from the ledger
    #[cfg(feature = "embedded")]
    Rebuild,
    /// Write a whole database as of a moment
    ///
    /// As in `detente checkout --at 2 -o past.db`
    #[cfg(feature = "embedded")]
    Checkout(commands::Checkout),
}

/// The commands as the help groups them.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Records, one command for each kind: `list`, `show` and `edit`",
        &[
            "person",
            "detention",
            "release",
            "agreement",
            "sanction",
            "statement",
            "indicator",
            "event",
            "organization",
            "place",
            "source",
        ],
    ),
    (
        "Questions across records",
        &[
            "detained",
            "headcount",
            "statistics",
            "reconcile",
            "timeline",
            "mentions",
            "claims",
            "disputes",
            "why",
            "query",
        ],
    ),
    (
        "By name, in any spelling",
        &["search", "match", "explain", "officials", "join", "duplicates", "evaluate"],
    ),
    ("What was known when", &["history", "log", "diff", "changes", "watch"]),
    ("For others", &["export"]),
    ("Writing", &["edit", "new", "draft", "check", "import", "correct", "corrections"]),
    (
        "Keeping and serving",
        &[
            "review", "rule", "serve", "mirror", "token", "whoami", "verify", "rebuild",
            "checkout", "backup", "restore", "key",
        ],
    ),
    ("This program", &["schema", "completions", "man", "help"]),
];

/// The commands whose options may come from variables, all of them, and from a file of settings.
pub const SET_UP: &[&str] = &["serve"];

/// Gives an option the variable of its name. One that is empty says nothing.
fn with_variable(arg: clap::Arg) -> clap::Arg {
    let name = arg.get_id().as_str().to_ascii_uppercase();
    let name = format!("DETENTE_{name}");
    let is_empty = std::env::var_os(&name).is_some_and(|value| value.is_empty());
    if is_empty { arg } else { arg.env(name).hide_env_values(true) }
}

/// The command line as it is declared, with its commands in groups.
pub fn command() -> clap::Command {
    let command = Cli::command().mut_subcommands(|inner| {
        if SET_UP.contains(&inner.get_name()) { inner.mut_args(with_variable) } else { inner }
    });
    let mut told = String::new();
    let width = usize::from(usual_width().min(WIDEST_HELP));
    for (heading, names) in GROUPS {
        told.push_str(heading);
        told.push_str(":\n");
        for name in *names {
            // Without the feature `embedded` some commands are not there.
            let about = command.find_subcommand(name).and_then(clap::Command::get_about);
            let about = about.map(ToString::to_string);
            let about = about.or_else(|| {
                (*name == "help").then(|| "Print this help, or that of a command".to_owned())
            });
            if let Some(about) = about {
                told.push_str(&hanging(&format!("  {name:<12}  "), &about, width));
            }
        }
        told.push('\n');
    }
    command
        .help_template("{about-with-newline}\n{usage-heading} {usage}{after-help}\n\nOptions of every command:\n{options}")
        .after_help(told)
}
