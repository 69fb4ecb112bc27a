// Apart from the rest: TypeScript mixes up the `super` of async methods and async generators of one file at ES2017.
import { Base } from "./services.js";

export class Supers extends Base {
  async *mixed(..._rest: unknown[]): AsyncGenerator<unknown, string, string> {
    const key = "label" as const;
    yield super.label;
    yield super[key];
    const sent = yield super.load("m");
    yield* super.ids();
    return `${sent}${arguments.length}`;
  }
}
