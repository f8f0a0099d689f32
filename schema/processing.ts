// Writes docs/processing.md, the register of what personal data is processed here, from the @pii marks of the SDL (`npm run mappings`);
// with --check it writes nothing and fails when the committed page is stale. What only the operator knows is left to them, by name.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, type ConstDirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';
import { readSubgraphSdl, subgraphNames } from '../platform/subgraph/sdl';

const root = join(__dirname, '..');
const target = join(root, 'docs', 'processing.md');

/** Each class of @pii: what the law's registers call it, and the scope without which it is masked. */
const CLASSES = {
  CONTACT: 'Contact data: email addresses, phone numbers, postal addresses',
  IDENTITY: 'Identity data: names, birth dates, tax ids',
  FINANCIAL: 'Financial data: what a person owes, has paid and bought',
  FREE_TEXT: 'Texts written by or about a person, and whole records',
} as const;

interface Marked {
  subgraph: string;
  coordinate: string;
  pii: string;
  keptSeconds: number;
}

function argumentOf(directives: readonly ConstDirectiveNode[] | undefined, directive: string, argument: string): string | undefined {
  const value = directives?.find(({ name }) => name.value === directive)?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.ENUM || value?.kind === Kind.INT ? value.value : undefined;
}

function toMarked(subgraph: string, type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): Marked[] {
  const pii = argumentOf(field.directives, 'pii', 'class');
  if (pii === undefined) return [];
  const kept = argumentOf(field.directives, 'cacheControl', 'maxAge') ?? argumentOf(type.directives, 'cacheControl', 'maxAge') ?? '0';
  return [{ subgraph, coordinate: `${type.name.value}.${field.name.value}`, pii, keptSeconds: Number(kept) }];
}

/** The vendors whose systems a subgraph asks; none for those that ask other subgraphs. */
function vendorsOf(subgraph: string): string[] {
  const folder = join(root, 'subgraphs', subgraph, 'vendors');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function marks(): Marked[] {
  const folder = join(root, 'schema');
  const all = subgraphNames(folder).flatMap((subgraph) =>
    readSubgraphSdl(folder, subgraph).definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (definition.fields ?? []).flatMap((field) => toMarked(subgraph, definition, field))
        : [],
    ),
  );
  return all.sort((a, b) => a.coordinate.localeCompare(b.coordinate));
}

const HEAD = `# The register of processing

<!-- Written by \`npm run mappings\` from the @pii marks of the SDL; do not edit. -->

What personal data goes through this gateway, of whom, from where, and how long any of it stays: the technical half of a record of
processing activities (Article 30 GDPR). The marks are held to the SDL by a test: a text without one is looked at, or the build fails.

**Yours to add**, for nobody else can know it: the controller and their contact; the purposes, and on what ground; who your callers
are (\`npm run keys -- list\`, your identity provider); to which countries the connected systems transfer; how long _they_ keep what they
hold.

## What is done with it

| Activity | Whose data | What is kept here | For how long |
| --- | --- | --- | --- |
| Answering a query | customers, and staff named in their records | with \`CACHE_MODE=full\` records and lists, in memory and encrypted in Redis (AES-256-GCM); with \`links\` none of them; with \`off\` nothing | at most the seconds below, and five minutes more where a source fails and nothing newer is to be had ([cache.md](cache.md)) |
| Finding who somebody is | customers | with \`links\` and \`full\`: record ids by HMAC of an address or a number | as above |
| What people say of records (\`linkRecords\`) | whoever says it | record ids, who, when, why | until the operator deletes it |
| Audit trail | callers, customers | caller, purpose, classes; customers and documents as HMACs ([audit.md](audit.md)) | until the operator deletes it |
| API keys | services | name, scopes, HMAC of the key ([access.md](access.md)) | until the operator deletes it |
| Events of the connected systems | customers | ids of records and events | until they are told; what was seen already, for the days of the retention |
| A copy for the person (\`exportCustomer\`) | one customer | nothing | - |

Logs, metrics, traces, cache keys and error texts hold none of it: a test looks for planted persons in all of them.

## What it is`;

function toSection(pii: keyof typeof CLASSES, all: readonly Marked[]): string {
  const rows = all
    .filter((one) => one.pii === pii)
    .map(({ coordinate, subgraph, keptSeconds }) => {
      const from = vendorsOf(subgraph);
      return `| \`${coordinate}\` | ${subgraph} | ${from.length === 0 ? 'the domains below it' : from.join(', ')} | ${keptSeconds} s |`;
    });
  const scope = `pii:${pii.toLowerCase().replace('_', '-')}`;
  return [
    `### ${CLASSES[pii]}`,
    '',
    `Masked for callers without the scope \`${scope}\` and a stated purpose ([authorisation.md](authorisation.md)).`,
    '',
    '| Field | Subgraph | From | Kept at most |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const found = marks();
const classes = ['CONTACT', 'IDENTITY', 'FINANCIAL', 'FREE_TEXT'] as const;
const page = `${[HEAD, ...classes.map((pii) => toSection(pii, found))].join('\n\n')}\n`;
if (!process.argv.includes('--check')) writeFileSync(target, page);
else if (!existsSync(target) || readFileSync(target, 'utf8') !== page) {
  process.stderr.write('docs/processing.md is stale: run `npm run mappings` and commit it.\n');
  process.exitCode = 1;
}
