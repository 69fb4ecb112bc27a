// What `nest new` writes in; out, copies of it that can be set up, built and served.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { eventually, type Finished, run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";

const ROOT = import.meta.dirname;
const NODE_MODULES = join(ROOT, "node_modules");
const NEST = join(NODE_MODULES, "@nestjs/cli/bin/nest.js");
const UNO_TRACE = join(REPOSITORY, "packages/build/dist/cli/main.js");

/** What is changed in the files that the generator writes: directives, and a route that fails. */
const EDITS: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  "src/app.service.ts": [
    ["  getHello", "  // @trace\n  getHello"],
    [
      "\n}\n",
      "\n\n  // @trace\n  async fail(): Promise<never> {\n    await null;\n    throw new Error('no luck');\n  }\n}\n",
    ],
  ],
  "src/app.controller.ts": [
    ["  @Get()", "  // @trace\n  @Get()"],
    [
      "\n}\n",
      "\n\n  @Get('fails')\n  // @trace\n  fails(): Promise<never> {\n    return this.appService.fail();\n  }\n}\n",
    ],
  ],
  // Types of test runners, which are not installed here.
  "tsconfig.json": [['"vitest/globals", ', ""]],
};

/** Runs the generator, and edits what it has written. */
export async function generate(): Promise<NestProject> {
  mkdirSync(join(ROOT, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".tmp/new-"));
  const args = [
    "new",
    "shop",
    "--skip-install",
    "--skip-git",
    "--package-manager",
    "npm",
    "--directory",
    "app",
  ];
  const { status, stdout, stderr } = await run([NEST, ...args], { cwd: folder });
  if (status !== 0) throw new Error(stdout + stderr);
  const project = new NestProject(join(folder, "app"), folder);
  for (const [file, edits] of Object.entries(EDITS)) for (const edit of edits) project.edit(file, ...edit);
  rmSync(project.path("src/app.controller.spec.ts"));
  symlinkSync(NODE_MODULES, project.path("node_modules"), "junction");
  return project;
}

/** A project below this folder. */
export class NestProject {
  readonly folder: string;
  readonly #outer: string;

  constructor(folder: string, outer: string) {
    this.folder = folder;
    this.#outer = outer;
  }

  copy(): NestProject {
    const outer = mkdtempSync(join(ROOT, ".tmp/app-"));
    cpSync(this.folder, join(outer, "app"), { recursive: true, verbatimSymlinks: true });
    return new NestProject(join(outer, "app"), outer);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** @throws Error where the text is not there */
  edit(name: string, from: string, to: string): void {
    const text = this.read(name);
    if (!text.includes(from)) throw new Error(`${name} lacks ${from}:\n${text}`);
    this.write(name, text.replace(from, to));
  }

  /** TypeScript and Nest colour what they print, whatever they are told. */
  async nest(...args: readonly string[]): Promise<Finished> {
    const { status, stdout, stderr } = await run([NEST, ...args], { cwd: this.folder });
    return { status, stdout: stripVTControlCharacters(stdout), stderr: stripVTControlCharacters(stderr) };
  }

  unoTrace(...args: readonly string[]): Promise<Finished> {
    return run([UNO_TRACE, ...args], { cwd: this.folder });
  }

  /** Starts a server, by the Nest CLI or by Node's own arguments, and waits until it answers. */
  async serve(args: readonly string[]): Promise<Server> {
    const port = await freePort();
    const server = new Server(args[0] === "start" ? [NEST, ...args] : args, this.folder, port);
    await server.starts();
    return server;
  }

  remove(): void {
    rmSync(this.#outer, { recursive: true, force: true });
  }
}

/** A server that runs, in a group of processes of its own: `nest start` starts a shell, and that the program. */
export class Server {
  readonly #child: ChildProcess;
  readonly #port: number;
  #printed = "";
  #read = 0;

  constructor(args: readonly string[], cwd: string, port: number) {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    // The applications of a monorepo ask for the lower-case one.
    const env = { ...inherited, NO_COLOR: "1", PORT: String(port), port: String(port) };
    this.#port = port;
    this.#child = spawn(process.execPath, args, {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#printed += stripVTControlCharacters(text);
      });
  }

  /** Waits until the program has started once more than at the last call. */
  async starts(): Promise<void> {
    const word = "successfully started";
    await eventually(
      () => this.#printed.includes(word, this.#read),
      () => `"${word}" in:\n${this.#printed}`,
    );
    this.#read = this.#printed.indexOf(word, this.#read) + word.length;
  }

  /** Nest says that it has started before it listens. */
  async ask(path: string, attempts = 200): Promise<string> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.#port}${path}`);
      return await answer.text();
    } catch (error) {
      if (attempts === 0) throw error;
      await delay(50);
      return this.ask(path, attempts - 1);
    }
  }

  /** Waits for a line of what was printed. */
  prints(line: RegExp): Promise<void> {
    return eventually(
      () => line.test(this.#printed),
      () => `${line} in:\n${this.#printed}`,
    );
  }

  async stop(): Promise<void> {
    if (this.#child.pid === undefined) return;
    const closed = once(this.#child, "close");
    const isClosed = this.#child.stdout?.closed === true;
    try {
      process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // All of them have ended.
    }
    if (!isClosed) await closed;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}
