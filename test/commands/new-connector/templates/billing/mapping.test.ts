// The mapping that the connector shows, held to what its mapper does. Every value of a sample is altered in turn.
import { AcmeInvoice, mapping, Person, toInvoice, toPersonRecord } from '../../../../../commands/new-connector/templates/billing/wire';
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
      of: 'Invoice',
      samples: [
        {
          ...{ id: 'i1', person_id: 'p1', state: 'open', total: '120.50', due: '20.50', currency: 'EUR' },
          ...{ issued_on: '2026-05-01', due_on: '2026-05-15' },
        },
      ],
      map: (wire) => toInvoice(AcmeInvoice.parse(wire), 'acme-desk'),
      instead: { state: ['paid'], total: ['7'], due: ['7'], currency: ['GBP'] },
    },
  ],
});
