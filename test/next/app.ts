// The sources of an application in which each kind of server code of Next.js is traced, and all requests with their spans.

/** Hands every span to a file, one a line. */
const INSTRUMENTATION = `export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { setupMonitoring } = await import("uno-trace");
    const { appendFileSync } = await import("node:fs");
    const write = (spans: any[], done: (result: any) => void) => {
      const lines = spans.map(({ name, spanId, parentId, status, attributes }) =>
        JSON.stringify({ name, spanId, parentId, status: status.code, line: attributes["code.line.number"] }) + "\\n");
      appendFileSync(process.env.SPANS!, lines.join(""));
      done({ code: 0 });
    };
    setupMonitoring({ exporter: { export: write, shutdown: async () => {} } as any, batch: { exportInterval: 50 } });
  }
}
`;

/** What both bundlers build. */
export const APP: Readonly<Record<string, string | object>> = {
  "package.json": { name: "app", type: "module" },
  "instrumentation.ts": INSTRUMENTATION,
  "lib/data.ts": `// @trace
export async function load(id: string): Promise<string> {
  await null;
  return "item " + id;
}
`,
  "app/layout.tsx":
    "export default function Layout({ children }: { children: any }) {\n  return <html><body>{children}</body></html>;\n}\n",
  "app/page.tsx": `import { connection } from "next/server";
import { load } from "../lib/data";
import Counter from "./counter";
// @trace
export default async function Page() {
  await connection();
  return <p>{await load("1")}<Counter /></p>;
}
`,
  "app/counter.tsx": `"use client";
import { useState } from "react";
// @trace
function following(n: number) {
  return n + 1;
}
export default function Counter() {
  const [n, set] = useState(1);
  return <button onClick={() => set(following(n))}>{following(n)}</button>;
}
`,
  "app/api/route.ts": `import { load } from "../../lib/data";
// @trace
export async function GET() {
  return Response.json({ item: await load("2") });
}
`,
  "app/fails/route.ts": `interface Unused { readonly a: number }
// @trace
function fails(): never {
  throw new Error("here");
}
export function GET() {
  try {
    fails();
  } catch (error) {
    console.error(error);
    return new Response("failed");
  }
}
`,
  "app/redirects/page.tsx": `import { redirect } from "next/navigation";
import { connection } from "next/server";
// @trace expected=Mine
export default async function Redirects() {
  await connection();
  redirect("/");
}
`,
  "app/missing/page.tsx": `import { notFound } from "next/navigation";
import { connection } from "next/server";
// @trace
export default async function Missing() {
  await connection();
  notFound();
}
`,
  "app/form/actions.ts": `"use server";
// @trace
export async function save(data: FormData): Promise<void> {
  await null;
}
`,
  "app/form/page.tsx": `import { connection } from "next/server";
import { save } from "./actions";
export default async function Form() {
  const { url } = { url: "u" };
  await connection();
  // @trace
  async function within(data: FormData) {
    "use server";
    await url;
  }
  return <><form action={save} id="a"><button /></form><form action={within} id="b"><button /></form></>;
}
`,
  "app/edge/route.ts": `import { load } from "../../lib/data";
export const runtime = "edge";
// @trace
export async function GET() {
  return Response.json({ item: await load("3") });
}
`,
  "proxy.ts": `import { NextResponse } from "next/server";
export const config = { matcher: "/api" };
// @trace
export function proxy() {
  return NextResponse.next();
}
`,
  "pages/api/old.ts": `// @trace
export default function handler(_: any, response: any) {
  response.json({ old: true });
}
`,
  "pages/props.tsx": `// @trace
export async function getServerSideProps() {
  return { props: { n: 1 } };
}
export default function Props({ n }: { n: number }) {
  return <i>{n}</i>;
}
`,
};

/** A request, the status of its answer, and the spans that it makes, children after a dot; status 2 is a failure. */
export const REQUESTS: readonly (readonly [path: string, status: number, spans: readonly string[]])[] = [
  ["/api", 200, ["proxy :4", "GET :3", "GET.load :2"]],
  ["/", 200, ["Page :5", "Page.load :2", "following :4"]],
  ["/fails", 200, ["fails :3 failed"]],
  ["/redirects", 307, ["Redirects :4"]],
  ["/missing", 404, ["Missing :4"]],
  ["/form", 200, []],
  ["/edge", 200, []],
  ["/api/old", 200, ["handler :2"]],
  ["/props", 200, ["getServerSideProps :2"]],
];
