// docs/real-systems.md: what the last run of the real systems cost.
import type { Asked } from './ask';
import type { RealRequestTracker } from './request-tracker/start';
import type { RealVendure } from './vendure/start';

const SOURCES = ['hubspot', 'vendure', 'sql', 'stripe', 'klaviyo', 'request-tracker'] as const;

/** What a run measured. */
export interface Figures {
  questions: { title: string; asked: Asked }[];
  gatewayMb: number;
  requestTracker: RealRequestTracker['figures'];
  vendure: RealVendure['figures'];
}

/** The page; Markdown tables are not aligned. */
export function toPage({ questions, gatewayMb, requestTracker, vendure }: Figures): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  return `# Real systems

<!-- Written by \`npm run test:real -- --sql <file> --write\`; do not edit. -->

A real Request Tracker 5 (Debian's package, SQLite), a real Vendure (npm, SQLite) and a real PostgreSQL with the public sample shop Chinook,
filled with the same 59 people and asked through the gateway, with the sandbox's CRM, payments and marketing beside them. The figures of the
last run, on two cores; nothing came from a cache:

${[
  row(['question', ...SOURCES, 'ms']),
  row(['---', ...SOURCES.map(() => '---:'), '---:']),
  ...questions.map(({ title, asked }) => row([title, ...SOURCES.map((source) => asked.calls[source] ?? '·'), Math.round(asked.ms)])),
].join('\n')}

${[
  row(['system', 'start', 'fill', 'memory']),
  row(['---', '---:', '---:', '---:']),
  row([
    'Request Tracker',
    seconds(requestTracker.databaseMs + requestTracker.startMs),
    seconds(requestTracker.fillMs),
    `${requestTracker.residentMb} MB, five processes`,
  ]),
  row(['Vendure', seconds(vendure.startMs), seconds(vendure.fillMs), `${vendure.memoryMb} MB`]),
  row(['the gateway', '', '', `${gatewayMb} MB`]),
].join('\n')}

Vendure's packages are installed by the command into \`test/real/vendure\`, those of Request Tracker are unpacked into a cache folder; neither
is a dependency of the product. CI leaves this run to people: its time goes to the suites.
`;
}
