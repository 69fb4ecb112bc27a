// What is measured: small functions, marked for tracing. Built with the esbuild plugin for uno-trace, without it for "plain".

/** The same functions, written for one tracer; `request` and `serve` make the span around a batch of calls. */
export interface Subjects {
  sync(n: number): number;
  calling(n: number): number;
  asynchronous(n: number): Promise<number>;
  nested(depth: number): number;
  items(count: number): Generator<number>;
  captured(id: number, region: string): number;
  fails(n: number): never;
  request<T>(work: () => T): T;
  serve<T>(work: () => Promise<T>): Promise<T>;
}

/** Thrown by `fails`: made once, since making an error costs more than tracing it. */
export const FAULT: Error = new Error("refused");

// @trace
export function sync(n: number): number {
  return n + 1;
}

/** Called by `calling`, and not traced. */
export function increment(n: number): number {
  return n + 1;
}

// @trace
export function calling(n: number): number {
  return increment(n);
}

// @trace
export async function asynchronous(n: number): Promise<number> {
  return n + 1;
}

// @trace
export function nested(depth: number): number {
  return depth === 0 ? 0 : nested(depth - 1) + 1;
}

// @trace
export function* items(count: number): Generator<number> {
  for (let index = 0; index < count; index++) yield index;
}

// @trace args=id,region
export function captured(id: number, region: string): number {
  return id + region.length;
}

// @trace
export function fails(n: number): never {
  if (n >= 0) throw FAULT;
  throw new RangeError("a negative number");
}

// @trace
export function request<T>(work: () => T): T {
  return work();
}

// @trace
export async function serve<T>(work: () => Promise<T>): Promise<T> {
  return work();
}
