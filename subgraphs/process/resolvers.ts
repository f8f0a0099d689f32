// The fields of `schema/process.graphql`: requests become runs, and runs are told as they stand. What a run does is not known here.
import { DeniedError, InputError } from '../../platform/errors';
import { isOurselves } from '../../platform/request/caller';
import type { Operation } from '../../processes/runs/operation';
import type { Runs } from '../../processes/runs/runs';
import { toMermaid } from '../../processes/workflows/diagram';
import { customerChanged, type CustomerChanged } from '../../platform/exchange/hint';
import type { ProcessContext } from './context';
import { dryRun } from './dry-run';
import type { Resolvers } from './types.gen';

/** How long an answer waits for the operation: most are over by then. */
const ANSWER_WITHIN_MS = 5_000;
const MOST_CHARACTERS = 200;
const MOST = 100;

interface Request {
  name: string;
  input: unknown;
  key: string;
  acceptsGaps: boolean;
  dryRun: boolean;
}

async function begin({ caller, runs: open }: ProcessContext, { name, input, key, acceptsGaps, dryRun: only }: Request): Promise<Operation> {
  if (key.length === 0 || key.length > MOST_CHARACTERS) throw new InputError(`"key" must be 1 to ${MOST_CHARACTERS} characters.`);
  // The first one after the start waits for the engine too.
  const until = performance.now() + ANSWER_WITHIN_MS;
  const runs = await open();
  if (only) return dryRun(runs, name, input);
  const { id } = await runs.ask({ name, input, key, askedBy: caller.subject, acceptsGaps });
  return settled(runs, id, Math.max(0, until - performance.now()));
}

async function settled(runs: Runs, id: string, withinMs = ANSWER_WITHIN_MS): Promise<Operation> {
  const operation = await runs.settled(id, withinMs);
  if (operation === null) throw new InputError('There is no operation of that id.');
  return operation;
}

/** Only what was given: null is not a new value. */
function given<Value>(name: string, value: Value | null | undefined): Record<string, Value> {
  return value === null || value === undefined ? {} : { [name]: value };
}

/** The scalar reads it as a date, whatever its type says. */
function iso(at: string): string {
  return new Date(at).toISOString();
}

function byHand(customer: string, types: readonly string[]): CustomerChanged {
  const at = new Date().toISOString();
  return { id: `by hand ${at}`, customer, systems: [], types: [...types], records: [], at };
}

export const resolvers: Resolvers = {
  Query: {
    operation: async (_parent, { id }, { runs }) => (await runs()).get(id),
    async operations(_parent, { first, after, states, name, subject }, { runs }) {
      if (first < 1 || first > MOST) throw new InputError(`"first" must be 1 to ${MOST}.`);
      const filter = { states: states ?? undefined, name: name ?? undefined, subject: subject ?? undefined, after: after ?? undefined };
      return (await runs()).list({ first, ...filter });
    },
    async processes(_parent, _arguments, { runs: open }) {
      const runs = await open();
      const report = await runs.report();
      return runs.processes.map((one) => {
        const { name, kind, about, version, shape } = one;
        const found = report.find((line) => line.name === name);
        const metrics = found ?? {
          ...{ runs: 0, ended: 0, waiting: 0, meanAbsoluteDifference: null, lagSeconds: null, compensationRate: null },
        };
        return { name, kind, about, version, trigger: [...shape.on], after: shape.after, graph: toMermaid(one), metrics };
      });
    },
  },
  Mutation: {
    updateContact: (_parent, { customer, givenName, familyName, email, phone, key, acceptGaps, dryRun: only }, context) =>
      begin(context, {
        name: 'update-contact',
        input: {
          ...{ customer, ...given('givenName', givenName), ...given('familyName', familyName) },
          ...{ ...given('email', email), ...given('phone', phone) },
        },
        ...{ key, acceptsGaps: acceptGaps === true, dryRun: only === true },
      }),
    setConsent: (_parent, { customer, channel, granted, statement, at, key, acceptGaps, dryRun: only }, context) =>
      begin(context, {
        name: 'set-consent',
        input: { customer, channel, status: granted ? 'GRANTED' : 'REVOKED', statement, at: iso(at) },
        ...{ key, acceptsGaps: acceptGaps === true, dryRun: only === true },
      }),
    createTicket: (_parent, { customer, subject, body, priority, key, dryRun: only }, context) =>
      begin(context, {
        name: 'create-ticket',
        input: { customer, subject, body, priority: priority ?? null },
        ...{ key, acceptsGaps: false, dryRun: only === true },
      }),
    mergeRequest: (_parent, { customer, other, reason, due, key, dryRun: only }, context) =>
      begin(context, {
        name: 'merge-request',
        input: { customer, other, reason, due: iso(due) },
        ...{ key, acceptsGaps: false, dryRun: only === true },
      }),
    async eraseCustomer(_parent, { customer, key, acceptGaps, dryRun: only }, context) {
      const request = { name: 'erase-customer', input: { customer }, key, acceptsGaps: acceptGaps === true, dryRun: only === true };
      if (!request.dryRun) {
        const { state, reason } = await dryRun(await context.runs(), request.name, request.input);
        // Before the first system is asked to delete: what is read meanwhile must not outlive it in a cache.
        if (state === 'PLANNING' && (reason === null || request.acceptsGaps)) await context.forget(customer);
      }
      return begin(context, request);
    },
    async runWorkflow(_parent, { name, customer, dryRun: only }, context) {
      const runs = await context.runs();
      const found = runs.processes.find((one) => one.name === name);
      if (found?.kind === 'SAGA') throw new InputError('That process is no workflow: it has a mutation of its own.');
      const input = byHand(customer, found?.shape.on ?? []);
      return begin(context, { name, input, key: 'by hand', acceptsGaps: false, dryRun: only === true });
    },
    async retryOperation(_parent, { id }, context) {
      const runs = await context.runs();
      await runs.retry(id);
      return settled(runs, id);
    },
    async cancelOperation(_parent, { id }, context) {
      const runs = await context.runs();
      await runs.cancel(id);
      return settled(runs, id);
    },
    async decideOperation(_parent, { id, choice }, context) {
      const runs = await context.runs();
      await runs.choose(id, choice);
      return settled(runs, id);
    },
    async _customerChanged(_parent, { event }, { startedRuns, caller }) {
      if (!isOurselves(caller)) throw new DeniedError();
      const parsed = customerChanged.safeParse(event);
      if (!parsed.success) throw new InputError('"event" is no CustomerChanged.');
      return (await startedRuns()).customerChanged(parsed.data);
    },
  },
};
