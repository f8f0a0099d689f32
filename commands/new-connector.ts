// `npm run new:connector -- support acme-desk`: a connector that works, its contract test on a pretend system, its settings and
// its place in the subgraph, to be changed into what the real system needs. Writes nothing where there is something already.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../platform/project-folder';
import { nameFault, scaffold, TEMPLATE_FOLDERS } from './new-connector/scaffold';
import { wordsForPeople } from './words';

const USAGE = 'Usage: npm run new:connector -- <domain> <name>, such as: npm run new:connector -- support acme-desk';

function main(): void {
  const [domain = '', vendor = '', ...more] = process.argv.slice(2);
  const fault = nameFault(vendor);
  if (!/^[a-z]+$/.test(domain) || vendor === '' || more.length > 0) throw new Error(USAGE);
  if (fault !== null) throw new Error(`${fault}\n${USAGE}`);
  const root = projectFolder();
  const templates = TEMPLATE_FOLDERS.flatMap((place) => {
    const folder = join(place, domain);
    return existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((file) => join(folder, file)) : [];
  });
  if (templates.length === 0) throw new Error(`There is no domain ${domain}: crm, sales, billing, marketing and support are.\n${USAGE}`);
  const folder = `subgraphs/${domain}/vendors/${vendor}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already: nothing was written.`);

  const { created, changed } = scaffold({ domain, vendor, templates, read: (path) => readFileSync(join(root, path), 'utf8') });
  for (const [path, text] of [...created, ...changed]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  process.stdout.write(`${[...created.keys()].map((path) => `  new      ${path}`).join('\n')}
${[...changed.keys()].map((path) => `  changed  ${path}`).join('\n')}

It works already, on a pretend ${vendor}:

  npx jest test/${folder}

Then make it yours, from the outside in: the pretend system and what the test expects of it, wire.ts, index.ts. The contract test
says in words what is not right yet. Before npm run doctor and npm start see a change, it takes npm run build.
docs/write-a-connector.md tells the rest.
`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${wordsForPeople(error)}\n`);
  process.exitCode = 1;
}
