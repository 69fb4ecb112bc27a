// A project's tsconfig and uno-trace.json in; when the plugin speaks in tsserver, and that it leaves all other answers alone.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { inFull } from "../harness/sample.js";
import { makeInstalled } from "../loader/installed-project.js";
import { installed, REPOSITORY } from "../toolchains/temporary-project.js";
import { close, type Edited, edit, openIn, placeOf, tsconfigWith, wordsAt } from "./edited.js";
import { type Found, TsServer } from "./tsserver.js";

const PLUGIN = { name: "uno-trace/language-service" };
const PLAIN = "// A remark.\nexport function plain(id: string) { return id; }\n";
const ORPHAN = "// @trace\nexport const seven = 7;\n";

let edited: Edited;

afterEach(() => close(edited));

const file = (name: string) => edited.project.path(name);
const own = async (name: string) =>
  (await edited.server.diagnostics(file(name))).filter(({ source }) => source === "uno-trace");
const hover = async (name: string, text: string, words: string) =>
  (
    await edited.server.ask<{ documentation: string }>("quickinfo", {
      file: file(name),
      ...placeOf(text, words),
    })
  )?.documentation;

test("a broken uno-trace.json is told of in each file, and in the tsconfig, until it is mended", async () => {
  edited = await edit(
    "typescript",
    {
      "uno-trace.json": '{\n  "inclde": ["src/*.ts"]\n}\n',
      "src/plain.ts": PLAIN,
    },
    [PLUGIN],
  );
  const [found, ...others] = await own("src/plain.ts");
  expect(others).toEqual([]);
  expect([found?.category, wordsAt(PLAIN, found as Found)]).toEqual(["warning", "e"]);
  expect(found?.text).toMatch(
    /^\.\.\/uno-trace\.json:2:3 - UNO3004: "inclde" is no member of .*Did you mean "include"/,
  );
  const place = found?.relatedInformation?.[0]?.span;
  expect([place?.file, place?.start]).toEqual([file("uno-trace.json"), { line: 2, offset: 3 }]);

  const { body } = edited.server.events.find(({ event }) => event === "configFileDiag") ?? {};
  const { diagnostics } = body as { readonly diagnostics: readonly (Found & { fileName: string })[] };
  expect(diagnostics.map(({ text, fileName }) => [text.slice(0, 27), fileName])).toEqual([
    ["uno-trace.json:2:3 - UNO300", file("tsconfig.json")],
  ]);
  expect(wordsAt(edited.project.read("tsconfig.json"), diagnostics[0] as Found)).toBe(PLUGIN.name);
  expect(await hover("src/plain.ts", PLAIN, "pla|in(")).toBe("");

  edited.server.events.length = 0;
  edited.project.write("uno-trace.json", { include: ["src/*.ts"] });
  await edited.server.heard(({ event }) => event === "projectsUpdatedInBackground");
  expect(await own("src/plain.ts")).toEqual([]);
  expect(await hover("src/plain.ts", PLAIN, "pla|in(")).toBe("uno-trace: traced as `plain` (include)");
});

inFull(() => {
  test("the configuration is the one that the transformer's entry names, and nothing is told twice", async () => {
    edited = await edit(
      "typescript",
      { "conf/own.json": { include: ["../src/plain.ts"] }, "src/plain.ts": PLAIN, "src/orphan.ts": ORPHAN },
      [
        { transform: "uno-trace/transformer", config: "conf/own.json" },
        PLUGIN,
        PLUGIN,
        { name: "uno-trace-build" },
      ],
    );
    expect(await hover("src/plain.ts", PLAIN, "pla|in(")).toBe("uno-trace: traced as `plain` (include)");
    expect((await own("src/orphan.ts")).map(({ code }) => code)).toEqual([901001]);
  });

  test("tsserver before 5.5 takes no names but those of packages: that of uno-trace-build is one", async () => {
    edited = await edit("typescript5", { "src/orphan.ts": ORPHAN }, [{ name: "uno-trace-build" }]);
    expect((await own("src/orphan.ts")).map(({ code }) => code)).toEqual([901001]);
  });

  test("a file that does not parse yet is TypeScript's affair", async () => {
    edited = await edit("typescript", { "src/orphan.ts": `${ORPHAN}export function (` }, [PLUGIN]);
    expect(await own("src/orphan.ts")).toEqual([]);
  });
});

test("without uno-trace-build, a file with a directive says how to install it", async () => {
  const files = { "src/plain.ts": PLAIN, "src/orphan.ts": ORPHAN };
  const project = makeInstalled(
    { "tsconfig.json": tsconfigWith([PLUGIN]), "package.json": {}, ...files },
    { typescript: installed("typescript") },
    false,
  );
  cpSync(join(REPOSITORY, "language-service"), project.path("node_modules/uno-trace/language-service"), {
    recursive: true,
  });
  const server = new TsServer(project.path("node_modules/typescript"), project.folder, [
    "--allowLocalPluginLoads",
  ]);
  edited = { project, server: await openIn(project, server, files) };
  const [found] = await own("src/orphan.ts");
  expect(wordsAt(ORPHAN, found as Found)).toBe("@trace");
  expect(found?.text).toMatch(
    /^uno-trace: uno-trace\/language-service needs uno-trace-build, which is not installed.*npm install -D uno-trace-build@/,
  );
  expect(await own("src/plain.ts")).toEqual([]);
});

const MARKED = `import { plain } from "./plain.js";
/** Adds. */
// @trace args=left
export function add(left: number, right: number): number { return left + right + plain("1").length; }
const wrong: string = add(1, 2);
`;

/** What is asked of a file, beside what the plugin adds to. */
const COMMANDS: readonly (readonly [string, string?])[] = [
  ["semanticDiagnosticsSync"],
  ["syntacticDiagnosticsSync"],
  ["suggestionDiagnosticsSync"],
  ["navtree"],
  ["getOutliningSpans"],
  ["quickinfo", "import { pl|ain"],
  ["quickinfo", "wr|ong"],
  ["quickinfo", "Ad|ds."],
  ["completionInfo", "return le|ft"],
  ["completionInfo", "Adds|."],
  ["definitionAndBoundSpan", "plai|n("],
  ["references", "ad|d(left"],
  ["rename", "ad|d(left"],
  ["signatureHelp", "add(1, |2"],
];

test("every other answer is as without the plugin", async () => {
  const answers = async (plugins: readonly object[]) => {
    edited = await edit("typescript", { "src/plain.ts": PLAIN, "src/marked.ts": MARKED }, plugins);
    const found: string[] = [];
    for (const [command, words] of COMMANDS) {
      const place = words === undefined ? {} : placeOf(MARKED, words);
      const answer = await edited.server.ask(command, { file: file("src/marked.ts"), ...place });
      found.push(JSON.stringify([command, words, answer]).replaceAll(edited.project.folder, ""));
    }
    return found;
  };
  const before = await answers([]);
  await close(edited);
  expect(await answers([PLUGIN])).toEqual(before);
  expect(before.some((answer) => answer.includes("is not assignable"))).toBe(true);
});
