// The text of a proposal, whatever the tables are called: it parses, keeps every name, and the readers of mappings take it.
import fc from 'fast-check';
import { parse } from 'yaml';
import { chooseTables } from '../../../commands/sql-suggest/choice';
import { writeProposal } from '../../../commands/sql-suggest/proposal';
import { wordColumns, type Words } from '../../../commands/sql-suggest/status-columns';
import type { Table } from '../../../commands/sql-suggest/tables';
import { mappingFaults } from './mapping-words';
import { anyTables, table } from './tables';

const ABOUT = { database: 'shop', today: '2026-11-26', tableCount: 3, unnameable: [] };

function textFor(tables: readonly Table[], words: Words = new Map()): string {
  return writeProposal(chooseTables(tables), words, ABOUT).text;
}

/** Any words in the columns that are asked for. */
const anyWords = fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('open', 'paid', 'shipped', 'x: y # z')), {
  maxLength: 5,
});

describe('a proposal', () => {
  it('always parses, keeps names and passes the readers', () => {
    fc.assert(
      fc.property(anyTables, anyWords, fc.boolean(), (tables, pairs, hasNull) => {
        const words: Words = new Map(
          wordColumns(chooseTables(tables), tables).map(({ key }) => [
            key,
            { words: pairs.filter(([theirs]) => theirs.trim() !== '').map(([theirs, says]) => ({ theirs, says })), hasNull },
          ]),
        );
        const text = textFor(tables, words);
        const mapping = parse(text) as Record<string, { table: string; id: string }>;
        expect(mappingFaults(text)).toEqual([]);
        for (const [section, { table: address, id }] of Object.entries(mapping)) {
          const named = tables.find((one) => one.address === address);
          expect([section, named?.columns.some(({ name }) => name === id)]).toEqual([section, true]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order in which tables are told', () => {
    fc.assert(
      fc.property(anyTables, (tables) => {
        const sorted = tables.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(textFor(tables.toReversed())).toBe(textFor(sorted));
      }),
    );
  });

  it('explains each choice in points that add up', () => {
    fc.assert(
      fc.property(anyTables, (tables) => {
        for (const line of textFor(tables)
          .replaceAll('\n# ', ' ')
          .matchAll(/ (-?\d+) points: ([^.;\n]*)[.;]/g)) {
          const [, points = '', reasons = ''] = line;
          const sum = [...reasons.matchAll(/ (-?\d+)(?=,|$)/g)].reduce((total, [, value]) => total + Number(value), 0);
          // Names in the reasons may hold anything: only plain ones are added up.
          if (!/["]/.test(reasons)) expect(sum).toBe(Number(points));
        }
      }),
    );
  });

  it('says what lacks in a table that is nearly one', () => {
    const customers = table('customers', { customer_id: 'int4', email: 'text', name: 'text' });
    const orders = table('orders', { order_id: 'int4', customer_id: 'int4', order_date: 'date', shipped_date: 'date' });
    const text = textFor([customers, orders]);
    expect(parse(text)).not.toHaveProperty('orders');
    expect(text.replaceAll('\n# ', ' ')).toMatch(/- orders\? \d+ points: .*; it lacks a total\./);
  });
});
