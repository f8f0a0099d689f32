// Asks the gateway how an operation would be answered.
import { Kind, parse } from 'graphql';
import { withCredentials } from './credentials';
import { isRecord, parseJson } from './json';

/** The plan as the gateway tells it, or why there is none, in words for people. */
export type Explained = { planner: string; plan: Record<string, unknown>[] } | { fault: string };

/** Never rejects. Of several operations the first is explained. */
export async function explainOperation(graphqlPath: string, tab: { query: string; variables: string }): Promise<Explained> {
  try {
    const response = await fetch(graphqlPath, {
      method: 'POST',
      headers: withCredentials({ 'content-type': 'application/json', accept: 'application/json', 'x-customer-graph-explain': 'on' }),
      body: JSON.stringify({ query: tab.query, variables: parseJson(tab.variables) ?? {}, operationName: firstName(tab.query) }),
    });
    return explainedIn(parseJson(await response.text()));
  } catch {
    return { fault: 'The gateway does not answer, or the operation has an error.' };
  }
}

function firstName(query: string): string | undefined {
  const first = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return first?.kind === Kind.OPERATION_DEFINITION ? first.name?.value : undefined;
}

function explainedIn(answer: unknown): Explained {
  const { extensions, errors } = isRecord(answer) ? answer : {};
  const told = isRecord(extensions) ? extensions['customerGraph'] : null;
  if (isRecord(told) && Array.isArray(told['plan'])) return { planner: String(told['planner']), plan: told['plan'].filter(isRecord) };
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  return { fault: isRecord(first) ? String(first['message']) : 'This gateway explains no operations: introspection is off.' };
}
