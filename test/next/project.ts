// Files in; a project of Next.js out, with both packages inside, since Turbopack follows no link out of its root.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { type Finished, run, type Watcher, watch } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";

const ROOT = import.meta.dirname;
const NEXT = join(ROOT, "node_modules/next/dist/bin/next");
const ENV = { NEXT_TELEMETRY_DISABLED: "1" };

/** One line of what the application's exporter writes. */
interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentId?: string;
  readonly status: number;
  readonly line: number;
}

/** A project below this folder. */
export class NextProject {
  readonly folder: string;
  #taken: readonly Span[] = [];

  /** Without a `next.config` of their own, the files get one that does nothing but trace. */
  constructor(files: Readonly<Record<string, string | object>>) {
    mkdirSync(join(ROOT, ".tmp"), { recursive: true });
    this.folder = mkdtempSync(join(ROOT, ".tmp/app-"));
    const config = configuration("");
    for (const [name, content] of Object.entries({ "next.config.mjs": config, ...files }))
      this.write(name, content);
    for (const [name, from] of [
      ["uno-trace", "."],
      ["uno-trace-build", "packages/build"],
    ] as const)
      for (const part of ["dist", "package.json"])
        cpSync(join(REPOSITORY, from, part), this.path(`node_modules/${name}/${part}`), { recursive: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  write(name: string, content: string | object): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), typeof content === "string" ? content : JSON.stringify(content));
  }

  next(...args: readonly string[]): Promise<Finished> {
    return run([NEXT, ...args], { cwd: this.folder, env: ENV });
  }

  /** Starts a server, also from other files than Next's command, and waits until it answers. */
  async serve(args: readonly string[], node: readonly string[] = [], script: string = NEXT): Promise<Server> {
    const port = await freePort();
    const env = { ...ENV, PORT: String(port), HOSTNAME: "127.0.0.1", SPANS: this.path("spans.jsonl") };
    const own = script === NEXT ? ["-p", String(port)] : [];
    const process = watch([...node, script, ...args, ...own], {
      cwd: dirname(script === NEXT ? this.path("a") : script),
      env,
    });
    await process.until("Ready in");
    return { process, url: `http://127.0.0.1:${port}` };
  }

  /** The spans that came since this was asked last, as lines; parents stand before a dot. */
  takeSpans(): readonly string[] {
    const file = this.path("spans.jsonl");
    if (!existsSync(file)) return [];
    const spans: Span[] = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    const { length } = this.#taken;
    this.#taken = spans;
    const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
    return spans.slice(length).map(({ name, parentId, status, line }) => {
      const parent = parentId === undefined ? undefined : names.get(parentId);
      return `${parent === undefined ? "" : `${parent}.`}${name} :${line}${status === 2 ? " failed" : ""}`;
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A server that runs. */
export interface Server {
  readonly process: Watcher;
  readonly url: string;
}

/** The text of a configuration; its root is that of the installation. */
export function configuration(members: string, options = ""): string {
  return `import { withUnoTrace } from "uno-trace/next";
export default withUnoTrace({
  turbopack: { root: ${JSON.stringify(ROOT)} },
  outputFileTracingRoot: ${JSON.stringify(ROOT)},
  typescript: { ignoreBuildErrors: true },
  ${members}
}${options});
`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}
