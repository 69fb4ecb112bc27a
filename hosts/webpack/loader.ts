// The loader: webpack and Rspack hand it the text of a module as it stands in the file, and get the instrumented text back.
import type { LoaderContext } from "./context.js";
import type { Tracing } from "./tracing.js";

/** Instruments a module; what comes before it has a map, ours is composed with that. */
export default function load(this: LoaderContext, text: string, map: unknown): void {
  const { tracing } = this.getOptions() as { readonly tracing: Tracing };
  const done = this.async();
  tracing.transform(this, text, map).then(
    ({ code, map: written }) => done(null, code, written),
    (cause: Error) => done(cause),
  );
}
