// Intercom's mapping, held to its mapper.
import {
  Conversation,
  ConversationParts,
  requesterOf,
  toComments,
  toTicket,
} from '../../../../../subgraphs/support/vendors/intercom/conversation-wire';
import { intercomMapping } from '../../../../../subgraphs/support/vendors/intercom/mapping';
import { IntercomContact, toPersonRecord, type Account } from '../../../../../subgraphs/support/vendors/intercom/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const account: Account = { source: 'chat', workspaceUrl: null, phoneRegion: 'DE', externalId: 'hubspot:contact' };

const CONTACT = {
  ...{ type: 'contact', id: '6a', role: 'user', external_id: '501', email: 'anna@example.com', phone: '030 901820', name: 'Anna Muster' },
  ...{ language_override: 'de', unsubscribed_from_emails: true, created_at: 1_700_000_000, updated_at: 1_700_000_100 },
};

const CONVERSATION = {
  ...{ id: '9', title: 'Broken lamp', created_at: 1_700_000_000, updated_at: 1_700_000_100, state: 'closed', priority: 'priority' },
  source: { type: 'email', id: '90', subject: 'Lamp', body: '<p>It is broken</p>', author: { type: 'user', id: '6b' } },
  contacts: { contacts: [{ id: '6a' }, { id: '6b' }] },
  tags: { tags: [{ name: 'lamp' }, { name: 'broken' }] },
  conversation_rating: { rating: 4, remark: 'fine', updated_at: 1_700_000_900 },
  sla_applied: { sla_status: 'missed' },
  statistics: { first_admin_reply_at: 1_700_000_200, last_close_at: 1_700_000_300 },
};
const UNTITLED = { ...CONVERSATION, title: null };
const PART = { id: '91', part_type: 'comment', body: '<p>Try this</p>', created_at: 1_700_000_050, author: { type: 'admin', id: '7' } };

const STATES = ['open', 'snoozed', 'closed'];
const AUTHORS = ['user', 'lead', 'admin', 'bot'];

describeMapping({
  name: 'intercom',
  mapping: intercomMapping(account),
  objects: [
    {
      of: 'PersonRecord',
      // A mailbox of a function beside a person's.
      samples: [CONTACT, { ...CONTACT, email: 'info@example.com' }],
      map: (wire) => toPersonRecord(IntercomContact.parse(wire), account),
      instead: { type: [], unsubscribed_from_emails: [false] },
      never: ['addresses', 'company', 'jobTitle', 'taxId', 'birthDate', 'employees', 'movedTo'],
    },
    {
      of: 'Ticket',
      samples: [CONVERSATION, UNTITLED, { ...UNTITLED, source: { ...CONVERSATION.source, subject: '' } }],
      map(wire) {
        const conversation = Conversation.parse(wire);
        return toTicket(conversation, requesterOf(conversation) ?? '', account);
      },
      instead: { state: STATES, priority: ['not_priority'], 'sla_applied.sla_status': ['hit', 'active'] },
      never: ['slaDueAt'],
    },
    {
      of: 'Comment',
      samples: [
        {
          ...{ id: '9', state: 'open', created_at: 1_700_000_000, source: CONVERSATION.source },
          conversation_parts: { conversation_parts: [PART, { ...PART, id: '92', part_type: 'note' }] },
        },
      ],
      map: (wire) => toComments(ConversationParts.parse(wire), account),
      instead: {
        state: STATES,
        'source.author.type': AUTHORS,
        'conversation_parts.conversation_parts[].author.type': AUTHORS,
        'conversation_parts.conversation_parts[].part_type': ['note', 'comment'],
      },
    },
  ],
});
