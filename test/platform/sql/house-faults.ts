// Every way in which a database fails those who read it, for the contract suites.
import { setTimeout as pause } from 'node:timers/promises';
import { quote } from '../../../platform/sql/identifiers';
import type { SourceUnderTest } from '../../contracts/batch-read.contract';
import type { StatementCounter } from '../../support/statement-counter';
import type { House } from './house';

/** `tables` = what is read, with a column of each that can be renamed. */
export function faultsOf<Connector>(
  house: () => House<Connector>,
  counter: () => StatementCounter,
  tables: Readonly<Record<string, string>>,
): Pick<SourceUnderTest<Connector>, 'faults' | 'heal'> {
  const all = Object.keys(tables).map(quote).join(', ');
  const rename = (from: (column: string) => string, to: (column: string) => string): string =>
    Object.entries(tables)
      .map(([table, column]) => `alter table ${quote(table)} rename ${quote(from(column))} to ${quote(to(column))}`)
      .join('; ');
  const asIs = (column: string): string => column;
  const gone = (column: string): string => `gone ${column}`;
  return {
    faults: [
      {
        name: 'locked tables',
        code: 'UPSTREAM_TIMEOUT',
        begin: async () => void (await house().run(`begin; lock table ${all} in access exclusive mode`)),
      },
      { name: 'a server gone silent', code: 'UPSTREAM_TIMEOUT', begin: () => counter().set('silent') },
      { name: 'a cut line', code: 'UPSTREAM_UNAVAILABLE', begin: () => counter().set('cut') },
      {
        name: 'rights taken away',
        code: 'UPSTREAM_DENIED',
        begin: async () => void (await house().run(`begin; revoke select on ${all} from reader; commit`)),
      },
      { name: 'columns renamed', code: 'UPSTREAM_CONTRACT', begin: async () => void (await house().run(rename(asIs, gone))) },
    ],
    async heal() {
      counter().set('cut');
      // The pool must have noticed, or the next fault meets a connection that died of this one.
      await pause(50);
      counter().set('open');
      await house().run(`rollback; grant select on ${all} to reader`);
      const renamed = await house().run(`select 1 from information_schema.columns where column_name like 'gone %'`);
      if (renamed.length > 0) await house().run(rename(gone, asIs));
    },
  };
}
