// Next.js with Turbopack and with webpack: each kind of server code is built, served and asked, and its spans are compared.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { eventually, type Finished } from "../toolchains/processes.js";
import { APP, REQUESTS } from "./app.js";
import { configuration, NextProject, type Server } from "./project.js";

beforeAll(() => packagesOf("test/next"), 600_000);

/** All that a folder of a build holds in scripts. */
export function scriptsIn(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

const CONFIG = 'experimental: { serverSourceMaps: true }, output: "standalone",';

describe.each([
  ["Turbopack", []],
  ["webpack", ["--webpack"]],
] as const)("%s", (_, flags) => {
  let project: NextProject;
  let server: Server;
  let built: Finished;
  beforeAll(async () => {
    project = new NextProject({ ...APP, "next.config.mjs": configuration(CONFIG) });
    built = await project.next("build", ...flags);
    if (built.status !== 0) throw new Error(built.stdout + built.stderr);
    server = await project.serve(["start"], ["--enable-source-maps"]);
  }, 600_000);
  afterAll(async () => {
    await server?.process.stop();
    project?.remove();
  });

  const ask = async (path: string, options?: RequestInit) => {
    const answer = await fetch(server.url + path, { redirect: "manual", ...options });
    return { status: answer.status, text: await answer.text() };
  };
  const spansOf = async (count: number) => {
    const spans: string[] = [];
    await eventually(
      () => spans.push(...project.takeSpans()) >= count,
      () => `${count} spans: ${spans}\n${server.process.printed()}`,
    );
    return spans.sort();
  };

  it.each(REQUESTS)("%s", async (path, status, spans) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(await spansOf(spans.length)).toEqual([...spans].sort());
  });

  it("traces what a form calls on the server", async () => {
    const { text } = await ask("/form");
    for (const [id, span] of [
      ["a", "save :3"],
      ["b", "within :7"],
    ]) {
      const form = new RegExp(`<form[^>]* id="${id}"[^]*?</form>`).exec(text)?.[0] ?? "";
      const body = new FormData();
      for (const [, name = "", value = ""] of form.matchAll(
        /<input[^>]* name="([^"]*)"(?: value="([^"]*)")?/g,
      ))
        body.append(name, value.replaceAll("&quot;", '"'));
      const { status } = await ask("/form", { method: "POST", body });
      expect({ status, spans: await spansOf(1) }).toEqual({ status: 200, spans: [span] });
    }
  });

  it("lets the stack that Next.js prints lead to the source", async () => {
    await ask("/fails");
    const printed = () => server.process.printed();
    await eventually(() => /at \S+ \(.*app\/fails\/route\.ts:4:9\)/.test(printed()), printed);
    await spansOf(1);
  });

  it("says that the edge runtime is left alone, and leaves browsers alone", async () => {
    const said = built.stdout + built.stderr;
    expect(said).toContain("UNO3030: Nothing in route.ts");
    expect(said.match(/UNO\d+/g)?.filter((code) => code !== "UNO3030")).toEqual([]);
    expect(scriptsIn(project.path(".next/static"))).not.toContain("uno-trace");
  });

  it("serves what was built standalone", async () => {
    const other = await project.serve(
      [],
      [],
      project.path(`.next/standalone/.tmp/${basename(project.folder)}/server.js`),
    );
    const answer = await fetch(`${other.url}/api`);
    expect(await answer.json()).toEqual({ item: "item 2" });
    expect(await spansOf(3)).toContain("GET.load :2");
    await other.process.stop();
  });
});
