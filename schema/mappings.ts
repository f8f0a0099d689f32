// Writes docs/mappings.md, how each vendor's fields become ours, from what the connectors themselves declare (`npm run mappings`);
// with --check it writes nothing and fails when the committed page is stale. Connectors are started as the product starts them, with
// settings that show all of their lines; none of them asks its vendor anything for that.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ConnectorDefinition, FieldMapping, RecordSource } from '../platform/connector';
import { createHttpFactory } from '../platform/http/factory';

const root = join(__dirname, '..');
const target = join(root, 'docs', 'mappings.md');
const ADDRESS = 'https://example.invalid';

/** Settings that let a vendor's connector start, with whatever adds lines to its mapping. A vendor not named here starts with `USUAL`. */
const SETTINGS: Readonly<Record<string, Record<string, string>>> = {
  hubspot: { TOKEN: 'none', CROSSWALK: 'zendesk:user=zendesk_user_id' },
  salesforce: { URL: ADDRESS, CLIENT_ID: 'none', CLIENT_SECRET: 'none', EXTERNAL_ID: 'zendesk:user=Zendesk_User__c' },
  shopify: { TOKEN: 'none', SHOP: 'example', STAFF: 'member' },
  vendure: { URL: `${ADDRESS}/admin-api`, USERNAME: 'none', PASSWORD: 'none' },
  stripe: { KEY: 'none', EXTERNAL_ID: 'hubspot:contact=hubspot_contact' },
  klaviyo: { KEY: 'none', EXTERNAL_ID: 'hubspot:contact' },
  mailchimp: { KEY: 'none-us1', AUDIENCES: 'a1b2c3d4e5', EXTERNAL_ID: 'hubspot:contact=HUBSPOT' },
  zendesk: { URL: ADDRESS, EMAIL: 'none@example.invalid', TOKEN: 'none', EXTERNAL_ID: 'hubspot:contact' },
  intercom: { TOKEN: 'none', EXTERNAL_ID: 'hubspot:contact' },
  'request-tracker': { URL: ADDRESS, TOKEN: 'none' },
};

/** What a connector begins with that `npm run new:connector` writes, and what its key is called elsewhere. */
const USUAL: Readonly<Record<string, string>> = { URL: ADDRESS, TOKEN: 'none', KEY: 'none' };

const Definition = z.custom<ConnectorDefinition<RecordSource>>(
  (value) => typeof value === 'object' && value !== null && 'vendor' in value && 'settings' in value && 'start' in value,
);

/** A vendor's domain and lines; null where it declares none. */
async function linesOf(domain: string, vendor: string): Promise<readonly FieldMapping[] | null> {
  const exported: unknown = await import(join(root, 'subgraphs', domain, 'vendors', vendor, 'index.ts'));
  const [definition] = Object.values(z.record(z.string(), z.unknown()).parse(exported)).flatMap(
    (one) => Definition.safeParse(one).data ?? [],
  );
  if (definition === undefined) throw new Error(`${domain}/${vendor} exports no connector`);
  const settings = definition.settings.safeParse(SETTINGS[vendor] ?? USUAL);
  if (!settings.success) {
    const names = settings.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new Error(
      `${vendor} does not start with what \`SETTINGS\` of schema/mappings.ts has for it. Give it a line there, with: ${names}`,
    );
  }
  const http = createHttpFactory({ source: vendor, timeoutMs: 1_000, connections: 1 });
  const connector = await definition.start({ source: vendor, settings: settings.data, http, phoneRegion: undefined });
  await connector.close?.();
  return connector.mapping ?? null;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function toSection(domain: string, vendor: string, lines: readonly FieldMapping[] | null): string {
  const title = `## ${vendor} (${domain})`;
  if (lines === null) return `${title}\n\nDeclares no mapping.`;
  const tables = [...new Set(lines.map(({ of }) => of))].map((of) => {
    const rows = lines
      .filter((line) => line.of === of)
      .map(({ field, from, by }) => `| \`${field}\` | \`${cell(from)}\` | ${cell(by ?? 'as it is')} |`);
    return [`### \`${of}\``, '', '| our field | from | how |', '| --- | --- | --- |', ...rows].join('\n');
  });
  return [title, ...tables].join('\n\n');
}

const HEAD = `# How each system's fields become ours

<!-- Written by \`npm run mappings\` from what the connectors declare; do not edit. -->

Every connector declares its mapping as data, and a law in its tests holds it to the mapper. \`sources { mapping { of field from by } }\`
shows the same of a running deployment, with its own settings; here the settings that add lines (whose ids an external id is) are set.
\`from\` is a path in the vendor's answer, \`[]\` behind a list. Ids, links and the raw record have no line.

The \`sql\` connector's mapping is your own file ([your-database.md](your-database.md)): \`sources\` shows it as \`table.column\`. Custom
fields are in [custom-fields.md](custom-fields.md).`;

async function main(): Promise<void> {
  const sections: string[] = [];
  for (const domain of ['crm', 'sales', 'billing', 'marketing', 'support']) {
    const folder = join(root, 'subgraphs', domain, 'vendors');
    for (const vendor of existsSync(folder) ? readdirSync(folder).sort() : []) {
      if (vendor !== 'sql') sections.push(toSection(domain, vendor, await linesOf(domain, vendor)));
    }
  }
  const page = `${[HEAD, ...sections].join('\n\n')}\n`;
  if (!process.argv.includes('--check')) writeFileSync(target, page);
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== page) {
    process.stderr.write('docs/mappings.md is stale: run `npm run mappings` and commit it.\n');
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
