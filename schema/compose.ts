// Composes the subgraphs' SDL into schema/supergraph.graphql (`npm run compose`); with --check it writes nothing and fails
// when the committed file is stale. A composition hint is an error until it is answered: nothing is left to luck.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { readSubgraphSdl, subgraphNames } from '../platform/subgraph/sdl';

/** Hints we have looked at, each with the reason why nothing needs changing. */
const ANSWERED = new Map([
  ['UNUSED_ENUM_TYPE: CacheControlScope', 'used by @cacheControl only, which stays in the subgraphs; the enum is hidden from clients'],
]);

const folder = __dirname;
const target = join(folder, 'supergraph.graphql');

const services = subgraphNames(folder).map((name) => ({
  name,
  // The address says only that the subgraph runs in process; <NAME>_SUBGRAPH_URL replaces it.
  url: `http://${name}.in-process/graphql`,
  typeDefs: readSubgraphSdl(folder, name),
}));

const { supergraphSdl, errors = [], hints = [] } = composeServices(services);
const unanswered = hints.filter((hint) => !ANSWERED.has(`${hint.definition.code}: ${hint.coordinate}`));
const faults = [
  ...errors.map((error) => error.message),
  ...unanswered.map((hint) => `hint ${hint.definition.code} at ${hint.coordinate}: ${hint.message}`),
];
if (supergraphSdl === undefined || faults.length > 0) {
  process.stderr.write(`The subgraphs do not compose cleanly:\n${faults.map((fault) => `- ${fault}`).join('\n')}\n`);
  process.exit(1);
}

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== supergraphSdl) {
    process.stderr.write('schema/supergraph.graphql is stale: run `npm run compose` and commit it.\n');
    process.exit(1);
  }
} else {
  writeFileSync(target, supergraphSdl);
}
