// A server of one test alone, that can be stopped, told something while it is away, and started again.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class Server {
  #folder = mkdtempSync(join(tmpdir(), "detente-alone-"));
  #database = ["--database", join(this.#folder, "record.db")];
  #flags;
  #running;

  /** Of a program, with flags of `serve`. */
  constructor(detente, flags = []) {
    this.detente = detente;
    this.#flags = flags;
  }

  /** Starts it; at its address again, if it was stopped. */
  async start() {
    const address = this.url ? new URL(this.url).host : "127.0.0.1:0";
    const flags = ["serve", "--address", address, ...this.#flags];
    this.#running = spawn(this.detente, [...this.#database, ...flags], { stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    for await (const text of this.#running.stdout) {
      said += text;
      this.url = /^Endpoint *(\S+)$/m.exec(said)?.[1];
      if (this.url) return;
    }
    throw new Error(`the server did not start: ${said}`);
  }

  async stop() {
    this.#running.kill("SIGTERM");
    await once(this.#running, "exit");
  }

  /** Adds a source of this name, which states something of a subject, by another process: the server need not run. */
  tell(name, subject, states, isNew = false) {
    const dossier = `[dossier]\ntitle = "${name}"\nauthor = "a test"\n
[[source]]\nkey = "S"\nid = "source/${name}"\nread_on = "2026-02-01"\nnew = true\ntitle = "${name}"\n
[[claim]]\nsource = "S"\nsubject = "${subject}"\n${isNew ? "new = true\n" : ""}[claim.states]\n${states}\n`;
    const file = join(this.#folder, `${name}.toml`);
    writeFileSync(file, dossier);
    execFileSync(this.detente, [...this.#database, "import", file], { stdio: ["ignore", "ignore", "inherit"] });
  }

  /** Ends it, and forgets what it was told. */
  end() {
    this.#running?.kill("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
