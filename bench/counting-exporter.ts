// An exporter that counts what arrives, hands each batch to a serialiser and drops the result.

/** Works for each SDK that has OpenTelemetry's exporter interface. */
export class CountingExporter<Span> {
  count = 0;
  bytes = 0;
  private readonly serialise: (spans: Span[]) => Uint8Array | undefined;

  constructor(serialise: (spans: Span[]) => Uint8Array | undefined) {
    this.serialise = serialise;
  }

  export(spans: Span[], done: (result: { code: 0 }) => void): void {
    this.count += spans.length;
    this.bytes += this.serialise(spans)?.length ?? 0;
    done({ code: 0 });
  }

  async shutdown(): Promise<void> {}
}
