// Judges one exchange by a vendor's OpenAPI description: a connector's request by path, parameters and body, every answer by its
// status and body.
import { type Finding, withoutIds } from '../findings';
import type { Judge } from '../judge';
import { isAnswered, isConnectors, type Recorded } from '../traffic';
import { toDescription, type Content, type Match } from './description';
import { parameterFaults } from './parameters';
import { createSchemas, type Fault, type Schemas } from './schemas';
import type { Json } from '../json';

export interface JudgeOptions {
  /** An end of paths that may be left out. */
  optionalEnding: RegExp | null;
  /** What each answer is held to: `schema`, or its status alone where the description is too old for bodies. */
  answers: 'schema' | 'status';
}

/** @param document the description, patched. */
export function createOpenApiJudge(document: Json, options: JudgeOptions): Judge {
  const description = toDescription(document);
  const schemas = createSchemas(document);
  return {
    judge(exchange) {
      const match = description.match(
        exchange.method,
        options.optionalEnding === null ? exchange.path : exchange.path.replace(options.optionalEnding, ''),
      );
      const operation = match?.operation.name ?? `${exchange.method} ${withoutIds(exchange.path)}`;
      const toFindings = (side: Finding['side'], faults: readonly Fault[]): Finding[] =>
        faults.map((fault) => ({ vendor: exchange.vendor, operation, side, ...fault }));
      return {
        operation: match?.operation.name ?? null,
        findings: [
          ...(isConnectors(exchange) ? toFindings('request', requestFaults(match, exchange, schemas)) : []),
          ...(isAnswered(exchange) ? toFindings('answer', answerFaults(match, exchange, schemas, options)) : []),
        ],
      };
    },
  };
}

function requestFaults(match: Match | null, exchange: Recorded, schemas: Schemas): readonly Fault[] {
  if (match === null) return [{ where: '', what: 'the vendor has no such operation' }];
  return [...parameterFaults(match, exchange, schemas), ...bodyFaults(match, exchange, schemas)];
}

function bodyFaults({ operation: { body } }: Match, { requestBody, requestHeaders }: Recorded, schemas: Schemas): readonly Fault[] {
  if (requestBody === '') return body?.required === true ? [{ where: '', what: 'the body is missing' }] : [];
  if (body === null) return [{ where: '', what: 'the operation takes no body' }];
  const media = mediaOf(body.content, requestHeaders['content-type']);
  if (media === null) return [{ where: 'content-type', what: 'the operation takes no such content' }];
  // A form's fields are texts; one that holds others inside its brackets is asked of nobody here.
  const isForm = requestHeaders['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const value = isForm ? Object.fromEntries(new URLSearchParams(requestBody)) : parseJson(requestBody);
  return value === undefined ? [{ where: '', what: 'the body is no JSON' }] : schemas.faults(media.schema, value);
}

function answerFaults(match: Match | null, exchange: Recorded, schemas: Schemas, options: JudgeOptions): readonly Fault[] {
  const { status, answer, answerHeaders } = exchange;
  if (match === null) {
    // What is not there may be asked for, by tests; it must be refused.
    return status < 400 ? [{ where: '', what: 'answered, but the vendor has no such operation' }] : [];
  }
  const content = contentOf(match.operation.answers, status);
  if (content === null) return [{ where: '', what: `status ${status} is not described` }];
  if (options.answers === 'status') return [];
  if (Object.keys(content).length === 0) return answer === null ? [] : [{ where: '', what: `status ${status} has no body` }];
  const media = mediaOf(content, headerOf(answerHeaders, 'content-type'));
  if (media === null) return [{ where: 'content-type', what: `status ${status} has no such content` }];
  return schemas.faults(media.schema, answer).map(({ where, what }) => ({ where, what: `${status}: ${what}` }));
}

function contentOf(answers: Match['operation']['answers'], status: number): Content | null {
  return answers[status] ?? answers[`${String(status).charAt(0)}XX`] ?? answers['default'] ?? null;
}

function mediaOf(content: Content, type: string | undefined): Content[string] | null {
  const [bare = ''] = (type ?? '').split(';');
  return content[bare.trim().toLowerCase()] ?? content['*/*'] ?? null;
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).findLast(([header]) => header.toLowerCase() === name)?.[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
