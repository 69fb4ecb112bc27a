// A decorator in; which library's it is, and what its span is called, out.
import { type Node, unwrap } from "../../../transformer/source/parse.js";
import type { Origins } from "../tree/origin.js";
import { constantText } from "../tree/tree.js";
import type { Left, SpanWords } from "./finding.js";
import { isLeft } from "./finding.js";
import { readAttributes, readSpanOptions } from "./span-options.js";

type Decorator = Extract<Node, { readonly type: "Decorator" }>;

/** What a decorator stands on. */
interface Decorated {
  readonly key: string;
  readonly isStatic: boolean;
  /** `undefined`: the class has no name. */
  readonly className: string | undefined;
}

/** One library's decorator. */
export interface SpanDecorator {
  /** It may stand on a class, for all its methods. */
  readonly onClass: boolean;
  /** Methods are replaced on the prototype of what Nest creates, when the program starts. */
  readonly onPrototype: boolean;
  /** It leaves other methods as they are. */
  readonly asyncOnly: boolean;
  /** What a method that reads what the decorator hands it looks like. */
  readonly reads?: RegExp;
  words(decorator: Decorator, on: Decorated, origins: Origins): SpanWords | Left;
}

const NEST: Omit<SpanDecorator, "words"> = { onClass: true, onPrototype: true, asyncOnly: false };
const PLAIN: Omit<SpanDecorator, "words"> = { onClass: false, onPrototype: false, asyncOnly: false };

const KINDS: Readonly<Record<string, SpanDecorator>> = {
  // The class is read by `target.constructor.name`, which is `Function` for a static method.
  "nestjs-otel#Span": {
    ...PLAIN,
    words: (decorator, on, origins) => {
      const owner = on.isStatic ? "Function" : on.className;
      const [name, options] = nameAndOptions(decorator);
      return wordsOf(name, options, owner && `${owner}.${on.key}`, (given) =>
        readSpanOptions(given, origins),
      );
    },
  },
  "nestjs-ddtrace#Span": {
    ...NEST,
    words: (decorator, on) => {
      const [name, options] = nameAndOptions(decorator);
      return wordsOf(name, options, on.className && `${on.className}.${on.key}`);
    },
  },
  "@amplication/opentelemetry-nestjs#Span": { ...NEST, words: belowClass },
  "@amplication/opentelemetry-nestjs#Traceable": { ...NEST, words: belowClass },
  "opentelemetry-decorators#InSpan": {
    ...PLAIN,
    words: (decorator, on) => {
      const [name, options] = nameAndOptions(decorator);
      return wordsOf(name, options, on.key, (given) => {
        const attributes: (readonly [string, string])[] = [];
        const inCode: Node[] = [];
        return (
          (given && readAttributes(unwrap(given), attributes, inCode)) ?? { words: { attributes }, inCode }
        );
      });
    },
  },
  "autotel/decorators#Trace": {
    ...PLAIN,
    asyncOnly: true,
    reads: /\bctx\b/,
    words: (decorator, on) => {
      const [name, options] = nameAndOptions(decorator);
      return wordsOf(name, options, on.key);
    },
  },
};

/** Amplication's names begin with the class, whatever is given. */
function belowClass(decorator: Decorator, { className, key }: Decorated): SpanWords | Left {
  const [given, options] = nameAndOptions(decorator);
  const words = wordsOf(given, options, key);
  if (isLeft(words)) return words;
  if (className === undefined) return { at: decorator.start, why: "its class has no name" };
  return { ...words, name: `${className}.${words.name}` };
}

/** The row of a decorator; `none` for one that takes a method out; `undefined` for those of other libraries. */
export function decoratorOf({ expression }: Decorator, origins: Origins): SpanDecorator | "none" | undefined {
  const call = unwrap(expression as Node);
  const origin = call.type === "CallExpression" ? origins.of(call.callee) : undefined;
  if (origin === "nestjs-ddtrace#NoSpan") return "none";
  return origin !== undefined && Object.hasOwn(KINDS, origin) ? KINDS[origin] : undefined;
}

function nameAndOptions({ expression }: Decorator): readonly [Node | undefined, Node | undefined] {
  const call = unwrap(expression as Node);
  const [first, second] = call.type === "CallExpression" ? (call.arguments as Node[]) : [];
  const isOptions =
    first && /^(?:ObjectExpression|ArrowFunctionExpression|FunctionExpression)$/.test(unwrap(first).type);
  return isOptions ? [undefined, first] : [first, second];
}

type ReadGiven = (
  given: Node | undefined,
) => { readonly words: SpanWords; readonly inCode: readonly Node[] } | Left;

const NO_OPTIONS: ReadGiven = (given) =>
  given
    ? { at: given.start, why: "no directive can say its options" }
    : { words: { attributes: [] }, inCode: [] };

function wordsOf(
  given: Node | undefined,
  options: Node | undefined,
  otherwise: string | undefined,
  read: ReadGiven = NO_OPTIONS,
): SpanWords | Left {
  const isAbsent = !given || (given.type === "Identifier" && given.name === "undefined");
  const name = isAbsent ? otherwise : constantText(unwrap(given));
  if (name === undefined || name === "")
    return {
      at: (given ?? options)?.start ?? 0,
      why: isAbsent ? "its class has no name" : "its name is computed",
    };
  const found = read(options);
  if (isLeft(found)) return found;
  const [property] = found.inCode;
  if (property)
    return { at: property.start, why: "only attributes that are constant texts can stand in a comment" };
  return { ...found.words, name };
}
