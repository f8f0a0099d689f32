// The "Cost" panel: what the newest answer's `extensions.customerGraph` reports, as tables instead of JSON.
// It lays out whatever the report holds and computes nothing, so a new figure of the gateway shows up by itself.
import type { ComponentProps, ReactElement } from 'react';
import type { GraphiQL } from 'graphiql';
import { isRecord } from './json';
import { useCostReport } from './last-answer';

type Plugin = NonNullable<ComponentProps<typeof GraphiQL>['plugins']>[number];

/** A panel beside GraphiQL's documentation and history. */
export const costPlugin: Plugin = { title: 'Cost', icon: CostIcon, content: CostPanel };

function CostIcon(): ReactElement {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" aria-hidden="true">
      <path d="M3 17V9M8 17V4M13 17v-6M18 17V7" />
    </svg>
  );
}

function CostPanel(): ReactElement {
  const report = useCostReport();
  return (
    <section className="cost" aria-live="polite">
      <h2 className="graphiql-doc-explorer-title">Cost</h2>
      {isRecord(report) ? <Report report={report} /> : <p>{adviceFor(report)}</p>}
    </section>
  );
}

function adviceFor(report: unknown): string {
  return report === undefined
    ? 'Run an operation to see which sources it asked, how often and for how long.'
    : 'The last answer carried no report: send the header "x-customer-graph-report": "on".';
}

/** Single figures first, then a table for each list of figures: per source, per domain. */
function Report({ report }: { report: Record<string, unknown> }): ReactElement {
  const entries = Object.entries(report);
  const figures = entries.filter(([, value]) => !isRecord(value));
  return (
    <>
      {figures.length > 0 && <Table caption="Request" rows={[Object.fromEntries(figures)]} />}
      {entries.map(([name, value]) => isRecord(value) && <Table key={name} caption={inWords(name)} rows={toRows(value)} />)}
    </>
  );
}

/** A list of records is one row each; an object of records too, with the key in front; any other object is one row. */
function toRows(value: Record<string, unknown>): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.map((item: unknown) => (isRecord(item) ? item : { value: item }));
  const entries = Object.entries(value);
  if (!entries.every(([, item]) => isRecord(item))) return [value];
  return entries.map(([name, item]) => ({ name, ...(isRecord(item) ? item : {}) }));
}

function Table({ caption, rows }: { caption: string; rows: Record<string, unknown>[] }): ReactElement {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const classOf = (column: string) => (rows.some((row) => typeof row[column] === 'number') ? 'number' : undefined);
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={classOf(column)}>
                {inWords(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} className={classOf(column)}>
                  {inText(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `cacheHits` → `cache hits`. */
function inWords(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function inText(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
  return typeof value === 'string' ? value : JSON.stringify(value);
}
