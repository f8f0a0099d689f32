// YAML as text, with comments where people look for them. Whatever a name holds, the text parses and gives the same name back.
import { Document, Scalar, visit } from 'yaml';

/** What a mapping consists of. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

const WIDTH = 118;

/** A value on one line: `total`, `{ column: total_cents, divideBy: 100 }`, `"odd: name"`. */
export function inline(value: Plain): string {
  const document = new Document(value, { version: '1.2' });
  visit(document, {
    Collection: (_key, node) => void (node.flow = true),
    Scalar: (_key, node) => void (typeof node.value === 'string' && hasUnseen(node.value) && (node.type = Scalar.QUOTE_DOUBLE)),
  });
  const text = document.toString({ lineWidth: 0, blockQuote: false, doubleQuotedMinMultiLineLength: 1_000_000 });
  return text.replace(/\n$/, '');
}

/** Spaces at an end and signs that nobody sees are kept only within quotation marks. */
function hasUnseen(text: string): boolean {
  return text.trim() !== text || /[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}

/** `  key: value # ? doubt; doubt` */
export function entry(indent: number, key: string, value: Plain, doubts: readonly string[] = []): string {
  const text = `${' '.repeat(indent)}${inline(key)}: ${inline(value)}`;
  return doubts.length === 0 ? text : `${text} # ? ${onOneLine(doubts.join('; '))}`;
}

/** Comment lines, broken at spaces. */
export function comment(text: string, indent = 0): string[] {
  const begin = `${' '.repeat(indent)}# `;
  const lines: string[] = [];
  let current = '';
  for (const word of onOneLine(text).split(' ')) {
    if (current !== '' && begin.length + current.length + 1 + word.length > WIDTH) {
      lines.push(begin + current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, (begin + current).trimEnd()];
}

/** Control characters and line breaks, of names mostly, would end a comment or be refused in it. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\p{C}\u2028\u2029]/gu, '\uFFFD');
}
