// The CRM part of the world, indexed the ways HubSpot's endpoints look things up. Built once at start; only contacts change.
import { createLag, type Lag } from '../../http/lag';
import type { CrmContact, CrmOwner, World } from '../../world/story';
import { changeContact, type HubspotContact, type HubspotObject, toHubspotContact } from './contacts';
import { hasProperty, type ObjectType, SEARCHED_PROPERTIES, toHubspotActivity, toHubspotCompany, toHubspotDeal } from './objects';

export interface HubspotStore {
  /** By id, or by the id of a contact merged into it. */
  contactById(id: string): HubspotContact | null;
  /** By primary or additional address, in any case. */
  contactByEmail(email: string): HubspotContact | null;
  /** As the search index knows them now; archived ones are not in it. */
  searchableContacts(): readonly HubspotContact[];
  /** Whether objects of the type have a property of this name. */
  knowsProperty(type: ObjectType | 'contacts', name: string): boolean;
  objectById(type: ObjectType, id: string): HubspotObject | null;
  objectsOf(type: ObjectType): readonly HubspotObject[];
  /** Ids of a type's records associated with a contact, ascending. */
  associated(contactId: string, type: ObjectType): readonly string[];
  /** Ids of the contacts associated with a record, ascending; archived ones have lost their associations. */
  contactsOf(type: ObjectType, id: string): readonly string[];
  owners: readonly CrmOwner[];
  lag: Lag<HubspotContact>;
  /** Adds or alters a contact. @throws ZodError */
  putContact(change: object & { id: string }): HubspotContact;
}

export function createHubspotStore(world: World, lagSeconds: number): HubspotStore {
  const { crm } = world;
  const raw = new Map<string, CrmContact>();
  const byId = new Map<string, HubspotContact>();
  const blank = toHubspotContact(changeContact(null, { id: '0' }, world.now));
  const contactProperties = new Set([...Object.keys(blank.properties), ...SEARCHED_PROPERTIES.contacts]);
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
  const associations = new Map<string, string[]>();
  const addTo = (key: string, id: string) => {
    const ids = associations.get(key);
    if (ids === undefined) associations.set(key, [id]);
    else ids.push(id);
  };
  const associate = (contactId: string, type: ObjectType, id: string) => {
    addTo(`${contactId}:${type}`, id);
    addTo(`${type}:${id}`, contactId);
  };
  for (const activity of crm.activities) {
    objects[activity.kind].set(activity.id, toHubspotActivity(activity));
    for (const contactId of activity.contactIds) associate(contactId, activity.kind, activity.id);
  }
  for (const deal of crm.deals) for (const contactId of deal.contactIds) associate(contactId, 'deals', deal.id);
  for (const ids of associations.values()) ids.sort((a, b) => Number(a) - Number(b));

  const contactById = (id: string) => byId.get(id) ?? byId.get(survivors.get(id) ?? '') ?? null;
  return {
    contactById,
    contactByEmail: (email) => contactById(idsByEmail.get(email.toLowerCase()) ?? ''),
    searchableContacts: () => lag.indexed(contacts, ({ id }) => id).filter(({ archived }) => !archived),
    knowsProperty: (type, name) => (type === 'contacts' ? contactProperties.has(name) : hasProperty(type, name)),
    objectById: (type, id) => objects[type].get(id) ?? null,
    objectsOf: (type) => [...objects[type].values()],
    associated(contactId, type) {
      if (type !== 'companies') return associations.get(`${contactId}:${type}`) ?? [];
      const companyId = raw.get(contactId)?.companyId ?? null;
      return companyId === null ? [] : [companyId];
    },
    contactsOf(type, id) {
      const ids =
        type === 'companies'
          ? crm.contacts.filter(({ companyId }) => companyId === id).map((contact) => contact.id)
          : associations.get(`${type}:${id}`);
      return (ids ?? []).filter((contactId) => byId.get(contactId)?.archived === false);
    },
    owners: crm.owners,
    lag,
    putContact(change) {
      const before = byId.get(change.id) ?? null;
      const changed = changeContact(raw.get(change.id) ?? null, change, new Date().toISOString());
      for (const email of before?.emails ?? []) if (idsByEmail.get(email) === change.id) idsByEmail.delete(email);
      const after = add(changed);
      contacts = [...byId.values()];
      lag.changed(change.id, before);
      return after;
    },
  };
}

function toMap(objects: readonly HubspotObject[]): Map<string, HubspotObject> {
  return new Map(objects.map((object) => [object.id, object]));
}
