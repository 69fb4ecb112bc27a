// Tools in; a server of the Model Context Protocol on standard input and output, until its client leaves, out.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { cut } from "../format/text.js";
import type { Tool } from "./tools.js";

/** Characters of an answer: over stdio one of 10 MiB would end the connection. */
const MAX_ANSWER = 1_000_000;

const INSTRUCTIONS = `Traces that programs on this machine sent to uno-trace's viewer. Begin with report or list_traces, then get_trace, then explain_span, which shows the source at the span's line. In a query line all conditions have to hold for one span: service:shop, name:checkout*, status:error, duration>100ms, since:10m, attr.KEY=VALUE, error:RangeError, file:src/cart.ts*; "or", "-" and brackets combine them.`;

/** Serves. @param refusal the words for what is wrong with a question; anything else is a fault of ours */
export async function serve(
  tools: readonly Tool[],
  version: string,
  refusal: (cause: unknown) => string | undefined,
): Promise<void> {
  const server = new McpServer({ name: "uno-trace", version }, { instructions: INSTRUCTIONS });
  for (const { name, description, input, run } of tools)
    server.registerTool(
      name,
      {
        description,
        inputSchema: input,
        annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
      },
      async (from: Parameters<Tool["run"]>[0]) => {
        try {
          return { content: [{ type: "text", text: cut(await run(from), MAX_ANSWER) }] };
        } catch (cause) {
          const text = refusal(cause);
          if (text === undefined) throw cause;
          return { isError: true, content: [{ type: "text", text }] };
        }
      },
    );
  await server.connect(new StdioServerTransport());
  await new Promise<void>((resolve) => {
    // The transport does not tell of a client that has gone.
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
  });
  await server.close();
}
