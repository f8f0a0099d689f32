// The tab that was open before a reload. GraphiQL restores all tabs itself but shows the open one without its variables
// unless they were edited, so the page passes them explicitly.
import { isRecord, parseJson } from './json';

/** The open tab's texts as GraphiQL stored them; undefined at the first visit, or when what is stored is not understood. */
export function activeStoredTab(storage: Storage): { query: string; variables: string } | undefined {
  const stored = parseJson(storage.getItem('graphiql:tabState'));
  if (!isRecord(stored) || !Array.isArray(stored['tabs']) || typeof stored['activeTabIndex'] !== 'number') return undefined;
  const tab: unknown = stored['tabs'][stored['activeTabIndex']];
  if (!isRecord(tab)) return undefined;
  return { query: textOf(tab['query']), variables: textOf(tab['variables']) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
