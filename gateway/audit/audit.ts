// One record an answer with personal data: who was shown what of whom, and what for. Made after the answer is handed over; with
// AUDIT=required before, and an answer whose record is not kept is none.
import { randomUUID } from 'node:crypto';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Measure } from '../../platform/metrics/measure';
import type { Caller } from '../../platform/request/caller';
import type { PersonalClass } from '../../platform/request/personal-class';
import type { AuditRecord } from '../../platform/state/audit/record';
import type { AuditWriter } from '../../platform/state/audit/writer';
import type { AskedOperation } from '../authorisation/authoriser';
import type { Masking } from '../authorisation/masking';
import type { Entity } from '../execution/data';
import type { Shape } from '../execution/shape';
import type { Withhold } from '../execution/withheld';
import { refusalOf } from '../limits/refusal';
import { findPersonal, type AskedPersonal } from './asked-personal';
import { askForCustomers, customersIn } from './customers';
import { auditMeasures } from './measures';

export interface Audit {
  /** For a graph; undefined = it marks nothing as personal, or nothing is recorded. */
  of(graph: AuditedGraph): GraphAudit | undefined;
  readonly measures: readonly Measure[];
  /** For people who look at /health. */
  details(): Record<string, string>;
  /** What waits is written, within a bounded time. */
  close(): Promise<void>;
}

export interface AuditedGraph {
  schema: GraphQLSchema;
  /** Which fields hold what, by `Type.field`. */
  personal: ReadonlyMap<string, PersonalClass>;
  masks: Masking;
}

export interface GraphAudit {
  alsoAsk(document: DocumentNode): DocumentNode;
  /** undefined = the operation asks for no personal data: there is nothing to record. */
  accessOf(request: AuditedRequest): Access | undefined;
}

export interface AuditedRequest {
  asked: AskedOperation;
  caller: Caller;
  requestId: string;
  withhold: Withhold | undefined;
}

/** One request that asks for personal data. */
export interface Access {
  /** Throws a GraphQLError where it cannot be answered now, for want of a record. */
  admit(): void;
  /** Nothing was answered, by the rules of who may see what. */
  refused(): void;
  /** What the subgraphs answered, and where objects are in it. Rejects with a GraphQLError where the answer may not be given. */
  answered(data: Entity, shape: Shape): Promise<void>;
}

export const AUDIT_OFF: Audit = {
  of: () => undefined,
  measures: auditMeasures(undefined),
  details: () => ({}),
  close: () => Promise.resolve(),
};

/** `required` = no answer with personal data without its record. */
export function createAudit({ writer, required }: { writer: AuditWriter; required: boolean }): Audit {
  function accessTo({ left, withheld }: AskedPersonal, { asked, caller, requestId }: AuditedRequest, masks: Masking): Access {
    const recordOf = (customers: readonly string[], classes: ReadonlySet<PersonalClass>): AuditRecord => {
      const masked = masks.maskedFor(caller, classes).map((one) => one.class);
      const shown = [...classes].filter((one) => !masked.includes(one));
      return {
        ...{ id: randomUUID(), at: Date.now(), requestId, callerKind: caller.kind, subject: caller.subject, purpose: caller.purpose },
        ...{ operation: asked.operationName, document: asked.documentId, customers, shown, masked, withheld },
        decision: shown.length > 0 ? 'shown' : masked.length > 0 ? 'masked' : 'denied',
      };
    };
    return {
      admit() {
        if (required && left.size > 0 && writer.isFailing()) throw unavailable();
      },
      refused: () => writer.add(recordOf([], new Set())),
      async answered(data, shape) {
        // Nothing personal leaves: nobody has to wait.
        if (required && left.size > 0) {
          await writer.keep(recordOf(customersIn(data, shape), left)).catch(() => {
            throw unavailable();
          });
        } else setImmediate(() => writer.add(recordOf(left.size === 0 ? [] : customersIn(data, shape), left)));
      },
    };
  }

  return {
    of({ schema, personal, masks }) {
      if (personal.size === 0) return undefined;
      // What is wrong is better known before the first question.
      if (required) writer.open();
      const find = findPersonal(schema, personal);
      return {
        alsoAsk: askForCustomers(schema),
        accessOf(request) {
          const found = find(request.asked, request.withhold);
          return found === null ? undefined : accessTo(found, request, masks);
        },
      };
    },
    measures: auditMeasures(writer),
    details: () => ({ audit: writer.state() }),
    close: () => writer.close(),
  };
}

function unavailable() {
  return refusalOf({
    code: 'AUDIT_UNAVAILABLE',
    message: 'Personal data is not shown while access to it cannot be recorded. Try again shortly.',
    status: 503,
    retryAfterSeconds: 5,
  });
}
