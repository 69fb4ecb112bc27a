// Memory that the threads of a process share in; the slots in which their processors count spans out.

/** Slots: processors in worker threads that can count at the same time. */
const SLOTS = 512;
/** Bytes of a slot: a cache line, so that threads which count do not slow each other down. */
const SLOT_BYTES = 64;
const SLOT_INTEGERS = SLOT_BYTES / 4;
/** Where in a slot, in 32-bit integers, the id of its thread stands; 0 if the slot is free. */
const THREAD = SLOT_INTEGERS - 1;
/** The same place in the first slot, which is nobody's, says whether one with spans was given back. */
const HAD_SPANS = THREAD;

/** What processors have counted. */
export interface CountedSpans {
  readonly ended: number;
  /** Of those, how many have no outcome. */
  readonly open: number;
}

/** Memory with free slots. */
export function newSharedCounts(): SharedArrayBuffer {
  return new SharedArrayBuffer(SLOTS * SLOT_BYTES);
}

/** Takes a slot for a thread, whose id is not 0; `undefined` if none is free. */
export function takeSlot(memory: SharedArrayBuffer, thread: number): number | undefined {
  const integers = new Int32Array(memory);
  for (let slot = 1; slot < SLOTS; slot++) {
    if (Atomics.compareExchange(integers, slot * SLOT_INTEGERS + THREAD, 0, thread) === 0) return slot;
  }
  return undefined;
}

/** How many spans ended, and of how many the outcome is known. */
export function cellsOf(memory: SharedArrayBuffer, slot: number): Float64Array {
  return new Float64Array(memory, slot * SLOT_BYTES, 2);
}

/** Gives a slot back, for whoever needs one next. */
export function freeSlot(memory: SharedArrayBuffer, slot: number): void {
  const integers = new Int32Array(memory);
  const cells = cellsOf(memory, slot);
  if (cells[0] !== 0) Atomics.store(integers, HAD_SPANS, 1);
  cells.fill(0);
  Atomics.store(integers, slot * SLOT_INTEGERS + THREAD, 0);
}

/** The slots of a thread, or of all. */
export function takenSlots(memory: SharedArrayBuffer, thread?: number): readonly number[] {
  const integers = new Int32Array(memory);
  const slots: number[] = [];
  for (let slot = 1; slot < SLOTS; slot++) {
    const owner = Atomics.load(integers, slot * SLOT_INTEGERS + THREAD);
    if (owner !== 0 && (thread === undefined || owner === thread)) slots.push(slot);
  }
  return slots;
}

/** What was counted in some slots. */
export function countedIn(memory: SharedArrayBuffer, slots: readonly number[]): CountedSpans {
  let [ended, settled] = [0, 0];
  for (const slot of slots) {
    const cells = cellsOf(memory, slot);
    ended += cells[0] as number;
    settled += cells[1] as number;
  }
  return { ended, open: ended - settled };
}

/** Whether any thread has counted a span. */
export function hasCounted(memory: SharedArrayBuffer): boolean {
  const hadSpans = Atomics.load(new Int32Array(memory), HAD_SPANS) === 1;
  return hadSpans || countedIn(memory, takenSlots(memory)).ended > 0;
}
