// Node's synchronous hooks: what a module holds goes in, and its traced text comes out.
import { foreignHandlers, handOverRequired } from "./common-js.js";
import { type Handed, textOf } from "./handed.js";
import { HandedText } from "./handed-text.js";
import type { Instrumented, LoadContext, Sources } from "./sources.js";

type NextLoad = (url: string, context: LoadContext) => Handed;

/** `module.registerHooks`, which the types of the oldest Node do not know. */
export type RegisterHooks = (hooks: {
  readonly load: (url: string, context: LoadContext, nextLoad: NextLoad) => Handed;
}) => void;

/** Registers them for the thread that this runs in. */
export function hookLoads(registerHooks: RegisterHooks, sources: Sources): void {
  const watch = watchRequired(sources);
  watch(false);
  registerHooks({
    load(url, context, nextLoad) {
      watch(false);
      const file = sources.ofModule(url, context);
      const loaded = nextLoad(url, context);
      if (!file) return loaded;
      const text = textOf(loaded);
      // Node will read it as CommonJS, and ask nobody.
      if (text === undefined) watch(true);
      return text === undefined
        ? loaded
        : traced(sources, file, { loaded, text }, () => nextLoad(url, context));
    },
  });
}

/** Node asks hooks about what is required as well, unless somebody else loads CommonJS: then it has to be watched. */
function watchRequired(sources: Sources): (isForeign: boolean) => void {
  const hasForeign = foreignHandlers();
  let isWatching = false;
  return (isForeign) => {
    if (isWatching || !(isForeign || hasForeign())) return;
    isWatching = true;
    handOverRequired(sources);
  };
}

interface Answer {
  readonly loaded: Handed;
  readonly text: string;
}

/** Hooks that were registered before ours stand behind it: they hand on what they have compiled, without comments. */
function traced(sources: Sources, file: Instrumented, { loaded, text }: Answer, again: () => Handed): Handed {
  if (text === file.code) return loaded;
  if (text === file.text) return { ...loaded, source: file.code };
  const handed = new HandedText(file);
  const compiled = handed.during(again);
  if (handed.isRead) return compiled;
  const code = sources.ofCompiled(file.path, text, loaded);
  return code === undefined ? loaded : { ...loaded, source: code };
}
