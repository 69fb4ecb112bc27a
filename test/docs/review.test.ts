// docs/review.md: its project is made, built and compared as the page says, and what the page shows is what comes.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { run } from "../toolchains/processes.js";
import { installed, makeProject, REPOSITORY } from "../toolchains/temporary-project.js";
import { readPage } from "./page.js";

const page = readPage("docs/review.md");
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, kind = "", text = ""]) => ({
  kind,
  text,
}));
const block = (kind: string): string => blocks.find((each) => each.kind === kind)?.text ?? "";

const ORDERS = `export function submit() {}
`;
const NEXT_ORDERS = `export function checkout() {}

class NotFoundError extends Error {}

// Thrown where there is no such order.
export async function refund() {
  throw new NotFoundError();
}
`;
const CART = "export class Cart {\n  total() {}\n}\n";
const NEXT_RULES = [
  { functions: ["Cart.total"], trace: false },
  { functions: ["refund"], expectedErrors: ["NotFoundError"] },
];

const project = makeProject(
  {
    ".gitignore": "node_modules\ndist\n",
    "package.json": { type: "module" },
    "uno-trace.json": { include: ["src"] },
    "src/main.ts": 'export * from "./orders.js";\nexport * from "./cart.js";\n',
    "src/orders.ts": ORDERS,
    "src/cart.ts": CART,
    "build.mjs": block("js"),
  },
  { esbuild: installed("esbuild") },
);
afterAll(() => project.remove());

const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@localhost", ...args], {
    cwd: project.folder,
  });
const COMMAND = `${REPOSITORY}/dist/forward/command.js`;

test("the diff against main, and the manifest of the build", async () => {
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "first");
  project.write("src/orders.ts", NEXT_ORDERS);
  project.write("uno-trace.json", { include: ["src"], rules: NEXT_RULES });
  const words = block("sh").trim().split(" ").slice(2);
  expect(words).toEqual(["diff", "main"]);
  const diff = await run([COMMAND, ...words], { cwd: project.folder });
  expect(diff.stderr).toBe("");
  expect(diff.stdout).toBe(block("text"));
  expect(await run(["build.mjs"], { cwd: project.folder })).toMatchObject({ status: 0 });
  expect(JSON.parse(project.read("dist/uno-trace.manifest.json"))).toEqual(JSON.parse(block("json")));
}, 60_000);

test("the workflow's commands run as they stand", async () => {
  const commands = [...block("yaml").matchAll(/- run: npx uno-trace (.*)$/gm)].map(([, command]) => command);
  expect(commands).toHaveLength(2);
  git("update-ref", "refs/remotes/origin/main", "main");
  const script = commands.map((command) => `"${process.execPath}" "${COMMAND}" ${command}`).join(" && ");
  const summary = project.path("summary.md");
  const env = { ...process.env, GITHUB_BASE_REF: "main", GITHUB_STEP_SUMMARY: summary };
  const out = execFileSync("sh", ["-c", script], { cwd: project.folder, env, encoding: "utf8" });
  expect(out).toMatch(/^::notice title=Span removed::Cart\.total/m);
  expect(readFileSync(summary, "utf8")).toBe(block("text"));
}, 60_000);
