// @trace
interface Shape {
  // @trace
  area(): number;
}

// @trace
export const limit = 5;

// @trace
class OnlyConstructor {
  constructor(readonly shape: Shape) {}

  // @trace
  declare field: number;
}

/* @no-trace */
export type Both = OnlyConstructor & Shape;

// @trace
declare function elsewhere(): void;

abstract class Base {
  // @trace
  abstract run(): void;
}

export const text = "// @trace", template = `
// @trace
`, expression = /\/\/ @trace/;
export { Base, elsewhere };
// @trace
