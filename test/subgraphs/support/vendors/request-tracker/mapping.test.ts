// Request Tracker's mapping, held to its mappers, object by object.
import { toComment } from '../../../../../subgraphs/support/vendors/request-tracker/comments';
import { mapping } from '../../../../../subgraphs/support/vendors/request-tracker/mapping';
import { toPriorityScale } from '../../../../../subgraphs/support/vendors/request-tracker/priorities';
import { toPersonRecord, toTickets } from '../../../../../subgraphs/support/vendors/request-tracker/records';
import { RtAttachment, RtTicket, RtTransaction, RtUser } from '../../../../../subgraphs/support/vendors/request-tracker/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const installation = {
  ...{ source: 'rt', url: 'https://rt.example.com', phoneRegion: 'DE', priorities: toPriorityScale('low=0,normal=50,high=100') ?? [] },
  external: { records: 'hubspot:contact', field: 'CRM Id' },
};
const NOW = new Date('2026-06-01T12:00:00Z');

const user = {
  ...{ id: 27, RealName: 'Ada Mensah', EmailAddress: 'Ada.Mensah@Example.com', Organization: 'Acme', Lang: 'en' },
  ...{ WorkPhone: '+44 20 7946 0501', MobilePhone: '+44 7455 550501', HomePhone: '+44 20 7946 0502', PagerPhone: '+44 20 7946 0503' },
  ...{ Address1: '14 Mill Lane', City: 'London', Zip: 'SE1 4TW', Country: 'United Kingdom' },
  CustomFields: [{ name: 'CRM Id', values: ['501'] }],
  ...{ Created: '2024-03-01T08:00:00Z', LastUpdated: '2026-05-02T08:30:00Z' },
};
const ticket = {
  ...{
    id: 301,
    Subject: 'It is broken',
    Status: 'resolved',
    Priority: '100',
    Created: '2026-05-20T09:00:00Z',
    LastUpdated: '2026-05-21T09:00:00Z',
  },
  ...{ Started: '2026-05-20T10:00:00Z', Resolved: '2026-05-24T09:00:00Z', Due: '2026-05-23T12:00:00Z' },
  Requestor: [{ type: 'user', id: 27 }],
};

describeMapping({
  name: 'request-tracker',
  mapping,
  objects: [
    {
      of: 'PersonRecord',
      samples: [user],
      map: (wire) => toPersonRecord(RtUser.parse(wire), installation),
      instead: {
        EmailAddress: ['info@example.com'],
        ...{ WorkPhone: ['+442079460599'], MobilePhone: ['+442079460599'], HomePhone: ['+442079460599'], PagerPhone: ['+442079460599'] },
      },
      never: ['jobTitle', 'taxId', 'birthDate', 'employees', 'consents', 'movedTo'],
    },
    {
      of: 'Ticket',
      // A house's own statuses are read by their dates.
      samples: [
        ticket,
        { ...ticket, Status: 'open', Resolved: '' },
        { ...ticket, Status: 'waiting' },
        { ...ticket, Status: 'waiting', Resolved: '' },
      ],
      map: (wire) => toTickets(RtTicket.parse(wire), installation, NOW),
      instead: { Status: ['open', 'new', 'resolved'], Priority: ['0'], Due: ['2026-06-09T00:00:00Z'] },
      never: ['channel', 'firstReplyAt', 'tags', 'rating'],
    },
    {
      of: 'Comment',
      samples: [
        {
          id: 3011,
          Type: 'Correspond',
          ObjectId: 301,
          TransactionId: 3011,
          Created: '2026-05-20T09:00:00Z',
          Creator: { id: 27 },
          Content: 'Hello',
        },
      ],
      map: (wire) => toComment(RtTransaction.parse(wire), RtAttachment.parse(wire).Content ?? '', 'rt'),
      instead: { Type: ['Comment'] },
    },
  ],
});
