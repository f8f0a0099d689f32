// The mapping that the connector shows, held to what its mapper does. Every value of a sample is altered in turn.
import { AcmeTicket, mapping, Person, toPersonRecord, toTicket } from '../../../../../commands/new-connector/templates/support/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

describeMapping({
  name: 'acme-desk',
  mapping,
  objects: [
    {
      of: 'PersonRecord',
      samples: [{ id: 'p1', name: 'Anna Muster', email: 'anna@example.com', phone: '030 901820' }],
      map: (wire) => toPersonRecord(Person.parse(wire), 'acme-desk', 'DE'),
      never: [
        ...['addresses', 'jobTitle', 'language', 'taxId', 'birthDate', 'employees', 'externalIds', 'createdAt', 'updatedAt', 'movedTo'],
        ...['consents', 'company'],
      ],
    },
    {
      of: 'Ticket',
      samples: [
        {
          ...{ id: 't1', person_id: 'p1', subject: 'It is broken', state: 'open', urgent: true },
          ...{ created_at: '2026-05-20T09:00:00Z', updated_at: '2026-05-21T09:00:00Z' },
        },
      ],
      map: (wire) => toTicket(AcmeTicket.parse(wire), 'acme-desk'),
      instead: { state: ['closed'] },
      never: ['channel', 'firstReplyAt', 'solvedAt', 'slaDueAt', 'tags', 'rating'],
    },
  ],
});
