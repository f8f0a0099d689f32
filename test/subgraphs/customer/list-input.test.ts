import { listQuery } from '../../../platform/exchange/list';
import { DEFAULT_VIEW_OPTIONS } from '../../../platform/identity/match-keys';
import {
  toClosingQuery,
  toMembersQuery,
  toOverdueQuery,
  toPeopleQuery,
  toSearchQuery,
  toTicketQuery,
} from '../../../subgraphs/customer/list-input';
import { keysOf, someone } from './answers';

const NOW = new Date('2026-11-22T23:59:00.000Z');
const options = DEFAULT_VIEW_OPTIONS;

it('makes queries that a domain takes', () => {
  const live = { ...options, maxAgeSeconds: 0 };
  const questions = [
    toSearchQuery('  Ada   Mensah ', options),
    toOverdueQuery(14, live),
    toTicketQuery(['URGENT', 'HIGH', 'URGENT'], options),
    toTicketQuery(null, options),
    toMembersQuery('klaviyo:segment:Y6nRLr', options),
    toPeopleQuery(keysOf([someone('hubspot:contact:9'), someone('hubspot:company:1')])),
    toClosingQuery(30, options, NOW),
  ];
  const queries = questions.map((questionFor) => questionFor(100));
  for (const query of queries) expect(listQuery.safeParse(query).error?.issues ?? []).toEqual([]);
  expect(queries).toEqual([
    { kind: 'SEARCH', text: 'Ada Mensah', most: 100, maxAgeSeconds: null },
    { kind: 'OVERDUE', minDays: 14, most: 100, maxAgeSeconds: 0 },
    { kind: 'OPEN_TICKETS', priorities: ['HIGH', 'URGENT'], most: 100, maxAgeSeconds: null },
    { kind: 'OPEN_TICKETS', priorities: [], most: 100, maxAgeSeconds: null },
    { kind: 'MEMBERS', audience: 'klaviyo:segment:Y6nRLr', most: 100, maxAgeSeconds: null },
    { kind: 'PEOPLE', organizations: ['hubspot:company:1', 'hubspot:contact:9'], most: 100, maxAgeSeconds: null },
    { kind: 'CLOSING', from: '2025-11-22', to: '2026-12-22', most: 100, maxAgeSeconds: null },
  ]);
});

it.each([
  ['"text"', () => toSearchQuery(' a ', options)],
  ['"text"', () => toSearchQuery('a'.repeat(201), options)],
  ['"minDays"', () => toOverdueQuery(-1, options)],
  ['"minDays"', () => toOverdueQuery(null, options)],
  ['"withinDays"', () => toClosingQuery(3_651, options, NOW)],
  ['"audience"', () => toMembersQuery('Y6nRLr-7731', options)],
])('refuses %s that cannot be, without repeating it', (argument, ask) => {
  expect(ask).toThrow(argument);
  try {
    ask();
  } catch (error) {
    expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(String(error)).not.toContain('7731');
  }
});
