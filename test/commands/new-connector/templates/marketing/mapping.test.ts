// The mapping that the connector shows, held to what its mapper does. Every value of a sample is altered in turn.
import { mapping, Person, toPersonRecord } from '../../../../../commands/new-connector/templates/marketing/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

describeMapping({
  name: 'acme-desk',
  mapping,
  objects: [
    {
      of: 'PersonRecord',
      samples: [{ id: 'p1', name: 'Anna Muster', email: 'anna@example.com', phone: '030 901820', newsletter: 'yes', list_ids: ['l1'] }],
      map: (wire) => toPersonRecord(Person.parse(wire), 'acme-desk', 'DE'),
      instead: { newsletter: ['no'] },
      never: [
        ...['addresses', 'jobTitle', 'language', 'taxId', 'birthDate', 'employees', 'externalIds', 'createdAt', 'updatedAt', 'movedTo'],
        ...['company', 'bounce', 'lastEngagedAt'],
      ],
    },
  ],
});
