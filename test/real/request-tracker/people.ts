// Invented people for a real RT: each with what RT can say of somebody, every state of a ticket among them.
import type { RealPerson, RealTicket } from './fill';

const STATES = ['new', 'open', 'stalled', 'resolved', 'rejected'] as const;

/** The same ones every time. The first has everything; every fifth is a firm's, every seventh has no number, every eleventh is disabled. */
export function inventPeople(count: number): RealPerson[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `person${index}@example.com`,
    realName: `Person Nr. ${index} Ångström`,
    // RT keeps an address as it was typed.
    email: index % 4 === 0 ? `Person${index}@Example.com` : `person${index}@example.com`,
    ...(index % 5 === 0 ? { organization: 'Acme GmbH' } : {}),
    ...(index % 7 === 6 ? {} : { workPhone: `+49 30 9018${100 + index}`, mobilePhone: `0151 234${1_000 + index}` }),
    ...(index % 3 === 0 ? { crmId: String(500 + index) } : {}),
    ...(index % 6 === 0 ? { lang: 'de', city: 'Berlin', country: 'Germany', homePhone: `030 9018${500 + index}` } : {}),
    ...(index % 11 === 10 ? { disabled: true } : {}),
    tickets: index === 0 ? richTickets() : index % 2 === 0 ? [ticket(index)] : [],
  }));
}

function richTickets(): RealTicket[] {
  return [
    {
      ...{ subject: 'No alarms since last night', content: 'It does not work — call me.\nÜrgent!', status: 'open', priority: 100 },
      due: '2026-01-02T10:00:00Z',
      replies: [
        { by: 'staff', text: 'I am sorry. Could you restart it?' },
        { by: 'staff', text: 'Careful with promises.', comment: true },
        { by: 'customer', text: 'Done twice.' },
      ],
    },
    { subject: 'The same again', content: 'Still nothing.', merged: true },
    {
      subject: 'Invoice',
      content: '<p>You sent a reminder.</p><p>8 sensors, <b>not</b> 12 &amp; no more.</p>',
      status: 'stalled',
      others: ['person1@example.com'],
    },
    { subject: 'A second site', content: 'Do we need another licence?', status: 'resolved', due: '2099-01-01T00:00:00Z' },
    { subject: 'Spam', content: 'Buy!', status: 'deleted' },
  ];
}

function ticket(index: number): RealTicket {
  return {
    ...{ subject: `Question ${index}`, content: `How do I do number ${index}?`, priority: (index * 10) % 110 },
    status: STATES[(index / 2) % STATES.length] ?? 'new',
    ...(index % 4 === 0 ? { replies: [{ by: 'staff' as const, text: 'Like this.' }] } : {}),
  };
}
