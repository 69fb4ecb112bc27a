// What files were made of is kept on disk: used again by later builds, never where anything that it follows from has changed.
import { chmodSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { afterEach, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { makeProject, type TemporaryProject } from "./temporary-project.js";

const CACHE = "node_modules/.cache/uno-trace";
const TEXT = "export function a() {\n  return 1;\n}\n";

let project: TemporaryProject;
afterEach(() => project.remove());

function open(files: Readonly<Record<string, string | object>> = {}): void {
  project = makeProject({
    "package.json": {},
    "uno-trace.json": { include: ["*.ts"] },
    "a.ts": TEXT,
    ...files,
  });
}

interface How {
  readonly cache?: boolean | string;
  readonly sourcemap?: boolean;
}

/** A build of its own, as in a process of its own: nothing is remembered. */
async function built({ cache, ...how }: How = {}): Promise<string> {
  const { outputFiles } = await build({
    ...{
      absWorkingDir: project.folder,
      entryPoints: ["a.ts"],
      outdir: "out",
      write: false,
      logLevel: "silent",
    },
    ...how,
    plugins: [unoTrace(cache === undefined ? {} : { cache })],
  });
  return outputFiles?.find(({ path }) => path.endsWith(".js"))?.text ?? "";
}

function entries(folder = CACHE): string[] {
  return existsSync(project.path(folder)) ? readdirSync(project.path(folder)) : [];
}

/** Marks every entry, its length kept: whoever uses it shows the mark. */
function mark(): void {
  for (const name of entries()) {
    const path = project.path(`${CACHE}/${name}`);
    writeFileSync(path, readFileSync(path, "utf8").replace("return 1;", 'throw "";'));
  }
}

it("a later build uses what an earlier one made", async () => {
  open();
  const fresh = await built();
  expect(fresh).toContain("$state.on");
  expect(entries()).toHaveLength(1);
  expect(await built()).toBe(fresh);
  mark();
  expect(await built()).toContain('throw "";');
});

it.each<[string, () => void, How?]>([
  ["the text", () => project.write("a.ts", `${TEXT}// more\n`)],
  ["the configuration", () => project.write("uno-trace.json", { include: ["a.ts"] })],
  ["the package's module system", () => project.write("package.json", { type: "module" })],
  ["the map", () => {}, { sourcemap: true }],
])("%s counts", async (_, change, how) => {
  open();
  await built();
  mark();
  change();
  expect(await built(how)).not.toContain('throw "";');
  expect(entries()).toHaveLength(2);
});

it("the same project in another folder has the same keys, another file does not", async () => {
  open({ "b.ts": TEXT });
  await built();
  const [first] = entries();
  project.remove();
  open();
  await built();
  expect(entries()).toEqual([first]);
  project.write("a.ts", 'import "./b.js";\n');
  project.write("b.ts", TEXT);
  await built();
  expect(entries()).not.toEqual([first]);
});

it("an entry that is broken is made again", async () => {
  open();
  const fresh = await built();
  const path = project.path(`${CACHE}/${entries()[0]}`);
  for (const text of ["", "{}", readFileSync(path, "utf8").slice(0, -1), "\n".repeat(9)]) {
    writeFileSync(path, text);
    expect(await built()).toBe(fresh);
  }
});

it("what there is to say is said in each build, and a map outside is read each time", async () => {
  open({ "a.ts": `// @notrace\n${TEXT}` });
  const warned = () =>
    build({
      ...{ absWorkingDir: project.folder, entryPoints: ["a.ts"], write: false, logLevel: "silent" as const },
      plugins: [unoTrace()],
    }).then(({ warnings }) => warnings.length);
  expect([await warned(), await warned()]).toEqual([1, 1]);
  expect(entries()).toEqual([]);
  project.write("a.ts", `${TEXT}//# sourceMappingURL=a.ts.map\n`);
  await built({ sourcemap: true });
  expect(entries()).toEqual([]);
});

it("half a character, which no file can hold, is not kept", async () => {
  open({ "a.ts": 'export function a() {\n  return "\\ud800";\n}\n' });
  const fresh = await built();
  expect(await built()).toBe(fresh);
});

it("a folder can be named; false keeps nothing; without node_modules nothing is kept", async () => {
  open();
  await built({ cache: false });
  expect(entries()).toEqual([]);
  await built({ cache: "kept" });
  expect(entries("kept")).toHaveLength(1);
  expect(entries()).toEqual([]);
  project.write("inner/package.json", {});
  project.write("inner/a.ts", TEXT);
  await build({
    ...{ absWorkingDir: project.path("inner"), entryPoints: ["a.ts"], write: false, logLevel: "silent" },
    plugins: [unoTrace({ config: { include: ["*.ts"] } })],
  });
  expect(entries()).toEqual([]);
  expect(existsSync(project.path("inner/node_modules"))).toBe(false);
});

it("what nobody used for two weeks goes", async () => {
  open();
  await built();
  const [old] = entries() as [string];
  const then = Date.now() / 1000 - 15 * 24 * 3600;
  utimesSync(project.path(`${CACHE}/${old}`), then, then);
  project.write(`${CACHE}/notes.txt`, "somebody else's");
  utimesSync(project.path(`${CACHE}/notes.txt`), then, then);
  project.write("a.ts", TEXT.replace("1", "2"));
  await built();
  expect(entries()).not.toContain(old);
  expect(entries()).toContain("notes.txt");
  expect(entries()).toHaveLength(2);
});

// Nothing is forbidden to root.
it.runIf(process.getuid?.() !== 0)("a folder that cannot be written does not matter", async () => {
  open();
  project.write("node_modules/.cache/x", "");
  chmodSync(project.path("node_modules/.cache"), 0o500);
  expect(await built()).toContain("$state.on");
  chmodSync(project.path("node_modules/.cache"), 0o700);
});

it("a file in the folder's place does not matter", async () => {
  open();
  project.write("node_modules/.cache", "");
  expect(await built()).toContain("$state.on");
});
