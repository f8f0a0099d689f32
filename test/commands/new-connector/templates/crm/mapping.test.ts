// The mapping that the connector shows, held to what its mapper does. Every value of a sample is altered in turn.
import { AcmeDeal, mapping, Person, toDeal, toPersonRecord } from '../../../../../commands/new-connector/templates/crm/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

describeMapping({
  name: 'acme-desk',
  mapping,
  objects: [
    {
      of: 'PersonRecord',
      samples: [{ id: 'p1', name: 'Anna Muster', email: 'anna@example.com', phone: '030 901820', company: 'Muster AG' }],
      map: (wire) => toPersonRecord(Person.parse(wire), 'acme-desk', 'DE'),
      never: [
        ...['addresses', 'jobTitle', 'language', 'taxId', 'birthDate', 'employees', 'externalIds', 'createdAt', 'updatedAt', 'movedTo'],
        ...['consents', 'lifecycleStage', 'leadStatus', 'leadSource', 'ownerId', 'companyId'],
      ],
    },
    {
      of: 'Deal',
      samples: [
        {
          ...{ id: 'd1', person_id: 'p1', name: 'A first one', state: 'won', amount: '100', currency: 'EUR' },
          ...{ close_on: '2026-08-02', created_at: '2026-05-20T09:00:00Z' },
        },
      ],
      map: (wire) => toDeal(AcmeDeal.parse(wire), 'acme-desk'),
      instead: { state: ['lost'], amount: ['7'], currency: ['GBP'] },
      never: ['ownerId'],
    },
  ],
});
