// What the language offers, taken at load: a program may patch or delete any of it later, and must neither be disturbed
// by the tracer's calls nor disturb it. Paths that generated code reaches use these, index loops, and no iteration.
import { types } from "node:util";

/** `Function.prototype.call` and `apply` may be patched; this may not. */
export const apply: typeof Reflect.apply = Reflect.apply;
export const construct: typeof Reflect.construct = Reflect.construct;
export const readProperty: typeof Reflect.get = Reflect.get;
export const descriptorOf: typeof Object.getOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
export const prototypeOf = Object.getPrototypeOf as (value: object) => object | null;
export const namesOf: typeof Object.getOwnPropertyNames = Object.getOwnPropertyNames;
export const keysOf = Object.keys as (value: object) => string[];
export const hasOwn: typeof Object.hasOwn = Object.hasOwn;
export const freeze: typeof Object.freeze = Object.freeze;
export const toObject = Object as (value: unknown) => object;
export const toText = String as (value: unknown) => string;
export const max: typeof Math.max = Math.max;
export const min: typeof Math.min = Math.min;
export const floor: typeof Math.floor = Math.floor;
export const round: typeof Math.round = Math.round;
export const isArray: typeof Array.isArray = Array.isArray;
export const isView: typeof ArrayBuffer.isView = ArrayBuffer.isView;
export const isFiniteNumber: typeof Number.isFinite = Number.isFinite;
export const parseInteger: typeof Number.parseInt = Number.parseInt;
export const quote = JSON.stringify as (value: string) => string;
export const unquote = JSON.parse as (text: string) => string;

const reflectDefine = Reflect.defineProperty;

// `node:util` has these as properties that anyone may write.
export const isProxy: typeof types.isProxy = types.isProxy;
export const isPromise: typeof types.isPromise = types.isPromise;
export const isNativeError: typeof types.isNativeError = types.isNativeError;
export const isDate: typeof types.isDate = types.isDate;
export const isMap: typeof types.isMap = types.isMap;
export const isSet: typeof types.isSet = types.isSet;
export const isRegExp: typeof types.isRegExp = types.isRegExp;
export const isAnyArrayBuffer: typeof types.isAnyArrayBuffer = types.isAnyArrayBuffer;
export const isUint8Array: typeof types.isUint8Array = types.isUint8Array;
export const isGeneratorObject: typeof types.isGeneratorObject = types.isGeneratorObject;

/**
 * The key of a disposal: Node before 24 adds it to its first context only, and compilers that lower `using` fall back
 * on the same.
 */
export const dispose: typeof Symbol.dispose =
  (Symbol.dispose as typeof Symbol.dispose | undefined) ??
  (Symbol.for("Symbol.dispose") as typeof Symbol.dispose);

const sliceOf = String.prototype.slice;
const lowerOf = String.prototype.toLowerCase;
const codeOf = String.prototype.charCodeAt;
const execOf = RegExp.prototype.exec;
const mapGetOf = Map.prototype.get;
const mapSetOf = Map.prototype.set;
const mapDeleteOf = Map.prototype.delete;
const mapEachOf = Map.prototype.forEach;
const mapEntriesOf = Map.prototype.entries;
const mapNextOf = (prototypeOf(new Map().entries()) as Iterator<unknown>).next;
const setHasOf = Set.prototype.has;
const setAddOf = Set.prototype.add;
const setDeleteOf = Set.prototype.delete;
const setEachOf = Set.prototype.forEach;
const setValuesOf = Set.prototype.values;
const setNextOf = (prototypeOf(new Set().values()) as Iterator<unknown>).next;
const weakGetOf = WeakMap.prototype.get;
const weakSetOf = WeakMap.prototype.set;
const mapSizeOf = descriptorOf(Map.prototype, "size")?.get as () => number;
const setSizeOf = descriptorOf(Set.prototype, "size")?.get as () => number;

export function slice(text: string, from: number, to: number): string {
  return apply(sliceOf, text, [from, to]);
}

export function lowerCase(text: string): string {
  return apply(lowerOf, text, []);
}

export function charCode(text: string, index: number): number {
  return apply(codeOf, text, [index]);
}

/** `RegExp.prototype.test` would look `exec` up. */
export function matches(expression: RegExp, text: string): boolean {
  return apply(execOf, expression, [text]) !== null;
}

export function mapGet<K, V>(map: ReadonlyMap<K, V>, key: K): V | undefined {
  return apply(mapGetOf, map, [key]) as V | undefined;
}

export function mapSet<K, V>(map: Map<K, V>, key: K, value: V): void {
  apply(mapSetOf, map, [key, value]);
}

export function mapDelete<K>(map: Map<K, unknown>, key: K): void {
  apply(mapDeleteOf, map, [key]);
}

export function mapEach<K, V>(map: ReadonlyMap<K, V>, visit: (value: V, key: K) => void): void {
  apply(mapEachOf, map, [visit]);
}

/** The oldest entry; `undefined` when there is none. */
export function mapFirst<K, V>(map: ReadonlyMap<K, V>): [K, V] | undefined {
  const entry = apply(mapNextOf, apply(mapEntriesOf, map, []), []) as IteratorResult<[K, V], undefined>;
  return entry.value;
}

export function mapSize(map: ReadonlyMap<unknown, unknown>): number {
  return apply(mapSizeOf, map, []);
}

export function setHas<T>(set: ReadonlySet<T>, value: T): boolean {
  return apply(setHasOf, set, [value]);
}

export function setAdd<T>(set: Set<T>, value: T): void {
  apply(setAddOf, set, [value]);
}

export function setDelete<T>(set: Set<T>, value: T): void {
  apply(setDeleteOf, set, [value]);
}

export function setEach<T>(set: ReadonlySet<T>, visit: (value: T) => void): void {
  apply(setEachOf, set, [visit]);
}

/** The oldest entry; `undefined` when there is none. */
export function setFirst<T>(set: ReadonlySet<T>): T | undefined {
  const entry = apply(setNextOf, apply(setValuesOf, set, []), []) as IteratorResult<T, undefined>;
  return entry.value;
}

export function setSize(set: ReadonlySet<unknown>): number {
  return apply(setSizeOf, set, []);
}

export function weakGet<K extends object, V>(map: WeakMap<K, V>, key: K): V | undefined {
  return apply(weakGetOf, map, [key]) as V | undefined;
}

export function weakSet<K extends object, V>(map: WeakMap<K, V>, key: K, value: V): void {
  apply(weakSetOf, map, [key, value]);
}

/** `target[key] = value`, past any setter or constant that the program put on a prototype. */
export function put(target: object, key: PropertyKey, value: unknown): void {
  // The test is much cheaper than a definition, and almost never true.
  if (!(key in target)) (target as Record<PropertyKey, unknown>)[key] = value;
  else
    reflectDefine(target, key, {
      // @ts-expect-error TypeScript does not know this form of a prototype
      __proto__: null,
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
}

/** An enumerable property whose value is read from a function. */
export function defineGetter(target: object, key: PropertyKey, get: () => unknown): void {
  // @ts-expect-error TypeScript does not know this form of a prototype
  reflectDefine(target, key, { __proto__: null, get, enumerable: true, configurable: true });
}

/** `list.push(item)`, in the same manner. */
export function append<T>(list: T[], item: T): void {
  put(list, list.length, item);
}

const ordinary = Object.prototype;

/**
 * Whether a descriptor is that of a data property. That of an accessor inherits a `value` that the program has put on
 * `Object.prototype`; that there is none is asked much faster than whether the descriptor has its own.
 */
export function isData(descriptor: PropertyDescriptor): boolean {
  return (!("value" in ordinary) && descriptor.value !== undefined) || hasOwn(descriptor, "value");
}

/** The value of a data property of the object's own; `undefined` for an accessor. */
export function ownValue(holder: object, key: PropertyKey): unknown {
  const descriptor = descriptorOf(holder, key);
  return descriptor !== undefined && isData(descriptor) ? descriptor.value : undefined;
}
