// What both are asked: the requests that the connector sends, and those that go wrong.
import { FURTHER_FIELDS, USER_FIELDS } from '../../../subgraphs/support/vendors/request-tracker/wire';
import type { Filled } from './fill';

/** Whose credentials go with a request: a service account's, one's with fewer rights, wrong ones, none. */
export type Caller = 'full' | 'narrow' | 'wrong' | 'none';

export interface Question {
  /** In words, for the report. */
  name: string;
  caller: Caller;
  method: string;
  path: string;
  body?: unknown;
  /** `shape` where RT shows more than is pretended; `all` must be the same, value by value. */
  compare: 'all' | 'shape';
}

/** Needs at least three people with addresses, one of them with a CRM id, one with two tickets. */
export function questions({ users, tickets }: Filled, transactionIds: readonly string[]): Question[] {
  const ids = [...users.values()];
  const names = [...users.keys()];
  const [first = 0, second = 0] = ids;
  const [asked = []] = [...tickets.values()].filter((list) => list.length > 1);
  const [ticket = 0] = asked;
  const ticketIds = [...tickets.values()].flat();
  const search = (more: Record<string, string | readonly string[]>) => {
    const pairs = Object.entries(more).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
    return new URLSearchParams(pairs).toString();
  };
  const user = { fields: USER_FIELDS, per_page: '100', page: '1' };
  const ofUsers = (caller: Caller, name: string, body: unknown, more: Record<string, string> = {}): Question => ({
    ...{ name, caller, method: 'POST', path: `/users?${search({ ...user, ...more })}`, body, compare: 'all' },
  });
  const sql = (name: string, query: string, more: Record<string, string | readonly string[]> = {}, caller: Caller = 'full'): Question => ({
    ...{
      name,
      caller,
      method: 'GET',
      path: `/tickets?${search({ query, fields: 'id,Subject,Status,Priority,Created,Due,EffectiveId', ...more })}`,
      compare: 'all',
    },
  });
  const requestors = ids.map((id) => `Requestor.id SHALLOW = ${id}`).join(' OR ');
  const groups = (caller: Caller): Question => ({
    ...{ name: `users by id, ${caller}`, caller, method: 'POST', compare: 'all' as const },
    path: `/groups?${search({ fields: 'Instance', 'fields[Instance]': USER_FIELDS, per_page: '100', page: '1' })}`,
    body: [
      { field: 'Domain', value: 'ACLEquivalence' },
      { field: 'Instance', operator: 'IN', value: [...ids, 99_999] },
    ],
  });
  const transactions = (caller: Caller): Question => ({
    ...{ name: `transactions, ${caller}`, caller, method: 'POST', compare: 'all' as const },
    path: `/transactions?${search({ fields: 'id,Type,ObjectId,Created,Creator', 'fields[Creator]': 'id', orderby: ['Created', 'id'], per_page: '100' })}`,
    body: [
      { field: 'ObjectType', value: 'RT::Ticket' },
      { field: 'ObjectId', operator: 'IN', value: ticketIds.slice(0, 4) },
      { field: 'Type', operator: 'IN', value: ['Create', 'Correspond', 'Comment'] },
    ],
  });
  const customFields = (caller: Caller, type: string): Question => ({
    ...{ name: `custom fields of ${type}, ${caller}`, caller, method: 'POST', compare: 'all' as const },
    path: `/customfields?${search({ fields: 'Name,LookupType', per_page: '100', page: '1' })}`,
    body: [{ field: 'LookupType', value: type }],
  });
  const one = (caller: Caller, name: string, path: string, method = 'GET'): Question => ({ name, caller, method, path, compare: 'shape' });
  const address = (value: string) => ({ field: 'EmailAddress', value });

  return [
    ...(['full', 'narrow'] as const).flatMap((caller) => [
      ofUsers(
        caller,
        `users by address, ${caller}`,
        names.slice(0, 3).map((name) => address(name.toUpperCase())),
        { find_disabled_rows: '1' },
      ),
      ofUsers(caller, `a custom field, ${caller}`, [{ field: 'CustomField.{CRM Id}', value: '500' }]),
      ofUsers(caller, `a field of few, ${caller}`, [{ field: 'Organization', operator: 'LIKE', value: 'acm' }]),
      ofUsers(caller, `a number, which is dropped, ${caller}`, [{ field: 'WorkPhone', operator: 'LIKE', value: '1' }]),
      ofUsers(caller, `an id, which is dropped, ${caller}`, [{ field: 'id', operator: 'IN', value: [first, second] }]),
      groups(caller),
      customFields(caller, 'RT::User'),
      customFields(caller, 'RT::Asset'),
      transactions(caller),
      sql(
        `tickets of requestors, ${caller}`,
        `(${requestors})`,
        { 'fields[Requestor]': USER_FIELDS, fields: 'id,Requestor', orderby: 'id', order: 'DESC', per_page: '100' },
        caller,
      ),
      one(caller, `one user, ${caller}`, `/user/${first}`),
    ]),
    ofUsers('full', 'fields that staff write', [{ field: 'RealName', operator: 'LIKE', value: 'person' }], {
      fields: ['Name', ...FURTHER_FIELDS].join(','),
    }),
    ofUsers('full', 'two words in one field', [
      { field: 'RealName', operator: 'LIKE', value: 'PERS' },
      { field: 'RealName', operator: 'LIKE', value: '1', entry_aggregator: 'AND' },
    ]),
    ofUsers('full', 'two fields', [{ field: 'RealName', operator: 'LIKE', value: 'person' }, address(names[0] ?? '')]),
    ofUsers('full', 'a wildcard', [{ field: 'EmailAddress', operator: 'LIKE', value: '%@_xample' }]),
    ofUsers('full', 'IN', [{ field: 'EmailAddress', operator: 'IN', value: names.slice(0, 2) }]),
    ofUsers('full', 'IN nothing', [{ field: 'EmailAddress', operator: 'IN', value: [] }]),
    ofUsers('full', 'an operator that there is not', [{ field: 'EmailAddress', operator: 'RESEMBLES', value: 'x' }]),
    ofUsers('full', 'a custom field that there is not', [{ field: 'CustomField.{Nothing}', value: 'x' }]),
    ofUsers('full', 'everybody, a page of three', [], { per_page: '3', page: '2' }),
    ofUsers('full', 'a page that there is not', [], { per_page: '100', page: '7' }),
    ofUsers('full', 'pages that are no numbers', [], { per_page: 'x', page: 'y' }),
    ofUsers('full', 'a body that is no list', { field: 'Name' }),
    ofUsers('full', 'a list of no objects', [1]),
    ofUsers('full', 'a body that is no JSON', '[{"field":'),
    ofUsers('full', 'in descending order', [{ field: 'Name', operator: 'LIKE', value: 'person' }], {
      orderby: 'EmailAddress',
      order: 'DESC',
    }),
    sql('active tickets', `Status = '__Active__'`, { orderby: ['Priority', 'Created', 'id'], order: ['DESC', 'ASC', 'ASC'] }),
    sql('by priority', `Status = '__Active__' AND ((Priority >= 20 AND Priority < 60) OR Priority >= 80)`),
    sql('and beside or: the last counts', `Priority >= 40 AND id = ${ticket} OR id = 99999`),
    sql('tickets with those merged into them', `(${ticketIds.map((id) => `EffectiveId = ${id}`).join(' OR ')})`, {
      orderby: 'id',
      per_page: '100',
    }),
    sql('by address', `Requestor.EmailAddress = '${(names[0] ?? '').toUpperCase()}'`),
    sql('a status that there is not', `Status = 'waiting'`),
    sql('deleted tickets', `Status = 'deleted'`),
    sql('no query', ''),
    sql('IN', `id IN (1,2)`),
    sql('half a query', 'Requestor.id = '),
    sql('an open bracket', '(id = 1'),
    sql('a field that there is not', `Colour = 'red'`),
    sql('an order that there is not', 'id > 0', { orderby: 'Colour' }),
    sql('a page of two', 'id > 0', { per_page: '2', page: '2', orderby: 'id' }),
    {
      ...{ name: 'attachments', caller: 'full', method: 'POST', compare: 'all' },
      path: `/attachments?${search({ fields: 'id,TransactionId,ContentType,Filename,Content', orderby: 'id', per_page: '100' })}`,
      body: [
        { field: 'TransactionId', operator: 'IN', value: transactionIds },
        { field: 'ContentType', operator: 'STARTSWITH', value: 'text/' },
      ],
    },
    one('full', 'one ticket', `/ticket/${ticket}`),
    one('full', 'the history of a ticket', `/ticket/${ticket}/history?fields=Type,ObjectId,Created&per_page=100`),
    one('full', 'the history of no ticket', '/ticket/99999/history'),
    one('full', 'a ticket that there is not', '/ticket/99999'),
    one('full', 'a user that there is not', '/user/99999'),
    one('full', 'a path that there is not', '/colours'),
    one('full', 'a method that there is not', '/users', 'DELETE'),
    one('full', 'what it is', '/rt'),
    one('wrong', 'a wrong token', '/rt'),
    one('none', 'no token', '/rt'),
    one('none', 'no token, a path that there is not', '/colours'),
  ];
}
