// The messenger's part of the world, indexed the ways Intercom's endpoints look things up. Built once at start; contacts change, whose the
// conversations are, and what is added to them.
import { createLag, type Lag } from '../../http/lag';
import type { IntercomContact, IntercomConversation, IntercomPart } from '../../world/intercom-story';
import type { World } from '../../world/story';
import { changeContact, toMergedContact } from './contacts';

/** An id, and the fields to set. */
type ContactChange = { id: string } & Readonly<Record<string, unknown>>;

export interface IntercomStore {
  /** Merged ones too: `mergedInto` says where they went. */
  contactById(id: string): IntercomContact | null;
  /** Users alone have one that can be asked for. */
  userByExternalId(externalId: string): IntercomContact | null;
  /** All that are still there. */
  contacts(): readonly IntercomContact[];
  /** As the search index knows them now. */
  searchableContacts(): readonly IntercomContact[];
  conversationById(id: string): IntercomConversation | null;
  conversations(): readonly IntercomConversation[];
  /** Those that one of the contacts takes part in, each once. */
  conversationsOf(contactIds: readonly string[]): readonly IntercomConversation[];
  lag: Lag<IntercomContact>;
  /** Adds or alters a contact. @throws ZodError */
  putContact(change: ContactChange): IntercomContact;
  /** Merges a lead into a user. Throws RangeError where they are not two such contacts. */
  mergeContacts(fromId: string, intoId: string): IntercomContact;
  /** "Deleting leads or users will remove all of their conversations"; from those with others in them, the contact is taken out. */
  deleteContact(id: string): void;
  /** Throws RangeError where there is no such conversation. */
  addPart(conversationId: string, part: Omit<IntercomPart, 'id'>): IntercomConversation;
  deleteConversation(id: string): void;
  /** One that webhooks tell of: they go out when it may be deleted already. */
  conversationTold(id: string): IntercomConversation | null;
}

/** Of parts that are added; those of the world are below. */
const FIRST_PART_ID = 900_000_001;

export function createIntercomStore({ intercom }: World, lagSeconds: number): IntercomStore {
  const byId = new Map(intercom.contacts.map((contact) => [contact.id, contact]));
  const conversations = new Map(intercom.conversations.map((conversation) => [conversation.id, conversation]));
  const byContact = new Map<string, Set<string>>();
  const lag = createLag<IntercomContact>(lagSeconds);
  const deleted = new Map<string, IntercomConversation>();
  let nextPartId = FIRST_PART_ID;
  const all = (): IntercomContact[] => [...byId.values()];
  const isThere = ({ mergedInto }: IntercomContact): boolean => mergedInto === null;

  for (const { id, contactIds } of conversations.values()) for (const contactId of contactIds) file(contactId, id);
  function file(contactId: string, conversationId: string): void {
    const earlier = byContact.get(contactId);
    if (earlier === undefined) byContact.set(contactId, new Set([conversationId]));
    else earlier.add(conversationId);
  }

  function putContact(change: ContactChange): IntercomContact {
    const before = byId.get(change.id) ?? null;
    const after = changeContact(before, change, new Date().toISOString());
    byId.set(after.id, after);
    lag.changed(after.id, before);
    return after;
  }

  return {
    contactById: (id) => byId.get(id) ?? null,
    userByExternalId: (externalId) =>
      all().find((contact) => isThere(contact) && contact.role === 'user' && contact.externalId === externalId) ?? null,
    contacts: () => all().filter(isThere),
    searchableContacts: () => lag.indexed(all(), ({ id }) => id).filter(isThere),
    conversationById: (id) => conversations.get(id) ?? null,
    conversations: () => [...conversations.values()],
    conversationsOf: (contactIds) => {
      const ids = new Set(contactIds.flatMap((id) => [...(byContact.get(id) ?? [])]));
      return [...ids].flatMap((id) => conversations.get(id) ?? []);
    },
    lag,
    putContact,
    mergeContacts(fromId, intoId) {
      const [from, into] = [fromId, intoId].map((id) => byId.get(id));
      if (from?.role !== 'lead' || into?.role !== 'user' || !isThere(from) || !isThere(into))
        throw new RangeError('a lead is merged into a user');
      putContact({ id: fromId, mergedInto: intoId });
      for (const id of byContact.get(fromId) ?? []) {
        const conversation = conversations.get(id);
        if (conversation === undefined) continue;
        const contactIds = [...new Set(conversation.contactIds.map((one) => (one === fromId ? intoId : one)))];
        conversations.set(id, { ...conversation, contactIds });
        file(intoId, id);
      }
      byContact.delete(fromId);
      return putContact({ ...toMergedContact(from, into) });
    },
    deleteContact(id) {
      byId.delete(id);
      for (const conversationId of byContact.get(id) ?? []) {
        const conversation = conversations.get(conversationId);
        if (conversation === undefined) continue;
        const contactIds = conversation.contactIds.filter((one) => one !== id);
        if (contactIds.length === 0) conversations.delete(conversationId);
        else conversations.set(conversationId, { ...conversation, contactIds });
      }
      byContact.delete(id);
    },
    addPart(conversationId, part) {
      const before = conversations.get(conversationId);
      if (before === undefined) throw new RangeError('a conversation that is there gets a part');
      const isReply = part.type === 'comment' && part.author.kind === 'admin';
      const after: IntercomConversation = {
        ...{ ...before, parts: [...before.parts, { ...part, id: String(nextPartId++) }], updatedAt: part.at },
        firstAdminReplyAt: before.firstAdminReplyAt ?? (isReply ? part.at : null),
      };
      conversations.set(conversationId, after);
      return after;
    },
    deleteConversation(id) {
      const conversation = conversations.get(id);
      if (conversation !== undefined) deleted.set(id, conversation);
      conversations.delete(id);
    },
    conversationTold: (id) => conversations.get(id) ?? deleted.get(id) ?? null,
  };
}
