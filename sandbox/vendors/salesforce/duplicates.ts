// Salesforce's standard duplicate rule for contacts, as an org has it at first: somebody of the same name with the same address or number
// is one. The real one compares names loosely. https://help.salesforce.com/s/articleView?id=sales.matching_rules_standard_contact_rule.htm
import { Refused } from './errors';
import type { Row } from './rows';
import type { SalesforceStore } from './store';

/** Throws `Refused` DUPLICATES_DETECTED; the caller's header may allow it, as where the rule only warns. */
export function refuseDuplicate(store: SalesforceStore, fields: Row, header: string | undefined): void {
  if (/\ballowSave\s*=\s*true\b/i.test(header ?? '')) return;
  const alike = store.rows('Contact').find((row) => row['IsDeleted'] !== true && isAlike(row, fields));
  if (alike === undefined) return;
  throw new Refused({
    status: 400,
    body: [
      {
        duplicateResult: {
          ...{ allowSave: true, duplicateRule: 'Standard_Contact_Duplicate_Rule', duplicateRuleEntityType: 'Contact' },
          errorMessage: 'Use one of these records?',
          matchResults: [{ entityType: 'Contact', matchRecords: [{ record: { attributes: { type: 'Contact' }, Id: alike['Id'] } }] }],
        },
        ...{ errorCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] },
      },
    ],
  });
}

function isAlike(row: Row, fields: Row): boolean {
  if (folded(row['FirstName']) !== folded(fields['FirstName']) || folded(row['LastName']) !== folded(fields['LastName'])) return false;
  return ['Email', 'Phone'].some((name) => folded(fields[name]) !== '' && folded(row[name]) === folded(fields[name]));
}

/** Blanks and signs aside. */
function folded(value: Row[string] | undefined): string {
  return String(value ?? '')
    .toLowerCase()
    .replaceAll(/[\s()/-]/g, '');
}
