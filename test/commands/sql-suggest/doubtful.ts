// The doubts of a proposal, for tests of which lines have one.

/** `section.key` of each line that ends with a doubt, in order. */
export function doubtful(text: string): string[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    section = /^(\w+):$/.exec(line)?.[1] ?? section;
    const key = /^ +(\w+): .* # \? /.exec(line)?.[1];
    return key === undefined ? [] : [`${section}.${key}`];
  });
}
