// `npm run test:chinook -- --sql <file>`: the public sample shop Chinook as somebody's in-house database, asked through the
// SQL connector and through the whole gateway (built before, by `npm run build`), held against plain SQL. The file is not
// part of the project.
import { parseArgs } from 'node:util';
import { startChinook } from './database';
import { checkConnector } from './connector';
import { checkGateway } from './gateway';
import { createReport } from './report';
import { checkSales } from './sales';
import { checkSuggestion } from './suggestion';

async function main(): Promise<0 | 1> {
  const { values } = parseArgs({ options: { sql: { type: 'string' }, 'connector-only': { type: 'boolean' } } });
  if (values.sql === undefined) {
    console.error('Usage: npm run test:chinook -- --sql <Chinook_PostgreSql.sql> [--connector-only]');
    return 1;
  }
  const report = createReport();
  const database = await startChinook(values.sql);
  try {
    await report.group('Suggestion', () => checkSuggestion(database, report));
    await report.group('Connector: billing', () => checkConnector(database, report));
    await report.group('Connector: sales', () => checkSales(database, report));
    if (values['connector-only'] !== true) await report.group('Surroundings', () => checkGateway(database, report));
  } finally {
    await database.stop();
  }
  return report.end();
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
