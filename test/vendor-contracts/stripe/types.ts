// Holds recorded answers against the types of the vendor's own `stripe` package: they are written down as constants of those types
// and compiled. A field that the type does not have, a null it does not allow, a word its enum does not know: each is an error.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Finding } from '../findings';
import { isObject } from '../json';
import type { Sample } from './samples';

const TYPES: Readonly<Record<string, string>> = {
  customer: 'Stripe.Customer',
  'deleted customer': 'Stripe.DeletedCustomer',
  invoice: 'Stripe.Invoice',
  subscription: 'Stripe.Subscription',
  charge: 'Stripe.Charge',
  refund: 'Stripe.Refund',
  error: '{ error: Stripe.StripeRawError }',
};

/**
 * @param folder where the package is installed; the constants are written there as `replies.gen.ts`.
 * @returns a finding for each error of the compiler; none = every sample is of its type.
 */
export function typeFindings(samples: readonly Sample[], folder: string): readonly Finding[] {
  const file = join(folder, 'replies.gen.ts');
  writeFileSync(file, toSource(samples));
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: [],
  });
  const unknown = [...new Set(samples.map(({ kind }) => kind))].filter((kind) => toType(kind) === null);
  return [
    ...unknown.map((kind) => ({
      vendor: 'stripe',
      operation: kind,
      side: 'answer' as const,
      where: '',
      what: 'is of no type that the judge knows',
    })),
    ...ts.getPreEmitDiagnostics(program).map(toFinding),
  ];
}

function toSource(samples: readonly Sample[]): string {
  const constants = samples.flatMap(({ kind, value }, place) => {
    const type = toType(kind);
    return type === null ? [] : [`export const reply${place} /* ${kind} */: ${type} = ${toLiteral(value, '')};`];
  });
  const head = [
    '// Recorded answers of the sandbox. Written by the judge, compiled, and never run.',
    "import type Stripe from 'stripe';",
    '// The SDK makes an object of each decimal, which is a text on the wire.',
    'declare function decimal(text: string): Stripe.Decimal;',
  ];
  return `${[...head, ...constants].join('\n')}\n`;
}

function toType(kind: string): string | null {
  const [, envelope, element = kind] = /^(list|search_result) of (.+)$/.exec(kind) ?? [];
  const type = TYPES[element];
  if (type === undefined) return null;
  return envelope === undefined ? type : envelope === 'list' ? `Stripe.ApiList<${type}>` : `Stripe.ApiSearchResult<${type}>`;
}

function toLiteral(value: unknown, name: string): string {
  if (Array.isArray(value)) return `[${value.map((one) => toLiteral(one, '')).join(', ')}]`;
  if (isObject(value))
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}: ${toLiteral(inner, key)}`)
      .join(', ')} }`;
  const text = JSON.stringify(value);
  return name.endsWith('_decimal') && typeof value === 'string' ? `decimal(${text})` : text;
}

function toFinding({ file, start = 0, code, messageText }: ts.Diagnostic): Finding {
  // Types are named in the message, values too: only the last sentence's kind is told.
  const what = `TS${code}: ${
    ts
      .flattenDiagnosticMessageText(messageText, '\n')
      .replace(/["'][^"']*["']/g, '…')
      .split('\n')
      .at(-1)
      ?.trim() ?? ''
  }`;
  const { kind, names } = file === undefined ? { kind: 'types', names: [] } : placeOf(file, start);
  return { vendor: 'stripe', operation: kind, side: 'answer', where: names.map((name) => `/${name}`).join(''), what };
}

/** Which constant an error is in, and the names on the way to it. */
function placeOf(file: ts.SourceFile, start: number): { kind: string; names: readonly string[] } {
  const names: string[] = [];
  let kind = 'types';
  const visit = (node: ts.Node): void => {
    if (start < node.getFullStart() || start >= node.getEnd()) return;
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) names.push(node.name.text);
    if (ts.isVariableDeclaration(node)) kind = /\/\* (.+?) \*\//.exec(node.getFullText(file))?.[1] ?? kind;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { kind, names };
}
