// What a new connector begins with: a template that works, under the name of the system that it is to wrap. Reads the templates
// through its caller and writes nothing; `new-connector.ts` is the command.
import { posix } from 'node:path';

export interface Scaffold {
  /** Files to write, by their paths in the project. */
  created: ReadonlyMap<string, string>;
  /** Files that gain a line, whole. */
  changed: ReadonlyMap<string, string>;
}

export interface ScaffoldOptions {
  /** `support`, as the folder below `subgraphs/`. */
  domain: string;
  /** As it stands in `SUPPORT_SOURCES`: small letters, digits and hyphens. */
  vendor: string;
  /** Paths of the template's files, below the project. */
  templates: readonly string[];
  /** A file of the project. */
  read(path: string): string;
}

const TEMPLATE = { kebab: 'acme-desk', camel: 'acmeDesk', pascal: 'AcmeDesk', title: 'Acme Desk', screaming: 'ACME_DESK' } as const;
const STYLES = ['kebab', 'camel', 'pascal', 'title', 'screaming'] as const;
/** Where the templates are, a folder a domain: the connector's, and its test's. */
export const TEMPLATE_FOLDERS = ['commands/new-connector/templates', 'test/commands/new-connector/templates'] as const;

/** What is wrong with a name, in words; null = nothing. */
export function nameFault(vendor: string): string | null {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(vendor) ? null : 'A name is of small letters, digits and single hyphens, such as acme-desk.';
}

/** Makes the files of a new connector. Throws where the subgraph's registry does not look as it should. */
export function scaffold({ domain, vendor, templates, read }: ScaffoldOptions): Scaffold {
  const rename = renamer(vendor);
  const folder = `subgraphs/${domain}/vendors/${vendor}`;
  const created = templates.map((path): [string, string] => {
    const target = posix.join(path.startsWith('test/') ? `test/${folder}` : folder, rename(posix.basename(path)));
    const text = read(path)
      .replaceAll(`'../../../../subgraphs/${domain}/contract'`, "'../../contract'")
      .replaceAll(`commands/new-connector/templates/${domain}`, `subgraphs/${domain}/vendors/${TEMPLATE.kebab}`);
    return [target, rename(text)];
  });
  const registry = `subgraphs/${domain}/index.ts`;
  return {
    created: new Map(created),
    changed: new Map([
      [registry, registered(read(registry), vendor, rename(TEMPLATE.camel))],
      ['.env.example', withSettings(read('.env.example'), domain, vendor, rename)],
    ]),
  };
}

function renamer(vendor: string): (text: string) => string {
  const words = vendor.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const pascal = words.join('');
  const names: Record<(typeof STYLES)[number], string> = {
    kebab: vendor,
    pascal,
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    title: words.join(' '),
    screaming: vendor.toUpperCase().replaceAll('-', '_'),
  };
  return (text) => STYLES.reduce((renamed, style) => renamed.replaceAll(TEMPLATE[style], names[style]), text);
}

/** The import behind the other vendors', and the name in the list: the one registry line. */
function registered(text: string, vendor: string, name: string): string {
  const lines = text.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('import ') && line.includes("'./vendors/"));
  const list = lines.findIndex((line) => /^ {2}vendors: \[.*\],$/.test(line));
  if (last === -1 || list === -1) throw new Error('The subgraph lists no vendors where they are expected: add yours by hand.');
  const [listed = ''] = lines.slice(list);
  const changed = lines
    .with(list, listed.replace('],', `, ${name}],`))
    .toSpliced(last + 1, 0, `import { ${name} } from './vendors/${vendor}/index';`);
  return changed.join('\n');
}

function withSettings(text: string, domain: string, vendor: string, rename: (text: string) => string): string {
  const lines = [`# ${rename(TEMPLATE.title)}: ${domain.toUpperCase()}_SOURCES=${vendor}, or beside others.`];
  return `${text.trimEnd()}\n\n${[...lines, rename('ACME_DESK_URL='), rename('ACME_DESK_TOKEN=')].join('\n')}\n`;
}
