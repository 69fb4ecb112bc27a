// The promises about memory, pressure and a real service: figures in, verdicts out.
import { middle, type Verdict } from "./bars.js";
import type { Memory } from "./measure-memory.js";
import type { Pressure } from "./measure-pressure.js";
import { type Load, SERVICES } from "./measure-service.js";

/** What a recorded span allocates. */
export function memoryVerdict(memory: Readonly<Record<string, Memory>>): Verdict {
  const [uno, sdk] = [memory["uno-trace"], memory.opentelemetry];
  const isVoid = (uno?.collections ?? 1) > 0;
  return {
    promise: "memory of a recorded span, to the end of its export",
    bar: "at most 400 bytes",
    measured: `${uno?.bytes.toFixed(0)} bytes${isVoid ? " (void: the collector ran)" : ""}; the SDK's ${sdk?.bytes.toFixed(0)}`,
    isMet: !isVoid && (uno?.bytes ?? Number.NaN) <= 400,
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
