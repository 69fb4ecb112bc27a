// A tree in; every decorator that makes a span out.
import type MagicString from "magic-string";
import type { Range } from "../../../transformer/model/range.js";
import { type BodiedFunction, isBodied, type Node, unwrap } from "../../../transformer/source/parse.js";
import { returnsNoPromise } from "../tree/no-promise.js";
import type { Origins } from "../tree/origin.js";
import { keyName, type Tree } from "../tree/tree.js";
import { decoratorOf, type SpanDecorator } from "./decorator-kinds.js";
import { hasBusyDefault } from "./enclosing-function.js";
import { type Finding, isLeft, type Left, type SpanWords } from "./finding.js";

type Decorator = Extract<Node, { readonly type: "Decorator" }>;
type Class = Extract<Node, { readonly type: "ClassDeclaration" | "ClassExpression" }>;
type Method = Extract<Node, { readonly type: "MethodDefinition" | "TSAbstractMethodDefinition" }>;

/** Reads every decorator of a file that one of the libraries has. */
export function findDecorators(tree: Tree, origins: Origins): readonly Finding[] {
  const reader = new DecoratorReader(tree, origins);
  return tree.nodes.flatMap((node) => {
    if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return [];
    const ofClass = node.decorators.flatMap((each) => reader.readClass(each as Decorator, node) ?? []);
    const methods = methodsOf(node);
    const ofMethods = methods.flatMap((method) =>
      method.decorators.flatMap((each) => reader.readMethod(each as Decorator, method, node) ?? []),
    );
    return [...ofClass, ...ofMethods];
  });
}

function methodsOf({ body }: Class): readonly Method[] {
  return (body.body as Node[]).filter((member): member is Method => member.type === "MethodDefinition");
}

/** A comment in the place of a decorator: one of its line if nothing follows there. */
export function writeInPlace(
  { start, end }: Range,
  directive: string,
  text: string,
  edited: MagicString,
): void {
  const isLine = /^[ \t]*(?:[\r\n]|$)/.test(text.slice(end));
  edited.overwrite(start, end, isLine ? `// ${directive}` : `/* ${directive} */`);
}

/** Reads the decorators of one file. */
class DecoratorReader {
  readonly #tree: Tree;
  readonly #origins: Origins;

  constructor(tree: Tree, origins: Origins) {
    this.#tree = tree;
    this.#origins = origins;
  }

  readMethod(decorator: Decorator, method: Method, owner: Class): Finding | undefined {
    const kind = decoratorOf(decorator, this.#origins);
    if (!kind || kind === "none") return undefined;
    const left = (why: string, at = decorator.start): Left => ({ at, why });
    const key =
      keyName(method.key as Node, method.computed) ??
      (method.key.type === "PrivateIdentifier" ? `#${method.key.name}` : undefined);
    if (key === undefined) return left("its name is computed");
    const words = kind.words(
      decorator,
      { key, isStatic: method.static, className: hidesName(owner) ? undefined : owner.id?.name },
      this.#origins,
    );
    if (isLeft(words)) return words;
    const why =
      this.#reasonOfMethod(method, kind) ??
      this.#reasonOfOthers(decorator, method, kind) ??
      this.#reasonOfClass(owner, kind, method);
    if (why) return left(why);
    return this.#migration(decorator, [method.value as Node], words, () => {});
  }

  /** A decorator of a class marks its methods, if a directive there marks the same ones. */
  readClass(decorator: Decorator, owner: Class): Finding | undefined {
    const kind = decoratorOf(decorator, this.#origins);
    if (!kind || kind === "none") return undefined;
    const left = (why: string, at = decorator.start): Left => ({ at, why });
    if (!kind.onClass) return left("it makes no span for a class");
    const why = this.#reasonOfClass(owner, kind);
    if (why) return left(why);
    if (owner.superClass) return left("it makes spans for inherited methods, too");
    const other = (owner.body.body as Node[]).find((member) => isMarkedButNotWrapped(member));
    if (other) return left("a directive would trace this, too, which has no span now", other.start);
    const excluded: Decorator[] = [];
    const targets: Node[] = [];
    for (const method of methodsOf(owner)) {
      if (method.kind !== "method" || isSignature(method)) continue;
      const own = (method.decorators as Decorator[])
        .map((each) => [each, decoratorOf(each, this.#origins)] as const)
        .find(([, found]) => found);
      if (own?.[1] === "none") excluded.push(own[0]);
      if (own) continue;
      const reason = this.#reasonOfMethod(method, kind) ?? this.#reasonOfOthers(undefined, method, kind);
      if (reason) return left(reason, method.start);
      targets.push(method.value as Node);
    }
    if (targets.length === 0) return left("it has no method to trace");
    return this.#migration(decorator, targets, { attributes: [] }, (edited) => {
      for (const each of excluded) writeInPlace(each, "@no-trace", this.#tree.text, edited);
    });
  }

  #migration(
    decorator: Decorator,
    targets: readonly Node[],
    words: SpanWords,
    edit: (edited: MagicString) => void,
  ): Finding {
    const range = { start: decorator.start, end: decorator.end };
    return {
      targets,
      at: decorator.start,
      words,
      range,
      inPlaceOf: range,
      functionsLess: 0,
      usesCurrentSpan: false,
      edit,
    };
  }

  #reasonOfMethod(method: Method, { asyncOnly, onPrototype }: SpanDecorator): string | undefined {
    const value = method.value as Node;
    if (method.kind !== "method" || !isBodied(value)) return "it decorates no method";
    if (onPrototype && (method.static || method.key.type === "PrivateIdentifier"))
      return "it makes no span for a static or private method";
    if (value.type !== "ArrowFunctionExpression" && value.generator)
      return "a generator's span ends at once now, and would last until its end";
    if (asyncOnly && !value.async) return "it makes a span for async methods alone";
    if (!value.async && !returnsNoPromise(this.#tree, value as BodiedFunction))
      return "it may return a promise, whose span ends at once now and would end with the promise; `async` or a return type says what it is";
    return hasBusyDefault(value)
      ? "what a parameter's default throws is in its span now, and would be in none"
      : undefined;
  }

  /** What else wraps the method has to stand above, so that it is around the span in both cases. */
  #reasonOfOthers(
    decorator: Decorator | undefined,
    method: Method,
    { onPrototype }: SpanDecorator,
  ): string | undefined {
    const below = (method.decorators as Decorator[]).filter(
      (each) => onPrototype || each.start > (decorator?.start ?? 0),
    );
    const other = below.find((each) => each !== decorator && !onlyNotes(each, this.#origins));
    const name = other && this.#tree.text.slice(other.start, other.end).replace(/\(.*$/s, "");
    return (
      other && `\`${name}\` may wrap the method as well: the span is around it now, and would be inside of it`
    );
  }

  /** Libraries that look for metadata find it on what Nest creates. */
  #reasonOfClass(owner: Class, { onPrototype, reads }: SpanDecorator, method?: Method): string | undefined {
    if (onPrototype && !(owner.decorators as Decorator[]).some((each) => isProvider(each, this.#origins)))
      return "its class is no provider or controller of Nest in this file, so it makes no span";
    const isRead = reads && method && reads.test(this.#tree.text.slice(method.start, method.end));
    return isRead ? "it uses the context that the decorator hands it" : undefined;
  }
}

/** An overload: decorators and directives are about the implementation. */
function isSignature({ value }: Method): boolean {
  return (value as Node).type === "TSEmptyBodyFunctionExpression";
}

/** Whether a class has a static member in the place of its own name. */
function hidesName({ body }: Class): boolean {
  return (body.body as Node[]).some(
    (each) => "static" in each && each.static && "key" in each && keyName(each.key as Node, false) === "name",
  );
}

/** What the directive of a class marks, and no decorator wraps. */
function isMarkedButNotWrapped(member: Node): boolean {
  if (member.type === "MethodDefinition")
    return member.kind === "method" && (member.static || member.key.type === "PrivateIdentifier");
  if (member.type !== "PropertyDefinition" || !member.value) return false;
  return /Function/.test(unwrap(member.value as Node).type);
}

const NOTES =
  /^@nestjs\/(?:common|core|graphql|microservices|schedule|event-emitter|swagger|throttler|websockets|cache-manager|cqrs|bullmq)#/;
const PROVIDERS = /^@nestjs\/\w+#(?:Controller|Injectable|Resolver|WebSocketGateway)\(\)$/;

/** Nest's own decorators write metadata, and leave the method as it is. */
function onlyNotes({ expression }: Decorator, origins: Origins): boolean {
  const origin = origins.of(expression as Node) ?? "";
  return NOTES.test(origin) && !origin.includes("#applyDecorators");
}

function isProvider({ expression }: Decorator, origins: Origins): boolean {
  return PROVIDERS.test(origins.of(expression as Node) ?? "");
}
