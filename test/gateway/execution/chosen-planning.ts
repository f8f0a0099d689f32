// The planner that the tests of the execution run over: Apollo's, unless they are told otherwise.
// `PLANNER=hive npx jest test/gateway/execution/rules` asks the same of the Rust planner; docs/decisions/planner.md says what it fails.
import { loadPlanning, type PlannerName, type Planning } from '../../../gateway/execution/planner/planning';

export function chosenPlanning(name = process.env['PLANNER'] ?? 'apollo'): Planning {
  return loadPlanning(nameOf(name));
}

function nameOf(text: string): PlannerName {
  if (text !== 'apollo' && text !== 'hive') throw new TypeError(`there is no planner ${text}`);
  return text;
}
