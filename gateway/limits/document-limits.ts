// Refuses documents that are too large, before Apollo Server validates and plans them. A text that passed is remembered and passes at
// once; one that is no GraphQL passes too, for the server to say what is wrong with it.
import { parse, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { measure, type DocumentSize } from './document-size';
import { refusalOf } from './refusal';
import type { Limits } from './settings';

export interface DocumentLimits {
  /** Throws the refusal, a GraphQLError. */
  check(text: string): void;
}

const REMEMBERED_TEXTS = 2_000;
const REMEMBERED_CHARACTERS = 16_000_000;

/** What validation may have to compare: some milliseconds. Fifty pages of one field each are far below. */
const MOST_PAIRS = 3_000;
/** No field has as many; validation compares them likewise. */
const MOST_ARGUMENTS = 100;

export function createDocumentLimits(limits: Limits): DocumentLimits {
  const passed = new LRUCache<string, true>({
    max: REMEMBERED_TEXTS,
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, text) => text.length + 1,
  });
  return {
    check(text) {
      if (passed.has(text)) return;
      const document = parsed(text, limits.LIMIT_TOKENS);
      if (document === null) return;
      refuse(measure(document, limits.LIMIT_FIELDS, MOST_PAIRS), limits);
      passed.set(text, true);
    },
  };
}

/** null = the server will find the same fault. */
function parsed(text: string, maxTokens: number): DocumentNode | null {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch {
    return null;
  }
}

/** In the order in which counting may have been given up. */
function refuse(size: DocumentSize, limits: Limits): void {
  const over: [is: number, most: number, code: string, what: string][] = [
    [size.fields, limits.LIMIT_FIELDS, 'MAX_FIELDS_LIMIT', 'fields and spreads, fragments followed'],
    [size.pairs, MOST_PAIRS, 'MAX_FIELDS_LIMIT', 'repetitions of one field'],
    [size.rootFields, limits.LIMIT_ROOT_FIELDS, 'MAX_ROOT_FIELDS_LIMIT', 'root fields'],
    [size.aliases, limits.LIMIT_ALIASES, 'MAX_ALIASES_LIMIT', 'aliases'],
    [size.depth, limits.LIMIT_DEPTH, 'MAX_DEPTH_LIMIT', 'levels of fields'],
    [size.directives, limits.LIMIT_DIRECTIVES, 'MAX_DIRECTIVES_LIMIT', 'directives'],
    [size.arguments, MOST_ARGUMENTS, 'MAX_ARGUMENTS_LIMIT', 'arguments of one field'],
    [size.fragments, limits.LIMIT_FRAGMENTS, 'MAX_FRAGMENTS_LIMIT', 'fragments'],
  ];
  for (const [is, most, code, what] of over) {
    if (is > most) throw refusalOf({ code, message: `The operation has more than ${most} ${what}. Ask for less, or in parts.` });
  }
}
