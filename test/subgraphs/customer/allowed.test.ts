import { DeniedError, InputError } from '../../../platform/errors';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../../platform/request/caller';
import { checkLookUps, wordOf } from '../../../subgraphs/customer/allowed';

const ADA: Caller = { ...ANONYMOUS, kind: 'person', subject: 'ada' };

it('lets people be found by address or number with the scope alone, and by id without', () => {
  const email = { by: 'email', value: 'a@example.com' } as const;
  const id = { by: 'id', value: 'crm:contact:1' } as const;
  expect(() => checkLookUps([id], ADA)).not.toThrow();
  expect(() => checkLookUps([id, email], ADA)).toThrow(DeniedError);
  expect(() => checkLookUps([{ by: 'phone', value: '+4930901820' }], ADA)).toThrow(/customer:lookup/);
  for (const caller of [EVERYBODY, { ...ADA, scopes: ['customer:lookup'] }]) expect(() => checkLookUps([email], caller)).not.toThrow();
});

it('takes the word of who has signed in, and else of whom is named', () => {
  expect([wordOf(ADA, 'bob'), wordOf(ADA, null), wordOf(EVERYBODY, 'bob')]).toEqual(['ada', 'ada', 'bob']);
  expect(() => wordOf(EVERYBODY, undefined)).toThrow(InputError);
});
