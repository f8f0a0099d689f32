// What a mapping file says of orders, items and staff, held to what makes rows of them ours.
import { SALES_WORDS } from '../../../../../subgraphs/sales/vendors/sql/mapping';
import { toItem, toOrder } from '../../../../../subgraphs/sales/vendors/sql/rows';
import { describeMapping } from '../../../../contracts/mapping.contract';
import { readFile } from '../../../../platform/sql/mapped-rows';
import type { Cells } from '../../../../../platform/sql/cells';
import type { JsonValue } from '../../../../../platform/record';
import { MAPPING } from './house';

const { mapping, lines, cellsOf } = readFile(MAPPING, SALES_WORDS);
const { items } = mapping.own;

const SALE = {
  ...{ no: '10', person: '7', seller: '8', state: 'sent', cur: 'EUR', cents: '10010', back: '5', at: '2026-01-31 23:30:00' },
  ...{ touched: '2026-02-03 12:00:00', stopped: '2026-02-01 00:00:00', sent: '2026-02-02 09:00:00', arrived: '2026-02-03 09:00:00' },
  ...{ van: 'DHL', parcel: 'P-1' },
};
const SELLER = { code: '8', full_name: 'Alan M. Turing', first: 'Alan', last: 'Turing', mail: 'alan@house.example' };
const PERSON = { no: '7', rep: '9' };
const rows = (sale: object, seller: object = SELLER) => ({ sale: { ...SALE, ...sale }, Seller: { ...SELLER, ...seller }, person: PERSON });

/** As the statement joins them: who sold it, or else who looks after the customer. */
function orderCells(wire: JsonValue): Cells {
  const sale = cellsOf(wire, 'orders');
  const seller = sale.get('salesPerson') ?? cellsOf(wire, 'customers').get('salesPerson') ?? null;
  return new Map([...sale, ['seller', seller], ...cellsOf(wire, 'staff', 'staff.')]);
}

describeMapping({
  name: 'orders of a mapping file',
  mapping: lines.filter(({ of }) => of !== 'PersonRecord'),
  objects: [
    {
      of: 'Order',
      samples: [rows({}), rows({ seller: null, state: 'stopped' }), rows({ sent: null, arrived: null, parcel: null }, { full_name: null })],
      map: (wire) => toOrder('house', mapping.own, orderCells(wire)),
      instead: { 'sale.state': ['new', 'stopped'] },
    },
    {
      of: 'OrderItem',
      samples: [{ sale_line: { id: 'a', sale: '10', code: 'K-2', label: 'Kettle', pieces: '2.000', price: '40.00' } }],
      map(wire) {
        if (items === undefined) throw new Error('no section `items`');
        return toItem('house', items, cellsOf(wire, 'items'));
      },
      instead: { 'sale_line.pieces': ['3.000'] },
    },
  ],
});

it('has no line for what the file leaves out', () => {
  const small = readFile(MAPPING.replace(/ {4}cancelledAt.*\n/, '').replace(/ {4}carrier.*\n/, ''), SALES_WORDS);
  const ofStatus = (all: typeof lines) => all.filter(({ from }) => from === 'sale.state').map(({ field }) => field);
  expect(ofStatus(lines)).toEqual(['status', 'cancelledAt', 'shipments']);
  expect(ofStatus(small.lines)).toEqual(['status']);
});
