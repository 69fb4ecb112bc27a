// The ContextManager of @opentelemetry/api: its contexts in, this library's own store behind them.

import { EventEmitter } from "node:events";
import { type Context, type ContextManager, ROOT_CONTEXT } from "@opentelemetry/api";
import { contextOf, currentNode, nodeOf } from "../context/nodes.js";
import { reportError } from "../ground/faults.js";
import { CARRIER } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import { state } from "../state/state.js";
import { bindListeners } from "./bound-emitter.js";

const EMPTY: Context = contextOf(undefined);

/** A context that is cheap to ask for its node and to put a span into: the API's own root is neither. */
export function ownContext(context: Context): Context {
  return context === ROOT_CONTEXT ? EMPTY : context;
}

type Callback = (...values: never[]) => unknown;

/** Both libraries see the same current span and values: there is one store. */
export class ApiContextManager implements ContextManager {
  // So that within `with(context)` of values the active context is that very object.
  private readonly given = new WeakMap<LocalSpan, Context>();

  active(): Context {
    const node = currentNode();
    return node === undefined ? ROOT_CONTEXT : (this.given.get(node) ?? contextOf(node));
  }

  with<A extends unknown[], F extends (...values: A) => ReturnType<F>>(
    context: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...values: A
  ): ReturnType<F> {
    const body = thisArg === undefined || thisArg === null ? fn : (fn.bind(thisArg) as F);
    return state.storage.run(this.read(context), body, ...values);
  }

  bind<T>(context: Context, target: T): T {
    if (target instanceof EventEmitter) bindListeners(target, (fn) => this.bindFunction(context, fn));
    else if (typeof target === "function") return this.bindFunction(context, target as Callback) as T;
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    return this;
  }

  private bindFunction(context: Context, target: Callback): Callback {
    const manager = this;
    const bound = function (this: unknown, ...values: never[]): unknown {
      return manager.with(context, () => Reflect.apply(target, this, values));
    };
    return Object.defineProperty(bound, "length", { value: target.length, configurable: true });
  }

  private read(context: Context): LocalSpan | undefined {
    if (context === ROOT_CONTEXT || !context) return undefined;
    try {
      const node = nodeOf(context);
      // Other nodes are spans, and their contexts are all alike.
      if (node !== undefined && (node.flags & CARRIER) !== 0) this.given.set(node, context);
      return node;
    } catch (error) {
      reportError("a context could not be read", error);
      return state.storage.getStore();
    }
  }
}
