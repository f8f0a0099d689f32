// A judge that saw nothing does not pass, and neither does one whose connectors ask what nobody expects.
import { coverageFindings, createCoverage } from './coverage';
import { exchange, strangersExchange } from './exchanges';

const EXPECTED = { things: { 'GET /things': 2 } };

it('finds an operation that was never seen', () => {
  expect(coverageFindings(createCoverage().list(), EXPECTED)).toEqual([
    { vendor: 'things', operation: 'GET /things', side: 'coverage', where: '', what: 'seen 0 times, not 2' },
  ]);
});

it('counts what connectors asked and the emulator served', () => {
  const coverage = createCoverage();
  coverage.note(exchange(), 'GET /things');
  coverage.note(strangersExchange(), 'GET /things');
  coverage.note(exchange({ status: 429 }), 'GET /things');
  coverage.note(exchange({ fault: 'garbage' }), 'GET /things');
  coverage.note(exchange({ fault: 'hang', status: 0 }), 'GET /things');
  expect(coverage.list()).toEqual([{ vendor: 'things', operation: 'GET /things', asked: 4, answered: 3, served: 1 }]);
  expect(coverageFindings(coverage.list(), EXPECTED)).toMatchObject([{ what: 'seen 1 times, not 2' }]);
  coverage.note(exchange(), 'GET /things');
  expect(coverageFindings(coverage.list(), EXPECTED)).toEqual([]);
});

it('finds an operation that is asked and not expected, but not one that only others ask', () => {
  const coverage = createCoverage();
  coverage.note(strangersExchange(), 'GET /others');
  expect(coverageFindings(coverage.list(), {})).toEqual([]);
  coverage.note(exchange(), 'GET /others');
  expect(coverageFindings(coverage.list(), {})).toMatchObject([
    { operation: 'GET /others', what: 'is asked, and not in the table of what must be seen' },
  ]);
});
