// The words of a SOQL statement: names, literals and signs, each with its place. Strict as Salesforce is: a quote or a backslash within
// a text must be escaped. https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
import { refuse } from '../errors';

export interface Word {
  kind: 'name' | 'string' | 'number' | 'date' | 'datetime' | 'sign' | 'end';
  /** A name or sign as written; of a text its value. */
  text: string;
  /** Of a text: what it is as a pattern of LIKE. */
  pattern?: Pattern;
  /** Where it begins, from 0. */
  at: number;
}

export interface Pattern {
  /** As a regular expression. */
  source: string;
  /** It has `\_` or `\%`, which mean something to LIKE alone. */
  escaped: boolean;
}

const PATTERNS: readonly [Exclude<Word['kind'], 'string' | 'end'>, RegExp][] = [
  ['datetime', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:?\d\d)/y],
  ['date', /\d{4}-\d\d-\d\d/y],
  ['number', /[+-]?\d+(\.\d+)?/y],
  ['name', /[A-Za-z][A-Za-z0-9_]*/y],
  ['sign', /<=|>=|!=|<>|[=<>(),.]/y],
];

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', "'": "'", '\\': '\\', _: '_', '%': '%' },
};
const LONGEST_STATEMENT = 100_000;
const LONGEST_STRING = 4_000;

/** @throws Refused MALFORMED_QUERY */
export function toWords(soql: string): Word[] {
  if (soql.length > LONGEST_STATEMENT)
    throw refuse('MALFORMED_QUERY', `SOQL statements cannot be longer than ${LONGEST_STATEMENT} characters.`);
  const words: Word[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(soql.charAt(at))) at += 1;
    if (at >= soql.length) return [...words, { kind: 'end', text: '<EOF>', at }];
    const word = soql.charAt(at) === "'" ? quoted(soql, at) : plain(soql, at);
    words.push(word.word);
    at = word.end;
  }
}

function plain(soql: string, at: number): { word: Word; end: number } {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(soql)?.[0];
    if (text !== undefined) return { word: { kind, text, at }, end: at + text.length };
  }
  throw unexpected(soql, at, soql.charAt(at));
}

function quoted(soql: string, start: number): { word: Word; end: number } {
  let value = '';
  const pattern: Pattern = { source: '', escaped: false };
  const add = (letter: string, source = letter.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')): void => {
    value += letter;
    pattern.source += source;
  };
  for (let at = start + 1; at < soql.length; at += 1) {
    const letter = soql.charAt(at);
    if (letter === "'") {
      if (value.length > LONGEST_STRING) throw refuse('MALFORMED_QUERY', `a text is longer than ${LONGEST_STRING} characters`);
      return { word: { kind: 'string', text: value, at: start, pattern }, end: at + 1 };
    }
    if (letter === '\n' || letter === '\r') throw refuse('MALFORMED_QUERY', 'line breaks not allowed in string literals');
    if (letter !== '\\') {
      add(letter, letter === '%' ? '[^]*' : letter === '_' ? '[^]' : undefined);
      continue;
    }
    at += 1;
    const code = /^u([0-9a-fA-F]{4})/.exec(soql.slice(at, at + 5))?.[1];
    if (code !== undefined) {
      add(String.fromCharCode(Number.parseInt(code, 16)));
      at += 4;
      continue;
    }
    const escape = soql.charAt(at);
    const meaning = ESCAPES[/[NRTBF]/.test(escape) ? escape.toLowerCase() : escape];
    if (meaning === undefined)
      throw refuse('MALFORMED_QUERY', `Invalid string literal: Illegal character sequence '\\${escape}' in string literal`);
    pattern.escaped ||= /[_%]/.test(escape);
    add(meaning);
  }
  throw refuse('MALFORMED_QUERY', `${excerpt(soql, start)}line 1:${start} mismatched character '<EOF>' expecting '''`);
}

/** What Salesforce says of a word that cannot stand where it stands. */
export function unexpected(soql: string, at: number, text: string): Error {
  return refuse('MALFORMED_QUERY', `${excerpt(soql, at)}unexpected token: '${text}'`);
}

/** The statement around a place, with a caret below, and the place in words. */
export function excerpt(soql: string, at: number): string {
  const from = Math.max(0, at - 30);
  const shown = soql.slice(from, at + 30).replaceAll(/\s/g, ' ');
  return `\n${shown}\n${' '.repeat(at - from)}^\nERROR at Row:1:Column:${at + 1}\n`;
}
