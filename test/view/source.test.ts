// Places that spans name in; the lines that are read, and what is never read, out.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../view/server/server.js";
import { editorLink } from "../../view/source/editor.js";
import { excerptAt } from "../../view/source/excerpt.js";
import { spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

let outside: string;
let folder: string;
beforeAll(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), "uno-source-")));
  folder = join(outside, "project");
  mkdirSync(join(folder, "src"), { recursive: true });
  mkdirSync(join(folder, ".secret"));
  mkdirSync(join(folder, "src/folder.ts"));
  const lines = Array.from({ length: 100 }, (_, at) => `line ${at + 1}`);
  writeFileSync(join(folder, "src/a b.ts"), `${lines.join("\r\n")}`);
  for (const name of ["package.json", ".env", ".secret/key.ts", ".key.ts"])
    writeFileSync(join(folder, name), "secret");
  writeFileSync(join(outside, "other.ts"), "secret");
  writeFileSync(join(folder, "large.ts"), "x".repeat(2_000_001));
  writeFileSync(join(folder, "long.ts"), "y".repeat(10_000));
  symlinkSync(join(outside, "other.ts"), join(folder, "link.ts"));
  symlinkSync(outside, join(folder, "up"));
});
afterAll(() => rmSync(outside, { recursive: true }));

const read = (file: string, line?: number) => excerptAt({ file, line, column: undefined }, folder);

describe("an excerpt", () => {
  test("is the lines around the place, by a relative path, an absolute one, or a URL", async () => {
    const expected = {
      file: "src/a b.ts",
      line: 50,
      column: 1,
      firstLine: 38,
      path: join(folder, "src/a b.ts"),
    };
    for (const file of ["src/a b.ts", join(folder, "src/a b.ts"), `file://${folder}/src/a%20b.ts`]) {
      const excerpt = await read(file, 50);
      expect(excerpt).toMatchObject(expected);
      expect([excerpt.lines.length, excerpt.lines[12]]).toEqual([25, "line 50"]);
    }
    expect(await read("src/a b.ts", 5000)).toMatchObject({ line: 100, firstLine: 88 });
    expect(await read("src/a b.ts")).toMatchObject({ line: 1, firstLine: 1 });
    expect((await read("long.ts", 1)).lines[0]).toHaveLength(400);
  });

  test.each<[string, RegExp]>([
    ["", /does not say where/],
    ["src/none.ts", /not below/],
    ["../other.ts", /not below/],
    ["link.ts", /not below/],
    ["up/other.ts", /not below/],
    ["/etc/hostname", /not below/],
    ["file:///etc/hostname", /not below/],
    ["file:///%zz.ts", /not below/],
    [".", /not below/],
    ["package.json", /no source file/],
    [".env", /no source file/],
    [".secret/key.ts", /no source file/],
    [".key.ts", /no source file/],
    ["src/folder.ts", /no file/],
    ["large.ts", /larger than/],
    ["src/a b.ts\0.png", /names no file/],
  ])("is not made of %j", async (file, message) => {
    await expect(read(file, 1)).rejects.toThrow(message);
  });
});

test("the API reads what a stored span names, and nothing that a request does", async () => {
  const good = spanOf({ attributes: { "code.file.path": "src/a b.ts", "code.line.number": 3 } });
  const bad = spanOf({ attributes: { "code.filepath": "../other.ts", "code.lineno": 1 } });
  const server = await startServer(await storeWith([good, bad]), { port: 0, folder });
  onTestFinished(() => server.close());
  const ask = async ({ traceId, spanId }: typeof good, more = "") => {
    const response = await fetch(`${server.url}/api/source?id=${traceId}&span=${spanId}${more}`);
    return [response.status, await response.text()] as const;
  };
  const [status, text] = await ask(good, "&file=../other.ts");
  expect([status, JSON.parse(text)]).toEqual([
    200,
    {
      file: "src/a b.ts",
      line: 3,
      column: 1,
      firstLine: 1,
      lines: Array.from({ length: 15 }, (_, at) => `line ${at + 1}`),
      editor: expect.stringMatching(/:\/\/.*a%20b\.ts/),
    },
  ]);
  expect(await ask(bad)).toEqual([404, expect.stringContaining("../other.ts is not below")]);
  expect(await ask({ ...good, spanId: "f".repeat(16) })).toEqual([404, "there is no such span\n"]);
});

test("an editor is that of VISUAL or EDITOR where it can be opened by a link", () => {
  const place = { path: "/my/a b.ts", line: 3, column: 7 };
  expect(editorLink(place, {})).toBe("vscode://file/my/a%20b.ts:3:7");
  expect(editorLink(place, { EDITOR: "vim" })).toBe("vscode://file/my/a%20b.ts:3:7");
  expect(editorLink(place, { VISUAL: "/usr/bin/cursor --wait", EDITOR: "zed" })).toBe(
    "cursor://file/my/a%20b.ts:3:7",
  );
  expect(editorLink(place, { EDITOR: "webstorm" })).toBe(
    "webstorm://open?file=%2Fmy%2Fa%20b.ts&line=3&column=7",
  );
  expect(editorLink({ ...place, path: "C:\\a.ts" }, { EDITOR: "code" })).toBe("vscode://file/C%3A/a.ts:3:7");
});
