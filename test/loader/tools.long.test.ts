// The loader with each tool that compiles as it loads, on each version of Node: the same spans, lines and results everywhere.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import { makeInstalled } from "./installed-project.js";
import { type Language, PRINTED, programIn } from "./program.js";

beforeAll(() => packagesOf("test/loader"), 600_000);

const MODULES = join(import.meta.dirname, "node_modules");
const TSX = join(MODULES, "tsx/dist/cli.mjs");
const TS_NODE = join(MODULES, "ts-node/dist/bin.js");
const ESM_SWC = "@swc-node/register/esm-register";
const LINKS = Object.fromEntries(
  ["tsx", "ts-node", "@swc-node", "@swc", "typescript", "@types"].map((name) => [name, join(MODULES, name)]),
);

/** What a tool reads. */
const TSCONFIG = {
  compilerOptions: { module: "NodeNext", target: "ES2022", rootDir: ".", types: ["node"] },
  "ts-node": { transpileOnly: true },
};

type Version = 20 | 22 | 24 | 26;

const nodeOf = (version: Version): string | undefined =>
  version === 20 ? undefined : join(MODULES, `node${version}-${process.platform}-${process.arch}/bin/node`);

interface Way {
  readonly name: string;
  readonly args: readonly string[];
  readonly languages: readonly Language[];
  readonly versions?: readonly Version[];
  /** What is said before the program. */
  readonly env?: Readonly<Record<string, string>>;
}

const LOADER = ["--import", "uno-trace/loader"];
const ALL: readonly Version[] = [20, 22, 24, 26];
const STRIPPING: readonly Version[] = [22, 24, 26];
const TYPED: readonly Language[] = ["esm ts", "cjs ts"];

const WAYS: readonly Way[] = [
  { name: "Node", args: LOADER, languages: ["esm js", "cjs js"] },
  { name: "Node's type stripping", args: LOADER, languages: TYPED, versions: STRIPPING },
  { name: "tsx behind it", args: [...LOADER, "--import", "tsx"], languages: TYPED },
  { name: "tsx in front of it", args: ["--import", "tsx", ...LOADER], languages: TYPED },
  { name: "tsx", args: [TSX, ...LOADER], languages: TYPED },
  {
    name: "ts-node/register",
    args: ["-r", "ts-node/register", ...LOADER],
    languages: ["cjs ts"],
    versions: STRIPPING,
  },
  {
    name: "ts-node/register, all required",
    args: ["-r", "ts-node/register", "-r", "uno-trace/loader"],
    languages: ["cjs ts"],
  },
  {
    name: "ts-node",
    args: [TS_NODE],
    languages: ["cjs ts"],
    env: { NODE_OPTIONS: "--require uno-trace/loader" },
  },
  {
    name: "@swc-node/register",
    args: ["-r", "@swc-node/register", ...LOADER],
    languages: ["cjs ts"],
    versions: STRIPPING,
  },
  {
    name: "@swc-node/register, all required",
    args: ["-r", "@swc-node/register", "-r", "uno-trace/loader"],
    languages: ["cjs ts"],
  },
];

const ROWS = WAYS.flatMap((way) =>
  way.languages.flatMap((language) =>
    (way.versions ?? ALL).map((version) => ({ ...way, language, version })),
  ),
);

const MARKED = "// @trace\nexport function total(n) { return n; }\n";
const TESTS = {
  "package.json": { name: "shop", version: "1.0.0", type: "module" },
  "total.js": MARKED,
  "node.test.js":
    'import { test } from "node:test";\nimport { total } from "./total.js";\ntest("one", () => { total(1); });\n',
  "mocha.spec.mjs":
    'import { total } from "./total.js";\ndescribe("all", () => it("one", () => { total(1); }));\n',
};

describe("test runners", () => {
  const mocha = join(MODULES, "mocha/bin/mocha.js");
  it.each([
    ["node:test", [...LOADER, "--test", "node.test.js"]],
    ["Mocha", [mocha, "--import=uno-trace/loader", "mocha.spec.mjs"]],
    ["Mocha, required", [mocha, "--require", "uno-trace/loader", "mocha.spec.mjs"]],
  ])("%s", async (_, args) => {
    const project = makeInstalled(TESTS);
    try {
      const { status, stdout, stderr } = await run(args, { cwd: project.folder });
      expect(status, stdout + stderr).toBe(0);
      expect(stdout + stderr).toMatch(/\btotal .*✓/);
    } finally {
      project.remove();
    }
  });
});

it("the page names the versions that are pinned here", () => {
  const { devDependencies } = JSON.parse(readPage("test/loader/package.json"));
  const page = readPage("docs/loader.md");
  for (const name of ["tsx", "ts-node", "@swc-node/register"]) {
    const [, version] = /^(\d+\.\d+)/.exec(devDependencies[name]) ?? [];
    expect(page).toContain(`| ${name} ${version}`);
  }
});

const isPinned = process.platform === "linux" && process.arch === "x64";

describe.runIf(isPinned)("the same program", () => {
  it.each(ROWS)("$name, $language, Node $version", async ({ name, args, language, version, env = {} }) => {
    const { files, main } = programIn(language);
    const project = makeInstalled({ ...files, "tsconfig.json": TSCONFIG }, LINKS);
    try {
      const { stdout, stderr } = await run([...args, main], {
        cwd: project.folder,
        env,
        node: nodeOf(version),
      });
      const expected = PRINTED.replaceAll("EXT", main.split(".").at(-1) as string);
      // SWC's loader shows the lines of what it wrote, whether anything is traced or not.
      const shown = name.startsWith("@swc-node") ? stdout.replace(/shop\.ts:\d+/, "shop.ts:24") : stdout;
      expect(shown, stderr).toBe(expected);
      expect(stderr.replace(/^\(.*\n/gm, "")).toBe("");
    } finally {
      project.remove();
    }
  });

  it("of the page prints its span", async () => {
    const [block] = blocksOf(readPage("docs/loader.md")).filter(({ file }) => file === "total.ts");
    const manifest = { name: "shop", version: "1.0.0", type: "module" };
    const project = makeInstalled({ "package.json": manifest, "total.ts": block?.text ?? "" });
    try {
      const { stdout, stderr } = await run([...LOADER, "total.ts"], {
        cwd: project.folder,
        node: nodeOf(24),
      });
      expect(stdout).toBe("70\n");
      expect(stderr).toMatch(/\ntotal [^\n]*✓\n/);
    } finally {
      project.remove();
    }
  });

  // Its hooks run in a thread of Node's, where on these versions nothing of ours can be in front of it.
  it.each(STRIPPING)(
    "@swc-node/register for ES modules, Node %i: what it writes is traced",
    async (version) => {
      const { files, main } = programIn("esm ts");
      const project = makeInstalled({ ...files, "tsconfig.json": TSCONFIG }, LINKS);
      try {
        const args = ["--import", ESM_SWC, ...LOADER, main];
        const { stdout } = await run(args, { cwd: project.folder, node: nodeOf(version) });
        expect(stdout.split("\n")[0]).toBe(PRINTED.split("\n")[0]);
        const names = stdout.split("\n")[2]?.replace(/:\d+/g, "");
        expect(names).toBe("Shop.price items later twice thrice fail");
      } finally {
        project.remove();
      }
    },
  );
});
