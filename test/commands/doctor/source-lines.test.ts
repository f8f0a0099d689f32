// Words for what only a small system shows: a key that is refused where some reads were never asked for.
import { toLines } from '../../../commands/doctor/source-lines';

it('says of a refused key that it is the key, where the connector has no way to read one thing', () => {
  const [access] = toLines({
    ...{ source: 'acme-desk', vendor: 'acme-desk', domain: 'SUPPORT', hasCanary: false },
    facts: [
      { about: 'access', code: 'UPSTREAM_DENIED' },
      { about: 'read', read: 'openTickets', scope: null, code: 'UPSTREAM_UNSUPPORTED' },
    ],
  });
  expect(access).toMatchObject({ state: 'fault', says: 'refuses the credentials' });
});

it.each([
  [{ by: 'webhooks', could: 'webhooks', everySeconds: null }, 'ok', 'tells of changes by webhooks, taken at /webhooks/acme-desk'],
  [{ by: 'polls', could: 'polls', everySeconds: 60 }, 'ok', 'is asked every 60 s what has changed'],
  [{ by: null, could: 'webhooks', everySeconds: null }, 'unknown', 'could tell of changes, and does not'],
  [{ by: null, could: null, everySeconds: null }, 'unknown', expect.stringMatching(/^has no way to tell of changes/)],
] as const)('says how changes are heard of: %j', (heard, state, says) => {
  const [line] = toLines({
    ...{ source: 'acme-desk', vendor: 'acme-desk', domain: 'SUPPORT', hasCanary: false },
    facts: [{ about: 'changes', heard }],
  });
  expect(line).toMatchObject({ state, says });
  expect(line?.todo).toBe(heard.by === null && heard.could !== null ? 'Set ACME_DESK_WEBHOOK_SECRET (docs/events.md)' : null);
});

it('says what could be done in it', () => {
  const linesOf = (names: readonly string[]) =>
    toLines({
      ...{ source: 'acme-desk', vendor: 'acme-desk', domain: 'SUPPORT', hasCanary: false },
      facts: [{ about: 'actions', names }],
    }).map(({ state, says }) => [state, says]);
  expect(linesOf(['createTicket', 'addComment'])).toEqual([
    ['ok', 'offers addComment, createTicket; whether the key has the rights shows when it is done'],
  ]);
  expect(linesOf([])).toEqual([['unknown', 'offers support nothing that processes could do in it']]);
});
