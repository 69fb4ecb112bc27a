// @trace
function throwsValue(value: unknown): never {
  throw value;
}

// @trace
async function rejectsValue(value: unknown): Promise<never> {
  throw value;
}

class Hostile extends Error {
  override get message(): string {
    throw new Error("message getter threw");
  }
}

const revoked = Proxy.revocable({}, {});
revoked.revoke();

const values: [string, unknown][] = [
  ["null value", null],
  ["undefined value", undefined],
  ["number value", 42],
  ["string value", "a string"],
  ["symbol value", Symbol("symbol")],
  ["frozen error", Object.freeze(new Error("frozen"))],
  ["hostile error", new Hostile()],
  ["revoked proxy", revoked.proxy],
  ["bare object", Object.create(null)],
];

export async function run() {
  const log: unknown[] = [];
  for (const [label, value] of values) {
    try {
      throwsValue(value);
    } catch (error) {
      log.push([label, error === value]);
    }
    await rejectsValue(value).catch((error) => log.push([label, error === value]));
  }
  return log;
}
