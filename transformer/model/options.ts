// The options of a directive and a rule, a row for each: how both say it, and what becomes of it in a site's data.
import type { Rule } from "./config-file.js";
import type { SiteData } from "./site.js";
import { parseDuration, type SiteOptions, SPAN_KINDS, type SpanKindName } from "./site-options.js";

/** The way of an option from the comment or `uno-trace.json` to the site. */
interface Option<K extends keyof SiteOptions> {
  /** How a directive says it; `undefined`: rules alone can. */
  readonly directive: DirectiveOption<SiteOptions[K]> | undefined;
  /** The value of a rule's key of the same name, which the schema has checked; `undefined`: directives alone can say it. */
  readonly rule: K extends keyof Rule ? (value: NonNullable<Rule[K]>) => SiteOptions[K] : undefined;
  /** How it stands in the data that the runtime reads. */
  readonly data: (value: NonNullable<SiteOptions[K]>) => Partial<SiteData>;
  /** How it is shown to a reader: as a directive says it. */
  readonly words: (value: NonNullable<SiteOptions[K]>) => readonly string[];
}

interface DirectiveOption<T> {
  /** As messages and documentation name it: `attr.KEY` is any word that begins with `attr.`. */
  readonly word: string;
  /** It may stand without a value. */
  readonly bare: boolean;
  /** What it does, in one sentence, for whoever is about to write it. */
  readonly summary: string;
  /** Goes on after "Expected". */
  readonly expects: string;
  /** All values that there are, where these can be counted. */
  readonly values?: readonly string[];
  /**
   * Reads what stands behind `=`, without quotes; `undefined` where nothing does. The result is `undefined` for a bad value.
   * @param key what stands for `KEY`
   */
  readonly read: (value: string | undefined, key: string) => T | undefined;
}

/** Every option, in the order of the documentation and of the data. A new one does not compile until its row is whole. */
const OPTIONS: { readonly [K in keyof SiteOptions]-?: Option<K> } = {
  name: {
    directive: {
      word: "name",
      bare: false,
      summary: "The name of the span; without it the function's own.",
      expects: 'a name in quotes, `name="checkout.submit"`',
      read: (value) => value,
    },
    rule: undefined,
    data: (name) => ({ name }),
    words: (name) => [`name="${name}"`],
  },
  kind: {
    directive: {
      word: "kind",
      bare: false,
      summary: "The kind of the span.",
      expects: `one of ${SPAN_KINDS.join(", ")}`,
      values: SPAN_KINDS,
      read: (value) => SPAN_KINDS.find((kind) => kind === value),
    },
    rule: (kind) => kind,
    data: (kind: SpanKindName) => ({ kind: SPAN_KINDS.indexOf(kind) }),
    words: (kind) => [`kind=${kind}`],
  },
  args: {
    directive: {
      word: "args",
      bare: false,
      summary: "Captures these parameters, or properties of them, as attributes.",
      expects: "parameter names with optional property paths, `args=orderId,user.id`",
      read: pathsOf,
    },
    rule: (args) => args,
    data: (args) => (args.length > 0 ? { args } : {}),
    words: (args) => [`args=${args.join(",")}`],
  },
  result: {
    directive: {
      word: "result",
      bare: true,
      summary: "Captures the result, or these properties of it, as attributes.",
      expects: "property paths such as `status` or `user.id`",
      read: (value) => (value === undefined ? [""] : pathsOf(value)),
    },
    rule: (result) => (result === true ? [""] : typeof result === "string" ? [result] : result),
    data: (result) => ({ result }),
    words: (result) => [result.join() === "" ? "result" : `result=${result.join(",")}`],
  },
  attributes: {
    directive: {
      word: "attr.KEY",
      bare: false,
      summary: "A constant attribute, such as `attr.team=payments`.",
      expects: "`attr.KEY=VALUE`",
      read: (value, key) => (value === undefined || key === "" ? undefined : { [key]: value }),
    },
    rule: (attributes) => attributes,
    data: (attributes) => ({ attributes }),
    words: (attributes) => Object.entries(attributes).map(([key, value]) => `attr.${key}=${value}`),
  },
  min: {
    directive: {
      word: "min",
      bare: false,
      summary: "Drops the span when it ends well and faster than this.",
      expects: "a duration such as `5ms`, `200us` or `1.5s`",
      read: (value) => (value === undefined ? undefined : parseDuration(value)),
    },
    rule: (min) => parseDuration(min),
    data: (min) => (min > 0 ? { min } : {}),
    words: (min) => [`min=${min}ms`],
  },
  root: {
    directive: {
      word: "root",
      bare: true,
      summary: "Starts a new trace, linked to the trace of the caller.",
      expects: "no value",
      read: (value) => (value === undefined ? true : undefined),
    },
    rule: (root) => root,
    data: (root) => (root ? { root } : {}),
    words: (root) => (root ? ["root"] : []),
  },
  expectedErrors: {
    directive: {
      word: "expected",
      bare: false,
      summary: "Errors that are no failures: names of classes, or codes.",
      expects:
        "names or codes of errors, `expected=NotFoundError,ENOENT`, with `*` at most at the end of one",
      read: expectedIn,
    },
    rule: (expectedErrors) => expectedErrors,
    data: (expectedErrors) => (expectedErrors.length > 0 ? { expectedErrors } : {}),
    words: (expectedErrors) => [`expected=${expectedErrors.join(",")}`],
  },
  sampleRatio: {
    directive: undefined,
    rule: (sampleRatio) => sampleRatio,
    data: (sampleRatio) => ({ sampleRatio }),
    words: (sampleRatio) => [`sampleRatio=${sampleRatio}`],
  },
};

const PATH_RE = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Continue}$]+)*$/u;

function pathsOf(value: string | undefined): readonly string[] | undefined {
  const paths = value?.split(",");
  return paths?.every((path) => PATH_RE.test(path)) ? paths : undefined;
}

const EXPECTED_RE = /^[^\s,*]+\*?$/;

function expectedIn(value: string | undefined): readonly string[] | undefined {
  const words = value?.split(",");
  return words?.every((word) => EXPECTED_RE.test(word)) ? words : undefined;
}

/** A row of whatever option. */
interface Row {
  readonly directive: DirectiveOption<unknown> | undefined;
  readonly rule: ((value: unknown) => unknown) | undefined;
  readonly data: (value: unknown) => Partial<SiteData>;
  readonly words: (value: unknown) => readonly string[];
}

const ROWS = Object.entries(OPTIONS) as unknown as readonly (readonly [keyof SiteOptions, Row])[];

/** The words of a directive, as documentation and messages name them. */
export const DIRECTIVE_WORDS: readonly string[] = ROWS.flatMap(([, { directive }]) => directive?.word ?? []);

/** The words that may stand without a value. */
export const BARE_WORDS: readonly string[] = ROWS.flatMap(([, { directive }]) =>
  directive?.bare ? [directive.word] : [],
);

/** A word of a directive, for whoever is about to write it. */
export interface DirectiveWord {
  readonly word: string;
  readonly bare: boolean;
  readonly summary: string;
  /** Goes on after "Expected". */
  readonly expects: string;
  /** All values that there are, where these can be counted. */
  readonly values?: readonly string[];
}

/** The words of a directive with what they do. */
export const DIRECTIVE_VOCABULARY: readonly DirectiveWord[] = ROWS.flatMap(
  ([, { directive }]) => directive ?? [],
);

/** The keys of a rule that say options, beside those that select functions. */
export const RULE_OPTIONS: readonly string[] = ROWS.flatMap(([name, { rule }]) => (rule ? [name] : []));

/** Reads one option of a directive: what it says, or what it should; `undefined` for a word that there is not. */
export function readDirectiveOption(
  word: string,
  value: string | undefined,
): SiteOptions | { readonly expects: string } | undefined {
  for (const [name, { directive }] of ROWS) {
    const key = directive && keyIn(word, directive.word);
    if (!directive || key === undefined) continue;
    const read = directive.read(value, key);
    return read === undefined ? { expects: directive.expects } : { [name]: read };
  }
  return undefined;
}

function keyIn(word: string, known: string): string | undefined {
  if (!known.endsWith(".KEY")) return word === known ? "" : undefined;
  const prefix = known.slice(0, -"KEY".length);
  return word.startsWith(prefix) ? word.slice(prefix.length) : undefined;
}

/** The options that a rule says. */
export function optionsOfRule(rule: Rule): SiteOptions {
  const said = ROWS.flatMap(([name, row]) => {
    const value = (rule as Readonly<Record<string, unknown>>)[name];
    return value === undefined || !row.rule ? [] : [[name, row.rule(value)]];
  });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** The options of a site as the runtime reads them. */
export function dataOfOptions(options: SiteOptions): Partial<SiteData> {
  const data = ROWS.map(([name, row]) => (options[name] === undefined ? {} : row.data(options[name])));
  return Object.assign({}, ...data);
}

/** The options of a function as a directive says them, for a reader. */
export function wordsOfOptions(options: SiteOptions): readonly string[] {
  return ROWS.flatMap(([name, row]) => (options[name] === undefined ? [] : row.words(options[name])));
}
