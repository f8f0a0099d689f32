// What is changed: the questions that both shops are asked last, since they leave other customers behind, and what the connector does in a
// shop. Each is to come to the same in a real one and in the pretend one.
import { z } from 'zod';
import { bindActions } from '../../../platform/actions/offer';
import { salesActions } from '../../../subgraphs/sales/actions';
import type { SalesConnector } from '../../../subgraphs/sales/contract';
import { testCall } from '../../support/call';
import type { Question } from './questions';

const NOTE = 'mutation($input: AddNoteToCustomerInput!) { addNoteToCustomer(input: $input) { id emailAddress } }';
const WHO =
  '__typename ... on Customer { id title firstName lastName emailAddress phoneNumber user { verified } customFields { crmId loyaltyTier } } ... on ErrorResult { errorCode message }';
const CREATE = `mutation($input: CreateCustomerInput!, $password: String) { createCustomer(input: $input, password: $password) { ${WHO} } }`;
const UPDATE = `mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) { ${WHO} } }`;
const note = (name: string, id: string): Question => ({
  name,
  query: NOTE,
  variables: { input: { id, note: 'Ümlaut <b>', isPublic: false } },
});
const change = (name: string, input: object): Question => ({ name, query: UPDATE, variables: { input } });
const making = (name: string, emailAddress: string, more: object = {}): Question => ({
  ...{ name, query: CREATE, variables: { input: { firstName: 'Dora', lastName: '', emailAddress }, ...more } },
});
const deleting = (name: string, id: string): Question => ({ name, query: `mutation { deleteCustomer(id: "${id}") { result message } }` });

/** For the shop of people.json, which has four customers. */
export const WRITES: readonly Question[] = [
  note('a note', '2'),
  note('a note of nobody', '999'),
  { ...note('a note by nobody', '2'), as: 'nobody' },
  {
    name: 'the notes',
    query:
      '{ customer(id: "2") { history(options: { filter: { type: { eq: "CUSTOMER_NOTE" } }, sort: { createdAt: DESC, id: DESC }, take: 100 }) { totalItems items { type isPublic data } } } }',
  },
  { name: 'no note', query: 'mutation { deleteCustomerNote(id: "9999") { result message } }' },
  change('an address of somebody else', { id: '2', emailAddress: 'CARLA@example.com' }),
  change('an address', { id: '2', emailAddress: 'Bert.New@example.com', firstName: 'Berta' }),
  change('no name', { id: '2', lastName: null }),
  change('nothing of a title and a custom field', { id: '3', title: null, phoneNumber: null, customFields: { crmId: null } }),
  change('a change of nobody', { id: '999', firstName: 'x' }),
  making('a customer', 'Dora@Example.com'),
  making('a customer with a password', 'ede@example.com', { password: 'a-password' }),
  making('an address that is taken', 'Dora@example.com'),
  deleting('a deletion', '2'),
  deleting('a deletion once more', '2'),
  deleting('a deletion of nobody', '999'),
  note('a note of somebody deleted', '2'),
  { name: 'what is left', query: '{ customer(id: "2") { id } customers { totalItems items { id emailAddress } } }' },
  { name: 'orders of somebody deleted', query: '{ orders { items { id customer { id emailAddress } } } }' },
  making('an address that is free again', 'bert.new@example.com'),
];

/** What came of each action, asked three times: in a dry run, for real, and again. */
export async function actThrough(connector: SalesConnector): Promise<string[]> {
  const offered = bindActions(salesActions, connector.actions);
  async function thrice(action: string, input: unknown) {
    const outcomes: string[] = [];
    let undo: unknown = null;
    for (const dryRun of [true, false, false]) {
      const parsed = offered.get(action)?.parse(input);
      if (parsed === undefined || 'fault' in parsed) throw new Error(`${action} takes no such input`);
      const result = await parsed.perform({ ...testCall(), key: 'real', dryRun });
      outcomes.push(result.outcome);
      undo = z.object({ input: z.unknown() }).safeParse(result.undo).data?.input ?? null;
    }
    return { told: `${action}: ${outcomes.join(', ')}`, undo };
  }
  const record = 'vendure:customer:3';
  const added = await thrice('addNote', { record, text: 'What the staff reads — ümlaut', ref: record });
  const removed = await thrice('deleteNote', added.undo);
  return [added.told, removed.told, (await thrice('deleteCustomer', { record })).told];
}
