// What Salesforce is asked to do with a person itself, a contact or a lead. What is to be set is compared with what is there, by id:
// nothing is written twice.
import { z } from 'zod';
import { unlessHeld } from '../../../../platform/actions/once';
import { notThere, ownId } from '../../../../platform/actions/refusal';
import type { Deed } from '../../../../platform/actions/offer';
import type { BatchRead, Identifier } from '../../../../platform/connector';
import { InputError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';
import type { CrmActions, CrmRecord } from '../../contract';
import { runQueries, runQuery, type SalesforceApi } from './api';
import { idsOf, SALESFORCE_ID, shortId } from './ids';
import { literal } from './soql';
import { createRecord, deleteRecord, updateRecord, type Fields } from './writes';

const OBJECTS = { contact: 'Contact', lead: 'Lead' } as const;

export function contactActions(api: SalesforceApi, find: BatchRead<Identifier, readonly CrmRecord[]>): CrmActions {
  const { source } = api;

  /** null = it is gone; one that is another's by now is still told, with where it went. */
  async function look(record: RecordId, call: Call) {
    const id = ownId(source, Object.keys(OBJECTS), record, SALESFORCE_ID);
    const type = typeOf(record);
    const [answer = []] = await find([{ by: 'id', value: record }], call);
    if (answer instanceof Error) throw answer;
    const [person = null] = answer;
    const touched = person === null ? [] : idsOf(source, type, parseRecordId(person.id)?.id ?? id);
    return { written: { object: OBJECTS[type], id }, person, deed: { record, undo: null, touched } satisfies Deed };
  }

  async function personOf(record: RecordId, action: string, call: Call) {
    const { person, ...found } = await look(record, call);
    if (person === null || person.movedTo !== null) throw notThere(source, action);
    return { ...found, person };
  }

  return {
    async setOwner(input, call) {
      const wanted = input.owner === null ? null : ownId(source, 'user', input.owner, SALESFORCE_ID);
      const { written, person, deed } = await personOf(input.record, 'setOwner', call);
      // A queue is nobody.
      const owner = person.ownerId === null ? null : (parseRecordId(person.ownerId)?.id ?? null);
      const isHeld = wanted === null || owner === null ? wanted === owner : shortId(wanted) === shortId(owner);
      if (!isHeld && wanted === null) throw demanded(source, 'setOwner', 'an owner');
      return unlessHeld(call, isHeld ? deed : null, async () => {
        await updateRecord(api, written, { OwnerId: wanted ?? '' }, { action: 'setOwner', input }, call);
        // Back to a queue there is no way: it is nobody.
        const undo = person.ownerId === null ? null : { action: 'setOwner', input: { record: input.record, owner: person.ownerId } };
        return { ...deed, undo };
      });
    },
    async updateContact(input, call) {
      const { written, person, deed } = await personOf(input.record, 'updateContact', call);
      const primary = (points: readonly { value: string; primary: boolean }[]) => points.find(({ primary }) => primary)?.value;
      const wanted = {
        ...(input.email === undefined || input.email === primary(person.emails) ? {} : { Email: input.email }),
        ...(input.phone === undefined || input.phone === primary(person.phones) ? {} : { Phone: input.phone }),
        ...(input.givenName === undefined || input.givenName === person.name.given ? {} : { FirstName: input.givenName }),
        ...(input.familyName === undefined || input.familyName === person.name.family ? {} : { LastName: input.familyName }),
      };
      return unlessHeld(call, Object.keys(wanted).length === 0 ? deed : null, async () => {
        await updateRecord(api, written, wanted, { action: 'updateContact', input }, call);
        return deed;
      });
    },
    async createContact(input, call) {
      const held = await holderOf(api, input.email, call);
      const { email, phone, givenName, familyName } = input;
      if (held === null && familyName === undefined) throw demanded(source, 'createContact', 'a familyName');
      return unlessHeld(call, held === null ? null : { record: held, undo: null }, async () => {
        const fields: Fields = {
          ...{ Email: email, LastName: familyName ?? '' },
          ...(phone === undefined ? {} : { Phone: phone }),
          ...(givenName === undefined ? {} : { FirstName: givenName }),
        };
        const id = await createRecord(api, 'Contact', fields, { action: 'createContact', input }, call);
        return { record: recordId(source, 'contact', id), undo: null };
      });
    },
    async deleteContact(input, call) {
      const { written, person, deed } = await look(input.record, call);
      // Merged into another, it is that one's. A lead that became a contact is a record of its own still.
      const movedTo = person?.movedTo ?? null;
      if (movedTo !== null && typeOf(movedTo) === typeOf(input.record)) throw notThere(source, 'deleteContact');
      const leads = written.object === 'Contact' && person !== null ? await leadsOf(api, written.id, call) : [];
      return unlessHeld(call, person === null ? deed : null, async () => {
        const asked = { action: 'deleteContact', input };
        // First what would be found by the contact alone.
        for (const id of leads) await deleteRecord(api, { object: 'Lead', id }, asked, call);
        await deleteRecord(api, written, asked, call);
        return { ...deed, touched: [...deed.touched, ...leads.flatMap((id) => idsOf(source, 'lead', id))] };
      });
    },
  };
}

function typeOf(record: RecordId): 'contact' | 'lead' {
  return parseRecordId(record)?.type === 'lead' ? 'lead' : 'contact';
}

const IdRow = z.object({ Id: z.string() });

/** The oldest contact with this address, else the oldest lead that is no contact yet; null = nobody has it. One request. */
async function holderOf(api: SalesforceApi, email: string, call: Call): Promise<RecordId | null> {
  const where = `Email = ${literal(email)}`;
  const oldest = 'ORDER BY CreatedDate,Id LIMIT 1';
  const queries = [`Contact WHERE ${where} ${oldest}`, `Lead WHERE ${where} AND IsConverted = FALSE ${oldest}`].map((from) => ({
    soql: `SELECT Id FROM ${from}`,
    row: IdRow,
  }));
  const [[contact] = [], [lead] = []] = await runQueries(api, queries, call);
  if (contact !== undefined) return recordId(api.source, 'contact', contact.Id);
  return lead === undefined ? null : recordId(api.source, 'lead', lead.Id);
}

/** The leads that became this contact: they keep its name, address and number. One request. */
async function leadsOf(api: SalesforceApi, contactId: string, call: Call): Promise<string[]> {
  const soql = `SELECT Id FROM Lead WHERE ConvertedContactId = ${literal(contactId)}`;
  return (await runQuery(api, { soql, row: IdRow }, call)).map(({ Id }) => Id);
}

/** Salesforce has no record without it, and none is made up. */
function demanded(source: string, action: string, what: string): InputError {
  return new InputError(`${source} refuses this ${action}: its records need ${what}.`, { code: 'ACTION_REFUSED', source });
}
