// A receiver of OTLP on the loopback interface: what a program sends comes out, by name.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** What is read of a request in OTLP's JSON. */
interface TraceRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly { readonly name: string; readonly status?: { readonly code?: number } }[];
    }[];
  }[];
}

/** A running receiver. */
export interface Receiver {
  /** Environment of a program that is to send its spans here. */
  readonly env: Readonly<Record<string, string>>;
  /** `NAME STATUS` of all spans, in alphabetical order; forgets them. */
  take(): readonly string[];
  /** An attribute of the resource that came last. */
  resource(key: string): string | undefined;
  close(): void;
}

/** Starts one on a free port. */
export async function startReceiver(): Promise<Receiver> {
  let requests: TraceRequest[] = [];
  let last: TraceRequest | undefined;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const text = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    last = JSON.parse(text.toString()) as TraceRequest;
    requests.push(last);
    response.setHeader("content-type", "application/json");
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    },
    take() {
      const resources = requests.flatMap(({ resourceSpans }) => resourceSpans);
      const spans = resources.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
      requests = [];
      return spans.map(({ name, status }) => `${name} ${status?.code ?? 0}`).sort();
    },
    resource: (key) =>
      last?.resourceSpans[0]?.resource.attributes.find((each) => each.key === key)?.value.stringValue,
    close: () => server.close(),
  };
}
