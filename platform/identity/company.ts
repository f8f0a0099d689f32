// Names of companies as evidence: equal but for legal form, punctuation and spelling. A subsidiary ("Acme Europe") is not its
// parent; whoever wants the two joined links them by hand.
import { foldings } from './name-parts';
import { damerauDistance } from './text-distance';
import type { NameVerdict } from './name';

const LEGAL_FORMS = new Set(
  `gmbh ag kg kgaa ohg gbr ug mbh se ev inc incorporated corp corporation llc llp lp ltd limited plc co company pty pte sdn bhd
   sa sas sarl eurl sl slu spa srl srls snc bv nv vof ab as asa aps oy oyj kft zrt nyrt bt sro doo dd ooo ltda eireli cv sapi
   kk gk und and et`.split(/\s+/),
);
const CJK_LEGAL_FORMS = /株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|㈱|\(株\)|주식회사|㈜/gu;
/** Abbreviations written with points or a stroke, joined before words are told apart. */
const DOTTED = /(?<=(?:^|[\s,])(?:\p{L}[./])*\p{L})[./](?=\p{L}(?:[./\s,]|$))/gu;

/** A company's name to compare by, without legal form, lower case; null where nothing is left. */
export function normaliseCompany(name: string | null): string | null {
  if (name === null) return null;
  const words = name
    .replaceAll(CJK_LEGAL_FORMS, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’`´]/g, '')
    .replaceAll(DOTTED, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const bare = words.filter((word, index) => index === 0 || !LEGAL_FORMS.has(word));
  const folded = bare.map((word) => foldings(word).at(-1) ?? word).join(' ');
  return folded === '' ? null : folded;
}

const LONG_ENOUGH_FOR_A_SLIP = 8;

/** Compares two companies by name: `compatible` = one slip in a long name; `absent` = one of them has no name. Symmetric. */
export function companiesCompatible(a: string | null, b: string | null): NameVerdict {
  const left = normaliseCompany(a);
  const right = normaliseCompany(b);
  if (left === null || right === null) return 'absent';
  if (left === right || left.replaceAll(' ', '') === right.replaceAll(' ', '')) return 'same';
  const long = Math.min(left.length, right.length) >= LONG_ENOUGH_FOR_A_SLIP;
  // A digit tells branches apart: a slip there is no slip.
  const sameDigits = left.replaceAll(/\D/g, '') === right.replaceAll(/\D/g, '');
  return long && sameDigits && damerauDistance(left, right) === 1 ? 'compatible' : 'incompatible';
}
