// What becomes of the records when one is written or deleted: the world's contacts and leads change as such, everything else is rows.
// Every change is told of, once it is for good. What may be written at all is in requirements.ts.
import type { Change, Changes } from '../../changes';
import type { ForceObject } from '../../world/salesforce/ids';
import { refuse } from './errors';
import { toChangedRow, toLinkRow, toNoteRow, toWrittenTaskRow, type Row } from './rows';
import type { SalesforceStore } from './store';
import { worldName } from './writable';

export interface RecordWriter {
  /** The new record's id. */
  create(object: ForceObject, fields: Row): string;
  update(object: ForceObject, row: Row, fields: Row): void;
  /** Into the recycle bin, with what goes with it. Throws `Refused` where something else holds it. */
  remove(object: ForceObject, row: Row): void;
  /** All that `run` writes, or nothing where it answers false. */
  atomically(run: () => boolean): void;
}

export function createRecordWriter(store: SalesforceStore, changes: Changes): RecordWriter {
  let told: Change[] | null = null;
  const tell = (change: Change): void => void (told === null ? changes.tell(change) : told.push(change));

  function write(object: ForceObject, id: string, fields: Row): void {
    const now = new Date().toISOString();
    const owner = typeof fields['OwnerId'] === 'string' ? fields['OwnerId'] : store.userId();
    const before = store.row(id);
    if (object === 'Contact') return void store.putContact({ id, ...toWorld('Contact', before, fields) });
    if (object === 'Lead') return void store.putLead({ id, ...toWorld('Lead', before, fields) });
    if (before !== null) return store.putRow(toChangedRow(before, fields, now));
    if (object === 'Task') return store.putRow(toWrittenTaskRow(id, owner, { ...fields, AccountId: accountOf(fields) }, now));
    store.putRow(object === 'ContentNote' ? toNoteRow(id, owner, fields, now) : toLinkRow(id, fields, now));
  }

  /** The account that a task is about, or that of its contact. */
  function accountOf({ WhoId, WhatId }: Row) {
    const what = store.row(String(WhatId ?? ''));
    if (what !== null) return String(what['Id']).startsWith('001') ? String(what['Id']) : (what['AccountId'] ?? null);
    return store.row(String(WhoId ?? ''))?.['AccountId'] ?? null;
  }

  function bin(object: ForceObject, id: string): void {
    const deleted = { id, deleted: true };
    if (object === 'Contact') store.putContact(deleted);
    else if (object === 'Lead') store.putLead(deleted);
    else store.putRow({ ...store.row(id), IsDeleted: true });
  }

  return {
    create(object, fields) {
      const id = store.newId(object);
      write(object, id, fields);
      tell({ type: object, id, what: 'created' });
      return id;
    },
    update(object, row, fields) {
      const id = String(row['Id']);
      write(object, id, fields);
      tell({ type: object, id, what: 'updated' });
    },
    remove(object, row) {
      const id = String(row['Id']);
      if (object === 'Contact') refuseWhileCasesHold(store, row);
      for (const [child, field] of GO_WITH) {
        for (const one of store.childrenOf(child, field, id)) bin(child, String(one['Id']));
      }
      bin(object, id);
      tell({ type: object, id, what: 'deleted' });
    },
    atomically(run) {
      const during: Change[] = (told = []);
      let isKept = false;
      try {
        store.atomically(() => (isKept = run()));
      } finally {
        told = null;
      }
      if (isKept) during.forEach((change) => changes.tell(change));
    },
  };
}

/** What is deleted with a record: https://help.salesforce.com/s/articleView?id=sales.contacts_del.htm. Notes themselves stay. */
const GO_WITH: readonly (readonly [ForceObject, string])[] = [
  ['Task', 'WhoId'],
  ['Event', 'WhoId'],
  ['OpportunityContactRole', 'ContactId'],
  ['ContentDocumentLink', 'LinkedEntityId'],
  ['ContentDocumentLink', 'ContentDocumentId'],
];

function refuseWhileCasesHold(store: SalesforceStore, contact: Row): void {
  const cases = store.childrenOf('Case', 'ContactId', String(contact['Id'])).filter((row) => row['IsDeleted'] !== true);
  if (cases.length === 0) return;
  const numbers = cases.map((row) => row['CaseNumber']).join(', ');
  throw refuse(
    'DELETE_FAILED',
    `Your attempt to delete ${contact['Name']} could not be completed because it is associated with the following cases.: ${numbers}`,
    [],
  );
}

function toWorld(object: 'Contact' | 'Lead', before: Row | null, fields: Row): object {
  const known = Object.entries(fields).flatMap(([name, value]) => {
    const field = worldName(object, name);
    return field === null ? [] : [[field, value] as const];
  });
  if (object === 'Lead') return Object.fromEntries(known);
  const custom = Object.entries({ ...before, ...fields }).filter(([name, value]) => name.endsWith('__c') && value !== null);
  return { ...Object.fromEntries(known), custom: Object.fromEntries(custom) };
}
