// The fields of actions' inputs: what is one thing is written in one way, and what is wrong is named without its value.
import { z } from 'zod';
import { email, given, phone, recordId, text } from '../../../platform/actions/fields';
import { bindActions } from '../../../platform/actions/offer';
import { markOf, withMark } from '../../../platform/actions/once';

it('normalises addresses, and takes nothing else for one', () => {
  expect(email.parse(' Ada@Example.COM ')).toBe('ada@example.com');
  expect(email.safeParse('nobody').success).toBe(false);
  expect(phone.safeParse('030 901820').success).toBe(false);
  expect(recordId.safeParse('hubspot').success).toBe(false);
});

it('asks for one of several fields at least, and knows no others', () => {
  const schema = given({ email, name: text }, { record: recordId });
  const record = 'zendesk:user:7';
  expect(schema.safeParse({ record, name: 'Ada' }).success).toBe(true);
  expect(schema.safeParse({ record }).success).toBe(false);
  expect(schema.safeParse({ record, name: 'Ada', vip: true }).success).toBe(false);
});

it('names what is wrong, and never the value', () => {
  const inputs = { write: z.strictObject({ to: email, text }) };
  const offered = { write: () => Promise.resolve({ outcome: 'done' as const, record: null, undo: null }) };
  const parsed = bindActions(inputs, offered).get('write')?.parse({ to: 'ada-without-a-domain', text: 'Hello' });
  expect(parsed).toEqual({ fault: 'to (invalid_type)' });
  expect(bindActions(inputs).size).toBe(0);
});

it('marks what was done for a key, without telling the key', () => {
  expect(markOf('run-1:step')).toBe(markOf('run-1:step'));
  expect(markOf('run-1:step')).not.toBe(markOf('run-1:other'));
  expect(withMark('Call', { key: 'run-1:step', ref: 'zendesk:ticket:7' })).toBe(`Call\n\n[zendesk:ticket:7, ${markOf('run-1:step')}]`);
  expect(withMark(undefined, { key: 'ada@example.com', ref: undefined })).not.toContain('ada');
});
