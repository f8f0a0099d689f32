// What the vendors' contract tests share: the faults every emulator can be told to show, and a connector started on it.
import type { ConnectorDefinition, RecordSource } from '../../platform/connector';
import { createHttpFactory } from '../../platform/http/factory';
import type { SourceFault } from '../contracts/batch-read.contract';

/** An emulator, as far as these tests use it. */
export interface VendorServer {
  url: string;
  calls(): readonly { path: string; keys: number }[];
  resetCalls(): void;
  faults: { set(fault: { mode: FaultMode; path?: string; times?: number; retryAfterSeconds?: number }): void; clear(): void };
}

type FaultMode = '429' | '500' | '503' | '401' | 'hang' | 'garbage' | 'wrong-shape' | 'reset' | 'dead';

/** Longer than an answer of the emulator takes on the busiest machine. */
const TIMEOUT_MS = 10_000;
/** How long is waited for an answer that never comes. */
const PATIENCE_MS = 400;

/** Each way to fail that a vendor has, and the code that callers must see. */
export function vendorFaults(server: () => VendorServer): SourceFault[] {
  const fault = (name: string, code: SourceFault['code'], mode: FaultMode): SourceFault => ({
    name,
    code,
    // So far away that waiting for it is out of the question.
    begin: () => server().faults.set(mode === '429' ? { mode, retryAfterSeconds: 60 } : { mode }),
  });
  return [
    fault('its rate limit', 'UPSTREAM_RATE_LIMITED', '429'),
    fault('an internal error', 'UPSTREAM_UNAVAILABLE', '500'),
    fault('wrong credentials', 'UPSTREAM_DENIED', '401'),
    { ...fault('no answer', 'UPSTREAM_TIMEOUT', 'hang'), patienceMs: PATIENCE_MS },
    fault('a page of HTML', 'UPSTREAM_CONTRACT', 'garbage'),
    fault('another shape', 'UPSTREAM_CONTRACT', 'wrong-shape'),
    fault('an answer broken off', 'UPSTREAM_UNAVAILABLE', 'reset'),
    fault('a dead server', 'UPSTREAM_UNAVAILABLE', 'dead'),
  ];
}

/** Starts a connector as the product does, which reads its settings before `start` reads them again; German numbers are read as such. */
export async function startConnector<Connector extends RecordSource>(
  definition: ConnectorDefinition<Connector>,
  settings: Readonly<Record<string, string>>,
  customPaths: readonly string[] = [],
): Promise<Connector> {
  const http = createHttpFactory({ source: definition.vendor, timeoutMs: TIMEOUT_MS, connections: 8 });
  const read = definition.settings.safeParse(settings);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    const given = Object.keys(settings).join(', ');
    throw new Error(`${definition.vendor} does not start with the settings that its test gives to startConnector (${given}): ${faults}`);
  }
  return definition.start({ source: definition.vendor, settings: read.data, http, phoneRegion: 'DE', customPaths });
}
