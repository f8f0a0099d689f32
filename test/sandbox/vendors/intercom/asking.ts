// A small messenger account, and short ways to ask the pretend Intercom that holds it.
import { type IntercomOptions, type RunningIntercom, startIntercom } from '../../../../sandbox/vendors/intercom/server';
import type { IntercomContact, IntercomConversation } from '../../../../sandbox/world/intercom-story';
import { ask, type Reply } from '../../support/ask';
import { smallWorld } from '../../support/small-world';

/** Ids of the contacts, by what they are called here. */
export const IDS = { anna: 'a'.repeat(24), bert: 'b'.repeat(24), clara: 'c'.repeat(24), early: 'e'.repeat(24) } as const;

function contact(id: string, fields: Partial<IntercomContact>): IntercomContact {
  return {
    ...{ id, person: 'somebody', role: 'user', externalId: null, email: null, phone: null, name: null, language: null },
    ...{ unsubscribed: false, createdAt: '2026-01-10T08:00:00.000Z', updatedAt: '2026-05-01T08:00:00.000Z', lastSeenAt: null },
    ...{ custom: {}, mergedInto: null },
    ...fields,
  };
}

function conversation(id: string, contactId: string, fields: Partial<IntercomConversation>): IntercomConversation {
  const author = { kind: 'contact', id: contactId } as const;
  return {
    ...{ id, contactIds: [contactId], title: null, state: 'open', snoozedUntil: null, priority: false, tags: [] },
    source: { id: `${id}0`, type: 'conversation', subject: '', body: 'I need <some> support', author },
    ...{ createdAt: '2026-05-20T09:00:00.000Z', updatedAt: '2026-05-21T09:00:00.000Z', firstAdminReplyAt: null, lastCloseAt: null },
    ...{ rating: null, sla: null, parts: [], custom: {} },
    ...fields,
  };
}

const world = {
  ...smallWorld(),
  intercom: {
    contacts: [
      contact(IDS.anna, {
        name: 'Anna Muster',
        email: 'Anna@Example.com',
        phone: '+49 30 901820',
        externalId: '501',
        custom: { plan: 'pro' },
      }),
      contact(IDS.bert, {
        role: 'lead',
        name: 'Bert Brown',
        email: 'bert@example.com',
        externalId: '777',
        createdAt: '2026-01-11T23:00:00.000Z',
      }),
      contact(IDS.clara, { name: 'Clara', phone: '+4930111', createdAt: '2026-01-12T00:00:01.000Z' }),
      contact(IDS.early, { role: 'lead', email: 'anna.early@example.com', mergedInto: IDS.anna }),
    ],
    conversations: [
      conversation('11', IDS.anna, {
        parts: [{ id: '111', type: 'comment', body: 'a < b\nc', at: '2026-05-20T10:00:00.000Z', author: { kind: 'admin', id: '9' } }],
      }),
      conversation('12', IDS.bert, { state: 'closed', priority: true, rating: { score: 2, remark: null, at: '2026-05-22T09:00:00.000Z' } }),
      conversation('13', IDS.clara, { state: 'snoozed', contactIds: [IDS.clara, IDS.bert] }),
      conversation('14', IDS.anna, {
        parts: Array.from({ length: 502 }, (_, index) => ({
          ...{ id: String(9_000 + index), type: 'comment', body: `${index}`, at: '2026-05-20T10:00:00.000Z' },
          author: { kind: 'bot', id: '5' } as const,
        })),
      }),
    ],
  },
};

/** Without limits, unless they are given. */
export function startSmall(options: Partial<IntercomOptions> = {}): Promise<RunningIntercom> {
  return startIntercom({ world, port: 0, limits: 'off', ...options });
}

/** Asks with the token, in version 2.15 unless another is given; a body is posted. */
export function asker(intercom: () => RunningIntercom) {
  return (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
    ask(`${intercom().url}${path}`, {
      headers: { authorization: `Bearer ${intercom().env['INTERCOM_TOKEN']}`, 'intercom-version': '2.15', ...headers },
      ...(body === undefined ? {} : { body }),
    });
}
