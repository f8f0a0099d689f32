// Which requests pass before anything is read of them, by mode of trust; sizes are document-limits and variable-limits.
import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { createDoor, type TrustMode } from '../../../gateway/limits/door';
import type { Incoming } from '../../../gateway/limits/incoming';
import { limitSettings } from '../../../gateway/limits/settings';
import { readTrustedDocuments } from '../../../gateway/trusted-documents/manifest';
import type { LogFields } from '../../../platform/log';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../../platform/request/caller';

const TRUSTED = `{ ${'a '.repeat(200)} }`;
const HASH = createHash('sha256').update(TRUSTED).digest('hex');

function doorOf(trust: TrustMode) {
  const lines: [string, LogFields | undefined][] = [];
  const note = (message: string, fields?: LogFields): void => void lines.push([message, fields]);
  const limits = z.object(limitSettings).parse({ LIMIT_VARIABLE_VALUES: 3 });
  const door = createDoor({
    limits,
    trust,
    trusted: readTrustedDocuments(undefined, [TRUSTED]),
    log: { info: note, warn: note, error: note },
  });
  const codeOf = (incoming: Incoming, caller: Caller = ANONYMOUS): unknown => {
    try {
      door.enter(incoming, caller, 'request-1');
      return 'passed';
    } catch (error) {
      return error instanceof GraphQLError ? error.extensions['code'] : error;
    }
  };
  return { codeOf, lines };
}

it('takes any document that is not too large, and a trusted one however large', () => {
  const { codeOf } = doorOf('off');
  expect(codeOf({ query: '{ a }' })).toBe('passed');
  expect(codeOf({ query: TRUSTED })).toBe('passed');
  expect(codeOf({ query: `${TRUSTED} ` })).toBe('MAX_FIELDS_LIMIT');
  expect(codeOf({ query: '{ a }', variables: { a: [1, 2, 3] } })).toBe('MAX_VARIABLES_LIMIT');
  expect(codeOf({ documentId: 'registered' })).toBe('passed');
});

it('tells of documents that are not trusted, without their text', () => {
  const { codeOf, lines } = doorOf('log');
  expect(codeOf({ query: '{ secret }' })).toBe('passed');
  expect(codeOf({ query: TRUSTED })).toBe('passed');
  expect(lines).toEqual([['a document that is not trusted', { requestId: 'request-1' }]]);
});

it('takes trusted documents alone, by text or id, but from whoever may ask others', () => {
  const { codeOf, lines } = doorOf('only');
  expect(codeOf({ query: TRUSTED })).toBe('passed');
  expect(codeOf({ documentId: HASH })).toBe('passed');
  expect(codeOf({ query: '{ a }' })).toBe('QUERY_NOT_IN_SAFELIST');
  expect(codeOf({ query: '{ a }' }, EVERYBODY)).toBe('QUERY_NOT_IN_SAFELIST');
  expect(codeOf({ documentId: 'registered' })).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  expect(codeOf({ query: '{ a }' }, { ...ANONYMOUS, scopes: ['graphql:adhoc'] })).toBe('passed');
  expect(codeOf({ query: `${TRUSTED} ` }, { ...ANONYMOUS, scopes: ['graphql:adhoc'] })).toBe('MAX_FIELDS_LIMIT');
  expect(lines[0]).toEqual(['a request was refused', { requestId: 'request-1', code: 'QUERY_NOT_IN_SAFELIST' }]);
});
