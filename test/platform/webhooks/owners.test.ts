import { UpstreamError } from '../../../platform/errors';
import type { Log } from '../../../platform/log';
import type { VendorEvent, WebhookSource } from '../../../platform/webhooks/declaration';
import { withOwners } from '../../../platform/webhooks/owners';

const of = (more: Partial<VendorEvent>): VendorEvent => ({ id: '1', type: 'crm.deal.updated', at: null, records: [], ...more });

function owning(whose: WebhookSource['whose']) {
  const warnings: unknown[] = [];
  const log: Log = { info: () => undefined, warn: (_, fields) => void warnings.push(fields), error: () => undefined };
  return { owned: withOwners({ source: 'crm', ...(whose === undefined ? {} : { whose }) }, log), warnings };
}

it('asks for all subjects at once, each once, and for none of an event that names its records', async () => {
  const asked: (readonly string[])[] = [];
  const { owned } = owning((subjects) => {
    asked.push(subjects);
    return Promise.resolve(subjects.map((subject) => [`crm:contact:${subject}`, 'crm:contact:all']));
  });
  const events = await owned([of({ subjects: ['7', '8'] }), of({ subjects: ['7'] }), of({ subjects: ['9'], records: ['crm:contact:1'] })]);
  expect(asked).toEqual([['7', '8']]);
  expect(events.map(({ records }) => records)).toEqual([
    ['crm:contact:7', 'crm:contact:all', 'crm:contact:8'],
    ['crm:contact:7', 'crm:contact:all'],
    ['crm:contact:1'],
  ]);
});

it('asks nobody where no event has a subject, or the vendor cannot be asked', async () => {
  const { owned } = owning(() => Promise.reject(new Error('asked')));
  expect(await owned([of({}), of({ subjects: [] })])).toEqual([of({}), of({ subjects: [] })]);
  expect(await owning(undefined).owned([of({ subjects: ['7'] })])).toEqual([of({ subjects: ['7'] })]);
});

it('leaves an event to the whole source where one of its subjects is nobody’s or could not be read', async () => {
  const failure = new UpstreamError('crm', 'UPSTREAM_TIMEOUT');
  const { owned, warnings } = owning(() => Promise.resolve([['crm:contact:7'], [], failure]));
  const events = await owned([of({ subjects: ['7'] }), of({ subjects: ['7', '8'] }), of({ subjects: ['9'] })]);
  expect(events.map(({ records }) => records)).toEqual([['crm:contact:7'], [], []]);
  expect(warnings).toEqual([{ source: 'crm', code: 'WEBHOOK_OF_NOBODY', cause: 'UPSTREAM_TIMEOUT' }]);
});

it('waits for a vendor no longer than the webhook can, and says so', async () => {
  const { owned, warnings } = owning(
    (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new UpstreamError('crm', 'UPSTREAM_TIMEOUT')))),
  );
  expect(await owned([of({ subjects: ['7'] })])).toEqual([of({ subjects: ['7'] })]);
  expect(warnings).toHaveLength(1);
});
