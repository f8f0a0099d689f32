// Which segments and lists are there? Of nobody in particular: what marketing has, by name.
import { compareAudiences } from '../parts/marketing';
import type { Question } from './question';

export const whichSegmentsAreThere: Question = async (_, { marketing }) => {
  const audiences = [...(await marketing.audiences())].sort(compareAudiences);
  return { audiences: { nodes: audiences.map(({ id, name, kind }) => ({ id, name, kind })), missing: [] } };
};
