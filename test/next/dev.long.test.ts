// `next dev` with Turbopack and with webpack: what changes is traced again, the code and uno-trace.json.
import { afterEach, beforeAll, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { eventually } from "../toolchains/processes.js";
import { APP } from "./app.js";
import { NextProject, type Server } from "./project.js";

beforeAll(() => packagesOf("test/next"), 600_000);

let project: NextProject;
let server: Server | undefined;
afterEach(async () => {
  await server?.process.stop();
  project.remove();
});

const ROUTE = `export const dynamic = "force-dynamic";
// @trace
export async function GET() {
  return Response.json({ total: sum() });
}
function sum() {
  return 7;
}
`;

it.each([
  ["Turbopack", []],
  ["webpack", ["--webpack"]],
] as const)("%s follows a file and uno-trace.json", async (_, flags) => {
  const { "package.json": manifest, "instrumentation.ts": setUp, "app/layout.tsx": layout } = APP;
  project = new NextProject({
    ...{ "package.json": manifest ?? "", "instrumentation.ts": setUp ?? "", "app/layout.tsx": layout ?? "" },
    ...{ "app/api/route.ts": ROUTE, "uno-trace.json": {} },
  });
  server = await project.serve(["dev", ...flags]);
  const { url, process } = server;
  const seen: string[] = [];
  const asked = async (holds: () => boolean) => {
    const look = setInterval(() => void fetch(`${url}/api`).catch(() => undefined), 300);
    try {
      await eventually(
        () => seen.push(...project.takeSpans()) >= 0 && holds(),
        () => `spans: ${seen.slice(-9)}\n${process.printed()}`,
        90_000,
      );
    } finally {
      clearInterval(look);
    }
  };
  await asked(() => seen.includes("GET :3"));
  project.write("app/api/route.ts", `// one line more\n${ROUTE}`);
  await asked(() => seen.includes("GET :4"));
  project.write("uno-trace.json", { include: ["app/**"] });
  await asked(() => seen.includes("GET.sum :7"));
});
