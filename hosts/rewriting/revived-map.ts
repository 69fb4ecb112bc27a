// The data of a map, from another thread or from disk, in; the map that it was out.
import { Buffer } from "node:buffer";
import type { SourceMap } from "magic-string";

/** As magic-string has them, which is not loaded for the sake of these. */
const METHODS = {
  toString(): string {
    return JSON.stringify(this);
  },
  toUrl(): string {
    return `data:application/json;charset=utf-8;base64,${Buffer.from(this.toString()).toString("base64")}`;
  },
};

/** Gives data the methods of a map. */
export function revivedMap(data: object): SourceMap {
  return Object.setPrototypeOf(data, METHODS) as SourceMap;
}
