// Where a domain takes orders to do something: `_<domain>Action` and `_<domain>Actions`. From this deployment's own processes alone,
// checked, done once for a key, and with what the cache had of it forgotten before the receipt is given.
import { z } from 'zod';
import { DeniedError, InputError, UpstreamError } from '../errors';
import { actionRequest, type ActionReceipt, type ActionRequest, type OfferedActions } from '../exchange/action';
import type { ActionCall } from '../actions/offer';
import type { Call } from '../http/call';
import { withCall } from '../loader/source-watch';
import { parseRecordId, type RecordId } from '../record';
import type { RecordSource } from '../connector';
import { askerOf } from '../request/asker';
import { isOurselves } from '../request/caller';
import type { RequestScope } from '../request/scope';
import type { ActionClaims } from '../state/action-claims/port';
import type { Source } from './source';

export interface ActionDesk {
  /**
   * Does what an `ActionRequest` asks. Rejects with a `DeniedError` for everybody but ourselves, with an `InputError` for what cannot be
   * done as it is asked, and with an `UpstreamError` where it may or may not be done: ask again with the same key.
   */
  act(request: unknown, scope: RequestScope): Promise<ActionReceipt>;
  /** Rejects with a `DeniedError` for everybody but ourselves. */
  offered(scope: RequestScope): OfferedActions;
}

/** What is needed of a source to act in it. */
export type ActingSource = Pick<Source<RecordSource>, 'name' | 'vendor' | 'watch' | 'actions' | 'forget'>;

/**
 * One a domain and process: askings of one key at the same time are one deed. With `claims` they are so in all processes: who comes second
 * waits, and finds what holds then.
 */
export function createActionDesk(sources: readonly ActingSource[], claims?: ActionClaims): ActionDesk {
  const underWay = new Map<string, Promise<ActionReceipt>>();

  async function perform(source: ActingSource, request: ActionRequest, scope: RequestScope): Promise<ActionReceipt> {
    const { action, input, key, dryRun } = request;
    const bound = source.actions.get(action);
    if (bound === undefined) throw notOffered(source, action);
    const parsed = bound.parse(input);
    if ('fault' in parsed) throw new InputError(`The input of ${action} does not fit: ${parsed.fault}.`);
    const named = namedIn(input);
    const ask = () => withCall(source.watch, askerOf(scope, null), (call) => parsed.perform(actionCall(call, { key, dryRun })));
    const deed = { source: source.name, action, key };
    const doing = dryRun || claims === undefined ? ask() : claims.during(deed, scope.patience, ask);
    const {
      outcome,
      record,
      undo,
      touched = [],
    } = await doing.catch(async (error: unknown) => {
      // The vendor may have done it.
      if (!dryRun) await forget(source, named, scope).catch(() => undefined);
      throw error;
    });
    if (!dryRun) await forget(source, [...new Set([...named, ...touched, ...(record === null ? [] : [record])])], scope);
    return { action, source: source.name, outcome, record, at: new Date().toISOString(), undo: undo === null ? null : { ...undo } };
  }

  return {
    async act(given, scope) {
      if (!isOurselves(scope.caller)) throw new DeniedError();
      const parsed = actionRequest.safeParse(given);
      if (!parsed.success) throw new InputError('The request of an action is malformed.');
      const request = parsed.data;
      const source = sources.find(({ name }) => name === request.source);
      if (source === undefined) {
        const known = sources.map(({ name }) => name).join(', ');
        throw new InputError(`There is no such source here to act in; those of this domain are ${known}.`);
      }
      const id = JSON.stringify([request.source, request.action, request.key, request.dryRun]);
      const running = underWay.get(id) ?? perform(source, request, scope).finally(() => underWay.delete(id));
      underWay.set(id, running);
      return scope.untilDeadline(source.name, running);
    },
    offered(scope) {
      if (!isOurselves(scope.caller)) throw new DeniedError();
      return sources.map(({ name, vendor, actions }) => ({ source: name, vendor, actions: [...actions.keys()] }));
    },
  };
}

/** Waits for the acknowledgement, as long as anybody waits for the receipt. */
async function forget(source: ActingSource, records: readonly RecordId[], scope: RequestScope): Promise<void> {
  if (records.length === 0) return;
  const acknowledged = await scope.untilDeadline(source.name, source.forget(records));
  if (!acknowledged) throw new UpstreamError(source.name, 'UPSTREAM_UNAVAILABLE', { cause: new Error('the cache was closed') });
}

const NAMED = z.record(z.string(), z.unknown());

/** The records that an input names. */
function namedIn(input: unknown): RecordId[] {
  const named = NAMED.safeParse(input);
  if (!named.success) return [];
  return Object.values(named.data).filter((value): value is string => typeof value === 'string' && parseRecordId(value) !== null);
}

function actionCall(call: Call, { key, dryRun }: Pick<ActionCall, 'key' | 'dryRun'>): ActionCall {
  return {
    signal: call.signal,
    sent: call.sent,
    // Told when it is needed: it may have changed by then.
    get priority() {
      return call.priority ?? 'interactive';
    },
    key,
    dryRun,
  };
}

function notOffered({ name, actions }: ActingSource, action: string): InputError {
  const offers = actions.size === 0 ? 'nothing' : [...actions.keys()].join(', ');
  return new InputError(`${name} offers no ${action}; it offers ${offers}.`, { code: 'ACTION_NOT_OFFERED', source: name });
}
