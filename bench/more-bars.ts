// The promises about memory, pressure and a real service: figures in, verdicts out.
import { middle, type Verdict } from "./bars.js";
import type { Run } from "./calls.js";
import type { Memory } from "./measure/memory.js";
import type { Pressure } from "./measure/pressure.js";
import { type Load, SERVICES } from "./measure/service.js";

/** Whose allocations are measured. */
export const ALLOCATING: readonly Run[] = [
  { peer: "plain", state: "off" },
  { peer: "uno-trace", state: "off" },
  { peer: "uno-trace", state: "unsampled" },
  { peer: "uno-trace", state: "recorded" },
  { peer: "opentelemetry", state: "recorded" },
];

/** What a call allocates; what the plain call does, the turns of the loop above all, is taken off where nothing may be. */
export function memoryVerdicts(memory: Readonly<Record<string, Memory>>): Verdict[] {
  const [plain, off, unsampled, recorded, sdk] = ALLOCATING.map(
    ({ peer, state }) => memory[`${peer} ${state}`],
  );
  return [
    memoryVerdict(
      "memory of a recorded span, to the end of its export",
      400,
      recorded,
      `; the SDK's ${bytesOf(sdk)}`,
    ),
    memoryVerdict(
      "memory of a child of an unsampled span, above the plain call",
      1,
      without(plain, unsampled),
    ),
    memoryVerdict("memory of a call with tracing off, above the plain call", 1, without(plain, off)),
  ];
}

function bytesOf(memory: Memory | undefined) {
  return memory?.bytes.toFixed(0);
}

function without(plain: Memory | undefined, memory: Memory | undefined): Memory | undefined {
  return plain && memory && { ...memory, bytes: Math.max(0, memory.bytes - plain.bytes) };
}

function memoryVerdict(promise: string, most: number, memory: Memory | undefined, remark = ""): Verdict {
  const isVoid = (memory?.collections ?? 1) > 0;
  return {
    promise,
    bar: most === 1 ? "none" : `at most ${most} bytes`,
    measured: `${bytesOf(memory)} bytes${isVoid ? " (void: the collector ran)" : ""}${remark}`,
    isMet: !isVoid && (memory?.bytes ?? Number.NaN) <= most,
  };
}

/** What a slow exporter does to the heap. */
export function pressureVerdict({ exported, dropped, retained, longestCall }: Pressure): Verdict {
  return {
    promise: "1,000,000 spans in a tight loop, a slow exporter",
    bar: "memory bounded by the queue",
    measured: `${(retained / 1024).toFixed(0)} KiB retained; ${exported} exported, ${dropped} dropped and counted; longest call ${longestCall.toFixed(1)} ms`,
    isMet: retained < 4 * 1024 * 1024 && exported + dropped >= 1_000_000,
  };
}

const BARS = [
  { share: 0.1, bar: 0.97 },
  { share: 1, bar: 0.9 },
];

/** What tracing takes from a service's throughput. */
export function serviceVerdicts(service: readonly Load[][]): Verdict[] {
  return BARS.map(({ share, bar }) => {
    const index = SERVICES.findIndex((one) => one.peer === "uno-trace" && one.share === share);
    const kept = middle(
      service.map((round) => (round[index]?.throughput ?? Number.NaN) / (round[0]?.throughput ?? Number.NaN)),
    );
    return {
      promise: `a service of which ${share * 100} % is recorded and exported: its throughput untraced`,
      bar: `at least ${bar * 100} %`,
      measured: `${(kept * 100).toFixed(1)} %`,
      isMet: kept >= bar,
    };
  });
}
