// All pages: links resolve, and lists of what is in the repository are complete.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { codesOf, readPage, rowsOf, sectionOf } from "./page.js";

const pages = execFileSync("git", ["ls-files", "--", "*.md"], { cwd: REPOSITORY, encoding: "utf8" })
  .split("\n")
  .filter((name) => name !== "" && existsSync(join(REPOSITORY, name)));

const withoutCode = (page: string) => page.replace(/^\s*```[\s\S]*?^\s*```/gm, "").replace(/`[^`\n]*`/g, "");

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (page: string) =>
  [...page.replace(/^\s*```[\s\S]*?^\s*```/gm, "").matchAll(/^#+ (.*)$/gm)].map((match) =>
    (match[1] as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe.each(pages)("%s", (name) => {
  const page = readPage(name);
  const links = [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);

  test("its links lead somewhere", () => {
    const broken = links
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [path, anchor] = link.split("#") as [string, string | undefined];
        const target = path === "" ? name : join(dirname(name), path);
        if (!existsSync(join(REPOSITORY, target))) return true;
        return anchor !== undefined && !anchorsOf(readPage(target)).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  test("it names no folder of a machine", () => {
    expect(page).not.toMatch(/(?<![\w.])\/(?:home|Users|root|work|tmp)\//);
  });
});

describe("the index", () => {
  test("names every page of docs/", () => {
    const index = readPage("docs/README.md");
    const names = readdirSync(join(REPOSITORY, "docs")).filter((name) => name.endsWith(".md"));
    for (const name of names.filter((each) => each !== "README.md")) expect(index).toContain(`(${name})`);
  });

  test("names every decision, by its title", () => {
    const rows = rowsOf(readPage("docs/decisions/README.md"));
    const names = readdirSync(join(REPOSITORY, "docs/decisions")).filter((name) => /^\d/.test(name));
    const titles = names.map((name) => {
      const [, number, title] = /^# (\d+)\. (.*)$/m.exec(readPage(`docs/decisions/${name}`)) ?? [];
      return [`[${number}](${name})`, title];
    });
    expect(rows).toEqual(titles);
  });
});

describe("the architecture", () => {
  const page = readPage("docs/architecture.md");

  // The rooms of runtime/ are compared in test/structure/imports.test.ts.
  test.each(["transformer", "hosts"])("names every file of %s/", (folder) => {
    const named = rowsOf(sectionOf(page, `### ${folder}/`)).flatMap((row) => row.flatMap(codesOf));
    const files = execFileSync("git", ["ls-files", "--", folder], { cwd: REPOSITORY, encoding: "utf8" })
      .split("\n")
      .filter((name) => name.endsWith(".ts") && existsSync(join(REPOSITORY, name)))
      .map((name) => name.slice(folder.length + 1));
    const covered = (file: string) => named.includes(file) || named.includes(`${dirname(file)}/`);
    expect(files.filter((file) => !covered(file))).toEqual([]);
    const gone = named.filter((name) => name.endsWith(".ts") && !existsSync(join(REPOSITORY, folder, name)));
    expect(gone).toEqual([]);
  });

  test("names the usage of the test262 runner", () => {
    const usage = /usage: (npm run conformance.*?\[--shard i\/n\])/.exec(
      readPage("test/conformance/main.ts"),
    )?.[1];
    expect(page).toContain(usage);
  });
});
