// The CRM part of the world, indexed the ways HubSpot's endpoints look things up. Built once at start; only contacts change.
import { createLag, type Lag } from '../../http/lag';
import type { CrmContact, CrmOwner, World } from '../../world/story';
import { type AnyType, createAssociations } from './associations';
import { changeContact, type HubspotContact, type HubspotObject, toContactChange, toHubspotContact } from './contacts';
import { toMergedContact } from './merging';
import {
  type ObjectType,
  propertiesOf,
  SEARCHED_PROPERTIES,
  toHubspotActivity,
  toHubspotCompany,
  toHubspotDeal,
  toWrittenObject,
} from './objects';

export interface HubspotStore {
  /** By id, or by the id of a contact merged into it. */
  contactById(id: string): HubspotContact | null;
  /** By primary or additional address, in any case. */
  contactByEmail(email: string): HubspotContact | null;
  /** As the search index knows them now; archived ones are not in it. */
  searchableContacts(): readonly HubspotContact[];
  /** Whether objects of the type have a property of this name. */
  knowsProperty(type: ObjectType | 'contacts', name: string): boolean;
  /** All that objects of the type have; `own` = this account's. */
  propertiesOf(type: ObjectType | 'contacts'): { name: string; own: boolean }[];
  objectById(type: ObjectType, id: string): HubspotObject | null;
  objectsOf(type: ObjectType): readonly HubspotObject[];
  /** Ids of the records of type `to` associated with a record, ascending; archived contacts have lost their associations. */
  associated(from: AnyType, id: string, to: AnyType): readonly string[];
  owners: readonly CrmOwner[];
  lag: Lag<HubspotContact>;
  /** Adds or alters a contact. @throws ZodError */
  putContact(change: object & { id: string }): HubspotContact;
  /** Sets HubSpot's properties of a contact, '' = none; `id` null = a new one. */
  writeContact(id: string | null, properties: Readonly<Record<string, string>>): HubspotContact;
  /** Deletes a contact for good. */
  purgeContact(id: string): void;
  /** A new task or note that hangs on these. */
  createObject(
    type: ObjectType,
    properties: Readonly<Record<string, string>>,
    on: readonly { type: 'contacts' | 'companies'; id: string }[],
  ): HubspotObject;
  /** False where it is not there. */
  archiveObject(type: ObjectType, id: string): boolean;
  /** Merges two contacts into a new one, and answers it. Throws RangeError where one of them does not exist. */
  mergeContacts(primaryId: string, otherId: string): HubspotContact;
}

export function createHubspotStore(world: World, lagSeconds: number): HubspotStore {
  const { crm } = world;
  const raw = new Map<string, CrmContact>();
  const byId = new Map<string, HubspotContact>();
  const blank = toHubspotContact(changeContact(null, { id: '0' }, world.now));
  const definedByHubspot = new Set([...Object.keys(blank.properties), ...SEARCHED_PROPERTIES.contacts]);
  const contactProperties = new Set(definedByHubspot);
  const survivors = new Map<string, string>();
  const idsByEmail = new Map<string, string>();
  let contacts: readonly HubspotContact[] = [];
  const lag = createLag<HubspotContact>(lagSeconds);

  function add(contact: CrmContact): HubspotContact {
    const worded = toHubspotContact(contact);
    raw.set(contact.id, contact);
    byId.set(contact.id, worded);
    for (const name of Object.keys(worded.properties)) contactProperties.add(name);
    for (const merged of contact.mergedIds) survivors.set(merged, contact.id);
    if (contact.archived) return worded;
    // An address is unique in HubSpot; should the world say it twice, the first keeps it.
    for (const email of worded.emails) if (!idsByEmail.has(email)) idsByEmail.set(email, contact.id);
    return worded;
  }
  function forget({ id, emails }: HubspotContact): void {
    raw.delete(id);
    byId.delete(id);
    for (const email of emails) if (idsByEmail.get(email) === id) idsByEmail.delete(email);
  }
  crm.contacts.forEach(add);
  contacts = [...byId.values()];

  const objects: Record<ObjectType, Map<string, HubspotObject>> = {
    deals: toMap(crm.deals.map(toHubspotDeal)),
    companies: toMap(crm.companies.map(toHubspotCompany)),
    calls: new Map(),
    emails: new Map(),
    meetings: new Map(),
    notes: new Map(),
    tasks: new Map(),
  };
  const associations = createAssociations();
  const owners = (item: { contactIds: readonly string[]; companyIds: readonly string[] }) => [
    ...item.contactIds.map((id) => ({ type: 'contacts' as const, id })),
    ...item.companyIds.map((id) => ({ type: 'companies' as const, id })),
  ];
  for (const activity of crm.activities) {
    objects[activity.kind].set(activity.id, toHubspotActivity(activity));
    for (const owner of owners(activity)) associations.link(owner, { type: activity.kind, id: activity.id });
  }
  for (const deal of crm.deals) for (const owner of owners(deal)) associations.link(owner, { type: 'deals', id: deal.id });

  function putContact(change: object & { id: string }): HubspotContact {
    const before = byId.get(change.id) ?? null;
    const changed = changeContact(raw.get(change.id) ?? null, change, new Date().toISOString());
    if (before !== null) forget(before);
    const after = add(changed);
    contacts = [...byId.values()];
    lag.changed(change.id, before);
    return after;
  }
  let newest = Math.max(0, ...[...raw.keys(), ...Object.values(objects).flatMap((map) => [...map.keys()])].map(Number));
  function newId(): string {
    do newest += 1;
    while (byId.has(String(newest)));
    return String(newest);
  }

  const contactById = (id: string) => byId.get(id) ?? byId.get(survivors.get(id) ?? '') ?? null;
  return {
    contactById,
    contactByEmail: (email) => contactById(idsByEmail.get(email.toLowerCase()) ?? ''),
    searchableContacts: () => lag.indexed(contacts, ({ id }) => id).filter(({ archived }) => !archived),
    knowsProperty: (type, name) => (type === 'contacts' ? contactProperties.has(name) : propertiesOf(type).includes(name)),
    propertiesOf: (type) =>
      type === 'contacts'
        ? [...contactProperties].map((name) => ({ name, own: !definedByHubspot.has(name) }))
        : propertiesOf(type).map((name) => ({ name, own: false })),
    objectById: (type, id) => objects[type].get(id) ?? null,
    objectsOf: (type) => [...objects[type].values()],
    associated(from, id, to) {
      if (from === 'contacts' && to === 'companies') return [raw.get(id)?.companyId ?? []].flat();
      const people = from === 'companies' && to === 'contacts' ? contactsOfCompany(id) : associations.of(from, id, to);
      return to === 'contacts' ? people.filter((contactId) => byId.get(contactId)?.archived === false) : people;
    },
    owners: crm.owners,
    lag,
    putContact,
    writeContact: (id, properties) => putContact({ id: id ?? newId(), ...toContactChange(properties) }),
    purgeContact(id) {
      const before = byId.get(id);
      if (before === undefined) return;
      forget(before);
      contacts = [...byId.values()];
    },
    createObject(type, properties, on) {
      const made = toWrittenObject(newId(), properties, new Date().toISOString());
      objects[type].set(made.id, made);
      for (const one of on) associations.link(one, { type, id: made.id });
      return made;
    },
    archiveObject(type, id) {
      associations.cut(type, id);
      return objects[type].delete(id);
    },
    mergeContacts(primaryId, otherId) {
      const [primary, other] = [primaryId, otherId].map((id) => raw.get(id));
      if (primary === undefined || other === undefined || primary === other) throw new RangeError('two contacts that exist make one');
      const id = String(Math.max(...[...raw.keys(), ...survivors.keys()].map(Number)) + 1);
      for (const merged of [primary, other]) {
        const worded = byId.get(merged.id);
        if (worded !== undefined) forget(worded);
        associations.move('contacts', merged.id, id);
      }
      const after = add(toMergedContact(primary, other, id, new Date().toISOString()));
      contacts = [...byId.values()];
      lag.changed(id, null);
      return after;
    },
  };

  function contactsOfCompany(companyId: string): string[] {
    return [...raw.values()]
      .flatMap((contact) => (contact.companyId === companyId ? [contact.id] : []))
      .sort((a, b) => Number(a) - Number(b));
  }
}

function toMap(objects: readonly HubspotObject[]): Map<string, HubspotObject> {
  return new Map(objects.map((object) => [object.id, object]));
}
