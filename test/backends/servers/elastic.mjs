// Elastic's receiver on a free port: prints its address, then each request it gets, as it has understood it.
import { MockOtlpServer, normalizeTrace } from "@elastic/mockotlpserver";

const server = new MockOtlpServer({
  services: ["http"],
  httpPort: 0,
  httpHostname: "127.0.0.1",
  logLevel: "error",
  onTrace: (request) => console.log(JSON.stringify(normalizeTrace(request))),
});
await server.start();
console.log(new URL(server.httpUrl).origin);
