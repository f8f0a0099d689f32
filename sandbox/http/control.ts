// The emulator's own endpoints below /__sandbox: what was called, which faults and lag are on, changing one person, webhooks. They
// need no token, are not counted as calls and stay usable whatever fault is on.
import { z } from 'zod';
import type { Changes } from '../changes';
import { orderSchema, type WebhookSender } from '../webhooks/sender';
import type { CallLog } from './call-log';
import { type Faults, faultSchema } from './faults';
import type { VendorAnswer } from './message';

export const CONTROL_PREFIX = '/__sandbox';

const changeSchema = z.strictObject({
  type: z.string(),
  id: z.string(),
  what: z.enum(['created', 'updated', 'deleted']).default('updated'),
});

const lagSchema = z.strictObject({ seconds: z.number().min(0).max(86_400) });

export interface ControlParts {
  log: CallLog;
  faults: Faults;
  setLagSeconds(seconds: number): void;
  /** Adds a person's record, or alters the fields given of one that exists; throws a ZodError when it cannot be one. */
  putPerson(body: unknown): unknown;
  /** Where changes are told, and who sends webhooks of them; left out = the vendor sends none. */
  telling?: Telling | undefined;
}

/** How a pretend system tells of its changes. */
export interface Telling {
  changes: Changes;
  webhooks: WebhookSender;
}

/** @returns the answer of a control endpoint; 400 names what is wrong with the body. */
export function answerControl(parts: ControlParts, method: string, path: string, body: unknown): VendorAnswer {
  try {
    switch (`${method} ${path.slice(CONTROL_PREFIX.length)}`) {
      case 'GET /calls':
        return { status: 200, body: { calls: parts.log.calls(), counts: countByEndpoint(parts.log) } };
      case 'DELETE /calls':
        parts.log.reset();
        return { status: 204, body: null };
      case 'GET /faults':
        return { status: 200, body: { faults: parts.faults.list() } };
      case 'POST /faults':
        parts.faults.set(faultSchema.parse(body));
        return { status: 200, body: { faults: parts.faults.list() } };
      case 'DELETE /faults':
        parts.faults.clear();
        return { status: 204, body: null };
      case 'POST /lag':
        parts.setLagSeconds(lagSchema.parse(body).seconds);
        return { status: 204, body: null };
      case 'POST /people':
        return { status: 200, body: parts.putPerson(body) };
      case 'GET /webhooks':
        return { status: 200, body: { deliveries: parts.telling?.webhooks.deliveries() ?? [] } };
      case 'POST /webhooks':
        if (parts.telling === undefined) return { status: 404, body: { error: 'this vendor sends no webhooks' } };
        parts.telling.webhooks.order(orderSchema.parse(body));
        return { status: 204, body: null };
      case 'POST /changes':
        parts.telling?.changes.tell(changeSchema.parse(body));
        return { status: 204, body: null };
      default:
        return { status: 404, body: { error: `no control endpoint ${method} ${path}` } };
    }
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
    throw error;
  }
}

function countByEndpoint(log: CallLog): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path } of log.calls()) counts[`${method} ${path}`] = (counts[`${method} ${path}`] ?? 0) + 1;
  return counts;
}
