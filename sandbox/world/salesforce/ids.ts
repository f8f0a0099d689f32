// Salesforce's record ids: 15 characters that tell upper from lower case, of which three tell the kind of record, or the same with
// three more that make it safe where case is lost. https://help.salesforce.com/s/articleView?id=000385585

/** First characters of the ids of each object; a note is a document. https://help.salesforce.com/s/articleView?id=000385203 */
export const KEY_PREFIXES = {
  Account: '001',
  Contact: '003',
  Lead: '00Q',
  User: '005',
  Opportunity: '006',
  OpportunityContactRole: '00K',
  Task: '00T',
  Event: '00U',
  Case: '500',
  ContentNote: '069',
  ContentDocument: '069',
  ContentDocumentLink: '06A',
} as const;

export type ForceObject = keyof typeof KEY_PREFIXES;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** Of the pod that the house's org lives on. */
const POD = '5g0';
const COUNTER_LENGTH = 9;

/** The id of the `turn`th record of an object, 18 characters. */
export function forceId(object: ForceObject, turn: number): string {
  let counter = '';
  for (let left = turn; left > 0; left = Math.floor(left / DIGITS.length)) counter = DIGITS.charAt(left % DIGITS.length) + counter;
  return withCheck(KEY_PREFIXES[object] + POD + counter.padStart(COUNTER_LENGTH, '0'));
}

/** An id of 15 characters with the three that tell where its capitals are; one of 18 as it should have been. */
export function withCheck(id: string): string {
  const short = id.slice(0, 15);
  const check = [0, 5, 10].map((start) => {
    const capitals = [0, 1, 2, 3, 4].reduce((sum, place) => sum + (/[A-Z]/.test(short.charAt(start + place)) ? 2 ** place : 0), 0);
    return CHECK_LETTERS.charAt(capitals);
  });
  return short + check.join('');
}

/** The 18 characters of what may be an id; null where it is none. */
export function toForceId(text: string): string | null {
  if (!/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text)) return null;
  const whole = withCheck(text);
  return text.length === 15 || text === whole ? whole : null;
}
