// The service: Fastify, one route; tells its parent on which port it listens.
import fastify from "fastify";
import type { Reply } from "./handle.js";

/** Serves until it is killed; a message from the parent asks for the CPU time so far, in microseconds. */
export async function serve(handle: (body: unknown) => Promise<Reply>): Promise<void> {
  const server = fastify();
  server.post("/orders", (request) => handle(request.body));
  await server.listen({ port: 0, host: "127.0.0.1" });
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system });
  });
  const address = server.server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
}
