// The Salesforce part of the world as rows by object and id. Built once at start; what changes is contacts and leads, and the rows that
// are written by the API alone. What a written field means is in writing.ts.
import { z } from 'zod';
import { createLag, type Lag } from '../../http/lag';
import { forceId, KEY_PREFIXES, type ForceObject } from '../../world/salesforce/ids';
import type { ForceContact, ForceLead, ForceStory } from '../../world/salesforce-story';
import type { World } from '../../world/story';
import {
  toAccountRow,
  toActivityRow,
  toCaseRow,
  toContactRoleRow,
  toContactRow,
  toLeadRow,
  toOpportunityRow,
  toUserRow,
  type Row,
} from './rows';
import { allObjects } from './schema';

export interface SalesforceStore {
  /** Deleted ones too. */
  rows(object: ForceObject): readonly Row[];
  /** Deleted ones too; the id has 18 characters. */
  row(id: string): Row | null;
  /** Children by the parent's id, in the order of their making. */
  childrenOf(object: ForceObject, field: string, parentId: string): readonly Row[];
  /** As the search index knows them now: deleted ones and converted leads are not in it. */
  searchable(object: ForceObject): readonly Row[];
  lag: Lag<Row>;
  /** Adds or alters a contact. @throws ZodError */
  putContact(change: object & { id: string }): ForceContact;
  /** Adds or alters a lead. @throws ZodError */
  putLead(change: Partial<ForceLead> & { id: string }): ForceLead;
  /** Adds or replaces a record of which the world has no more than its row. */
  putRow(row: Row): void;
  /** An id that no record has yet. */
  newId(object: ForceObject): string;
  /** The user that everybody here acts as. */
  userId(): string;
  /** Takes everything back that `run` changed, where it answers false. */
  atomically(run: () => boolean): void;
  /** Merges the other one into the master: https://help.salesforce.com/s/articleView?id=sales.contacts_merge.htm. RangeError where there are no two. */
  mergeContacts(masterId: string, otherId: string): void;
  /** A lead becomes a contact. RangeError where one of them is not there. */
  convertLead(leadId: string, contactId: string): void;
}

export function createSalesforceStore(world: World, lagSeconds: number): SalesforceStore {
  const story = structuredClone(world.salesforce);
  const byId = new Map<string, Row>();
  const byObject = new Map<ForceObject, Map<string, Row>>(allObjects().map((object) => [object, new Map()]));
  const children = new Map<string, Map<string, Row[]>>();
  const lag = createLag<Row>(lagSeconds);
  /** What takes back that which is done now, the last first; null = it is done for good. */
  let undo: (() => void)[] | null = null;

  function put(row: Row): void {
    const id = String(row['Id']);
    const before = byId.get(id);
    undo?.push(() => (before === undefined ? drop(id) : put(before)));
    byId.set(id, row);
    byObject.get(objectOf(id))?.set(id, row);
    children.clear();
  }
  function drop(id: string): void {
    byId.delete(id);
    byObject.get(objectOf(id))?.delete(id);
    children.clear();
  }
  allRows(story).forEach(put);

  function change(id: string, changed: Row): void {
    const before = byId.get(id) ?? null;
    put(changed);
    lag.changed(id, before);
  }

  const store: SalesforceStore = {
    // A note is a document.
    rows: (object) => [...(byObject.get(object === 'ContentDocument' ? 'ContentNote' : object)?.values() ?? [])],
    row: (id) => byId.get(id) ?? null,
    childrenOf(object, field, parentId) {
      const key = `${object}.${field}`;
      const known = children.get(key) ?? groupBy(store.rows(object), field);
      children.set(key, known);
      return known.get(parentId) ?? [];
    },
    searchable: (object) =>
      lag.indexed(store.rows(object), (row) => String(row['Id'])).filter((row) => row['IsDeleted'] !== true && row['IsConverted'] !== true),
    lag,
    putContact(told) {
      const now = new Date().toISOString();
      const known = story.contacts.find(({ id }) => id === told.id);
      const contact = contactSchema.parse({ ...(known ?? blankContact(story, now)), updatedAt: now, ...told });
      const { contacts } = story;
      undo?.push(() => (story.contacts = contacts));
      story.contacts = [...contacts.filter(({ id }) => id !== told.id), contact];
      change(contact.id, toContactRow(contact));
      return contact;
    },
    putLead(told) {
      const now = new Date().toISOString();
      const { leads } = story;
      const known = leads.find(({ id }) => id === told.id);
      const lead = leadSchema.parse({ ...(known ?? blankLead(story, now)), updatedAt: now, ...told });
      undo?.push(() => (story.leads = leads));
      story.leads = [...leads.filter(({ id }) => id !== told.id), lead];
      change(lead.id, toLeadRow(lead));
      return lead;
    },
    putRow: put,
    newId(object) {
      let turn = store.rows(object).length + 1;
      while (byId.has(forceId(object, turn))) turn += 1;
      return forceId(object, turn);
    },
    userId: () => story.users[0]?.id ?? '',
    atomically(run) {
      const steps: (() => void)[] = (undo = []);
      let isKept = false;
      try {
        isKept = run();
      } finally {
        undo = null;
        if (!isKept) for (const step of steps.reverse()) step();
      }
    },
    mergeContacts(masterId, otherId) {
      const other = story.contacts.find(({ id }) => id === otherId);
      if (other === undefined || masterId === otherId || !byId.has(masterId)) throw new RangeError('two contacts that exist make one');
      Object.assign(other, { deleted: true, mergedInto: masterId, updatedAt: new Date().toISOString() });
      change(otherId, toContactRow(other));
      // What hung on it hangs on the master.
      for (const row of [...byId.values()]) {
        const moved = Object.entries(row).filter(([field, value]) => value === otherId && /^(WhoId|ContactId)$/.test(field));
        if (moved.length > 0) put({ ...row, ...Object.fromEntries(moved.map(([field]) => [field, masterId])) });
      }
    },
    convertLead(leadId, contactId) {
      const lead = story.leads.find(({ id }) => id === leadId);
      if (lead === undefined || !byId.has(contactId)) throw new RangeError('a lead that exists becomes a contact that exists');
      store.putLead({ id: leadId, convertedContactId: contactId, status: 'Closed - Converted' });
    },
  };
  return store;
}

function objectOf(id: string): ForceObject {
  return allObjects().find((object) => id.startsWith(KEY_PREFIXES[object])) ?? 'Contact';
}

/** A role goes with the contact that it was of, when that goes into the recycle bin. */
function allRows({ users, accounts, contacts, leads, opportunities, activities, cases }: ForceStory): Row[] {
  let roles = 0;
  const gone = new Set(contacts.filter(({ deleted }) => deleted).map(({ id }) => id));
  return [
    ...users.map(toUserRow),
    ...accounts.map(toAccountRow),
    ...contacts.map(toContactRow),
    ...leads.map(toLeadRow),
    ...opportunities.map(toOpportunityRow),
    ...opportunities.flatMap((deal) =>
      deal.contactIds.map((contactId, index) => ({
        ...toContactRoleRow(deal, contactId, index === 0, (roles += 1)),
        IsDeleted: gone.has(contactId),
      })),
    ),
    ...activities.map(toActivityRow),
    ...cases.map(toCaseRow),
  ];
}

function groupBy(rows: readonly Row[], field: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const value = row[field];
    if (typeof value !== 'string') continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  }
  return groups;
}

const text = z.string().nullable();
const contactSchema: z.ZodType<ForceContact> = z.strictObject({
  ...{ id: z.string().length(18).startsWith(KEY_PREFIXES.Contact), person: z.string(), ownerId: z.string() },
  ...{ createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), deleted: z.boolean(), mergedInto: text },
  ...{ street: text, city: text, postalCode: text, country: text, accountId: text, firstName: text, lastName: z.string() },
  ...{ email: text, phone: text, mobile: text, homePhone: text, title: text, leadSource: text },
  ...{ optedOutOfEmail: z.boolean(), doNotCall: z.boolean(), birthDate: text },
  custom: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const leadSchema: z.ZodType<ForceLead> = z.strictObject({
  ...{ id: z.string().length(18).startsWith(KEY_PREFIXES.Lead), person: z.string(), ownerId: z.string() },
  ...{ createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), deleted: z.boolean(), mergedInto: text },
  ...{ street: text, city: text, postalCode: text, country: text, firstName: text, lastName: z.string(), company: z.string() },
  ...{ email: text, phone: text, mobile: text, title: text, status: z.string(), leadSource: text },
  ...{ optedOutOfEmail: z.boolean(), convertedContactId: text },
});

function blankLead(story: ForceStory, now: string): Omit<ForceLead, 'id'> {
  return {
    ...{ person: '', ownerId: story.users[0]?.id ?? '', createdAt: now, updatedAt: now, deleted: false, mergedInto: null },
    ...{ street: null, city: null, postalCode: null, country: null, firstName: null, lastName: 'Unknown', company: 'Unknown' },
    ...{ email: null, phone: null, mobile: null, title: null, status: 'Open - Not Contacted', leadSource: null },
    ...{ optedOutOfEmail: false, convertedContactId: null },
  };
}

function blankContact(story: ForceStory, now: string): Omit<ForceContact, 'id'> {
  return {
    ...{ person: '', ownerId: story.users[0]?.id ?? '', createdAt: now, updatedAt: now, deleted: false, mergedInto: null },
    ...{ street: null, city: null, postalCode: null, country: null, accountId: null, firstName: null, lastName: 'Unknown' },
    ...{ email: null, phone: null, mobile: null, homePhone: null, title: null, leadSource: null },
    ...{ optedOutOfEmail: false, doNotCall: false, birthDate: null, custom: {} },
  };
}
