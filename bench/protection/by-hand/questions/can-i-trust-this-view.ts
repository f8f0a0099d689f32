// Can I trust this view? Profile, consistency and identity are our pure functions of the evidence of all five systems.
import { toConsistency } from '../../../../subgraphs/customer/consistency';
import { toIdentity } from '../../../../subgraphs/customer/identity';
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { toProfile } from '../../../../subgraphs/customer/profile';
import { findCustomer } from '../customer';
import { completenessOf } from '../parts/completeness';
import { everythingOf, evidenceOf } from '../resolved';
import { textIn, type Question } from './question';

export const canITrustThisView: Question = async (variables, systems) => {
  const customer = await findCustomer(toIdentifier({ id: textIn(variables, 'id') }, undefined), systems.shelves);
  if (customer === null) return { customer };
  const everything = await everythingOf(customer);
  const evidence = evidenceOf(everything);
  const { policy, name, company, provenance } = toProfile(customer.keys, evidence, new Date());
  const { score, meanAbsoluteDifference, fields } = toConsistency(customer.keys, evidence);
  const { status, links } = toIdentity(customer.keys, evidence);
  return {
    customer: {
      displayName: customer.displayName,
      profile: {
        ...{ policy, company },
        name: name == null ? null : { full: name.full },
        provenance: provenance.map(({ field, rule, ageSeconds, chosenFrom, alternatives }) => ({
          ...{ field, rule, ageSeconds },
          chosenFrom: chosenFrom == null ? null : { id: chosenFrom.id },
          alternatives: alternatives.map(({ record, value, distance }) => ({ record: { id: record.id }, value, distance })),
        })),
      },
      consistency: {
        ...{ score, meanAbsoluteDifference },
        fields: fields.map(({ field, difference, compared }) => ({ field, difference, compared })),
      },
      identity: {
        status,
        links: links.map(({ record, decision, confidence, evidence: verdicts }) => ({
          ...{ record: { id: record.id }, decision, confidence },
          evidence: verdicts.map(({ rule, identifier, weight }) => ({ rule, identifier, weight })),
        })),
      },
      completeness: completenessOf(customer, everything).map(({ domain, state, sources, ageSeconds, latencyMs, error }) => ({
        ...{ domain, state, sources, ageSeconds, latencyMs, error },
      })),
    },
  };
};
