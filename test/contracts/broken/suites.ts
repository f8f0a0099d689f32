// A helpdesk connector that is broken in one way after the other, each before the contract suite: run by words.test.ts in a jest of
// its own, which reads what the suite said. Every block is named by its fault.
import type { Identifier } from '../../../platform/connector';
import { UpstreamError } from '../../../platform/errors';
import { allOf } from '../../../platform/batch-read';
import type { PersonRecord } from '../../../platform/record';
import { acmeDesk } from '../../../commands/new-connector/templates/support';
import type { SupportConnector } from '../../../subgraphs/support/contract';
import { startAcmeDesk, TOKEN } from '../../commands/new-connector/templates/support/acme-desk';
import { by, many } from '../../support/identifiers';
import type { PretendSystem } from '../../support/pretend-system';
import { startConnector, vendorFaults } from '../../support/vendor-server';
import { describeRecordSource } from '../record-source.contract';

let system: PretendSystem;
beforeAll(async () => {
  system = await startAcmeDesk();
});
afterAll(() => system.stop());

const id = (person: string) => `acme-desk:person:${person}`;

function broken(fault: string, breakIt: (connector: SupportConnector) => Partial<SupportConnector>): void {
  describe(fault, () => {
    describeRecordSource<PersonRecord, SupportConnector>(
      {
        name: 'acme-desk',
        async connect() {
          const connector = await startConnector(acmeDesk, { URL: system.url, TOKEN });
          return { ...connector, ...breakIt(connector) };
        },
        release: async (connector) => connector.close?.(),
        faults: vendorFaults(() => system).filter(({ name }) => name === 'an internal error'),
        heal: () => system.faults.clear(),
        counter: { calls: () => system.calls().length, resetCalls: () => system.resetCalls() },
      },
      {
        held: [
          { identifier: by('id', id('p1')), recordIds: [id('p1')] },
          { identifier: by('phone', '+4930901820'), recordIds: [id('p1')] },
          { identifier: by('email', 'bert@example.com'), recordIds: [id('p2')] },
        ],
        unknown: [by('id', id('p9')), by('email', 'nobody@example.com'), by('phone', '+4930111111')],
        full: { identifier: by('id', id('p1')), record: { id: id('p1') } },
        sparse: { identifier: by('id', id('p3')), record: { emails: [] } },
        overLimit: { identifiers: many(120, (index) => by('id', id(`z${index}`))), requests: 2 },
      },
    );
  });
}

broken('the vendor’s order', ({ find }) => ({
  async find(keys, call) {
    const answers = await find(keys, call);
    return [...answers.slice(1), ...answers.slice(0, 1)];
  },
}));
broken('answers left out', ({ find }) => ({
  find: async (keys, call) => (await find(keys, call)).filter((answer) => answer instanceof Error || answer.length > 0),
}));
broken('null for nobody', ({ find }) => ({
  find: async (keys, call) =>
    (await find(keys, call)).map((answer): readonly PersonRecord[] | Error => {
      // What JSON.parse of a vendor's answer is, before anybody looks at it.
      const nothing: unknown = null;
      return answer instanceof Error || answer.length > 0 ? answer : (nothing as readonly PersonRecord[]);
    }),
}));
broken('one key a request', ({ find }) => ({
  find: async (keys, call) => (await allOf(keys.map((key: Identifier) => find([key], call)))).flat(),
}));
broken('a swallowed failure', ({ find }) => ({
  find: (keys, call) =>
    find(keys, call).then(
      (answers) => answers.map((answer) => (answer instanceof Error ? [] : answer)),
      () => keys.map(() => []),
    ),
}));
broken('an error of its own', ({ find }) => ({
  find: (keys, call) => find(keys, call).catch(() => Promise.reject(new TypeError('oh'))),
}));
broken('an invented field', ({ find }) => ({
  find: async (keys, call) =>
    (await find(keys, call)).map((answer) => (answer instanceof Error ? answer : answer.map((record) => ({ ...record, nickname: 'Ada' })))),
}));
broken('an address as it was typed', ({ find }) => ({
  find: async (keys, call) =>
    (await find(keys, call)).map((answer) =>
      answer instanceof Error
        ? answer
        : answer.map((record) => ({ ...record, emails: record.emails.map((email) => ({ ...email, value: 'Ada@X.org' })) })),
    ),
}));
broken('requests nobody hears of', ({ find }) => ({
  find: (keys, call) => find(keys, { ...call, signal: call.signal, sent: () => undefined }),
}));
broken('nobody found', ({ find }) => ({
  find: async (keys, call) => (await find(keys, call)).map((answer, index) => (keys[index]?.value === 'bert@example.com' ? [] : answer)),
}));
broken('a look-up too many', ({ lookups }) => ({
  lookups: [...lookups, { by: 'externalId', keysPerCall: 1, caseSensitive: true, lagSeconds: null }],
}));
broken('no way to tell', () => ({
  find: (keys) => Promise.resolve(keys.map(() => new UpstreamError('acme-desk', 'UPSTREAM_UNSUPPORTED'))),
}));
