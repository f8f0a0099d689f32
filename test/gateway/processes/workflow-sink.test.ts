import { workflowSink } from '../../../gateway/processes/workflow-sink';
import type { CustomerChanged } from '../../../platform/exchange/hint';
import { createLocalLink } from '../../../platform/link/local';
import type { SubgraphRequest, SubgraphResponse } from '../../../platform/link/link';
import { fromHeaders } from '../../../platform/request/headers';
import { isOurselves } from '../../../platform/request/caller';

const EVENT: CustomerChanged = {
  ...{ id: 'event 1', customer: 'hubspot:contact:501', systems: ['zendesk'], types: ['support.ticket.updated'], records: [] },
  at: '2026-11-26T12:00:00.000Z',
};

const sinkOver = (execute: (request: SubgraphRequest) => Promise<SubgraphResponse>, withinMs?: number) =>
  workflowSink(createLocalLink({ name: 'process', execute, close: () => Promise.resolve() }), withinMs);

it('tells the process subgraph of an event, as the house itself', async () => {
  const asked: SubgraphRequest[] = [];
  await sinkOver((request) => {
    asked.push(request);
    return Promise.resolve({ data: { _customerChanged: 1 } });
  }).deliver(EVENT);
  expect(asked.map(({ variables }) => variables)).toEqual([{ event: EVENT }]);
  const caller = fromHeaders(asked[0]?.headers ?? {})?.caller;
  expect(caller !== undefined && isOurselves(caller)).toBe(true);
});

it('rejects where it was not taken, so that it comes again', async () => {
  const refusing = sinkOver(() => Promise.resolve({ errors: [{ message: '', extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] }));
  await expect(refusing.deliver(EVENT)).rejects.toThrow('not taken: UPSTREAM_UNAVAILABLE');
});

it('holds up whoever tells of it no longer than its time', async () => {
  const hanging = sinkOver(() => new Promise(() => undefined), 50);
  await expect(hanging.deliver(EVENT)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
});
