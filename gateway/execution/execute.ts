// Walks the steps of a compiled operation for one request.
import { ask, type Journey } from './ask';
import type { Question } from './question';
import type { Step } from './steps';

/** Resolves when all that could be had is in the data. */
export function walk(step: Step, journey: Journey): Promise<void> {
  return take(step, journey, new Map());
}

async function take(step: Step, journey: Journey, begun: Map<Question, Promise<void>>): Promise<void> {
  switch (step.kind) {
    case 'ask': {
      const { question } = step;
      if (!question.shared) return ask(question, journey);
      // Several fetches of the plan are parts of it: whoever comes first asks, all wait.
      const known = begun.get(question);
      if (known !== undefined) return known;
      const answer = ask(question, journey);
      begun.set(question, answer);
      return answer;
    }
    case 'sequence':
      for (const inner of step.steps) await take(inner, journey, begun);
      return;
    case 'parallel':
      await Promise.all(step.steps.map((inner) => take(inner, journey, begun)));
      return;
    case 'condition': {
      const branch = journey.variables[step.variable] === true ? step.then : step.otherwise;
      if (branch !== null) await take(branch, journey, begun);
    }
  }
}
