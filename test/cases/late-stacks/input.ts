// V8 writes the text of a stack when it is first read: by the program, and not before.
const firstLine = (error: unknown) => String((error as Error).stack).split("\n", 1)[0];

// @trace
function parse(text: string): never {
  throw new SyntaxError(`cannot parse ${text}`);
}

// @trace
async function load(file: string): Promise<never> {
  await null;
  throw new Error(`cannot load ${file}`);
}

// @trace
function* read(): Generator<string> {
  yield "one line";
  throw new RangeError("cannot read");
}

// @trace
function rethrow() {
  try {
    parse("the manifest");
  } catch (error) {
    (error as Error).message = `in rethrow: ${(error as Error).message}`;
    throw error;
  }
}

function catching(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

function renamed() {
  const error = catching(() => [...read()]);
  error.name = "ReadError";
  return firstLine(error);
}

/** As libraries do that look for their caller. */
function callSites(error: Error): unknown {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, sites) => sites;
  try {
    const sites = error.stack as unknown as NodeJS.CallSite[];
    return Array.isArray(sites) ? sites[0]?.getFunctionName() : "already written";
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

export async function run() {
  const late = await load("a.json").catch((error: Error) => {
    error.message = `while starting: ${error.message}`;
    return error;
  });
  return [
    firstLine(catching(rethrow)),
    firstLine(late),
    renamed(),
    callSites(catching(() => parse("call sites"))),
  ];
}
