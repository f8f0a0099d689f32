// The "Plan" panel: how the operation in the open tab would be answered: which subgraph is asked what and after whom, which sources that
// would read, at how many calls at least, and what of it may come from the cache. Nothing is read for it.
import { useState, type ComponentProps, type ReactElement } from 'react';
import type { GraphiQL } from 'graphiql';
import { explainOperation, type Explained } from './explain-operation';
import { isRecord } from './json';

type Plugin = NonNullable<ComponentProps<typeof GraphiQL>['plugins']>[number];

interface Operation {
  query: string;
  variables: string;
}

/** A panel beside GraphiQL's documentation and history; `current` is the operation in the open tab. */
export function planPlugin(graphqlPath: string, current: () => Operation | undefined): Plugin {
  return { title: 'Plan', icon: PlanIcon, content: () => <PlanPanel graphqlPath={graphqlPath} current={current} /> };
}

function PlanIcon(): ReactElement {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" aria-hidden="true">
      <path d="M10 3v5M10 8H4v4M10 8h6v4M2 14h4v3H2zM8 2h4v2H8zM14 14h4v3h-4z" />
    </svg>
  );
}

function PlanPanel({ graphqlPath, current }: { graphqlPath: string; current: () => Operation | undefined }): ReactElement {
  const [explained, setExplained] = useState<Explained>();
  const explain = (): void => {
    const tab = current();
    if (tab === undefined) setExplained({ fault: 'Write an operation first.' });
    else void explainOperation(graphqlPath, tab).then(setExplained);
  };
  return (
    <section className="cost plan" aria-live="polite">
      <h2 className="graphiql-doc-explorer-title">Plan</h2>
      <button type="button" className="graphiql-button" onClick={explain}>
        Explain the operation
      </button>
      {explained === undefined && <p>Shows whom it would ask, and for how many calls. Nothing is read for it.</p>}
      {explained !== undefined && 'fault' in explained && <p>{explained.fault}</p>}
      {explained !== undefined && 'plan' in explained && <Plan {...explained} />}
    </section>
  );
}

function Plan({ planner, plan }: Extract<Explained, { plan: unknown }>): ReactElement {
  return (
    <>
      <p>
        {plan.length} {plan.length === 1 ? 'fetch' : 'fetches'}, planned by {planner}. Of what several fetches read, each is read once.
      </p>
      {plan.map((fetch, index) => (
        <Fetch key={index} fetch={fetch} />
      ))}
    </>
  );
}

function Fetch({ fetch }: { fetch: Record<string, unknown> }): ReactElement {
  const { id, subgraph, at, asks, after, onlyIf, reads } = fetch;
  const place = at === '' ? 'the root' : String(at);
  return (
    <details open>
      <summary>
        {String(id)}. <strong>{String(subgraph)}</strong> about {place}
        {listed(', after ', after)}
        {listed(', only if ', onlyIf)}
      </summary>
      <pre>{String(asks)}</pre>
      {Array.isArray(reads) ? <Reads reads={reads.filter(isRecord)} /> : <p>It does not tell what it reads.</p>}
    </details>
  );
}

function Reads({ reads }: { reads: Record<string, unknown>[] }): ReactElement {
  if (reads.length === 0) return <p>It reads no source.</p>;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Reads">
      <table>
        <thead>
          <tr>
            {['source', 'read', 'calls at least', 'cache'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reads.map((read, index) => (
            <tr key={index}>
              <td>{String(read['source'])}</td>
              <td>{String(read['read'])}</td>
              <td className="number">{String(read['callsAtLeast'])}</td>
              <td>{verdictOf(read)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether it is there now depends on keys that only the answer tells. */
function verdictOf({ cacheMode, keptSeconds, read }: Record<string, unknown>): string {
  if (typeof keptSeconds === 'number') return `may be cached, for ${keptSeconds} s`;
  return cacheMode === 'links' && read === 'find' ? 'links alone are cached' : 'never cached';
}

function listed(before: string, items: unknown): string {
  return Array.isArray(items) && items.length > 0 ? before + items.join(', ') : '';
}
