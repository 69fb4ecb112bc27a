// One file's text in; its instrumented text, the map from there and all messages out.
import { basename } from "node:path";
import type { SourceMap } from "magic-string";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { insideMock, losesSuper } from "../../transformer/diagnostics/functions.js";
import { emitText, type LoadKind } from "../../transformer/emit/text/emit-text.js";
import type { Config } from "../../transformer/model/config-file.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import type { Plan } from "../../transformer/model/plan.js";
import type { Range } from "../../transformer/model/range.js";
import type { Site } from "../../transformer/model/site.js";
import { planFile } from "../../transformer/plan.js";
import { mayTrace } from "../../transformer/select/may-rewrite.js";
import { moduleKindOf } from "../../transformer/source/module-kind.js";
import { withInlineMap } from "./inline-map.js";
import { withoutSites } from "./left-sites.js";
import { mockCalls } from "./mock-calls.js";

/** Result of {@link rewrite}; without `code` the file stays as it is. */
export interface Rewritten {
  readonly code?: string;
  /** From `code` to the text, if it was asked for apart. */
  readonly map?: SourceMap;
  readonly diagnostics: readonly Diagnostic[];
  readonly unparsable: boolean;
  /** It does not, though something in it may be asked to be traced: a loss, if the host accepts the text all the same. */
  readonly isUnreadable: boolean;
  /** What became of the file's functions, if that was asked for. */
  readonly functions?: readonly FunctionInfo[];
}

/** How a file is written. */
export interface RewriteOptions {
  /** How the runtime is loaded. @default what the file is to Node */
  readonly moduleKind?: LoadKind | undefined;
  /** Append the map, composed with the one that the text has; give it apart; or make none. @default "apart" */
  readonly map?: "inline" | "apart" | "none";
  /** Leave out the names of moved bodies, of which each costs a call where the host keeps names. @default false */
  readonly omitLabels?: boolean;
  /**
   * Leave constructors of TypeScript alone whose `super()` sets fields up: oxc 0.159 (Rolldown, Vite 8) and Bun 1.4 look for
   * it at the top of the body alone, and where it stands in a block write the fields at the head. @default false
   */
  readonly keepSuperAtTop?: boolean;
  /** What every traced function expects beside what is said of it. @default [] */
  readonly expectedErrors?: readonly string[];
  /** Say what became of the functions. @default false */
  readonly listFunctions?: boolean;
  /** Leave alone what stands in the arguments of `jest.mock` and its like. @default false */
  readonly keepMocks?: boolean;
  /** Write for a run that counts coverage: its map leaves generated code out, and no body stands twice. @default false */
  readonly coverage?: boolean;
}

/** Plans and writes one file. */
export function rewrite(
  path: string,
  text: string,
  config: Config,
  {
    moduleKind,
    map = "apart",
    omitLabels = false,
    keepSuperAtTop = false,
    expectedErrors = [],
    listFunctions = false,
    keepMocks = false,
    coverage = false,
  }: RewriteOptions = {},
): Rewritten {
  const whole = planFile(text, path, config);
  const planned = keepMocks ? withoutMocks(whole, text, path) : whole;
  const written = keepSuperAtTop && /\.[cm]?tsx?$/.test(path) ? withSuperAtTop(planned, path) : planned;
  const labelled = omitLabels ? withoutLabels(written) : written;
  const named = expectedErrors.length > 0 ? withExpected(labelled, expectedErrors) : labelled;
  const plan = coverage ? withoutPlainBodies(named) : named;
  // The file's name alone: a map is read relative to the folder of the file.
  const emitted = emitText(text, basename(path), plan, {
    moduleKind: moduleKind ?? moduleKindOf(path, plan),
  });
  const { diagnostics, unparsable, functions } = plan;
  const isUnreadable = unparsable && mayTrace(text, path, config);
  const said = { diagnostics, unparsable, isUnreadable, ...(listFunctions ? { functions } : {}) };
  if (!emitted) return said;
  if (map === "none") return { code: emitted.code, ...said };
  const { code, map: made } = coverage ? emitted.forCoverage() : { code: emitted.code, map: emitted.map() };
  return map === "inline"
    ? { code: withInlineMap(code, made, path, text), ...said }
    : { code, map: made, ...said };
}

function withoutLabels(plan: Plan): Plan {
  return {
    ...plan,
    sites: plan.sites.map((site) => ({ ...site, label: undefined })),
  };
}

function withExpected(plan: Plan, names: readonly string[]): Plan {
  return {
    ...plan,
    sites: plan.sites.map((site) => {
      const expectedErrors = [...new Set([...(site.data.expectedErrors ?? []), ...names])];
      return { ...site, data: { ...site.data, expectedErrors } };
    }),
  };
}

function withoutPlainBodies(plan: Plan): Plan {
  return { ...plan, sites: plan.sites.map((site) => ({ ...site, plainBody: undefined })) };
}

/** Leaves out what `jest.mock` is given; what a glob selects without a word. */
function withoutMocks(plan: Plan, text: string, file: string): Plan {
  const mocks = plan.sites.length > 0 ? mockCalls(text, file) : [];
  const left = plan.sites.filter(({ start, end }) =>
    mocks.some((each) => start >= each.start && end <= each.end),
  );
  return without(plan, left, "it is handed to jest.mock", (place, name) =>
    insideMock({ file, ...place }, name),
  );
}

/** What a glob selects is left alone without a word, as elsewhere. */
function withSuperAtTop(plan: Plan, file: string): Plan {
  const left = plan.sites.filter(({ setsUpFields }) => setsUpFields);
  return without(plan, left, "its super() sets fields up", (place, name) =>
    losesSuper({ file, ...place }, name),
  );
}

function without(
  plan: Plan,
  left: readonly Site[],
  why: string,
  describe: (place: Range, name: string) => Diagnostic,
): Plan {
  if (left.length === 0) return plan;
  const named = left.filter(({ reason }) => reason.kind === "directive");
  const found = named.map(({ start, name }) => describe({ start, end: start + 1 }, name));
  return {
    ...plan,
    sites: plan.sites.filter((site) => !left.includes(site)),
    functions: withoutSites(plan.functions, left, () => why),
    diagnostics: [...plan.diagnostics, ...found],
  };
}
