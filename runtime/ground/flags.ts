// The bits of a span's `flags`: one small integer, so that the hot path tests several conditions at once.

/** Has data; the opposite of a stand-in or a span that was not sampled. */
export const RECORDING = 1;
export const ENDED = 2;
/** The context has been restored, or was never entered. */
export const LEFT = 4;
/** Ends when a promise settles, not at exit. */
export const DEFERRED = 8;
/** The program has set the status, or what was thrown is expected: then no end sets it. */
export const STATUS_SET = 16;
/** Decided: not recorded. Children are not recorded either and ask nobody. */
export const UNSAMPLED = 32;
/** Stands for a span of another process, or of another library. */
export const REMOTE = 64;
/** The sampled bit of the trace flags. */
export const SAMPLED = 128;
/** No span but values (baggage) on top of the node in `parent`. */
export const CARRIER = 256;
/** May be dropped when it ends early. */
export const MIN = 512;
/** Was dropped; its children belong to its parent. */
export const DROPPED = 1024;
/** Must not be dropped: its id is known elsewhere. */
export const KEEP = 2048;
/** The parent ids came from another process, or another library. */
export const REMOTE_PARENT = 4096;
export const GENERATOR = 8192;
/** Nothing is traced below here, not even new traces: for exporters. */
export const SUPPRESSED = 16384;
/** Has no ids: what the program gets while tracing is off. */
export const INVALID = 32768;
/** Ended by something else than the function that it is of: a server span, by its response. */
export const OUTLIVES = 65536;
/** An async function waits for the first time; `previous` is the node to go on in. */
export const AWAY = 131072;
/** The function is over, and what it returned is not. */
export const EXITED = 262144;

/** Beside `REMOTE` and `REMOTE_PARENT`: it is in this process, and of another library. */
export const NEARBY = 524288;
/** A place in the context of another SDK. */
export const BRIDGED = 1048576;

/** The parent is not sampled; it may be recorded. */
export const UNSAMPLED_PARENT = 2097152;

/** Made by `createSpan`: its end makes the node from before it current again. */
export const MANUAL = 4194304;
/** Beside `MANUAL`: it has ended, and whoever still has it in its context means what was before it. */
export const STALE = 8388608;
/** Beside `MANUAL`, inside another one: it was open when the microtasks ran. */
export const HELD = 16777216;

/** The scope of a function that makes spans by hand and has none of its own: never current. */
export const SCOPE = 33554432;

/** A current node that needs the slow way to start a span. */
export const SPECIAL: number = UNSAMPLED | REMOTE | CARRIER | BRIDGED | STALE;
