//! How a command that was given is run, and how it is told what became of it.

use std::{io::Write as _, process::ExitCode};

use clap::FromArgMatches as _;

use crate::{
    cli::{Cli, Command, command},
    commands, config,
    failure::Failure,
    output::note,
    session::Session,
};

/// Runs the command that was given, and says how it went.
pub fn main() -> ExitCode {
    let command = match config::filled(command()) {
        Ok(command) => command,
        Err(failure) => {
            tell(&failure);
            return ExitCode::from(failure.code());
        }
    };
    let asked = command.try_get_matches().and_then(|asked| Cli::from_arg_matches(&asked));
    let cli = match asked {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print(); // nobody is there to read it
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let done = tokio::runtime::Runtime::new().map_err(Failure::from);
    let done = done.and_then(|runtime| {
        runtime.block_on(async {
            let done = Box::pin(run(cli)).await;
            #[cfg(feature = "embedded")]
            crate::asks::embedded::close().await;
            done
        })
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure);
            ExitCode::from(failure.code())
        }
    }
}

async fn run(cli: Cli) -> Result<(), Failure> {
    #[cfg(feature = "embedded")]
    let traces = start_log(&cli.options, &cli.command)?;
    let done = Box::pin(carry_out(cli)).await;
    #[cfg(feature = "embedded")]
    if let Some(traces) = traces {
        traces.end();
    }
    done
}

async fn carry_out(cli: Cli) -> Result<(), Failure> {
    let Cli { options, command } = cli;
    #[cfg(feature = "embedded")]
    if let Command::Checkout(checkout) = command {
        return checkout.run(&options).await;
    }
    // It writes a file of its own.
    if !matches!(command, Command::Match(_) | Command::Draft(_) | Command::Export(_)) {
        options.without_file()?;
    }
    // What needs nobody to answer comes first.
    let command = match command {
        Command::Schema(schema) => return schema.run(&options),
        Command::Completions(completions) => return completions.run(),
        Command::Man(man) => return man.run(),
        Command::Import(import) if import.is_alone() => return import.alone(),
        Command::Explain(compared) => return compared.run(&options),
        Command::Evaluate(evaluated) => return evaluated.run(&options),
        Command::Check(checked) => return checked.run(&options),
        Command::Draft(drafting) => return drafting.run(options).await,
        command => command,
    };
    #[cfg(feature = "embedded")]
    let Some(command) = keep(command, &options).await? else { return Ok(()) };
    let session = Session::open(options).await?;
    if let Command::Import(_) | Command::Correct(_) | Command::Corrections(_) | Command::Whoami =
        command
    {
        session.today("this asks nothing of the record as it was known")?;
    }
    match command {
        Command::Person(command) => command.run(&session).await,
        Command::Detention(command) => command.run(&session).await,
        Command::Release(command) => command.run(&session).await,
        Command::Agreement(command) => command.run(&session).await,
        Command::Sanction(command) => command.run(&session).await,
        Command::Statement(command) => command.run(&session).await,
        Command::Indicator(command) => command.run(&session).await,
        Command::Event(command) => command.run(&session).await,
        Command::Organization(command) => command.run(&session).await,
        Command::Place(command) => command.run(&session).await,
        Command::Source(command) => command.run(&session).await,
        Command::Detained(held) => held.run(&session).await,
        Command::Headcount(headcount) => headcount.run(&session).await,
        Command::Statistics(statistics) => statistics.run(&session).await,
        Command::Reconcile(reconcile) => reconcile.run(&session).await,
        Command::Timeline(timeline) => timeline.run(&session).await,
        Command::Mentions(pointing) => pointing.run(&session).await,
        Command::Claims(stated) => stated.run(&session).await,
        Command::Disputes(disputed) => disputed.run(&session).await,
        Command::Search(sought) => sought.run(&session).await,
        Command::Match(screened) => screened.run(&session).await,
        Command::Officials(named) => named.run(&session).await,
        Command::Join(sets) => sets.run(&session).await,
        Command::Duplicates(alike) => alike.run(&session).await,
        Command::History(turns) => turns.run(&session).await,
        Command::Log(revisions) => revisions.run(&session).await,
        Command::Diff(diff) => diff.run(&session).await,
        Command::Changes(since) => since.run(&session).await,
        Command::Watch(follow) => follow.run(&session).await,
        Command::Correct(correct) => correct.run(&session).await,
        Command::Corrections(sent) => sent.run(&session).await,
        Command::Whoami => commands::whoami(&session).await,
        Command::Why(asked) => asked.run(&session).await,
        Command::Query(query) => query.run(&session).await,
        Command::Edit(edit) => edit.run(&session).await,
        Command::New(new) => new.run(&session).await,
        Command::Import(import) => import.run(&session).await,
        Command::Export(export) => export.run(&session).await,
        Command::Review(review) => review.run(&session).await,
        Command::Rule(rule) => rule.run(&session).await,
        Command::Schema(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Explain(_)
        | Command::Evaluate(_)
        | Command::Check(_)
        | Command::Draft(_) => Ok(()), // done above
        #[cfg(feature = "embedded")]
        Command::Serve(_)
        | Command::Mirror(_)
        | Command::Key(_)
        | Command::Token(_)
        | Command::Backup(_)
        | Command::Restore(_)
        | Command::Verify
        | Command::Rebuild
        | Command::Checkout(_) => Ok(()),
    }
}

/// Does what only the keeper of a database does. What is nothing of the kind is handed back.
#[cfg(feature = "embedded")]
async fn keep(
    command: Command,
    options: &crate::options::Options,
) -> Result<Option<Command>, Failure> {
    match command {
        Command::Serve(serve) => serve.run(options).await,
        Command::Mirror(mirror) => mirror.run(options).await,
        Command::Key(command) => command.run(),
        Command::Token(command) => command.run(options).await,
        Command::Backup(backup) => backup.run(options).await,
        Command::Restore(restore) => restore.run(options).await,
        Command::Verify => commands::verify(options).await,
        Command::Rebuild => commands::rebuild(options).await,
        command => return Ok(Some(command)),
    }
    .map(|()| None)
}

/// Starts the log: always where something is served, else only if asked for; and gives the traces that are to be ended,
/// where any are told.
#[cfg(feature = "embedded")]
fn start_log(
    options: &crate::options::Options,
    command: &Command,
) -> Result<Option<detente_server::http::traces::Traces>, Failure> {
    use detente_server::http::logging::{LogFormat, start};
    let (format, usual, traces) = match command {
        Command::Serve(serve) => (serve.log(), Some("info"), serve.traces()?),
        _ => (LogFormat::Text, None, None),
    };
    let asked = match options.verbose {
        0 => usual,
        1 => Some("info"),
        2 => Some("info,detente_server=debug,detente_storage=debug"),
        _ => Some("debug"),
    };
    let filter = std::env::var("RUST_LOG").ok().or(asked.map(str::to_owned));
    let Some(filter) = filter else { return Ok(None) };
    start(format, &filter, traces.as_ref()).map_err(|error| {
        Failure::usage(error.to_string(), "set RUST_LOG to a level such as info, or leave it out")
    })?;
    Ok(traces)
}

/// Tells on stderr what happened, then what to do next; in the log, where that is written for machines.
fn tell(failure: &Failure) {
    for fault in failure.faults() {
        note(&fault.to_string());
    }
    #[cfg(feature = "embedded")]
    if detente_server::http::logging::failed(&failure.to_string(), failure.hint().as_deref()) {
        return;
    }
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "error: {failure}"); // with nobody to tell, the exit code tells
    if let Some(hint) = failure.hint() {
        let _ = writeln!(err, "hint: {hint}");
    }
}
