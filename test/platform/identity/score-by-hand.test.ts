// What people said of a record, and what the rules then say still.
import fc from 'fast-check';
import { toMatchProfile } from '../../../platform/identity/match-profile';
import { scoreRecord, type ScoreOptions } from '../../../platform/identity/score';
import { anyPerson, person } from './people';

const options: ScoreOptions = { minConfidence: 0.8, policy: 'DEFAULT' };
const A = 'hubspot:contact:1';
const B = 'stripe:customer:a';
const EMAIL = 'ada@example.com';

describe('what people said', () => {
  const records = [anyPerson, anyPerson] as const;

  it('decides, whatever the rules say', () => {
    fc.assert(
      fc.property(...records, (customer, record) => {
        fc.pre(customer.id !== record.id);
        const known = [toMatchProfile(customer, 1)];
        const said = (word: 'LINK' | 'UNLINK') => scoreRecord(known, record, { ...options, said: () => word });
        expect(said('LINK')).toMatchObject({ decision: 'LINK', confidence: 1, vetoes: [] });
        expect(said('LINK').evidence[0]?.rule).toBe('MANUAL_LINK');
        expect(said('UNLINK')).toMatchObject({ decision: 'NONE', confidence: 0 });
        expect(said('UNLINK').vetoes[0]?.rule).toBe('MANUAL_UNLINK');
      }),
    );
  });

  it('only ever takes links away where it is unknown', () => {
    fc.assert(
      fc.property(...records, (customer, record) => {
        const known = [toMatchProfile(customer, 1)];
        const ruled = scoreRecord(known, record, options);
        const unknown = scoreRecord(known, record, { ...options, said: () => 'UNKNOWN' });
        if (customer.id === record.id || ruled.decision !== 'LINK') expect(unknown).toEqual(ruled);
        else expect(unknown).toMatchObject({ decision: 'CANDIDATE', confidence: ruled.confidence });
      }),
    );
  });
});

// A person joined two records of different names: the customer has both, and what fits either is theirs.
test('a record that was joined by hand speaks for the customer, and does not shut out what fits the others', () => {
  const ada = toMatchProfile(person(A, { fullName: 'Ada Lovelace', email: EMAIL }), 1);
  const king = toMatchProfile(person(B, { fullName: 'Augusta King', email: 'king@example.com' }), 1);
  const said = (record: string) => ([A, B].includes(record) ? ('LINK' as const) : null);
  const other = person('zendesk:user:7', { fullName: 'Ada Lovelace', email: EMAIL });
  expect(scoreRecord([ada, king], other, options).decision).toBe('CANDIDATE');
  expect(scoreRecord([ada, king], other, { ...options, said }).decision).toBe('LINK');
  const another = person('zendesk:user:8', { fullName: 'Bob Builder', email: EMAIL });
  expect(scoreRecord([ada, king], another, { ...options, said }).decision).toBe('CANDIDATE');
});
