// What a mapping file says of invoices, held to what makes a row one.
import { BILLING_WORDS } from '../../../../../subgraphs/billing/vendors/sql/mapping';
import { toInvoice } from '../../../../../subgraphs/billing/vendors/sql/rows';
import { describeMapping } from '../../../../contracts/mapping.contract';
import { readFile } from '../../../../platform/sql/mapped-rows';
import { MAPPING } from './house';

const TABLE = 'public.Odd "Bill"';
const ROW = {
  ...{ id: 'B-1', person: '7', state: 'sent', cur: 'EUR', amount: '100.10', cents: '10010' },
  ...{ 'paid so far': '20.00', on: '2026-01-31' },
};

describe.each([
  ['with what is paid', MAPPING],
  ['with what is left to pay', MAPPING.replace('paid: paid so far', 'balance: { column: cents, divideBy: 100 }')],
  ['with neither', MAPPING.replace('    paid: paid so far\n', '').replace('part: PARTIALLY_PAID', 'part: OPEN')],
])('%s', (_title, yaml) => {
  const { mapping, lines, cellsOf } = readFile(yaml, BILLING_WORDS);
  describeMapping({
    name: 'invoices of a mapping file',
    mapping: lines.filter(({ of }) => of === 'Invoice'),
    objects: [
      {
        of: 'Invoice',
        samples: [{ [TABLE]: ROW }],
        map: (wire) => toInvoice('house', mapping.own.invoices, cellsOf(wire, 'invoices')),
        instead: { [`${TABLE}.state`]: ['settled'], [`${TABLE}.cents`]: ['9', '10011'] },
      },
    ],
  });
});

it('says how an amount and a day are read', () => {
  const { lines } = readFile(MAPPING.replace('total: amount', 'total: { column: cents, divideBy: 100 }'), BILLING_WORDS);
  const by = (field: string) => lines.find((line) => line.of === 'Invoice' && line.field === field);
  expect(by('dueDate')).toEqual({ of: 'Invoice', field: 'dueDate', from: `${TABLE}.on`, by: 'its day; 30 days later' });
  expect(by('total')).toMatchObject({ from: `${TABLE}.cents`, by: 'divided by 100' });
});
