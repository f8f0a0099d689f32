// A process as a Mermaid diagram, for people and for documents. https://mermaid.js.org/syntax/flowchart.html
import type { Process } from './process';

/** Ends with a line break. */
export function toMermaid({ name, kind, shape }: Process): string {
  const lines = ['flowchart TD'];
  const start = kind === 'WORKFLOW' ? shape.on.join('<br>') : 'asked for';
  lines.push(`  start(["${start}"])`);
  let last = 'start';
  const next = (id: string, box: string, label = ''): void => {
    lines.push(`  ${id}${box}`, `  ${last} -->${label === '' ? '' : `|${label}|`} ${id}`);
    last = id;
  };
  if (shape.hasCondition) {
    next('condition', `{"${kind === 'WORKFLOW' ? 'the condition holds' : 'what is there to do'}"}`);
    lines.push('  nothing(["nothing to do"])', '  condition -->|no| nothing');
  }
  if (shape.after !== null) {
    next('timer', `[/"${shape.after}"/]`, 'yes');
    next('again', '{"it still holds"}');
    lines.push('  again -->|no| nothing');
  }
  if (shape.choices.length > 0) next('choice', `{{"a person: ${shape.choices.join(' or ')}"}}`, 'yes');
  for (const [position, { domain, action, role, undo }] of shape.steps.entries()) {
    const text = `${domain}.${action}${role === 'PIVOT' ? '<br>no way back' : role === 'RETRY' ? '<br>until it is done' : ''}`;
    next(`step${position}`, role === 'PIVOT' ? `[["${text}"]]` : `["${text}"]`, last === 'condition' || last === 'again' ? 'yes' : '');
    if (undo && position < shape.steps.length - 1)
      lines.push(`  step${position} -.->|a later step is given up| undo${position}["taken back"]`);
  }
  next('done', `(["${name}: done"])`);
  return `${lines.join('\n')}\n`;
}
