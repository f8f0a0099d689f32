// What a read must do that the vendor has no way to answer: say so, and send nothing. The domains' suites call it where a test
// says `'unsupported'` in place of what is in the source.
import type { BatchRead, ListRead } from '../../platform/connector';
import type { PersonRecord, RecordId } from '../../platform/record';
import { testCall } from '../support/call';
import type { SourceUnderTest } from './batch-read.contract';
import { expectUnsupported } from './words';

/** Said in place of what is in the source. */
export type Unsupported = 'unsupported';

/** A batch read of ids. */
export function describeUnsupportedRead<Connector, Value>(
  source: SourceUnderTest<Connector>,
  name: string,
  of: (connector: Connector) => BatchRead<RecordId, Value>,
): void {
  it(`${name}: says that it has no way to tell, and sends nothing`, async () => {
    const connector = await source.connect();
    const call = testCall();
    const answers = await of(connector)(['elsewhere:thing:1', 'elsewhere:thing:2'], call);
    await source.release(connector);
    expect(answers).toHaveLength(2);
    expectUnsupported(name, answers, call.sentCount);
  });
}

/** A list. */
export function describeUnsupportedList<Connector, Filter, R extends PersonRecord>(
  source: SourceUnderTest<Connector>,
  name: string,
  of: (connector: Connector) => ListRead<Filter, R>,
  filter: Filter,
): void {
  it(`${name}: says that it has no way to tell, and sends nothing`, async () => {
    const connector = await source.connect();
    const call = testCall();
    const answer: unknown = await of(connector)(filter, 10, call).catch((error: unknown) => error);
    await source.release(connector);
    expectUnsupported(name, [answer], call.sentCount);
  });
}
