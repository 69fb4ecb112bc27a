// The loader of Turbopack: it runs in processes of Turbopack's, so all that is to be said is said of the module at hand.
import { existsSync, statSync } from "node:fs";
import { untracedAtEdge } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { mayHoldDirective } from "../../transformer/select/directive.js";
import { isInstalled } from "../../transformer/select/may-rewrite.js";
import { sourceOf } from "../options.js";
import { Project } from "../project.js";
import type { LoaderContext } from "../webpack/context.js";
import { errorOf } from "../webpack/messages.js";
import { Tracing } from "../webpack/tracing.js";
import { CONTROL_FLOW } from "./control-flow.js";
import type { LoaderOptions } from "./turbopack.js";

interface TurbopackContext extends LoaderContext {
  /** Absolute path of the project. */
  readonly rootContext: string;
}

/** What one process knows of a project. */
interface State {
  readonly project: Project;
  readonly tracing: Tracing;
  /** Of the configuration as it was read last. */
  stamp: string;
  found: readonly Diagnostic[];
  /** The module that speaks for the configuration. */
  teller: string | undefined;
}

const STATES = new Map<string, State>();

/** Instruments a module, or says why not. */
export default function load(this: TurbopackContext, text: string, map: unknown): void {
  const done = this.async();
  if (isInstalled(this.resource)) {
    done(null, text, map);
    return;
  }
  const options = this.getOptions() as LoaderOptions;
  const state = stateOf(options, this.rootContext);
  tellConfig(this, state);
  // Where a glob selects files, nobody has asked for this one.
  if (options.isEdge && !mayHoldDirective(text)) {
    done(null, text, map);
    return;
  }
  state.tracing.transform(this, text, map).then(
    ({ code, map: written }) => {
      const leftOut = state.tracing.takeLeftOut();
      if (leftOut) this.emitWarning(leftOut);
      done(null, code, written);
    },
    (cause: Error) => done(cause),
  );
}

function stateOf(options: LoaderOptions, folder: string): State {
  const key = JSON.stringify([options, folder]);
  const known = STATES.get(key);
  const state = known ?? newState(options, folder);
  STATES.set(key, state);
  const stamp = stampOf(state.project);
  if (known && stamp === known.stamp) return known;
  state.found = state.project.start();
  state.stamp = stampOf(state.project);
  state.teller = undefined;
  return state;
}

function newState({ options, isEdge, isAmongOthers }: LoaderOptions, folder: string): State {
  const project = new Project(sourceOf(options, folder), folder);
  const tracing = new Tracing(project, folder, {
    leavesOut: () => isEdge,
    untraced: untracedAtEdge,
    isAmongOthers,
    expectedErrors: CONTROL_FLOW,
  });
  return { project, tracing, stamp: "", found: [], teller: undefined };
}

function stampOf({ configFiles }: Project): string {
  return configFiles
    .map((file) => (existsSync(file) ? `${statSync(file).mtimeMs} ${statSync(file).size}` : ""))
    .join();
}

/** One module says it: each of them would say the same. It says it again when it is built again. */
function tellConfig(context: TurbopackContext, state: State): void {
  const { found, project } = state;
  if (found.length === 0) return;
  state.teller ??= context.resource;
  if (state.teller !== context.resource) return;
  for (const each of found) {
    const told = errorOf(each, project.config.text, context.rootContext);
    if (each.severity === "error") context.emitError(told);
    else context.emitWarning(told);
  }
}
