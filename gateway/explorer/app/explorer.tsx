// The page: GraphiQL with our questions as tabs, the plan of an operation, the cost of the last answer, and a place to sign in. What a
// visitor writes stays in this browser tab (sessionStorage), because variables and answers hold personal data that must not outlive it.
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useMemo, useState, type ReactElement } from 'react';
import type { Question } from '../questions';
import { costPlugin } from './cost-panel';
import { useSignedIn } from './credentials';
import { createFetcher } from './fetcher';
import { planPlugin } from './plan-panel';
import { signInPlugin } from './sign-in-panel';
import { activeStoredTab } from './stored-tab';

/** Asks the gateway to report its upstream calls. */
const defaultHeaders = JSON.stringify({ 'x-customer-graph-report': 'on' }, null, 2);

export function Explorer({ graphqlPath, questions }: { graphqlPath: string; questions: readonly Question[] }): ReactElement {
  const { turn } = useSignedIn();
  const [fetcher] = useState(() => createFetcher(graphqlPath));
  const [tabs] = useState(() =>
    questions.map(({ query, variables }) => ({ query, variables: JSON.stringify(variables, null, 2), headers: defaultHeaders })),
  );
  // GraphiQL stores what its tabs hold half a second behind the keys, and nothing before the first.
  const [plugins] = useState(() => [
    HISTORY_PLUGIN,
    planPlugin(graphqlPath, () => activeStoredTab(sessionStorage) ?? tabs[0]),
    costPlugin,
    signInPlugin,
  ]);
  // GraphiQL fills the first tab's variables from this alone; afterwards they come from the tab that was open.
  const first = useMemo(() => activeStoredTab(sessionStorage) ?? tabs[0], [tabs, turn]);
  return (
    <GraphiQL
      // Somebody else may see another schema: it is asked for again.
      key={turn}
      fetcher={fetcher}
      storage={sessionStorage}
      shouldPersistHeaders={false}
      defaultHeaders={defaultHeaders}
      defaultTheme="light"
      defaultEditorToolsVisibility="variables"
      plugins={plugins}
      {...(tabs.length > 0 ? { defaultTabs: tabs } : {})}
      {...(first ? { initialQuery: first.query, initialVariables: first.variables } : {})}
    >
      <GraphiQL.Logo>
        <span className="brand">
          <img src="/explorer/icon.svg" alt="" width="22" height="22" /> Customer Graph
        </span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
