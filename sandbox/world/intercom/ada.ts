// Ada Mensah in the messenger, word for word the same in every world: one conversation going on, one snoozed, two done and rated.
import type { IntercomAuthor } from '../intercom-story';
import { FIRST_CUSTOMER } from '../showcase/ada';
import type { WorldBuilder } from '../world-builder';

const TEAMMATE: IntercomAuthor = { kind: 'admin', id: '9002' };

/** Adds her contact, which stores the CRM's id, the lead that she once was, and what was said. */
export function tellAdaInIntercom(build: WorldBuilder): void {
  const contact = build.intercom.contact({
    ...{ person: 'ada-mensah', role: 'user', createdAt: build.ago(410), updatedAt: build.ago(0, 5), lastSeenAt: build.ago(0, 5) },
    ...{ email: FIRST_CUSTOMER.email, phone: FIRST_CUSTOMER.phone, name: 'Ada Mensah', language: 'en' },
    externalId: FIRST_CUSTOMER.id.slice('hubspot:contact:'.length),
    custom: { plan: 'scale', seats: 12 },
  });
  build.intercom.contact({
    ...{ person: 'ada-mensah', role: 'lead', createdAt: build.ago(500), mergedInto: contact.id },
    ...{ email: 'a.mensah@harbour-catering.example.org', name: 'A. Mensah' },
  });
  const ada: IntercomAuthor = { kind: 'contact', id: contact.id };
  const { conversation } = build.intercom;
  const contactIds = [contact.id];

  conversation({
    ...{ contactIds, state: 'open', priority: true, createdAt: build.ago(0, 7), sla: 'missed', tags: ['outage'] },
    source: {
      ...{ type: 'conversation', subject: '', author: ada },
      body: 'Is anybody looking at the outage of our cold store? I wrote to support hours ago & nobody has called.',
    },
    parts: [
      { type: 'comment', body: 'Hello Ada, I have it in front of me: second line is on it.', at: build.ago(0, 6), author: TEAMMATE },
      { type: 'note', body: 'Same matter as her urgent ticket. Please do not answer twice.', at: build.ago(0, 5.9), author: TEAMMATE },
      { type: 'comment', body: 'Thank you. Please call me.', at: build.ago(0, 5), author: ada },
    ],
    custom: { site: 'Cold store 2' },
  });
  conversation({
    ...{ contactIds, state: 'snoozed', snoozedUntil: build.ago(-3), createdAt: build.ago(4), sla: 'active', tags: ['billing'] },
    source: { type: 'email', subject: 'Delivery note for the 12 sensors', body: 'As agreed: 8 arrived, not 12.', author: ada },
    parts: [{ type: 'comment', body: 'Thank you, I have asked the warehouse.', at: build.ago(3, 22), author: TEAMMATE }],
  });
  conversation({
    ...{ contactIds, state: 'closed', createdAt: build.ago(75), sla: 'hit' },
    source: { type: 'conversation', subject: '', body: 'How do I invite a colleague?', author: ada },
    parts: [
      { type: 'comment', body: 'Settings → People → Invite.', at: build.ago(75, -1), author: TEAMMATE },
      { type: 'close', body: null, at: build.ago(75, -2), author: TEAMMATE },
    ],
    rating: { score: 5, remark: 'Fast and friendly', at: build.ago(74) },
  });
  conversation({
    ...{ contactIds, state: 'closed', createdAt: build.ago(21), sla: 'missed' },
    source: { type: 'whatsapp', subject: '', body: 'The dashboard is in German since the update.', author: ada },
    parts: [
      { type: 'comment', body: 'We rolled that back this morning.', at: build.ago(19), author: TEAMMATE },
      { type: 'close', body: 'I close this. Write again any time.', at: build.ago(18), author: TEAMMATE },
    ],
    rating: { score: 2, remark: 'Took three days for one line', at: build.ago(17) },
  });
}
