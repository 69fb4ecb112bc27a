// The life of a service: a free port of this machine, told to the demo; the end when the demo says so or is gone.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export function serve(listener: RequestListener, shutDown: () => Promise<unknown>): void {
  const server = createServer(listener).listen(0, "127.0.0.1", () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
  process.once("message", () => {
    server.close(async () => {
      await shutDown();
      process.disconnect();
    });
  });
  process.once("disconnect", () => process.exit());
}
