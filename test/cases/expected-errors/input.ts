class HttpError extends Error {}
class NotFoundError extends HttpError {}

function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

async function settled(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

const coded = (message: string, code: string | number) => Object.assign(new Error(message), { code });

// @trace expected=NotFoundError
function byClass() {
  throw new NotFoundError("no such order");
}

// @trace expected=HttpError
function bySuperclass() {
  throw new NotFoundError("no such invoice");
}

// @trace expected=AbortError,ECONN*
async function byNameOrCode(code: string | undefined) {
  await null;
  if (code !== undefined) throw coded(`failed by ${code}`, code);
  throw Object.assign(new Error("was aborted"), { name: "AbortError" });
}

// @trace expected=404
function* byNumber(code: number) {
  yield code;
  throw coded(`answered ${code}`, code);
}

// @trace expected="NotFoundError" min=5s
function fastAndExpected() {
  throw new NotFoundError("dropped with its span");
}

// Each function's own list decides.
// @trace expected=TypeError
function outer() {
  return middle();
}

function middle() {
  return inner();
}

// @trace expected=HttpError
function inner() {
  throw new NotFoundError("through three functions");
}

function ruled() {
  throw Object.assign(new Error("redirects"), { digest: "NEXT_REDIRECT;replace;/login;307;" });
}

// @trace expected=HttpError
function ruledAndMarked() {
  throw coded("the directive's list takes the place of the rule's", "NEXT_YEAR");
}

// @trace expected=NotFoundError
function onlyItself() {
  throw new Error("the cause does not count", { cause: new NotFoundError("below") });
}

// @trace expected=NotFoundError
function promised() {
  return Promise.reject(new NotFoundError("by a promise"));
}

// @trace expected=NotFoundError
async function* streamed() {
  yield "an item of the stream";
  throw new NotFoundError("in the stream");
}

// @trace expected=NotFoundError
function primitive() {
  throw "NotFoundError";
}

export async function run() {
  const sync = [byClass, bySuperclass, fastAndExpected, outer, ruled, ruledAndMarked, onlyItself, primitive];
  const drain = async (code: number) => [...byNumber(code)];
  const collect = async () => {
    const items = streamed();
    await items.next();
    return items.next();
  };
  return [
    ...sync.map(outcome),
    await settled(() => byNameOrCode(undefined)),
    await settled(() => byNameOrCode("ECONNRESET")),
    await settled(() => byNameOrCode("OTHER")),
    await settled(() => drain(404)),
    await settled(() => drain(500)),
    await settled(promised),
    await settled(collect),
  ];
}
