// A connector on a house's database as the contract suites take it: started, counted by its statements, and broken in every way.
import type { SourceUnderTest } from '../../contracts/batch-read.contract';
import { startStatementCounter, type StatementCounter } from '../../support/statement-counter';
import type { House } from './house';
import { faultsOf } from './house-faults';

/** Longer than a statement takes on a busy machine, short enough to wait for. */
const TIMEOUT_MS = 1_000;

/** To be called where tests are declared; `tables` = what is read, with a column of each that can be renamed. */
export function houseUnderTest<Connector extends { close?(): Promise<void> }>(
  startHouse: () => Promise<House<Connector>>,
  tables: Readonly<Record<string, string>>,
): Required<Pick<SourceUnderTest<Connector>, 'counter'>> & SourceUnderTest<Connector> {
  let house: House<Connector>;
  let counter: StatementCounter;
  beforeAll(async () => {
    house = await startHouse();
    counter = await startStatementCounter(house.readerUrl);
  });
  afterAll(async () => {
    await counter.stop();
    await house.stop();
  });
  return {
    name: 'sql',
    connect: () => house.connect({ url: counter.url, timeoutMs: TIMEOUT_MS }),
    release: async (connector) => connector.close?.(),
    counter: { calls: () => counter.count(), resetCalls: () => counter.reset() },
    ...faultsOf(
      () => house,
      () => counter,
      tables,
    ),
  };
}
