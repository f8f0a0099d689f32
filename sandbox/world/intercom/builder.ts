// Collects the messenger's records and gives each its id. It knows that system's own rules and nothing of people or plots.
import type { Blank, Book } from '../book';
import type { IntercomContact, IntercomConversation, IntercomPart } from '../intercom-story';
import type { World } from '../story';

/** What is told of a conversation; ids, and the times that follow from its parts, are given here. */
export type ToldConversation = Blank<Omit<IntercomConversation, 'parts' | 'source'>, 'contactIds' | 'state' | 'createdAt'> & {
  source: Omit<IntercomConversation['source'], 'id'>;
  parts: readonly Omit<IntercomPart, 'id'>[];
};

export interface IntercomBuilder {
  /** The truth has it among the `further` records; one that was merged away is nobody's any more. */
  contact(contact: Blank<IntercomContact, 'person' | 'role' | 'createdAt'>): IntercomContact;
  conversation(conversation: ToldConversation): IntercomConversation;
}

const HEXADECIMAL = '0123456789abcdef';
const FIRST_CONVERSATION = 215_460_000_000;
const FIRST_PART = 17_200_000_000;

export function createIntercomBuilder(book: Book, intercom: World['intercom']): IntercomBuilder {
  const partId = (): string => String(FIRST_PART + Number(book.nextId('intercomPart')));
  return {
    contact: (told) => {
      const id = book.nextCode('intercomContact', HEXADECIMAL, 24);
      const contact: IntercomContact = {
        ...{ externalId: null, email: null, phone: null, name: null, language: null, unsubscribed: false },
        ...{ updatedAt: told.createdAt, lastSeenAt: null, custom: {}, mergedInto: null },
        ...told,
        id,
      };
      if (contact.mergedInto === null) book.knowFurther(told.person, `intercom:contact:${id}`);
      intercom.contacts.push(contact);
      return contact;
    },
    conversation: ({ source, parts, ...told }) => {
      const written = parts.map((part): IntercomPart => ({ ...part, id: partId() }));
      const answer = written.find(({ author, type }) => author.kind === 'admin' && type !== 'note' && type !== 'assignment');
      const conversation: IntercomConversation = {
        ...{ title: null, snoozedUntil: null, priority: false, tags: [], rating: null, sla: null, custom: {} },
        updatedAt: told.rating?.at ?? written.at(-1)?.at ?? told.createdAt,
        firstAdminReplyAt: answer?.at ?? null,
        lastCloseAt: written.findLast(({ type }) => type === 'close')?.at ?? null,
        ...told,
        id: String(FIRST_CONVERSATION + Number(book.nextId('intercomConversation'))),
        source: { ...source, id: partId() },
        parts: written,
      };
      intercom.conversations.push(conversation);
      return conversation;
    },
  };
}
