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
