// The floor: what any tracer must do at least. Two clock readings, one context switch, one object kept in an array.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Peer } from "../peer.js";
import { FAULT, increment, type Subjects } from "../subjects.js";

const storage = new AsyncLocalStorage<FloorSpan | undefined>();
const now = performance.now.bind(performance);
const BATCH = 512;
let kept: FloorSpan[] = [];
let count = 0;

/** As many fields as a span of uno-trace has. */
class FloorSpan {
  flags = 0;
  trace: FloorSpan;
  site: object;
  parent: FloorSpan | undefined;
  previous: FloorSpan | undefined = undefined;
  values: undefined = undefined;
  begin: number;
  finish: number = Number.NaN;
  idHigh = 0;
  idLow = 0;
  parentHigh = 0;
  parentLow = 0;
  statusCode = 0;
  more: undefined = undefined;

  constructor(site: object, parent: FloorSpan | undefined, begin: number) {
    this.trace = parent?.trace ?? this;
    this.site = site;
    this.parent = parent;
    this.begin = begin;
  }
}

const SITE = {};

function open(): FloorSpan {
  const previous = storage.getStore();
  const span = new FloorSpan(SITE, previous, now());
  span.previous = previous;
  storage.enterWith(span);
  return span;
}

function close(span: FloorSpan): void {
  storage.enterWith(span.previous);
  finish(span);
}

function finish(span: FloorSpan): void {
  span.previous = undefined;
  span.parent = undefined;
  span.finish = now();
  kept.push(span);
  if (kept.length < BATCH) return;
  count += kept.length;
  kept = [];
}

function nested(depth: number): number {
  const span = open();
  try {
    return depth === 0 ? 0 : nested(depth - 1) + 1;
  } finally {
    close(span);
  }
}

function* numbers(total: number): Generator<number> {
  for (let index = 0; index < total; index++) yield index;
}

/** Resumes an iterator inside a context. */
class Switching implements IterableIterator<number> {
  private readonly inner: Iterator<number>;
  private readonly span: FloorSpan;

  constructor(inner: Iterator<number>) {
    this.inner = inner;
    this.span = new FloorSpan(SITE, storage.getStore(), now());
  }

  next(): IteratorResult<number> {
    const previous = storage.getStore();
    storage.enterWith(this.span);
    const step = this.inner.next();
    storage.enterWith(previous);
    if (step.done) finish(this.span);
    return step;
  }

  [Symbol.iterator](): this {
    return this;
  }
}

const subjects: Subjects = {
  sync(n) {
    const span = open();
    try {
      return n + 1;
    } finally {
      close(span);
    }
  },
  calling(n) {
    const span = open();
    try {
      return increment(n);
    } finally {
      close(span);
    }
  },
  async asynchronous(n) {
    const span = new FloorSpan(SITE, storage.getStore(), now());
    try {
      return await storage.run(span, async () => n + 1);
    } finally {
      finish(span);
    }
  },
  nested,
  items: (total) => new Switching(numbers(total)) as unknown as Generator<number>,
  captured(id, region) {
    const span = open();
    try {
      return id + region.length;
    } finally {
      close(span);
    }
  },
  fails() {
    const span = open();
    try {
      throw FAULT;
    } finally {
      close(span);
    }
  },
  request(work) {
    const span = open();
    try {
      return work();
    } finally {
      close(span);
    }
  },
  async serve(work) {
    const span = new FloorSpan(SITE, storage.getStore(), now());
    try {
      return await storage.run(span, work);
    } finally {
      finish(span);
    }
  },
};

export function setUp(): Peer {
  return { subjects, exported: () => count + kept.length };
}
