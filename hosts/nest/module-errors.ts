// A transformer and the list that it fills in; a transformer out that throws what is in the list, which fails a module of webpack.
import type * as TypeScript from "typescript";

type Factory = TypeScript.TransformerFactory<TypeScript.SourceFile>;

/** Without a stack, which would be ours, webpack prints the message alone. */
class TracingError extends Error {
  override readonly stack = "";
}

/**
 * Lets a module fail by the diagnostics of its file. They are thrown once: ts-loader emits a file again for its
 * declarations, and an error would end webpack there.
 * @throws TracingError for what is in the list already
 */
export function throwing(ts: typeof TypeScript, factory: Factory, found: TypeScript.Diagnostic[]): Factory {
  const told = new WeakSet<TypeScript.Node>();
  throwAny(ts, found);
  return (context) => {
    const transform = factory(context);
    return (file) => {
      const emitted = transform(file);
      const parsed = ts.getOriginalNode(file);
      if (told.has(parsed)) found.length = 0;
      else if (found.length > 0) told.add(parsed);
      throwAny(ts, found);
      return emitted;
    };
  };
}

function throwAny(ts: typeof TypeScript, found: TypeScript.Diagnostic[]): void {
  const taken = found.splice(0);
  if (taken.length > 0) throw new TracingError(ts.formatDiagnostics(taken, formatHost()).trim());
}

function formatHost(): TypeScript.FormatDiagnosticsHost {
  return {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
  };
}
