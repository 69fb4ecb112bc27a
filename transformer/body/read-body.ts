// One pass over the body of a function: all that an emitter has to know of it, as plain data.
import type { Range } from "../model/range.js";
import type { ReturnedValue } from "../model/site.js";
import { boundNames } from "../source/bound-names.js";
import { forEachOuterPart } from "../source/class-parts.js";
import {
  type BodiedFunction,
  type FunctionNode,
  forEachCode,
  isBodied,
  type Node,
  type ParsedFile,
} from "../source/parse.js";
import type { BodyFacts } from "./body-facts.js";
import { mayJump } from "./jumps.js";
import { mayBePromise, mayBeThenable } from "./promise-values.js";
import { SuperUses } from "./super-uses.js";
import { VariableUses } from "./variable-uses.js";

/** Reads the body of one function. */
export function readBody(fn: BodiedFunction, file: ParsedFile, anyReturn: boolean): BodyFacts {
  return new BodyReader(fn, file, anyReturn).read();
}

interface Context {
  /** Inside arrows: `return` is theirs, `arguments` and `super` are the function's. */
  readonly inArrow: boolean;
  /** A `return` here may be overridden by a `finally` block, or its expression would be looked up in `with`. */
  readonly plainReturn: boolean;
  readonly guarded: boolean;
  readonly inFinally: boolean;
  readonly topLevel: boolean;
}

class BodyReader {
  readonly #fn: BodiedFunction;
  readonly #anyReturn: boolean;
  readonly #returns: { readonly node: Node; readonly guarded: boolean }[] = [];
  readonly #functions: FunctionNode[] = [];
  readonly #varNames = new Set<string>();
  readonly #blockFunctions = new Set<string>();
  readonly #lexicalNames = new Set<string>();
  readonly #argumentsUses: (Range & { shorthand: boolean })[] = [];
  readonly #supers: SuperUses;
  readonly #variables = new VariableUses();
  #endsWithValue = false;
  #directEval = false;
  #ownArguments = false;
  #oddity: string | undefined;

  constructor(fn: BodiedFunction, file: ParsedFile, anyReturn: boolean) {
    this.#fn = fn;
    this.#supers = new SuperUses(file);
    this.#anyReturn = anyReturn;
  }

  read(): BodyFacts {
    const body = this.#fn.body as Node;
    const context = { inArrow: false, plainReturn: false, guarded: false, inFinally: false, topLevel: false };
    if (body.type === "BlockStatement") {
      for (const statement of body.body as Node[]) {
        this.#variables.noteStatement(statement);
        this.#visit(statement, { ...context, topLevel: true });
      }
    } else {
      this.#addReturn(body, context);
      this.#visit(body, context);
    }
    return {
      returns: this.#returns.map(({ node, guarded }) => this.#returnedValue(node, guarded)),
      endsWithValue: this.#endsWithValue,
      functions: this.#functions,
      varNames: this.#varNames,
      blockFunctions: this.#blockFunctions,
      lexicalNames: this.#lexicalNames,
      argumentsUses: this.#argumentsUses,
      ...this.#supers.facts(),
      directEval: this.#directEval,
      ownArguments: this.#ownArguments,
      oddity: this.#oddity,
    };
  }

  #returnedValue(returned: Node, guarded: boolean): ReturnedValue {
    const { start, end } = returned;
    return { start, end, owner: this.#variables.ownerOf(returned), guarded };
  }

  #visit(node: Node, context: Context): void {
    const inner = context.topLevel ? { ...context, topLevel: false } : context;
    switch (node.type) {
      case "FunctionDeclaration":
        this.#visitDeclaration(node, context);
        return;
      case "LabeledStatement":
        if (node.body.type === "FunctionDeclaration") this.#oddity = "it labels a function declaration";
        break;
      case "VariableDeclaration":
        this.#visitVariables(node, context);
        break;
      case "ReturnStatement":
        if (node.argument && !inner.inArrow) this.#addReturn(node.argument, inner);
        break;
      case "TryStatement":
        this.#visitTry(node, inner);
        return;
      case "WithStatement":
        this.#visitChildren(node, { ...inner, plainReturn: true });
        return;
      case "Identifier":
        this.#variables.noteUse(node.name);
        if (node.name === "arguments")
          this.#argumentsUses.push({ start: node.start, end: node.end, shorthand: false });
        return;
      default:
        this.#visitExpression(node, inner, context.topLevel);
        return;
    }
    this.#visitChildren(node, inner);
  }

  #visitExpression(node: Node, context: Context, topLevel: boolean): void {
    this.#supers.note(node);
    switch (node.type) {
      case "ClassDeclaration":
      case "ClassExpression":
        if (topLevel && node.id) this.#lexicalNames.add(node.id.name);
        this.#visitClass(node, context);
        return;
      case "ArrowFunctionExpression":
        this.#visitChildren(node, { ...context, inArrow: true });
        return;
      case "Property":
        this.#visitProperty(node, context);
        return;
      case "CallExpression":
        if (node.callee.type === "Identifier" && node.callee.name === "eval") this.#directEval = true;
        break;
      case "YieldExpression":
        if (context.inFinally) this.#endsWithValue = true;
        break;
      case "UpdateExpression":
        this.#noteTarget(node.argument);
        break;
      case "AssignmentExpression":
        this.#variables.noteValue(node.left, node.right);
        this.#noteTarget(node.left);
        break;
      case "ForInStatement":
      case "ForOfStatement":
        this.#noteTarget(node.left);
        break;
      case "MemberExpression":
        if (node.computed) break;
        this.#visit(node.object, context);
        return;
    }
    if (isBodied(node)) {
      this.#variables.noteInside(node);
      return;
    }
    this.#visitChildren(node, context);
  }

  #noteTarget(target: Node): void {
    this.#supers.noteTarget(target);
    this.#variables.noteTarget(target);
    // In strict mode an early error, which another name would hide.
    if (boundNames(target).includes("arguments")) this.#ownArguments = true;
  }

  #visitChildren(node: Node, context: Context): void {
    forEachCode(node, (child) => this.#visit(child, context));
  }

  #visitDeclaration(node: FunctionNode, context: Context): void {
    this.#variables.noteInside(node);
    if (context.inArrow) return;
    if (context.topLevel) this.#functions.push(node);
    else if (node.id) this.#blockFunctions.add(node.id.name);
    if (node.id?.name === "arguments") this.#ownArguments = true;
  }

  #visitVariables(node: Node & { type: "VariableDeclaration" }, context: Context): void {
    for (const declarator of node.declarations) {
      for (const name of boundNames(declarator.id as Node)) {
        if (name === "arguments") this.#ownArguments = true;
        this.#variables.noteDeclaration(name, declarator.init, context.topLevel);
        if (node.kind === "var" && !context.inArrow) this.#varNames.add(name);
        else if (context.topLevel) this.#lexicalNames.add(name);
      }
    }
  }

  #visitTry(node: Node & { type: "TryStatement" }, context: Context): void {
    const overridden = node.finalizer !== null && mayJump(node.finalizer as Node);
    const inner = {
      ...context,
      plainReturn: context.plainReturn || overridden,
      guarded: context.guarded || node.finalizer !== null,
    };
    this.#visit(node.block as Node, inner);
    if (node.handler?.param) this.#noteTarget(node.handler.param as Node);
    if (node.handler) this.#visit(node.handler as Node, inner);
    if (node.finalizer) this.#visit(node.finalizer as Node, { ...context, inFinally: true });
  }

  /** Computed keys, decorators and the heritage belong to the outer function, the rest to the class. */
  #visitClass(node: Node & { type: "ClassDeclaration" | "ClassExpression" }, context: Context): void {
    this.#variables.noteInside(node.body);
    forEachOuterPart(node, (part) => this.#visit(part, context));
  }

  #visitProperty(node: Node & { type: "Property" }, context: Context): void {
    if (node.computed) this.#visit(node.key as Node, context);
    if (node.shorthand && node.key.type === "Identifier" && node.key.name === "arguments") {
      this.#argumentsUses.push({ start: node.key.start, end: node.key.end, shorthand: true });
      return;
    }
    if (node.method || node.kind !== "init") this.#variables.noteInside(node.value as Node);
    else this.#visit(node.value as Node, context);
  }

  #addReturn(argument: Node, context: Context): void {
    this.#endsWithValue = true;
    this.#variables.noteReturn(argument);
    const mayEndLater = this.#fn.async ? mayBeThenable : mayBePromise;
    if (!context.plainReturn && (this.#anyReturn || mayEndLater(argument)))
      this.#returns.push({ node: argument, guarded: context.guarded });
  }
}
