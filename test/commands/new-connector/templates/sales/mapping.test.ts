// The mapping that the connector shows, held to what its mapper does. Every value of a sample is altered in turn.
import { AcmeOrder, mapping, Person, toOrder, toPersonRecord } from '../../../../../commands/new-connector/templates/sales/wire';
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
      of: 'Order',
      samples: [{ id: 'o1', person_id: 'p1', state: 'done', total: '9.00', currency: 'EUR', placed_at: '2026-05-20T09:00:00Z' }],
      map: (wire) => toOrder(AcmeOrder.parse(wire), 'acme-desk'),
      instead: { state: ['new'], total: ['7'], currency: ['GBP'] },
      never: ['updatedAt', 'cancelledAt', 'shipments', 'salesPerson'],
    },
  ],
});
